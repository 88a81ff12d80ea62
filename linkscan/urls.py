"""Parsing, joining and comparison of addresses by the URL standard."""

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
    """An absolute address in normal form. `host` is lower-case ASCII, with IPv6 addresses in brackets.

    The class has no slots, so that its properties can be cached.
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
        """The non-empty segments of the path, percent-decoded."""
        return tuple(unquote(part) for part in self.path.split("/") if part)

    @cached_property
    def site(self) -> str:
        """The host without a leading `www.` and a trailing dot, to compare sites."""
        return self.host.removesuffix(".").removeprefix("www.")


@lru_cache(maxsize=4096)
def parse_url(text: str) -> Url | None:
    """Return `text` as an absolute address; None if it is invalid by the URL standard, or has no host (`mailto:`).

    ada-url follows https://url.spec.whatwg.org to the letter, so `http://0x7f.1` is normalised to 127.0.0.1 before any
    check.
    """
    try:
        href = ada_url.normalize_url(text)
    except (ValueError, UnicodeEncodeError):  # a lone surrogate cannot be an address
        return None
    if href == text:
        href = text  # saves memory: one string instead of two equal ones
    parts = _PARTS.fullmatch(href)
    if parts is None or not parts["host"]:
        return None
    scheme, port = intern(parts["scheme"]), parts["port"]
    return Url(
        href=href,
        scheme=scheme,
        host=intern(parts["host"]),  # saves memory: one string for all addresses of a host
        port=int(port) if port else _DEFAULT_PORTS.get(scheme, 0),
        path=parts["path"],
        query=parts["query"] or "",
        fragment=parts["fragment"] or "",
        userinfo=parts["userinfo"] or "",
    )


def join_url(base: str, reference: str) -> str | None:
    """Return `reference`, resolved against `base` as in a browser; None if it is invalid by the URL standard."""
    try:
        return str(ada_url.join_url(base, reference))
    except (ValueError, UnicodeEncodeError):
        return None


@lru_cache(maxsize=4096)
def comparable(url: str) -> str:
    """Return a form of an address that is equal for all spellings of one place; invalid ones are returned unchanged.

    Spellings may differ in scheme, `www.`, trailing slash, `.git`, fragment and unnecessary percent-encoding.
    """
    address = parse_url(url)
    if address is None:
        return url
    path = _normalize_percent_encoding(address.path).rstrip("/").removesuffix(".git")
    port = "" if address.port in (80, 443) else f":{address.port}"
    return f"{address.site}{port}{path}{'?' + _normalize_percent_encoding(address.query) if address.query else ''}"


def _normalize_percent_encoding(text: str) -> str:
    """Return a text with `%7e` written as `~` and `%c3` as `%C3`, which are equivalent (RFC 3986, section 6.2.2)."""
    return _ENCODED.sub(lambda found: _UNRESERVED.get(code := found[0].upper(), code), text)
