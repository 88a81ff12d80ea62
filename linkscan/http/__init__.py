"""The only package that uses the network and the clock: a stack of middleware between a request and its response.

Each name is imported lazily, on first use: a worker process that only parses needs no sockets.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
