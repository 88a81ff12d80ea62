"""Load papers from every input format, and merge papers that occur in several inputs.

The parsers are imported on first use: checking single addresses needs none of them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
