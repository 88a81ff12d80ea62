"""Sockets and TLS below the transport, and the second checkpoint of the SSRF guard, at connect time.

aiohttp has the hook that this needs: `socket_factory` receives every address that is actually connected to, on every
attempt, whether the URL has a name or an IP address.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Container
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any, Literal
from weakref import WeakSet

from linkscan.http.aiohttp_import import TRUSTED, Connection, aiohttp, authorities
from linkscan.http.dns_overrides import DnsOverrides
from linkscan.http.failures import UnsafeAddressError
from linkscan.http.lenient import LenientResponseHandler
from linkscan.http.proxies import Proxies, Proxy
from linkscan.http.resolver import Lookup, Resolver, look_up
from linkscan.http.ssrf_guard import refuse_ip
from linkscan.http.transport import AioTransport, Sessions

_TIMEOUT = aiohttp.ClientTimeout(total=None)  # the sender sets one deadline for the whole exchange
_KEEP_ALIVE = 5.0  # seconds
_CONNECT: dict[str, Any] = {
    "use_dns_cache": False,  # the resolver has its own cache
    "limit": 0,  # the rate limiter bounds the connections
}


def trusted_tls() -> ssl.SSLContext | Literal[True]:
    """Return a TLS context that trusts what this machine trusts, including SSL_CERT_FILE and SSL_CERT_DIR, or certifi.

    True stands for aiohttp's own context if it trusts the same authorities: loading them again takes 35 ms.
    """
    here = authorities()
    if any(here) and here == TRUSTED:
        return True
    context = ssl.create_default_context()
    if not any(here):
        import certifi  # noqa: PLC0415 - most systems have authorities of their own

        context.load_verify_locations(certifi.where())
    return context


def guarded_socket(trusted: Container[tuple[str, int]]) -> Callable[[Any], socket.socket]:
    """Return a socket factory that refuses, at connect time, every address that is not public.

    `trusted` are the pairs of address and port that the user vouches for: DNS overrides and the proxy.
    """

    def connectable(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        if (address[0], address[1]) not in trusted and (reason := refuse_ip(address[0])) is not None:
            raise UnsafeAddressError(reason)
        return socket.socket(family, kind, protocol)

    return connectable


@asynccontextmanager
async def open_transport(
    overrides: DnsOverrides, proxies: Proxies, *, allow_private: bool, lookup: Lookup = look_up
) -> AsyncIterator[AioTransport]:
    """Open a transport with guarded sockets.

    A proxy's address is trusted for requests through the proxy and for nothing else: the user vouches for the proxy,
    not for the machine that it runs on, which is requested under none of its names and addresses.
    """
    async with AsyncExitStack() as stack:
        resolver = Resolver(overrides, allow_private=allow_private, proxy_hosts=proxies.hosts, lookup=lookup)
        direct = await _sessions(stack, resolver, allow_private=allow_private)
        proxied: dict[str, Sessions] = {}
        for proxy in proxies.by_scheme.values():
            if proxy.url not in proxied:
                proxied[proxy.url] = await _proxied_sessions(stack, proxy, lookup)
        yield AioTransport(direct, proxied, proxies, overrides, resolver.proxy_addresses)


async def _sessions(stack: AsyncExitStack, resolver: Resolver, *, allow_private: bool) -> Sessions:
    stack.push_async_callback(resolver.close)
    connect = {
        **_CONNECT,
        "ssl": trusted_tls(),
        "resolver": resolver,
        "socket_factory": None if allow_private else guarded_socket(resolver.trusted),
    }
    once = await stack.enter_async_context(_session(_Connector(force_close=True, **connect)))
    again = await stack.enter_async_context(_session(_Connector(keepalive_timeout=_KEEP_ALIVE, **connect)))
    return Sessions(once, again)


async def _proxied_sessions(stack: AsyncExitStack, proxy: Proxy, lookup: Lookup) -> Sessions:
    """Return sessions that connect to a proxy and nothing else, whatever the proxy's address."""
    if not proxy.is_socks:
        resolver = Resolver(DnsOverrides({}), allow_private=False, vouched=(proxy.host, proxy.port), lookup=lookup)
        return await _sessions(stack, resolver, allow_private=False)
    from aiohttp_socks import ProxyConnector, ProxyType  # noqa: PLC0415 - an extra; see `Proxies.ensure_possible`

    kind = ProxyType.SOCKS4 if proxy.scheme == "socks4a" else ProxyType.SOCKS5
    address = {"host": proxy.host, "port": proxy.port, "username": proxy.user, "password": proxy.password}
    connect = {**_CONNECT, **address, "ssl": trusted_tls(), "proxy_type": kind, "rdns": True}
    once = await stack.enter_async_context(_session(ProxyConnector(force_close=True, **connect)))
    again = await stack.enter_async_context(_session(ProxyConnector(keepalive_timeout=_KEEP_ALIVE, **connect)))
    return Sessions(once, again)


class _Connector(aiohttp.TCPConnector):
    """A connector that aborts every connection when it is closed.

    aiohttp loses track of connections that it has begun to close, and over TLS a close waits for the other side.
    """

    def __init__(self, **connect: Any) -> None:
        super().__init__(**connect)
        # aiohttp has no public way to set a connector's protocol class.
        self._factory = partial(LenientResponseHandler, loop=self._loop)  # type: ignore[assignment]
        self._transports: WeakSet[asyncio.Transport] = WeakSet()

    async def connect(self, *args: Any, **kwargs: Any) -> Connection:
        connection = await super().connect(*args, **kwargs)
        if connection.transport is not None:
            self._transports.add(connection.transport)
        return connection

    async def close(self, *, abort_ssl: bool = False) -> None:
        await super().close(abort_ssl=abort_ssl)
        for transport in self._transports:
            transport.abort()


def _session(connector: aiohttp.BaseConnector) -> aiohttp.ClientSession:
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=_TIMEOUT,
        auto_decompress=False,
        max_line_size=16 * 1024,
        max_field_size=32 * 1024,
        max_headers=256,
    )
    # aiohttp resends a request when a connection breaks, but attempts are for the retry middleware to make and count.
    # There is no public switch; aiohttp's own test client turns it off in the same way.
    session._retry_connection = False  # noqa: SLF001
    return session
