"""aiohttp, imported here and nowhere else, with a record of what its TLS context trusts.

It makes the context as it is imported, of the authorities that the environment names at that moment.
"""

import ssl
import sys

Authorities = tuple[str | None, str | None]


def authorities() -> Authorities:
    """Return where this machine's list of certificate authorities is: a file and a folder, None for what is not there.

    SSL_CERT_FILE and SSL_CERT_DIR name them, else OpenSSL as it was built: `ssl.get_default_verify_paths`.
    """
    paths = ssl.get_default_verify_paths()
    return paths.cafile, paths.capath


_is_ours = "aiohttp" not in sys.modules
_now = authorities()
import aiohttp  # noqa: E402 - after the lines above
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
