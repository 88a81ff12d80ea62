"""The sockets: an httpx transport on aiohttp, with the guard at the place where they connect.

Why not httpx's own sockets: they cost seven times the CPU time, and grow with the number of open
connections. aiohttp also has the hook that the guard needs: `socket_factory` sees every address that is
really connected to.
"""

import socket
import ssl
from collections.abc import AsyncIterator, Callable, Container
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import certifi
from aiohttp.typedefs import LooseHeaders
from yarl import URL

from linkscan.web.failures import UnsafeAddressError
from linkscan.web.http import httpx
from linkscan.web.pins import Pins
from linkscan.web.proxies import Proxies, Proxy
from linkscan.web.resolving import Lookup, Resolver, look_up
from linkscan.web.safety import refuse_ip

EXACT = "linkscan_exact_address"
"""The request extension that holds the address as it is to be sent: httpx quotes it a little further."""

# What the world may make aiohttp raise. Anything else is a bug of ours and must be seen.
_WORLDLY = (aiohttp.ClientError, OSError, UnicodeError, ValueError)
_TIMEOUT = aiohttp.ClientTimeout(total=None)  # `sending` sets one deadline over everything
_NO_AUTO_HEADERS = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
_KEEP_ALIVE = 5.0  # seconds
# Most hosts are asked once. Only the connections to those that were asked before are kept: at 1,000 hosts a
# second the others would use up the open files.
_RECENT_HOSTS = 256


class AioTransport(httpx.AsyncBaseTransport):
    """Sends httpx requests through an aiohttp session, addresses and headers untouched, no cookies, no
    redirects.
    """

    def __init__(self, session: aiohttp.ClientSession, proxies: Proxies, pins: Pins) -> None:
        self._session = session
        self._proxies = proxies
        self._pins = pins
        self._recent: dict[str, None] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises httpx's own errors, with the cause."""
        proxy = self._proxy(request.url)
        try:
            response = await self._session.request(
                request.method,
                URL(request.extensions.get(EXACT) or str(request.url), encoded=True),
                headers=self._headers(request, proxy),
                data=request.content or None,
                allow_redirects=False,
                proxy=proxy.url if proxy else None,
                proxy_headers=proxy.headers if proxy else None,
            )
        except _WORLDLY as error:
            raise _as_httpx(error)(str(error) or type(error).__name__) from error
        return httpx.Response(
            response.status, headers=list(response.raw_headers), stream=_Stream(response), request=request
        )

    def _headers(self, request: httpx.Request, proxy: Proxy | None) -> LooseHeaders:
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw]
        if proxy is not None and request.url.scheme == "http":  # https has them on its CONNECT
            headers.extend(proxy.headers.items())
        host = request.headers["host"]
        if self._recent.pop(host, self) is self:  # not known
            headers.append(("Connection", "close"))
            if len(self._recent) >= _RECENT_HOSTS:
                del self._recent[next(iter(self._recent))]
        self._recent[host] = None
        return headers

    def _proxy(self, url: httpx.URL) -> Proxy | None:
        if not self._proxies.by_scheme:
            return None
        host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
        is_pinned = self._pins.find(host, port) is not None
        return None if is_pinned else self._proxies.find(url.scheme, host, port)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._session.close()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.content.iter_any():
                yield chunk
        except _WORLDLY as error:
            raise _as_httpx(error)(str(error) or type(error).__name__) from error

    async def aclose(self) -> None:
        # A connection whose answer was not read to its end cannot be used again: aiohttp gives a finished
        # one back to the pool by itself, and close() hangs up on any other instead of draining it.
        self._response.close()


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


def trusted_tls() -> ssl.SSLContext:
    """Trust what this machine trusts (SSL_CERT_FILE and SSL_CERT_DIR included), or certifi's list where it
    has none.
    """
    context = ssl.create_default_context()
    known: tuple[str | None, ...] = ssl.get_default_verify_paths()[:2]
    if not any(known):
        context.load_verify_locations(certifi.where())
    return context


def guarded_socket(trusted: Container[tuple[str, int]]) -> Callable[[Any], socket.socket]:
    """Make the second choke point of the guard: refuse, at connect time, every address that is not public.

    `trusted` are the address and port pairs that the user vouches for: pins and the proxy.
    """

    def connectable(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        if (address[0], address[1]) not in trusted and (reason := refuse_ip(address[0])) is not None:
            raise UnsafeAddressError(reason)
        return socket.socket(family, kind, protocol)

    return connectable


@asynccontextmanager
async def open_transport(
    pins: Pins, proxies: Proxies, *, allow_private: bool, lookup: Lookup = look_up
) -> AsyncIterator[AioTransport]:
    """Open the sockets, with the guard in them."""
    async with AsyncExitStack() as stack:
        vouched = frozenset(proxy.host for proxy in proxies.by_scheme.values())
        resolver = Resolver(pins, allow_private=allow_private, vouched=vouched, lookup=lookup)
        resolver.trusted.update((proxy.host, proxy.port) for proxy in proxies.by_scheme.values())
        stack.push_async_callback(resolver.close)
        connector = aiohttp.TCPConnector(
            limit=0,  # `throttling` counts
            ssl=trusted_tls(),
            resolver=resolver,
            ttl_dns_cache=60,
            keepalive_timeout=_KEEP_ALIVE,
            socket_factory=None if allow_private else guarded_socket(resolver.trusted),
        )
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=_TIMEOUT,
            auto_decompress=False,
            skip_auto_headers=_NO_AUTO_HEADERS,
            max_line_size=16 * 1024,
            max_field_size=32 * 1024,
            max_headers=256,
        )
        # aiohttp sends again by itself when a connection breaks: attempts are for `retrying` to make and
        # count. There is no public switch; aiohttp's own test client turns it off in the same way.
        session._retry_connection = False  # noqa: SLF001
        yield AioTransport(await stack.enter_async_context(session), proxies, pins)


class Client(httpx.AsyncClient):
    """An httpx client that sends one request at a time and remembers nothing."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        super().__init__(transport=transport, event_hooks={"response": [_set_location_aside]})
        self._no_cookies = _NoCookies()

    @property  # type: ignore[misc] # httpx lets them be set; here is nothing to set
    def cookies(self) -> httpx.Cookies:
        """No cookies: one would let a stranger's answer change the next."""
        return self._no_cookies


class _NoCookies(httpx.Cookies):
    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave them where they are."""


async def _set_location_aside(response: httpx.Response) -> None:
    """Keep httpx from building the next request itself: it does so even when told not to follow, and raises
    on nonsense.
    """
    if response.is_redirect and "location" in response.headers:
        named = (value for name, value in response.headers.raw if name.lower() == b"location")
        response.extensions["location"] = next(named)
        del response.headers["location"]
