"""Render: what a run found, in the formats people use.

Who renders one line for a terminal need not load what writes files.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
