"""Partial networks: one that comes back in mid-run, hosts with IPv6 only."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from linkscan.checking import check_async
from linkscan.models import Health, Paper, SkipCause
from linkscan.pipeline import scan_async
from linkscan.settings import Settings
from tests.world.breakages import reset
from tests.world.faults import HostFault
from tests.world.world import World

pytestmark = pytest.mark.anyio

PAGE = b"<title>Tool</title><p>We present a tool, and this is its page."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"


async def test_addresses_skipped_for_lack_of_a_network_say_so(world: World) -> None:
    """Three hosts and the probe URLs fail, the run gives up, and the network is back before the final probe."""
    dead = [f"https://dead-{number}.example.org/" for number in range(3)]
    for number in range(3):
        world.fault(f"dead-{number}.example.org", HostFault.REFUSED)
    live = [f"https://live.example.org/{number}" for number in range(40)]
    for url in live:
        world.page(url, PAGE.decode())
    world.latency("live.example.org", 0.5)
    for landmark in ("github.com", "www.iana.org"):
        world.fault(landmark, reset(), times=1)
    paper = Paper(id="1", title="A Tool", abstract=" ".join(f"Code is at {url} now." for url in (*dead, *live)))
    report = await scan_async([paper], world.settings(retries=0, per_host=1))
    assert ["came and went" in words for words in report.incomplete] == [True]
    skipped = [link for link in report.links if link.health is Health.SKIPPED]
    assert len(skipped) >= 38
    assert all("came and went" in link.reason for link in skipped)
    assert {link.skip_cause for link in skipped} == {SkipCause.STOPPED}


async def test_a_name_server_that_denies_most_names_is_not_believed(world: World) -> None:
    """All but the well-known ones, which show that it works: nothing is gone, even on a first run."""
    dead = [f"https://tool.lab-{number}.org/" for number in range(14)]
    for number in range(14):
        world.fault(f"tool.lab-{number}.org", HostFault.NXDOMAIN)
    live = [f"https://page-{number}.net/" for number in range(6)]
    for url in live:
        world.page(url, PAGE.decode())
    papers = [
        Paper(id=url, title=f"A Tool {number}", abstract=f"Code is at {url} now.")
        for number, url in enumerate((*dead, *live))
    ]
    report = await scan_async(papers, world.settings(retries=0))
    assert ["14 of 20 host names" in words for words in report.incomplete] == [True]
    assert {link.health for link in report.links} == {Health.UNREACHABLE, Health.OK}
    assert "missing" not in {paper.verdict for paper in report.papers}
    found = await check_async([*dead, *live], world.settings(retries=0))
    assert {link.health for link in found} == {Health.UNREACHABLE, Health.OK}


@asynccontextmanager
async def served(host: str) -> AsyncIterator[int]:
    """Serve a page over plain HTTP on one address; return the port."""

    async def response(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HEAD % len(PAGE) + PAGE)
        await writer.drain()
        writer.close()

    try:
        server = await asyncio.start_server(response, host, 0)
    except OSError:
        pytest.skip(f"this machine has no {host}")
    async with server:
        yield server.sockets[0].getsockname()[1]


def tells(*addresses: str) -> Callable[..., list[Any]]:
    """Return a resolver that gives these addresses for every name, in this order."""

    def look_up(_host: object, port: int, **_: object) -> list[Any]:
        families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in addresses]
        return [
            (family, socket.SOCK_STREAM, 6, "", (address, port))
            for family, address in zip(families, addresses, strict=True)
        ]

    return look_up


@pytest.mark.parametrize(
    ("serves", "addresses"),
    [
        ("::1", ["::1"]),
        ("::1", ["127.0.0.1", "::1"]),
        ("127.0.0.1", ["::1", "127.0.0.1"]),
    ],
    ids=["IPv6 alone", "IPv4 is told and refuses", "IPv6 is told and refuses"],
)
async def test_a_host_is_reached_by_any_of_its_addresses(
    world: World, monkeypatch: pytest.MonkeyPatch, serves: str, addresses: list[str]
) -> None:
    """As browsers do (RFC 8305)."""
    monkeypatch.setattr(socket, "getaddrinfo", tells(*addresses))
    async with served(serves) as port:
        settings = Settings(cache=world.folder / "cache", allow_private=True, archives=False, retries=0)
        [found] = await check_async([f"http://six.example.org:{port}/"], settings)
    assert found.health is Health.OK, found.reason


async def test_host_with_an_unreachable_address_is_not_gone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without IPv6 cannot judge a host that has no other address."""

    def no_route(*_: object) -> Awaitable[None]:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", tells("::1"))
    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", no_route, raising=False)
    settings = Settings(cache=world.folder / "cache", allow_private=True, archives=False, retries=0)
    [found] = await check_async(["http://six.example.org:8000/"], settings)
    assert found.health is not Health.GONE
    assert found.content is None
