"""aiohttp, imported here and nowhere else, with a record of what its TLS context trusts.

It makes two contexts as it is imported, of the authorities that the environment names at that moment. The second
verifies nothing and loads them all the same, which takes a tenth of the start of `linkscan check`: here it does not.
"""

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

Authorities = tuple[str | None, str | None]


def authorities() -> Authorities:
    """Return where this machine's list of certificate authorities is: a file and a folder, None for what is not there.

    SSL_CERT_FILE and SSL_CERT_DIR name them, else OpenSSL as it was built: `ssl.get_default_verify_paths`.
    """
    paths = ssl.get_default_verify_paths()
    return paths.cafile, paths.capath


@contextmanager
def _only_what_verifies_loads() -> Iterator[None]:
    """Let only a context that verifies load the authorities of this machine."""

    def set_default_verify_paths(self: ssl.SSLContext) -> None:
        if self.verify_mode is not ssl.CERT_NONE:
            super(ssl.SSLContext, self).set_default_verify_paths()

    ssl.SSLContext.set_default_verify_paths = set_default_verify_paths  # type: ignore[method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # that of its base again


_is_ours = "aiohttp" not in sys.modules
_now = authorities()
with _only_what_verifies_loads():
    import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult  # noqa: E402
from aiohttp.client_proto import ResponseHandler  # noqa: E402
from aiohttp.connector import Connection  # noqa: E402
from aiohttp.typedefs import LooseHeaders  # noqa: E402

TRUSTED: Authorities | None = _now if _is_ours else None
"""What aiohttp's own context trusts; None where another package imported it before, at an unknown time."""

__all__ = [
    "TRUSTED",
    "AbstractResolver",
    "Connection",
    "LooseHeaders",
    "ResolveResult",
    "ResponseHandler",
    "aiohttp",
    "authorities",
]
