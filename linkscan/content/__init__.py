"""Judge what a place contains: by its file tree first, and by its README only where the tree is inconclusive.

The submodules are imported on first use, as most pages have no files to judge.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
