"""An httpx transport on aiohttp's sockets, which cost a seventh of httpx's own."""

from collections.abc import AsyncIterator

from yarl import URL

from linkscan.http.aiohttp_import import LooseHeaders, aiohttp
from linkscan.http.dns_overrides import DnsOverrides
from linkscan.http.httpx_import import httpx
from linkscan.http.proxies import Proxies, Proxy

EXACT = "linkscan_exact_address"
"""The request extension that holds the URL as it is sent: httpx would percent-encode more of it."""
NO_BODY = httpx.ByteStream(b"")
"""The stream of a request without a body: httpx works out no headers for it, and it is not read."""

# What the world may make aiohttp raise. Anything else is a bug of ours and must be seen.
_EXPECTED = (aiohttp.ClientError, OSError, UnicodeError, ValueError)
# Most hosts get one request. Only the connections to those that got one before are kept: at 1,000 hosts a second
# the others would use up the open files.
_RECENT_HOSTS = 256


class AioTransport(httpx.AsyncBaseTransport):
    """Sends httpx requests through aiohttp, URLs and headers untouched.

    The first request to a host goes through the session `once`, which keeps no connections, later ones through
    `again`.
    """

    def __init__(
        self, once: aiohttp.ClientSession, again: aiohttp.ClientSession, proxies: Proxies, overrides: DnsOverrides
    ) -> None:
        self._once = once
        self._again = again
        self._proxies = proxies
        self._overrides = overrides
        self._recent: dict[str, None] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response to one request; raises httpx's own errors, with the cause."""
        proxy = self._proxy(request.url)
        try:
            target = URL(request.extensions.get(EXACT) or str(request.url), encoded=True)
            response = await self._session(target.raw_authority).request(
                request.method,
                target,
                headers=_headers(request, proxy),
                data=None if request.stream is NO_BODY else (await request.aread() or None),
                allow_redirects=False,
                proxy=proxy.url if proxy else None,
                proxy_headers=proxy.headers if proxy else None,
            )
        except _EXPECTED as error:
            raise _as_httpx(error)(str(error) or type(error).__name__) from error
        return httpx.Response(
            response.status, headers=list(response.raw_headers), stream=_Stream(response), request=request
        )

    def _session(self, authority: str) -> aiohttp.ClientSession:
        is_known = self._recent.pop(authority, self) is None
        if len(self._recent) >= _RECENT_HOSTS:
            del self._recent[next(iter(self._recent))]
        self._recent[authority] = None
        return self._again if is_known else self._once

    def _proxy(self, url: httpx.URL) -> Proxy | None:
        if not self._proxies.by_scheme:
            return None
        host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
        is_overridden = self._overrides.find(host, port) is not None
        return None if is_overridden else self._proxies.find(url.scheme, host, port)

    async def aclose(self) -> None:
        """Do nothing: the sessions are closed where they were opened."""


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self  # the event loop tracks every async generator, which costs more than reading a page from it

    async def __anext__(self) -> bytes:
        try:
            chunk = await self._response.content.readany()
        except _EXPECTED as error:
            raise _as_httpx(error)(str(error) or type(error).__name__) from error
        if not chunk:
            raise StopAsyncIteration
        return chunk

    async def aclose(self) -> None:
        # A connection whose response was not read to its end cannot be used again: aiohttp returns a finished one to
        # the pool by itself, and close() closes any other instead of draining it.
        self._response.close()


def _headers(request: httpx.Request, proxy: Proxy | None) -> LooseHeaders:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw]
    if proxy is not None and request.url.scheme == "http":  # https has them on its CONNECT
        headers.extend(proxy.headers.items())
    return headers


def _as_httpx(error: Exception) -> type[httpx.TransportError]:
    match error:
        case aiohttp.ClientHttpProxyError() | aiohttp.ClientProxyConnectionError():
            return httpx.ProxyError
        case aiohttp.ClientConnectorError():
            return httpx.ConnectError
        case TimeoutError():
            return httpx.ReadTimeout
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientPayloadError() | aiohttp.ClientResponseError():
            return httpx.RemoteProtocolError
        case aiohttp.InvalidURL() | ValueError():
            return httpx.LocalProtocolError
    return httpx.ReadError
