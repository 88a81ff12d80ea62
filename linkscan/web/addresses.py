"""Read an address as a browser would, once, for every layer that wants to know its host."""

import re
from dataclasses import dataclass
from functools import lru_cache

import ada_url

# An address as the standard serialises it: nothing in its host or user information is left unencoded.
_NORMAL = re.compile(
    r"([a-z][a-z0-9+.-]*)://(?:([^/?@]*)@)?(\[[^\]]*\]|[^/?:@]*)(?::(\d+))?([/?].*|)", re.DOTALL
)

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
        href = ada_url.normalize_url(url).partition("#")[0]
    except (ValueError, UnicodeError):  # UnicodeError: a lone surrogate
        return None
    match = _NORMAL.fullmatch(href)  # asking the parser for each part costs ten times as much
    if match is None:
        return Target(href, href.partition(":")[0], "", 0, "", has_userinfo=False)
    scheme, userinfo, host, port, path = match.groups()
    return Target(
        url=href,
        scheme=scheme,
        host=host.strip("[]"),
        port=int(port) if port else DEFAULT_PORTS.get(scheme, 0),
        path=path,
        has_userinfo=userinfo is not None,
    )


def join(base: str, reference: str) -> str | None:
    """Resolve a `Location` against the address that named it; None if the result is no address."""
    try:
        return ada_url.URL(reference, base).href.partition("#")[0]
    except (ValueError, UnicodeError):
        return None
