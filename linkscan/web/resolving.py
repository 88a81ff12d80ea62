"""Look names up: pins first, then DNS in threads of our own; unsafe addresses never leave this module."""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar

from aiohttp.abc import AbstractResolver, ResolveResult

from linkscan.web.failures import UnsafeAddressError
from linkscan.web.pins import NoAddress, Pins
from linkscan.web.safety import refuse_ip

P = ParamSpec("P")
R = TypeVar("R")
Lookup = Callable[[str, int], list[str]]

# Dead domains make lookups the bottleneck of a run: 100 slow names took 8.5 s in asyncio's default pool on
# two cores (6 threads) and 1.0 s in 64 threads.
THREADS = 64


def look_up(host: str, port: int) -> list[str]:
    """Ask the system's resolver for all addresses of a name; raises socket.gaierror.

    AI_ADDRCONFIG is left out on purpose: on a machine without IPv6 it turns "this host has only IPv6
    addresses" into "no such host", which would be a wrong "gone".
    """
    infos = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


class DaemonPool(Executor):
    """Threads that are not waited for at exit: a hanging getaddrinfo must not keep Ctrl-C waiting."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._threads = 0
        self._idle = 0
        self._lock = Lock()
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run `fn` in a thread, a new one as long as there are fewer than `size` and none is idle."""
        future: Future[R] = Future()
        with self._lock:
            if self._idle == 0 and self._threads < self._size:
                self._threads += 1
                Thread(target=self._serve, daemon=True, name="linkscan-dns").start()
            else:
                self._idle = max(0, self._idle - 1)
        self._work.put(lambda: _settle(future, fn, *args, **kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature of Executor
        """Let the threads end; those that hang are left behind."""
        for _ in range(self._threads):
            self._work.put(None)

    def _serve(self) -> None:
        while (job := self._work.get()) is not None:
            job()
            with self._lock:
                self._idle += 1


def _settle(future: Future[Any], fn: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(fn(*args, **kwargs))
    except BaseException as error:  # noqa: BLE001 - whoever waits for the future gets it
        future.set_exception(error)


class Resolver(AbstractResolver):
    """Answers aiohttp's connector; raises socket.gaierror or UnsafeAddressError.

    `trusted` is what the guard lets through whatever it is: the pinned addresses, and those that are found
    here for the `vouched` hosts (the user's own proxy).
    """

    def __init__(
        self,
        pins: Pins,
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

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - the signature of AbstractResolver
    ) -> list[ResolveResult]:
        """Give the addresses to try, unsafe ones left out."""
        pin = self._pins.find(host, port)
        if isinstance(pin, NoAddress):
            code = socket.EAI_NONAME if pin is NoAddress.NXDOMAIN else socket.EAI_AGAIN
            raise socket.gaierror(code, f"{host}: {pin}")
        if pin is not None:
            return [_result(host, pin.host, pin.port)]
        addresses = await asyncio.get_running_loop().run_in_executor(self._pool, self._lookup, host, port)
        if host in self._vouched:
            self.trusted.update((address, port) for address in addresses)
        elif not self._allow_private:
            addresses = _only_safe(host, addresses)
        return [_result(host, address, port) for address in addresses]

    async def close(self) -> None:
        """Let the threads end."""
        self._pool.shutdown(wait=False)


def _only_safe(host: str, addresses: list[str]) -> list[str]:
    refusals = {address: refuse_ip(address) for address in addresses}
    safe = [address for address, reason in refusals.items() if reason is None]
    if addresses and not safe:
        raise UnsafeAddressError(f"{host}: {refusals[addresses[0]]}")
    return safe


def _result(name: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=name, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )
