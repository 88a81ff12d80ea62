"""The bottom of the stack: one request, one response, within one deadline."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from linkscan.http.auth import Credentials
from linkscan.http.body import Body, max_bytes_for, read_body
from linkscan.http.clock import Clock
from linkscan.http.failures import failure_of
from linkscan.http.httpx_import import httpx
from linkscan.http.redirects import REDIRECTS
from linkscan.http.transport import EXACT, NO_BODY
from linkscan.models import CacheMode, Failure, Request, Response
from linkscan.settings import Settings

_ENCODINGS = "gzip, deflate"  # what `read_body` decompresses under a cap
_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"
_MAX_URL_LENGTH = 65_536  # characters, as httpx has it
_DROPPED = ("set-cookie2",)
_REFRESH = re.compile(rb"http-equiv\s{0,4}=\s{0,4}[\"']?\s{0,4}refresh")
_HEAD_OF_PAGE = 1 << 14  # bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends requests over the network. Cookies are kept only on redirects and on pages that refresh.

    `Response.redirects` is always empty: here a redirect is a response like any other.

    The sender uses an httpx transport directly. An httpx client would add cookies, redirects and authentication, none
    of which a stranger's response may trigger here, and would take a fifth of the time of a request.
    """

    transport: httpx.AsyncBaseTransport
    settings: Settings
    credentials: Credentials
    clock: Clock

    async def send(self, request: Request) -> Response:
        """Send once, within `settings.timeout` seconds, from connecting to the last byte read.

        A request may set a longer timeout. Requests that are ready in the same turn of the event loop are sent in a
        row: code that is run again at once takes less time.
        """
        await asyncio.sleep(0)
        timeout = max(self.settings.timeout, request.timeout or 0.0)
        asked_at = self.clock.now()
        started = self.clock.ticks()
        status: int | None = None
        headers: dict[str, str] = {}
        body = Body(b"", is_whole=True)
        failure: Failure | None = None
        detail = ""
        try:
            async with asyncio.timeout(timeout):
                http_response = await self.transport.handle_async_request(self._request(request))
                stream = cast("httpx.AsyncByteStream", http_response.stream)  # as from any asynchronous transport
                try:
                    status = http_response.status_code
                    headers = _headers(http_response.headers.raw)
                    body = await self._body(request, status, headers, stream)
                    if status not in REDIRECTS and not _refreshes(headers, body.data):
                        headers.pop("set-cookie", None)
                finally:
                    await stream.aclose()
            detail = body.trouble
        except TimeoutError:
            failure, detail = Failure.TIMEOUT, f"not answered within {timeout:g} s"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure, detail = failure_of(error)
        response = Response(
            url=request.url,
            status=status if failure is None else None,
            failure=failure,
            detail=detail,
            headers=headers if failure is None else {},
            body=body.data,
            truncated=not body.is_whole,
            asked_at=asked_at,
            elapsed_ms=round((self.clock.ticks() - started) * 1000),
        )
        return self.credentials.redact(response)

    def _request(self, request: Request) -> httpx.Request:
        if len(request.url) > _MAX_URL_LENGTH:
            raise httpx.InvalidURL("the URL is too long")
        scheme, _, host = request.url.split("/", 3)[:3]
        headers = _common_headers(host, self.settings.user_agent)
        signature = self.credentials.header_for(request)
        if request.headers or signature is not None or request.cache is not CacheMode.DEFAULT:
            headers = headers.copy()
            if request.cache is not CacheMode.DEFAULT:
                headers["cache-control"] = "no-cache"  # for caches on the way (Fetch standard, "reload")
            headers.update([(name.lower(), value) for name, value in request.headers])
            if signature is not None:
                headers[signature[0]] = signature[1]
        # httpx takes 30 us to parse a URL, and the transport needs only its origin, which is cached.
        origin, extensions = _url(f"{scheme}//{host}/"), {EXACT: self.credentials.url_for(request)}
        if request.body:
            return httpx.Request(request.method, origin, headers=headers, content=request.body, extensions=extensions)
        return httpx.Request(request.method, origin, headers=headers, stream=NO_BODY, extensions=extensions)

    async def _body(
        self, request: Request, status: int, headers: dict[str, str], stream: httpx.AsyncByteStream
    ) -> Body:
        if request.method == "HEAD":
            return Body(b"", is_whole=True)
        limit = min(request.max_body, self.settings.max_bytes)
        cap = max_bytes_for(headers.get("content-type", ""), status, limit)
        return await read_body(stream, headers.get("content-encoding", ""), cap)


_url = lru_cache(maxsize=4096)(httpx.URL)


@lru_cache(maxsize=4096)
def _common_headers(host: str, user_agent: str) -> httpx.Headers:
    """Return the headers of every request to a host; httpx copies them.

    With an explicit `Host` header httpx does not decode the host, which would raise for names that are not valid IDNA.
    """
    return httpx.Headers({"host": host, "accept": _ACCEPT, "accept-encoding": _ENCODINGS, "user-agent": user_agent})


def _refreshes(headers: Mapping[str, str], body: bytes) -> bool:
    """Return whether a page may redirect its reader by a refresh, in a header or a meta element."""
    if "refresh" in headers:
        return True
    head = body[:_HEAD_OF_PAGE].lower()
    return b"refresh" in head and _REFRESH.search(head) is not None  # the substring test takes a hundredth of the time


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return each header once, in lower case: cookies one per line, only the first `Location`, others joined."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name = raw_name.decode("latin-1").lower()
        if name in _DROPPED:
            continue
        value = _location(raw_value) if name == "location" else raw_value.decode("utf-8", "replace")
        if name not in headers:
            headers[name] = value
        elif name == "set-cookie":
            headers[name] = f"{headers[name]}\n{value}"
        elif name != "location":
            headers[name] = f"{headers[name]}, {value}"
    return headers


def _location(value: bytes) -> str:
    """Return a `Location`; if it is not UTF-8, each non-ASCII byte is percent-encoded, as browsers do."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in value)
