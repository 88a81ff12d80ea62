"""Load: every input format becomes papers, and the same paper in several inputs becomes one.

The parsers are imported when a paper is loaded: whoever checks single addresses needs none of them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
