"""The one room with network, clock and disk: layers that take a question and give an answer."""
