"""aiohttp, imported here and nowhere else, with a record of what its TLS context trusts.

On import aiohttp creates two TLS contexts from the certificate authorities that the environment names at that moment.
The second verifies nothing but loads them anyway, which takes a tenth of the start-up time of `linkscan check`; this
module prevents that.
"""

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

Authorities = tuple[str | None, str | None]


def authorities() -> Authorities:
    """Return the file and the folder of this machine's certificate authorities, None for either that does not exist.

    They come from SSL_CERT_FILE and SSL_CERT_DIR, or else from OpenSSL's build: `ssl.get_default_verify_paths`.
    """
    paths = ssl.get_default_verify_paths()
    return paths.cafile, paths.capath


@contextmanager
def _skip_authorities_without_verification() -> Iterator[None]:
    """Make contexts that do not verify certificates skip loading this machine's authorities."""

    def set_default_verify_paths(self: ssl.SSLContext) -> None:
        if self.verify_mode is not ssl.CERT_NONE:
            super(ssl.SSLContext, self).set_default_verify_paths()

    ssl.SSLContext.set_default_verify_paths = set_default_verify_paths  # type: ignore[method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # uncovers the method of the base class


_is_first_import = "aiohttp" not in sys.modules
_authorities_at_import = authorities()
with _skip_authorities_without_verification():
    import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult  # noqa: E402
from aiohttp.client_proto import ResponseHandler  # noqa: E402
from aiohttp.connector import Connection  # noqa: E402
from aiohttp.typedefs import LooseHeaders  # noqa: E402

TRUSTED: Authorities | None = _authorities_at_import if _is_first_import else None
"""What aiohttp's own context trusts; None if another package had already imported aiohttp, at an unknown time."""

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
