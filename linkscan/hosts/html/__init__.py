"""Web pages: what they say, whether they are pages at all, and the code they link to."""
