"""Addresses as the URL standard reads them, and the two questions everybody asks of them."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import ascii_letters, digits
from sys import intern
from urllib.parse import unquote

import ada_url

_PARTS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:(?P<userinfo>[^@/?#]*)@)?(?P<host>\[[^\]]*\]|[^:/?#]*)(?::(?P<port>\d+))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = {f"%{ord(character):02X}": character for character in f"{ascii_letters}{digits}-._~"}
_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21, "ws": 80, "wss": 443}


@dataclass(frozen=True)
class Url:
    """An absolute address in its normal form. `host` is lower-case ASCII, IPv6 in brackets.

    Without slots, so that what every forge asks of it is worked out once.
    """

    href: str
    scheme: str
    host: str
    port: int
    path: str
    query: str = ""
    fragment: str = ""
    userinfo: str = ""

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path that are not empty, percent-decoded."""
        return tuple(unquote(part) for part in self.path.split("/") if part)

    @cached_property
    def site(self) -> str:
        """The host without a leading `www.` and a closing dot: what people mean by "the same site"."""
        return self.host.removesuffix(".").removeprefix("www.")


@lru_cache(maxsize=4096)
def parse_url(text: str) -> Url | None:
    """Return `text` as an absolute address; None where the URL standard refuses it.

    ada-url follows https://url.spec.whatwg.org to the letter, so `http://0x7f.1` comes out as 127.0.0.1
    before anybody judges it. Addresses without a host (`mailto:`) are None as well.
    """
    try:
        href = ada_url.normalize_url(text)
    except (ValueError, UnicodeEncodeError):  # a lone surrogate cannot be an address
        return None
    if href == text:
        href = text  # one text in memory for what is one address
    parts = _PARTS.fullmatch(href)
    if parts is None or not parts["host"]:
        return None
    scheme, port = intern(parts["scheme"]), parts["port"]
    return Url(
        href=href,
        scheme=scheme,
        host=intern(parts["host"]),  # one text for all addresses of a host
        port=int(port) if port else _DEFAULT_PORTS.get(scheme, 0),
        path=parts["path"],
        query=parts["query"] or "",
        fragment=parts["fragment"] or "",
        userinfo=parts["userinfo"] or "",
    )


def join_url(base: str, reference: str) -> str | None:
    """Return `reference` as a browser on the page `base` resolves it; None where the standard refuses it."""
    try:
        return str(ada_url.join_url(base, reference))
    except (ValueError, UnicodeEncodeError):
        return None


@lru_cache(maxsize=4096)
def comparable(url: str) -> str:
    """Return the form of an address in which spellings of one place are equal; unreadable ones stay as is.

    They differ in nothing but scheme, `www.`, trailing slash, `.git`, fragment or needless percent-encoding.
    """
    address = parse_url(url)
    if address is None:
        return url
    path = _decode_needless(address.path).rstrip("/").removesuffix(".git")
    port = "" if address.port in (80, 443) else f":{address.port}"
    return f"{address.site}{port}{path}{'?' + _decode_needless(address.query) if address.query else ''}"


def _decode_needless(text: str) -> str:
    """Write `%7e` as `~` and `%c3` as `%C3`, which mean the same (RFC 3986, section 6.2.2)."""
    return _ENCODED.sub(lambda found: _UNRESERVED.get(code := found[0].upper(), code), text)
