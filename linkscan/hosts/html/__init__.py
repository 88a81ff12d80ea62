"""What a page shows to a reader: its words, its links, whether it is a page at all, and the code it names."""
