"""The one package with network and clock: a stack of middleware from a request to a response.

Each name is loaded with the module that defines it, when it is first used: a worker that only parses needs no sockets.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
