"""Hostile addresses in the whole pipeline: in a paper, a redirect, a page, or behind a host name."""

import socket
from pathlib import Path

import pytest

from linkscan.checking import check_async
from linkscan.models import Health
from linkscan.settings import Settings
from tests.http.test_ssrf_guard import HOSTILE
from tests.world.world import World

pytestmark = pytest.mark.anyio

ALIVE = (Health.OK, Health.MOVED)
_SPLIT = [url for url in HOSTILE if url.strip() and "\ud800" not in url]


def test_table_has_enough_addresses() -> None:
    """At least sixty forms."""
    assert len(_SPLIT) >= 60


async def test_no_private_address_is_requested_by_name(world: World) -> None:
    """Each is skipped for safety, invalid or not a web address; nothing is sent."""
    found = await check_async(_SPLIT, Settings(cache=world.folder / "cache", archives=False))
    assert {each.health for each in found} <= {Health.SKIPPED, Health.INVALID}
    assert all(each.reason for each in found)
    assert world.connections == 0


def only_these(world: World, count: int) -> Settings:
    """Override the harmless hosts only, because overridden hosts are trusted."""
    return world.settings(resolve={f"host-{n}.example.org": world.resolve["*:443"] for n in range(count)}, retries=0)


async def test_no_private_address_is_requested_through_a_redirect(world: World) -> None:
    """A redirect of a harmless host is refused, whatever its status."""
    absolute = [url for url in _SPLIT if "://" in url and url.isascii()]
    for number, url in enumerate(absolute):
        world.chain(f"https://host-{number}.example.org/x", url, status=(301, 302, 303, 307, 308)[number % 5])
    urls = [f"https://host-{number}.example.org/x" for number in range(len(absolute))]
    for url, found in zip(absolute, await check_async(urls, only_these(world, len(urls))), strict=True):
        assert found.health not in ALIVE, (url, found.reason)
    assert [seen.line for seen in world.requests()] == ["GET /x"] * len(urls)


async def test_no_private_address_is_requested_as_the_code_of_a_page(world: World) -> None:
    """The code link and the client-side redirect of a page pass the same guard."""
    for number, url in enumerate(_SPLIT):
        links = f"<a href='{url}'>Code</a><meta http-equiv=refresh content='0;url={url}'>"
        world.page(f"https://host-{number}.example.org/x", f"<title>Tool</title><p>A tool.</p>{links}")
    urls = [f"https://host-{number}.example.org/x" for number in range(len(_SPLIT))]
    await check_async(urls, only_these(world, len(urls)))
    assert world.count() >= len(urls)
    assert {seen.host for seen in world.requests()} == {f"host-{n}.example.org" for n in range(len(urls))}


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "::1", "fd00::1"])
async def test_name_that_resolves_to_a_private_address_is_not_requested(
    ip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are resolved by the system here; nothing is overridden."""
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    told = [(family, socket.SOCK_STREAM, 6, "", (ip, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: told)
    settings = Settings(cache=tmp_path / "cache", reports=tmp_path / "reports", retries=0, archives=False)
    [found] = await check_async(["https://nice.example.org/"], settings)
    assert found.health is Health.SKIPPED
    assert "safety" in found.reason
