"""Look names up: pins first, then DNS in threads of our own; unsafe addresses never leave this module."""

import asyncio
import socket
from collections.abc import Callable

from linkscan.http.aiohttp_import import AbstractResolver, ResolveResult
from linkscan.http.daemon_pool import DaemonPool
from linkscan.http.dns_overrides import DnsOverrides, SimulatedDnsError
from linkscan.http.failures import UnsafeAddressError
from linkscan.http.url_policy import refuse_ip

Lookup = Callable[[str, int], list[str]]

# Dead domains make lookups the bottleneck of a run: 100 slow names took 8.5 s in asyncio's default pool on
# two cores (6 threads) and 1.0 s in 64 threads.
THREADS = 64
_KEPT_FOR = 60.0  # seconds an answer of DNS is used
_MOST_KEPT = 1024  # names
_LONGEST_LABEL = 63


def look_up(host: str, port: int) -> list[str]:
    """Ask the system's resolver for all addresses of a name; raises socket.gaierror.

    AI_ADDRCONFIG is left out on purpose: on a machine without IPv6 it turns "this host has only IPv6
    addresses" into "no such host", which would be a wrong "gone".
    """
    infos = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


class Resolver(AbstractResolver):
    """Answers aiohttp's connector; raises socket.gaierror or UnsafeAddressError.

    `trusted` is what the guard lets through whatever it is: the pinned addresses, and those that are found
    here for the `vouched` hosts (the user's own proxy).
    """

    def __init__(
        self,
        pins: DnsOverrides,
        *,
        allow_private: bool,
        vouched: frozenset[str] = frozenset(),
        lookup: Lookup = look_up,
    ) -> None:
        self.trusted = set(pins.endpoints())
        self._pins = pins
        self._allow_private = allow_private
        self._vouched = vouched
        self._lookup = lookup
        self._pool = DaemonPool(THREADS)
        self._known: dict[str, tuple[float, list[str]]] = {}
        self._asked: dict[str, asyncio.Future[list[str]]] = {}

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - the signature of AbstractResolver
    ) -> list[ResolveResult]:
        """Return the addresses to try, unsafe ones left out."""
        pin = self._pins.find(host, port)
        if isinstance(pin, SimulatedDnsError):
            code = socket.EAI_NONAME if pin is SimulatedDnsError.NXDOMAIN else socket.EAI_AGAIN
            raise socket.gaierror(code, f"{host}: {pin}")
        if pin is not None:
            if not _is_name(host):
                raise socket.gaierror(socket.EAI_NONAME, f"{host}: no name of the DNS")
            return [_result(host, pin.host, pin.port)]
        addresses = await self._addresses(host, port)
        if host in self._vouched:
            self.trusted.update((address, port) for address in addresses)
        elif not self._allow_private:
            addresses = _only_safe(host, addresses)
        return [_result(host, address, port) for address in addresses]

    async def _addresses(self, host: str, port: int) -> list[str]:
        """Look a name up, once for all who want it now or within a minute."""
        loop = asyncio.get_running_loop()
        until, addresses = self._known.get(host, (0.0, []))
        if loop.time() < until:
            return addresses
        if host not in self._asked:
            self._asked[host] = loop.run_in_executor(self._pool, self._lookup, host, port)
            self._asked[host].add_done_callback(lambda done: self._keep(host, done))
        return await asyncio.shield(self._asked[host])

    def _keep(self, host: str, done: asyncio.Future[list[str]]) -> None:
        del self._asked[host]
        if not done.cancelled() and done.exception() is None:
            self._known.pop(host, None)
            if len(self._known) >= _MOST_KEPT:
                del self._known[next(iter(self._known))]
            self._known[host] = (asyncio.get_running_loop().time() + _KEPT_FOR, done.result())

    async def close(self) -> None:
        """Let the threads end."""
        self._pool.shutdown(wait=False)


def _is_name(host: str) -> bool:
    """Return whether DNS could know a name, and TLS ask for it: each label has 1 to 63 characters (RFC 1035 2.3.4)."""
    return all(0 < len(label) <= _LONGEST_LABEL for label in host.removesuffix(".").split("."))


def _only_safe(host: str, addresses: list[str]) -> list[str]:
    refusals = {address: refuse_ip(address) for address in addresses}
    safe = [address for address, reason in refusals.items() if reason is None]
    if addresses and not safe:
        raise UnsafeAddressError(f"{host}: {refusals[addresses[0]]}")
    return safe


def _result(name: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=name, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
