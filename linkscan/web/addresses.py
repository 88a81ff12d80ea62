"""Read an address as a browser would, once, for every layer that wants to know its host."""

from dataclasses import dataclass
from functools import lru_cache

import ada_url

DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `url` is normalised and has no fragment; `host` is lower case, IPv6 without
    brackets.

    `path` includes the query. The host is what the URL standard makes of it: `0x7f.1` is `127.0.0.1` here.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str
    has_userinfo: bool


@lru_cache(maxsize=8192)
def target_of(url: str) -> Target | None:
    """Parse an address by the URL standard (https://url.spec.whatwg.org); None if it is none."""
    try:
        parsed = ada_url.URL(url)
    except (ValueError, UnicodeError):  # UnicodeError: a lone surrogate
        return None
    scheme = parsed.protocol.removesuffix(":")
    port = parsed.port
    return Target(
        url=parsed.href.partition("#")[0],
        scheme=scheme,
        host=parsed.hostname.strip("[]"),
        port=int(port) if port else DEFAULT_PORTS.get(scheme, 0),
        path=parsed.pathname + parsed.search,
        has_userinfo=bool(parsed.username or parsed.password),
    )


def join(base: str, reference: str) -> str | None:
    """Resolve a `Location` against the address that named it; None if the result is no address."""
    try:
        return ada_url.URL(reference, base).href.partition("#")[0]
    except (ValueError, UnicodeError):
        return None
