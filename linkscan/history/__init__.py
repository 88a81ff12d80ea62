"""Remember: what was claimed and found on earlier runs, and what has changed since.

The book is loaded when a run is written into it: checking addresses needs the rule on outages only.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
