"""Name resolution: overrides, daemon threads, and when "no such name" is believed."""

import asyncio
import errno
import socket
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from linkscan.http.dns_overrides import DnsOverrides, read_dns_overrides
from linkscan.http.failures import UnsafeAddressError
from linkscan.http.resolver import THREADS, WELL_KNOWN, DaemonPool, Resolver, hosts_file_names, look_up


def resolver(pins: DnsOverrides | None = None, *addresses: str, allow_private: bool = False) -> Resolver:
    return Resolver(pins or DnsOverrides({}), allow_private=allow_private, lookup=lambda _host, _port: list(addresses))


async def resolve(asked: Resolver, host: str = "a.example", port: int = 80) -> list[tuple[str, int]]:
    try:
        return [(found["host"], found["port"]) for found in await asked.resolve(host, port)]
    finally:
        await asked.close()


@pytest.mark.anyio
async def test_a_pin_may_lead_to_another_port() -> None:
    """The port is not checked, because the user vouches for it."""
    pins = read_dns_overrides({"a.example": "127.0.0.1:1443", "*": "nxdomain"})
    assert await resolve(resolver(pins)) == [("127.0.0.1", 1443)]
    with pytest.raises(socket.gaierror) as caught:
        await resolve(resolver(pins), "b.example")
    assert caught.value.errno == socket.EAI_NONAME


@pytest.mark.anyio
async def test_unsafe_addresses_are_left_out() -> None:
    """Or the name is refused if it has no other."""
    assert await resolve(resolver(None, "10.0.0.1", "93.184.216.34")) == [("93.184.216.34", 80)]
    assert await resolve(resolver(None, "10.0.0.1", allow_private=True)) == [("10.0.0.1", 80)]
    with pytest.raises(UnsafeAddressError, match=r"a\.example: 10\.0\.0\.1 is not a public address"):
        await resolve(resolver(None, "10.0.0.1"))


@pytest.mark.anyio
async def test_the_host_of_a_proxy_is_vouched_for_at_its_own_port() -> None:
    """Other ports of that machine are not trusted."""

    def vouching() -> Resolver:
        return Resolver(
            DnsOverrides({}),
            allow_private=False,
            vouched=("p.example", 3128),
            lookup=lambda _host, _port: ["10.0.0.1"],
        )

    asked = vouching()
    assert await resolve(asked, "p.example", 3128) == [("10.0.0.1", 3128)]
    assert asked.trusted == {("p.example", 3128), ("10.0.0.1", 3128)}
    for host, port in (("p.example", 8080), ("q.example", 3128)):
        with pytest.raises(UnsafeAddressError):
            await resolve(vouching(), host, port)


def test_the_system_s_resolver_knows_this_machine() -> None:
    """Without AI_ADDRCONFIG, so that a host with only IPv6 addresses does not seem to be missing."""
    assert "127.0.0.1" in look_up("localhost", 80)


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "x..example", ".".join(["a" * 60] * 5)])
def test_invalid_name_is_no_such_host(host: str) -> None:
    """Not an internal error of Python."""
    with pytest.raises(socket.gaierror):
        look_up(host, 80)


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["a" * 64 + ".example", "x..example", ".example", "."])
async def test_invalid_name_ignores_a_wildcard_override(host: str) -> None:
    """TLS could not request it, which would be noticed only after connecting, and leave the connection open."""
    with pytest.raises(socket.gaierror) as caught:
        await resolve(resolver(read_dns_overrides({"*": "127.0.0.1:1443"})), host)
    assert caught.value.errno == socket.EAI_NONAME


@pytest.mark.anyio
async def test_trailing_dot_is_the_same_name() -> None:
    assert await resolve(resolver(read_dns_overrides({"*": "127.0.0.1:1443"})), "a" * 63 + ".example.")


def test_slow_lookups_run_concurrently() -> None:
    """Sixty-four at once; asyncio's own pool has six threads on two cores."""
    pool = DaemonPool(THREADS)
    together = threading.Barrier(THREADS)
    futures = [pool.submit(together.wait, 10) for _ in range(THREADS)]
    assert sorted(future.result(10) for future in futures) == list(range(THREADS))
    assert pool._threads == THREADS
    pool.shutdown()


