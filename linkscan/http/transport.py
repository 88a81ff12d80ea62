"""An httpx transport on aiohttp's sockets, which take a seventh of the time of httpx's own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from yarl import URL

from linkscan.http.aiohttp_import import LooseHeaders, aiohttp
from linkscan.http.dns_overrides import DnsOverrides
from linkscan.http.failures import UnsafeAddressError
from linkscan.http.httpx_import import httpx
from linkscan.http.proxies import Proxies, Proxy
from linkscan.http.ssrf_guard import one_spelling

EXACT = "linkscan_exact_address"
"""The request extension with the exact URL to send: httpx would percent-encode more of it."""
NO_BODY = httpx.ByteStream(b"")
"""The stream of a request without a body: httpx derives no headers from it, and it is not read."""

# What aiohttp may raise for network and server errors. Anything else is a bug and must surface.
_EXPECTED = (aiohttp.ClientError, OSError, UnicodeError, ValueError)
# Failures to connect to a proxy: behind one, only the proxy's own name is looked up.
_PROXY_ERRORS = (aiohttp.ClientProxyConnectionError, aiohttp.ClientConnectorDNSError)
# Most hosts get a single request, so connections are kept alive only from a host's second request on: at 1,000 hosts a
# second, the others would exhaust the open files.
_RECENT_HOSTS = 256
_PROXY_AUTHENTICATION_REQUIRED = 407
_NO_AUTO_HEADERS = ("Content-Type",)
"""Headers that aiohttp adds to a request with a body, unless they are to be left out."""


@dataclass(slots=True)
class Sessions:
    """Two aiohttp sessions: `once`, for the first request to a host, closes connections; `again` keeps them alive."""

    once: aiohttp.ClientSession
    again: aiohttp.ClientSession
    _recent: dict[str, None] = field(default_factory=dict)

    def session(self, authority: str) -> aiohttp.ClientSession:
        """Return the session for the next request to a host."""
        is_known = self._recent.pop(authority, self) is None
        if len(self._recent) >= _RECENT_HOSTS:
            del self._recent[next(iter(self._recent))]
        self._recent[authority] = None
        return self.again if is_known else self.once


class AioTransport(httpx.AsyncBaseTransport):
    """Sends httpx requests through aiohttp, with URLs and headers unchanged.

    Requests name their `User-Agent`, `Accept` and `Accept-Encoding`, which aiohttp would add otherwise.

    Requests through a proxy use separate sessions (`proxied`, by the proxy's URL): only these may connect to the
    proxy's address, and they connect to nothing else. No request names one of the `proxy_addresses`.
    """

    def __init__(
        self,
        direct: Sessions,
        proxied: Mapping[str, Sessions],
        proxies: Proxies,
        overrides: DnsOverrides,
        proxy_addresses: Callable[[], Awaitable[frozenset[str]]],
    ) -> None:
        self._direct = direct
        self._proxied = proxied
        self._proxies = proxies
        self._overrides = overrides
        self._proxy_addresses = proxy_addresses

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response to one request; raises httpx's errors, with aiohttp's as the cause."""
        proxy = self._proxy(request.url)
        http_proxy = None if proxy is None or proxy.is_socks else proxy
        sessions = self._direct if proxy is None else self._proxied[proxy.url]
        try:
            if self._proxies.by_scheme:
                await self._refuse_proxy_address(request.url)
            body = None if request.stream is NO_BODY else (await request.aread() or None)
            target = URL(request.extensions.get(EXACT) or str(request.url), encoded=True)
            response = await sessions.session(target.raw_authority).request(
                request.method,
                target,
                headers=_headers(request, http_proxy),
                skip_auto_headers=None if body is None else _NO_AUTO_HEADERS,
                data=body,
                allow_redirects=False,
                proxy=http_proxy.url if http_proxy else None,
                proxy_headers=http_proxy.headers if http_proxy else None,
            )
        except Exception as error:
            if not isinstance(error, _EXPECTED) and not _is_socks_error(error):
                raise
            raise _as_httpx(error, proxy) from error
        if response.status == _PROXY_AUTHENTICATION_REQUIRED and http_proxy is not None:
            response.close()
            raise httpx.ProxyError(f"{http_proxy.url} answered 407 Proxy Authentication Required")
        return httpx.Response(
            response.status, headers=list(response.raw_headers), stream=_Stream(response), request=request
        )

    def _proxy(self, url: httpx.URL) -> Proxy | None:
        if not self._proxies.by_scheme:
            return None
        host, port = _host(url), url.port or (443 if url.scheme == "https" else 80)
        is_overridden = self._overrides.find(host, port) is not None
        return None if is_overridden else self._proxies.find(url.scheme, host, port)

    async def _refuse_proxy_address(self, url: httpx.URL) -> None:
        """Raise UnsafeAddressError if the host of a URL is an address of a proxy."""
        if one_spelling(_host(url)) in await self._proxy_addresses():
            raise UnsafeAddressError(f"{_host(url)} is the proxy itself")

    async def aclose(self) -> None:
        """Do nothing: `open_transport` closes the sessions."""


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self  # no async generator: the event loop's tracking of one costs more than reading a page from it

    async def __anext__(self) -> bytes:
        content = self._response.content
        if content.at_eof() and content.exception() is None:  # most pages come in one chunk
            raise StopAsyncIteration
        try:
            chunk = await content.readany()
        except _EXPECTED as error:
            raise _as_httpx(error, None) from error
        if not chunk:
            raise StopAsyncIteration
        return chunk

    async def aclose(self) -> None:
        # A connection cannot be reused before its response has been read to the end. aiohttp itself returns it to the
        # pool then; close() closes any other connection instead of draining it.
        self._response.close()


def _host(url: httpx.URL) -> str:
    """Return the host as it is sent: `url.host` decodes IDNA, and fails for names that are not valid there."""
    return url.raw_host.decode("ascii")


def _headers(request: httpx.Request, proxy: Proxy | None) -> LooseHeaders:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw]
    if proxy is not None and request.url.scheme == "http":  # with https they are sent in the CONNECT request
        headers.extend(proxy.headers.items())
    return headers


def _as_httpx(error: Exception, proxy: Proxy | None) -> httpx.TransportError:
    """Return the httpx error for one of aiohttp's; a proxy's error names the proxy, without its password."""
    if proxy is not None and isinstance(error, aiohttp.ClientHttpProxyError):
        return httpx.ProxyError(f"{proxy.url} answered {error.status} {error.message}".rstrip())
    if proxy is not None and (_is_socks_error(error) or isinstance(error, _PROXY_ERRORS)):
        return httpx.ProxyError(f"cannot connect through {proxy.url}")
    return _httpx_type_of(error)(str(error) or type(error).__name__)


def _is_socks_error(error: Exception) -> bool:
    return type(error).__module__.startswith(("aiohttp_socks", "python_socks"))  # by name, as it is an optional extra


def _httpx_type_of(error: Exception) -> type[httpx.TransportError]:
    match error:
        case aiohttp.ClientConnectorError():
            return httpx.ConnectError
        case TimeoutError():
            return httpx.ReadTimeout
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientPayloadError() | aiohttp.ClientResponseError():
            return httpx.RemoteProtocolError
        case aiohttp.InvalidURL() | ValueError():
            return httpx.LocalProtocolError
    return httpx.ReadError
