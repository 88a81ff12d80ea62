"""Looking names up: pins, threads of our own, and proxies from the environment."""

import asyncio
import socket
import threading
import time

import pytest

from linkscan.http.dns_overrides import DnsOverrides, read_dns_overrides
from linkscan.http.failures import UnsafeAddressError
from linkscan.http.resolver import THREADS, DaemonPool, Resolver, look_up


def resolver(pins: DnsOverrides | None = None, *addresses: str, allow_private: bool = False) -> Resolver:
    return Resolver(pins or DnsOverrides({}), allow_private=allow_private, lookup=lambda _host, _port: list(addresses))


async def resolve(asked: Resolver, host: str = "a.example", port: int = 80) -> list[tuple[str, int]]:
    try:
        return [(found["host"], found["port"]) for found in await asked.resolve(host, port)]
    finally:
        await asked.close()


@pytest.mark.anyio
async def test_a_pin_may_lead_to_another_port() -> None:
    """And is not judged: the user vouches for it."""
    pins = read_dns_overrides({"a.example": "127.0.0.1:1443", "*": "nxdomain"})
    assert await resolve(resolver(pins)) == [("127.0.0.1", 1443)]
    with pytest.raises(socket.gaierror) as caught:
        await resolve(resolver(pins), "b.example")
    assert caught.value.errno == socket.EAI_NONAME


@pytest.mark.anyio
async def test_unsafe_addresses_are_left_out() -> None:
    """Or refused, when there is no other."""
    assert await resolve(resolver(None, "10.0.0.1", "93.184.216.34")) == [("93.184.216.34", 80)]
    assert await resolve(resolver(None, "10.0.0.1", allow_private=True)) == [("10.0.0.1", 80)]
    with pytest.raises(UnsafeAddressError, match=r"a\.example: 10\.0\.0\.1 is not a public address"):
        await resolve(resolver(None, "10.0.0.1"))


def test_the_system_s_resolver_knows_this_machine() -> None:
    """Without AI_ADDRCONFIG, so that a host with only IPv6 addresses is not taken for none."""
    assert "127.0.0.1" in look_up("localhost", 80)


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "x..example", ".".join(["a" * 60] * 5)])
def test_a_name_that_cannot_be_is_no_such_host(host: str) -> None:
    """Not an error of Python's."""
    with pytest.raises(socket.gaierror):
        look_up(host, 80)


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["a" * 64 + ".example", "x..example", ".example", "."])
async def test_nor_does_a_pin_for_all_names_lead_anywhere_for_it(host: str) -> None:
    """TLS has no way to ask for it, which would be noticed only when a connection was made, and left open."""
    with pytest.raises(socket.gaierror) as caught:
        await resolve(resolver(read_dns_overrides({"*": "127.0.0.1:1443"})), host)
    assert caught.value.errno == socket.EAI_NONAME


@pytest.mark.anyio
async def test_a_closing_dot_makes_no_other_name() -> None:
    assert await resolve(resolver(read_dns_overrides({"*": "127.0.0.1:1443"})), "a" * 63 + ".example.")


def test_slow_lookups_wait_side_by_side() -> None:
    """Sixty-four at once; asyncio's own pool has six threads on two cores."""
    pool = DaemonPool(THREADS)
    together = threading.Barrier(THREADS)
    futures = [pool.submit(together.wait, 10) for _ in range(THREADS)]
    assert sorted(future.result(10) for future in futures) == list(range(THREADS))
    assert pool._threads == THREADS
    pool.shutdown()


def test_a_thread_that_is_free_is_used_again() -> None:
    """One lookup after another needs one thread."""
    pool = DaemonPool(THREADS)
    for number in range(20):
        assert pool.submit(lambda given: given, number).result(10) == number
        time.sleep(0.001)  # until the thread has said that it is free
    assert pool._threads < 5
    pool.shutdown()


def test_what_a_lookup_raises_is_raised_to_who_asked() -> None:
    """And the thread lives on."""
    pool = DaemonPool(1)
    with pytest.raises(ZeroDivisionError):
        pool.submit(lambda: 1 / 0).result(10)
    assert pool.submit(lambda: 1).result(10) == 1
    pool.shutdown()


def test_a_lookup_that_hangs_does_not_keep_the_process() -> None:
    """Its thread is a daemon."""
    pool = DaemonPool(1)
    hangs = threading.Event()
    pool.submit(hangs.wait)
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "linkscan-dns")
    hangs.set()
    pool.shutdown()


@pytest.mark.anyio
async def test_a_lookup_can_be_abandoned() -> None:
    """Who waits may be cancelled at any time."""
    hangs = threading.Event()
    asked = Resolver(DnsOverrides({}), allow_private=False, lookup=lambda _host, _port: [str(hangs.wait(10))])
    task = asyncio.ensure_future(asked.resolve("a.example", 80))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    hangs.set()
    await asked.close()
