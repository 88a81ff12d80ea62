"""The ledger: what was claimed and found in earlier runs, and what has changed since.

Submodules are loaded lazily: checking addresses needs only the detection of outages, not the database.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
