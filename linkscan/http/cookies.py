"""Cookies of one redirect chain: age gates, consent pages and sessions are passed as a browser passes them.

The rules are those of the standard library's `http.cookiejar`, by way of httpx. Values are secrets between the server
and its visitor: what is stored or recorded of a cookie is its name (`without_values`), and a chain out of the cache or
a recording sends it blank, to the same effect on its keys.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from linkscan.models import Response
from linkscan.urls import parse_url

if TYPE_CHECKING:
    from linkscan.http.httpx_import import (
        httpx,  # its import takes as long as a page to read, and few pages set cookies
    )

_VALUE = re.compile(r"^([^=;\n]*=)[^;\n]*", re.MULTILINE)
_HAS_VALUE = re.compile(r"^(?:[^=;\n]*=[ \t]*[^;\s]|[ \t]*[^=;\s][^=;\n]*(?:;|$))", re.MULTILINE)
_PAIR = re.compile(r"=[^;]*")
_MOST = 50  # cookies of one chain (RFC 6265 6.1: as many as a browser keeps of one host)


class CookieJar:
    """The cookies that the responses of one chain have set; made when the first one does."""

    def __init__(self, set_before: Iterable[tuple[str, str]] = ()) -> None:
        self.learned: tuple[tuple[str, str], ...] = ()
        """What was set, each with the URL of its request."""
        self._cookies: httpx.Cookies | None = None
        self._is_blank = False
        for url, told in set_before:
            self._take(url, told)

    def learn(self, url: str, response: Response) -> None:
        """Take the cookies that the response to a request for `url` sets."""
        if told := response.headers.get("set-cookie", ""):
            self._is_blank = response.from_cache
            self._take(url, told)

    def lacks_cookie_for(self, url: str) -> bool:
        """Return whether the host of a URL has set cookies of which none goes back to it."""
        if not self.learned:
            return False
        host = _host_of(url)
        told = "\n".join(told for there, told in self.learned if _host_of(there) == host)
        return _HAS_VALUE.search(told) is not None and not self.header_for(url)

    def _take(self, url: str, told: str) -> None:
        """Take the lines of `Set-Cookie` headers; those that no header could carry are none."""
        lines = told.split("\n")[:_MOST]
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
        """Return the `Cookie` header of a request, empty where there is none for its URL."""
        if self._cookies is None:
            return ""
        from linkscan.http.httpx_import import httpx  # noqa: PLC0415 - as above

        request = httpx.Request("GET", url)
        self._cookies.set_cookie_header(request)
        return str(request.headers.get("cookie", ""))

    def is_blank_for(self, url: str) -> bool:
        """Return whether a request for a URL carries cookies whose values are not known."""
        return self._is_blank and bool(self.header_for(url))


def _host_of(url: str) -> str | None:
    address = parse_url(url)
    return address.host if address else None


def _is_plain(line: str) -> bool:
    return line.isascii() and line.isprintable() and _is_pair(line)


def _is_pair(line: str) -> bool:
    """Return whether a cookie has a name; others are ignored (RFC 6265 5.2), and may be all secret."""
    return "=" in line.partition(";")[0].lstrip(" =")


def without_values(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the headers of a response with the values of its cookies left out."""
    if "set-cookie" not in headers:
        return headers
    lines = filter(_is_pair, headers["set-cookie"].split("\n"))
    return {**headers, "set-cookie": "\n".join(_VALUE.sub(r"\1", line) for line in lines)}


def names_of(cookie_header: str) -> str:
    """Return a `Cookie` header with the names alone: what a request is known by."""
    return _PAIR.sub("=", cookie_header)
