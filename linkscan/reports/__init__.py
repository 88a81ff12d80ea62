"""Rendering the report of a run in the formats people use.

Submodules are loaded lazily: rendering one line for a terminal does not import the modules that write files.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
