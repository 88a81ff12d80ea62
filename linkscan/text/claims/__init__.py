"""Extract the claims of a text: what its authors release or promise, and where."""
