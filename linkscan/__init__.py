"""linkscan: find the code that papers announce, and look behind every address.

The face of the library is said once, in `__init__.pyi`; each name is imported when it is first used, for
`linkscan --help` must not wait for the web. What is not in the face may move.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
