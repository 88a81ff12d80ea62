"""Cookies of one redirect chain, to get through age gates, consent pages and session checks as a browser does.

The rules are those of the standard library's `http.cookiejar`, by way of httpx. Cookie values are secrets between the
server and its visitor, so only names are cached or recorded (`without_values`). A chain replayed from the cache or a
recording sends blank values, which makes no difference to the keys of its requests.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from linkscan.models import Response
from linkscan.urls import parse_url

if TYPE_CHECKING:
    from linkscan.http.httpx_import import (
        httpx,  # slow to import, and few pages set cookies
    )

_VALUE = re.compile(r"^([^=;\n]*=)[^;\n]*", re.MULTILINE)
_HAS_VALUE = re.compile(r"^(?:[^=;\n]*=[ \t]*[^;\s]|[ \t]*[^=;\s][^=;\n]*(?:;|$))", re.MULTILINE)
_PAIR = re.compile(r"=[^;]*")
_MAX_COOKIES = 50  # per response (RFC 6265 6.1: as many as a browser should store per host)


class CookieJar:
    """The cookies that the responses of one chain have set; httpx is loaded when the first one does."""

    def __init__(self, set_before: Iterable[tuple[str, str]] = ()) -> None:
        self.learned: tuple[tuple[str, str], ...] = ()
        """The `Set-Cookie` lines so far, each with the URL of its request."""
        self._cookies: httpx.Cookies | None = None
        self._is_blank = False
        for url, set_cookie in set_before:
            self._store(url, set_cookie)

    def learn(self, url: str, response: Response) -> None:
        """Store the cookies set by the response to a request for `url`."""
        if set_cookie := response.headers.get("set-cookie", ""):
            self._is_blank = response.from_cache
            self._store(url, set_cookie)

    def lacks_cookie_for(self, url: str) -> bool:
        """Return whether the host of a URL has set cookies, but none is sent back with this URL."""
        if not self.learned:
            return False
        host = _host_of(url)
        lines = "\n".join(set_cookie for origin, set_cookie in self.learned if _host_of(origin) == host)
        return _HAS_VALUE.search(lines) is not None and not self.header_for(url)

    def _store(self, url: str, set_cookie: str) -> None:
        """Store the cookies in the lines of `Set-Cookie` headers; lines that no header could carry are ignored."""
        lines = set_cookie.split("\n")[:_MAX_COOKIES]
        self.learned = (*self.learned, (url, "\n".join(lines)))
        lines = [line for line in lines if _is_plain(line)]
        if not lines:
            return
        from linkscan.http.httpx_import import httpx  # noqa: PLC0415 - as above

        self._cookies = self._cookies or httpx.Cookies()
        headers = [("set-cookie", line) for line in lines]
        request = httpx.Request("GET", url)
        self._cookies.extract_cookies(httpx.Response(200, headers=headers, request=request))

    def header_for(self, url: str) -> str:
        """Return the `Cookie` header of a request for a URL; empty if no cookie applies."""
        if self._cookies is None:
            return ""
        from linkscan.http.httpx_import import httpx  # noqa: PLC0415 - as above

        request = httpx.Request("GET", url)
        self._cookies.set_cookie_header(request)
        return str(request.headers.get("cookie", ""))

    def is_blank_for(self, url: str) -> bool:
        """Return whether a request for a URL would carry cookies whose values are unknown, as from the cache."""
        return self._is_blank and bool(self.header_for(url))


def _host_of(url: str) -> str | None:
    address = parse_url(url)
    return address.host if address else None


def _is_plain(line: str) -> bool:
    return line.isascii() and line.isprintable() and _is_pair(line)


def _is_pair(line: str) -> bool:
    """Return whether a cookie has a name; one without is ignored (RFC 6265 5.2), and all of it may be secret."""
    return "=" in line.partition(";")[0].lstrip(" =")


def without_values(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the headers of a response without the values of its cookies."""
    if "set-cookie" not in headers:
        return headers
    lines = filter(_is_pair, headers["set-cookie"].split("\n"))
    return {**headers, "set-cookie": "\n".join(_VALUE.sub(r"\1", line) for line in lines)}


def names_of(cookie_header: str) -> str:
    """Return a `Cookie` header with blank values, for the key of a request."""
    return _PAIR.sub("=", cookie_header)
