"""Tests mirror the tree of `linkscan/`; `world/` is the internet they run in."""