def test_a_thread_that_is_free_is_used_again() -> None:
    """Successive lookups need one thread."""
    pool = DaemonPool(THREADS)
    for number in range(20):
        assert pool.submit(lambda given: given, number).result(10) == number
        time.sleep(0.001)  # until the thread has reported that it is free
    assert pool._threads < 5
    pool.shutdown()


def test_error_of_a_lookup_reaches_the_caller() -> None:
    """And the thread continues."""
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
    """A waiter may be cancelled at any time."""
    hangs = threading.Event()
    asked = Resolver(DnsOverrides({}), allow_private=False, lookup=lambda _host, _port: [str(hangs.wait(10))])
    task = asyncio.ensure_future(asked.resolve("a.example", 80))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    hangs.set()
    await asked.close()


class Dns:
    """A DNS in which only the `living` names exist; it may fail."""

    def __init__(self, *living: str) -> None:
        self.living = {*WELL_KNOWN, *living}
        self.is_broken = False
        self.returns: dict[str, int] = {}  # after so many denials
        self.looked_up: list[str] = []

    def __call__(self, host: str, _port: int) -> list[str]:
        self.looked_up.append(host)
        is_back = host in self.returns and self.looked_up.count(host) > self.returns[host]
        if self.is_broken or not (host in self.living or is_back):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return ["93.184.216.34"]


async def outcome(asked: Resolver, host: str) -> int | None:
    """Return 0 if a name resolves, else the error code of getaddrinfo."""
    try:
        await asked.resolve(host, 80)
    except socket.gaierror as error:
        return error.errno
    return 0


@pytest.fixture
async def dns(anyio_backend: Any) -> AsyncIterator[tuple[Dns, Resolver]]:
    names = Dns("a.example", "b.example", "c.example", "d.example")
    asked = Resolver(DnsOverrides({}), allow_private=False, lookup=names)
    yield names, asked
    await asked.close()


@pytest.mark.anyio
async def test_a_name_that_does_not_exist_is_believed_while_others_resolve(dns: tuple[Dns, Resolver]) -> None:
    names, asked = dns
    assert await outcome(asked, "dead.example") == socket.EAI_NONAME
    assert await outcome(asked, "a.example") == 0
    assert await outcome(asked, "dead.example") == socket.EAI_NONAME
    assert names.looked_up.count("a.example") == 3  # two more before it is believed; known names do not count


@pytest.mark.anyio
@pytest.mark.parametrize(("denials", "code"), [(1, 0), (2, 0), (3, socket.EAI_NONAME)])
async def test_missing_name_is_believed_after_a_second_denial(
    denials: int, code: int, dns: tuple[Dns, Resolver]
) -> None:
    """One of several name servers may have lost its upstream: successive lookups reach different ones."""
    names, asked = dns
    names.living.discard("a.example")
    names.returns["a.example"] = denials
    assert await outcome(asked, "a.example") == code


@pytest.mark.anyio
@pytest.mark.parametrize("before", [(), ("a.example",), ("a.example", "b.example", "c.example", "d.example")])
async def test_a_resolver_that_denies_every_name_is_not_believed(
    before: tuple[str, ...], dns: tuple[Dns, Resolver]
) -> None:
    """From the start of a run or later: the lookup failed, and nothing more is known."""
    names, asked = dns
    for host in before:
        assert await outcome(asked, host) == 0
    names.is_broken = True
    assert await outcome(asked, "dead.example") == socket.EAI_AGAIN
    names.is_broken = False
    assert await outcome(asked, "dead.example") == socket.EAI_NONAME


@pytest.mark.anyio
async def test_one_denied_known_name_is_enough_for_doubt(dns: tuple[Dns, Resolver]) -> None:
    """Some may still come from a cache of this machine."""
    names, asked = dns
    assert await outcome(asked, "a.example") == 0
    names.living.discard("a.example")
    assert await outcome(asked, "dead.example") == socket.EAI_AGAIN


@pytest.mark.anyio
async def test_a_network_that_knows_its_own_names_only_is_believed_about_them(dns: tuple[Dns, Resolver]) -> None:
    """If the well-known names never resolved, other names that did are used instead."""
    names, asked = dns
    names.living = {"intern.example"}
    assert await outcome(asked, "dead.example") == socket.EAI_AGAIN
    assert await outcome(asked, "intern.example") == 0
    assert await outcome(asked, "dead.example") == socket.EAI_NONAME


