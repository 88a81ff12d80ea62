"""Load: every input format becomes papers."""
