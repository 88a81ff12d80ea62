"""aiohttp, imported here and nowhere else, with a note on what its TLS trusts.

It makes its context as it is imported, of the authorities that the environment names at that moment.
"""

import ssl
import sys

Authorities = tuple[str | None, str | None]


def authorities() -> Authorities:
    """Return where the list of this machine's authorities is: a file and a folder, None for what is not there.

    SSL_CERT_FILE and SSL_CERT_DIR name them, else OpenSSL as it was built: `ssl.get_default_verify_paths`.
    """
    paths = ssl.get_default_verify_paths()
    return paths.cafile, paths.capath


_is_ours = "aiohttp" not in sys.modules
_now = authorities()
import aiohttp  # noqa: E402 - after the lines above
from aiohttp.abc import AbstractResolver, ResolveResult  # noqa: E402
from aiohttp.connector import Connection  # noqa: E402
from aiohttp.typedefs import LooseHeaders  # noqa: E402

TRUSTED: Authorities | None = _now if _is_ours else None
"""Whom aiohttp's own context trusts; None where somebody else imported it, and nobody knows when."""

__all__ = ["TRUSTED", "AbstractResolver", "Connection", "LooseHeaders", "ResolveResult", "aiohttp", "authorities"]
