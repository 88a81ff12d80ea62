"""Judge what a place holds: the file tree first, the README only where the tree leaves a question open.

The rules are imported when files are judged: most pages have none, and a hundred patterns take a while to compile.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
