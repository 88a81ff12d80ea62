"""Parsing, joining and comparison of addresses by the URL standard."""

import re
from functools import lru_cache
from string import ascii_letters, digits
from sys import intern
from typing import NamedTuple
from urllib.parse import unquote

import ada_url

_PARTS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:(?P<userinfo>[^@/?#]*)@)?(?P<host>\[[^\]]*\]|[^:/?#]*)(?::(?P<port>\d+))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_NORMAL_HOST = rf"(?:[a-z0-9][a-z0-9-]*+\.)*+[a-z][a-z0-9-]*+|(?:{_OCTET}\.){{3}}{_OCTET}"
_NORMAL_FORM = re.compile(
    rf"(?P<scheme>https?)://(?P<userinfo>)(?![^/]*xn--)(?P<host>{_NORMAL_HOST})(?::(?P<port>[1-5]\d{{4}}|[1-9]\d{{3}}))?"
    r"(?P<path>(?:/(?!\.)[A-Za-z0-9._~!$&()*+,;=:@-]*+)++)"
    r"(?:\?(?P<query>[A-Za-z0-9._~!$&()*+,;=:@/?-]++))?(?:#(?P<fragment>[A-Za-z0-9._~!$&()*+,;=:@/?-]++))?",
    re.ASCII,
)
"""Addresses of which the URL standard changes nothing; parsing finds that out too, but takes three times as long."""
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = {f"%{ord(character):02X}": character for character in f"{ascii_letters}{digits}-._~"}
_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21, "ws": 80, "wss": 443}


class Url(NamedTuple):
    """An absolute address in normal form. `host` is lower-case ASCII, with IPv6 addresses in brackets."""

    href: str
    scheme: str
    host: str
    port: int
    path: str
    query: str = ""
    fragment: str = ""
    userinfo: str = ""

    @property
    def segments(self) -> tuple[str, ...]:
        """The non-empty segments of the path, percent-decoded."""
        return _segments(self.path)

    @property
    def site(self) -> str:
        """The host without a leading `www.` and a trailing dot, to compare sites."""
        return self.host.removesuffix(".").removeprefix("www.")


@lru_cache(maxsize=4096)
def _segments(path: str) -> tuple[str, ...]:
    return tuple(unquote(part) for part in path.split("/") if part)


@lru_cache(maxsize=4096)
def parse_url(text: str) -> Url | None:
    """Return `text` as an absolute address; None if it is invalid by the URL standard, or has no host (`mailto:`).

    ada-url follows https://url.spec.whatwg.org to the letter, so `http://0x7f.1` is normalised to 127.0.0.1 before any
    check.
    """
    parts = _NORMAL_FORM.fullmatch(text) or _normalized_parts(text)
    if parts is None:
        return None
    scheme, userinfo, host, port, path, query, fragment = parts.groups("")
    if not host:
        return None
    return Url(
        href=text if parts.string == text else parts.string,  # saves memory: one string instead of two equal ones
        scheme=intern(scheme),
        host=intern(host),  # saves memory: one string for all addresses of a host
        port=int(port) if port else _DEFAULT_PORTS.get(scheme, 0),
        path=path,
        query=query,
        fragment=fragment,
        userinfo=userinfo,
    )


def _normalized_parts(text: str) -> re.Match[str] | None:
    try:
        return _PARTS.fullmatch(ada_url.normalize_url(text))
    except (ValueError, UnicodeEncodeError):  # a lone surrogate cannot be an address
        return None


def join_url(base: str, reference: str) -> str | None:
    """Return `reference`, resolved against a valid `base` as in a browser; None if the URL standard refuses it."""
    if _NORMAL_FORM.fullmatch(reference):
        return reference
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
