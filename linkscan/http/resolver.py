"""Name resolution: DNS overrides first, then DNS in daemon threads; unsafe addresses are never returned."""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import Executor, Future
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar

from linkscan.http.aiohttp_import import AbstractResolver, ResolveResult
from linkscan.http.dns_overrides import DnsOverrides, SimulatedDnsError
from linkscan.http.failures import NO_SUCH_NAME, UnsafeAddressError
from linkscan.http.ssrf_guard import one_spelling, refuse_ip

P = ParamSpec("P")
R = TypeVar("R")
Address = tuple[str, int]
Lookup = Callable[[str, int], list[str]]

# Lookups of dead domains are the bottleneck of a run: 100 slow names took 8.5 s in asyncio's default pool on two cores
# (6 threads), and 1.0 s in 64 threads.
THREADS = 64
_CACHED_FOR = 60.0  # seconds
_MAX_CACHED = 1024  # names
_MAX_LABEL_LENGTH = 63
_HOSTS_FILE = Path("/etc/hosts")
WELL_KNOWN = ("github.com", "www.iana.org")
"""Names that resolve wherever DNS works."""
_DENIALS = 3  # "no such name" answers that it takes for a name to count as non-existent
_CONTROLS = 3  # names resolved earlier in the run that are looked up again before a denial is believed


def look_up(host: str, port: int) -> list[str]:
    """Return all addresses that the system's resolver has for a name; raises socket.gaierror.

    The name is looked up as an absolute one: a search domain of this machine (resolv.conf(5)) would make another name
    of it, and a dead host would appear alive. Names in the hosts file are looked up as they are.

    AI_ADDRCONFIG is left out on purpose: on a machine without IPv6 it turns "this host has only IPv6 addresses" into
    "no such host", which would be reported as "gone" by mistake.
    """
    name = host if host.endswith(".") or host in hosts_file_names() else f"{host}."
    try:
        return _addresses(name, port, socket.AF_UNSPEC)
    except socket.gaierror as error:
        if error.errno not in NO_SUCH_NAME:
            raise
        return _by_family(name, port, error)


def _by_family(name: str, port: int, error: socket.gaierror) -> list[str]:
    """Look a name up again, for IPv4 and IPv6 separately: "no data" for one may hide a failure of the other."""
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            return _addresses(name, port, family)
        except socket.gaierror as other:
            if other.errno not in NO_SUCH_NAME:
                raise
    raise error


