"""linkscan: find the code that papers announce, and look behind every address."""