@pytest.mark.anyio
async def test_many_dead_names_share_the_check(dns: tuple[Dns, Resolver]) -> None:
    names, asked = dns
    outcomes = await asyncio.gather(*(outcome(asked, f"dead{number}.example") for number in range(50)))
    assert set(outcomes) == {socket.EAI_NONAME}
    assert names.looked_up.count("github.com") <= 20


def getaddrinfo(answers: dict[tuple[str, int], int | str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the system's resolver: an address or an error by name and family; return the names looked up."""
    looked_up: list[str] = []

    def answer(name: bytes, port: int, *, family: int, type: int) -> list[Any]:  # noqa: A002 - its signature
        looked_up.append(name.decode())
        found = answers.get((name.decode(), family), socket.EAI_NONAME)
        if isinstance(found, int):
            raise socket.gaierror(found, "no")
        return [(family, type, 6, "", (found, port))]

    monkeypatch.setattr("linkscan.http.resolver.socket.getaddrinfo", answer)
    return looked_up


@pytest.mark.parametrize("code", [socket.EAI_NONAME, socket.EAI_NODATA])
def test_failure_for_one_address_family_is_not_absence(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems report SERVFAIL for IPv4 with "no data" for IPv6 as "no data"."""
    v4, v6, both = socket.AF_INET, socket.AF_INET6, socket.AF_UNSPEC
    name = "a.example."
    getaddrinfo({(name, both): code, (name, v4): socket.EAI_AGAIN, (name, v6): code}, monkeypatch)
    with pytest.raises(socket.gaierror) as caught:
        look_up("a.example", 80)
    assert caught.value.errno == socket.EAI_AGAIN
    getaddrinfo({(name, both): code, (name, v4): code, (name, v6): code}, monkeypatch)
    with pytest.raises(socket.gaierror) as caught:
        look_up("a.example", 80)
    assert caught.value.errno == code
    getaddrinfo({(name, both): code, (name, v4): code, (name, v6): "2606:2800::1"}, monkeypatch)
    assert look_up("a.example", 80) == ["2606:2800::1"]


def test_names_are_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    """No search domain of this machine is appended; names of the hosts file are unchanged."""
    monkeypatch.setattr("linkscan.http.resolver.hosts_file_names", lambda: frozenset({"box"}))
    looked_up = getaddrinfo({(name, socket.AF_UNSPEC): "1.1.1.1" for name in ("a.example.", "box")}, monkeypatch)
    for host in ("a.example", "a.example.", "box"):
        assert look_up(host, 80) == ["1.1.1.1"]
    assert looked_up == ["a.example.", "a.example.", "box"]


def test_the_hosts_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses, then names; comments are ignored, and a missing file has no names."""
    monkeypatch.setattr("linkscan.http.resolver._HOSTS_FILE", tmp_path / "hosts")
    hosts_file_names.cache_clear()
    assert hosts_file_names() == frozenset()
    (tmp_path / "hosts").write_text("127.0.0.1 localhost Box # not this\n# 1.1.1.1 nor.this\n\n::1 ip6\n")
    hosts_file_names.cache_clear()
    assert hosts_file_names() == {"localhost", "box", "ip6"}
    hosts_file_names.cache_clear()


@pytest.mark.anyio
async def test_thread_limit_does_not_stop_lookups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Running threads serve all lookups; if none can be started, the error says so."""
    started = 0

    def start(thread: threading.Thread) -> None:
        nonlocal started
        started += 1
        if started > limit:
            raise RuntimeError("can't start new thread")
        whole(thread)

    whole = threading.Thread.start
    monkeypatch.setattr("linkscan.http.resolver.Thread.start", start)
    for limit, found in ((1, [0] * 20), (0, [errno.ENOMEM] * 20)):  # noqa: B007 - `start` reads it
        started = 0
        asked = resolver(None, "93.184.216.34")
        hosts = [f"h{number}.example" for number in range(20)]
        results = await asyncio.gather(*(asked.resolve(host, 80) for host in hosts), return_exceptions=True)
        assert [result.errno if isinstance(result, OSError) else 0 for result in results] == found
        await asked.close()