def _addresses(name: str, port: int, family: int) -> list[str]:
    infos = socket.getaddrinfo(name.encode("ascii"), port, family=family, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


@cache
def hosts_file_names() -> frozenset[str]:
    """Return the names in this machine's hosts file (hosts(5)); empty if there is no such file."""
    try:
        lines = _HOSTS_FILE.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(name.lower() for line in lines for name in line.partition("#")[0].split()[1:])


class DaemonPool(Executor):
    """An executor whose threads are not joined at exit: a hanging getaddrinfo must not delay Ctrl-C."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._threads = 0
        self._idle = 0
        self._lock = Lock()
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run `fn` in a thread; a new one is started if none is idle and there are fewer than `size`.

        If the system allows no more threads, those already running share the work; if there are none, the future
        fails with OSError.
        """
        future: Future[R] = Future()
        with self._lock:
            if self._idle or self._threads >= self._size:
                self._idle = max(0, self._idle - 1)
            elif not self._start_thread() and not self._threads:
                future.set_exception(OSError(errno.ENOMEM, "the system allows no further thread"))
                return future
        self._work.put(lambda: _run(future, fn, *args, **kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature of Executor
        """Stop the threads; hanging ones are abandoned."""
        for _ in range(self._threads):
            self._work.put(None)

    def _start_thread(self) -> bool:
        try:
            Thread(target=self._serve, daemon=True, name="linkscan-dns").start()
        except RuntimeError:  # "can't start new thread": pthread_create(3), EAGAIN
            return False
        self._threads += 1
        return True

    def _serve(self) -> None:
        while (job := self._work.get()) is not None:
            job()
            with self._lock:
                self._idle += 1


def _run(future: Future[Any], fn: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(fn(*args, **kwargs))
    except BaseException as error:  # noqa: BLE001 - raised where the future is awaited
        future.set_exception(error)


class Resolver(AbstractResolver):
    """The resolver of aiohttp's connector; raises socket.gaierror or UnsafeAddressError.

    `trusted` are the addresses that the guard always lets through: those of overrides, and those of the `vouched` host
    and port (the user's own proxy). No other name may lead to an address of the `proxy_hosts`.
    """

    def __init__(
        self,
        overrides: DnsOverrides,
        *,
        allow_private: bool,
        vouched: Address | None = None,
        proxy_hosts: Collection[str] = (),
        lookup: Lookup = look_up,
    ) -> None:
        self.trusted = {*overrides.endpoints(), *([vouched] if vouched else [])}  # IP literals are never resolved
        self._overrides = overrides
        self._allow_private = allow_private
        self._vouched = vouched
        self._proxy_hosts = proxy_hosts
        self._proxy_addresses: asyncio.Future[frozenset[str]] | None = None
        self._lookup = lookup
        self._pool = DaemonPool(THREADS)
        self._cached: dict[str, tuple[float, list[str]]] = {}
        self._dns = _DnsCheck(self._look_up_now)
        self._in_flight: dict[str, asyncio.Future[list[str]]] = {}

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - the signature of AbstractResolver
    ) -> list[ResolveResult]:
        """Return the addresses to connect to, without unsafe ones."""
        override = self._overrides.find(host, port)
        if isinstance(override, SimulatedDnsError):
            code = socket.EAI_NONAME if override is SimulatedDnsError.NXDOMAIN else socket.EAI_AGAIN
            raise socket.gaierror(code, f"{host}: {override}")
        if override is not None:
            if not _is_name(host):
                raise socket.gaierror(socket.EAI_NONAME, f"{host}: not a DNS name")
            return [_result(host, override.host, override.port)]
        addresses = await self._addresses(host, port)
        self._dns.record(host)
        if (host, port) == self._vouched:
            self.trusted.update((address, port) for address in addresses)
        elif not self._allow_private:
            addresses = _only_safe(host, addresses, await self.proxy_addresses())
        return [_result(host, address, port) for address in addresses]

    async def proxy_addresses(self) -> frozenset[str]:
        """Return the addresses of the proxies, normalised with `one_spelling`; none if private ones are allowed.

        They are looked up once. A proxy whose name does not resolve has none, and nothing gets through it either.
        """
        if not self._proxy_hosts or self._allow_private:
            return frozenset()
        if self._proxy_addresses is None:
            self._proxy_addresses = asyncio.ensure_future(self._look_up_proxies())
        return await asyncio.shield(self._proxy_addresses)

    async def _look_up_proxies(self) -> frozenset[str]:
        found = await asyncio.gather(*map(self._look_up_now, self._proxy_hosts), return_exceptions=True)
        addresses = [address for each in found if not isinstance(each, BaseException) for address in each]
        return frozenset(map(one_spelling, (*self._proxy_hosts, *addresses)))

    async def _addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a name; one lookup serves all requests within a minute."""
        loop = asyncio.get_running_loop()
        until, addresses = self._cached.get(host, (0.0, []))
        if loop.time() < until:
            return addresses
        if host not in self._in_flight:
            self._in_flight[host] = asyncio.ensure_future(self._look_up(host, port))
            self._in_flight[host].add_done_callback(lambda done: self._store(host, done))
        return await asyncio.shield(self._in_flight[host])

    async def _look_up(self, host: str, port: int) -> list[str]:
        """Return the addresses of a name; it does not exist if that is the answer each time while others resolve.

        One of several name servers may have lost its upstream, and each answer may come from another server.
        """
        for attempt in range(_DENIALS):
            if attempt and not await self._dns.is_alive():
                raise socket.gaierror(socket.EAI_AGAIN, "names that are known to exist do not resolve either")
            try:
                return await self._in_thread(host, port)
            except socket.gaierror as error:
                if error.errno not in NO_SUCH_NAME:
                    raise
                denial = error
        raise denial

    async def _in_thread(self, host: str, port: int) -> list[str]:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._lookup, host, port)

    async def _look_up_now(self, host: str) -> list[str]:
        return await self._in_thread(host, 443)

    def _store(self, host: str, done: asyncio.Future[list[str]]) -> None:
        del self._in_flight[host]
        if not done.cancelled() and done.exception() is None:
            self._cached.pop(host, None)
            if len(self._cached) >= _MAX_CACHED:
                del self._cached[next(iter(self._cached))]
            self._cached[host] = (asyncio.get_running_loop().time() + _CACHED_FOR, done.result())

    async def close(self) -> None:
        """Stop the threads."""
        self._pool.shutdown(wait=False)


class _DnsCheck:
    """Checks whether DNS can be trusted when it denies a name: names known to exist must resolve at the same time.

    A resolver without its upstream (captive portals, filters, broken forwarders) may answer "no such name" to
    everything, from some point of a run onwards.
    """

    def __init__(self, look_up_now: Callable[[str], Awaitable[list[str]]]) -> None:
        self._look_up_now = look_up_now
        self._resolved: dict[str, None] = {}  # the names that resolved last, oldest first
        self._well_known: set[str] = set()  # the names in `WELL_KNOWN` that have resolved
        self._checking: asyncio.Future[bool] | None = None
        self._next: asyncio.Future[bool] | None = None

    def record(self, host: str) -> None:
        """Record that a name resolved."""
        self._resolved.pop(host, None)
        self._resolved[host] = None
        if len(self._resolved) > _CONTROLS:
            del self._resolved[next(iter(self._resolved))]

    async def is_alive(self) -> bool:
        """Return whether known names resolve, by lookups that begin after this call; concurrent calls share them."""
        if self._next is None:
            self._next = asyncio.ensure_future(self._after(self._checking))
        return await asyncio.shield(self._next)

    async def _after(self, other: "asyncio.Future[bool] | None") -> bool:
        if other is not None:
            await asyncio.wait((other,))
        self._checking, self._next = self._next, None
        return await self._check()

    async def _check(self) -> bool:
        """Look up all control names; return whether all that resolved earlier do so again, and at least one does."""
        names = dict.fromkeys((*self._resolved, *WELL_KNOWN))
        answers = await asyncio.gather(*map(self._resolves, names))
        resolving = {name for name, resolves in zip(names, answers, strict=True) if resolves}
        expected = {*self._resolved, *self._well_known} & names.keys()
        self._well_known.update(resolving & set(WELL_KNOWN))
        return bool(resolving) and expected <= resolving

    async def _resolves(self, name: str) -> bool:
        try:
            return bool(await self._look_up_now(name))
        except OSError:
            return False


def _is_name(host: str) -> bool:
    """Return whether a name is valid in DNS and TLS: each label has 1 to 63 characters (RFC 1035 2.3.4)."""
    return all(0 < len(label) <= _MAX_LABEL_LENGTH for label in host.removesuffix(".").split("."))


def _only_safe(host: str, addresses: list[str], proxy_addresses: Collection[str]) -> list[str]:
    refusals = {
        address: f"{address} is the proxy itself" if one_spelling(address) in proxy_addresses else refuse_ip(address)
        for address in addresses
    }
    safe = [address for address, reason in refusals.items() if reason is None]
    if addresses and not safe:
        raise UnsafeAddressError(f"{host}: {refusals[addresses[0]]}")
    return safe


def _result(name: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=name, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
