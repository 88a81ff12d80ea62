"""linkscan: find the code that papers announce, and look behind every address."""

__version__ = "0.1.0"
