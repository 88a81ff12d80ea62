"""Guards of SECURITY.md: with a guard removed the attack that it stops succeeds, with it the attack fails."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from linkscan.checking import check_async
from linkscan.http.auth import Credentials
from linkscan.models import Request, TokenRef
from linkscan.settings import Settings
from tests.world.faults import redirect
from tests.world.messages import text
from tests.world.world import World

guarded = pytest.mark.parametrize("is_guarded", [True, False], ids=["guarded", "guard taken away"])
PAGE = "https://page.example.org/x"
SECRET = "an unpublished idea"


def take_away(monkeypatch: pytest.MonkeyPatch, *guards: str, by: Any) -> None:
    for guard in guards:
        monkeypatch.setattr(guard, by)


def recorded(world: World) -> bytes:
    return gzip.decompress(recording(world).read_bytes())


def recording(world: World) -> Path:
    return world.folder / "run.warc.gz"


def signed_settings(world: World, **given: Any) -> Settings:
    tokens = {
        "api.github.com": (SecretStr(world.github.token()),),
        "gitlab.com": (SecretStr(world.gitlab.token()),),
    }
    return world.settings(tokens=tokens, retries=0, archives=False, **given)


def token_of(settings: Settings) -> str:
    return settings.tokens["gitlab.com"][0].get_secret_value()


@pytest.fixture
async def inside() -> AsyncIterator[tuple[int, list[bytes]]]:
    """The port of a server on this machine only, and the requests that it received."""
    asked: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nkey")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], asked


@pytest.mark.anyio
@guarded
async def test_no_private_address_is_requested(
    world: World, inside: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    port, asked = inside
    world.fault(PAGE, redirect(f"http://127.0.0.1:{port}/latest/meta-data"))
    if not is_guarded:
        take_away(monkeypatch, "linkscan.http.ssrf_guard.refuse_request", by=lambda *_, **__: None)
        refusals = ("linkscan.http.connector.refuse_ip", "linkscan.http.resolver.refuse_ip")
        take_away(monkeypatch, *refusals, by=lambda _: None)
    resolve = {"page.example.org": world.resolve["*:443"]}  # overridden hosts are trusted
    await check_async([PAGE], world.settings(resolve=resolve, retries=0, archives=False))
    assert [line.split()[1] for line in asked] == ([] if is_guarded else [b"/latest/meta-data"])


@pytest.mark.anyio
@guarded
async def test_other_hosts_get_no_credential(
    world: World, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    """Only a request that asks for it is authenticated (`Request.auth`)."""
    if not is_guarded:
        kept = Credentials._signature
        monkeypatch.setattr(
            Credentials, "_signature", lambda self, asked: kept(self, asked._replace(auth=asked.auth or TokenRef(1)))
        )
        monkeypatch.setattr(Credentials, "authenticates", lambda *_: True)
        monkeypatch.setattr(Credentials, "credential_ids", lambda *_: (1,))
    settings = signed_settings(world)
    await check_async(["https://gitlab.com/api/v4/projects/5/variables"], settings)
    seen = [each for each in world.requests("gitlab.com") if "variables" in each.path]
    assert seen
    assert any(token_of(settings) in str(each.headers) for each in seen) is not is_guarded


@pytest.mark.anyio
@guarded
async def test_token_repeated_by_a_host_is_not_stored(
    world: World, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    world.fault("gitlab.com", lambda request, _: text(str(request.headers), 404))
    if not is_guarded:
        monkeypatch.setattr(Credentials, "redact", lambda _, response: response)
    settings = signed_settings(world)
    await check_async(["https://gitlab.com/lab/tool"], settings, record=recording(world))
    assert (token_of(settings).encode() in recorded(world)) is not is_guarded


@pytest.mark.anyio
@guarded
async def test_private_facts_are_not_stored(world: World, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool) -> None:
    """By the marks that a flow puts on its requests (`Request.is_private`)."""
    world.github.tokens_see_private = True
    files = {"README.md": f"# {SECRET}", "idea.py": "print(1)\n" * 60}
    world.github.repository("lab/closed", files, private=True, description=SECRET)
    if not is_guarded:
        monkeypatch.setattr(Request, "allows_storing", lambda *_: True)
    await check_async(["https://github.com/lab/closed"], signed_settings(world), record=recording(world))
    assert (SECRET.encode() in recorded(world)) is not is_guarded


@pytest.mark.anyio
@guarded
async def test_excluded_address_is_not_requested_through_a_redirect(
    world: World, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    world.fault(PAGE, redirect("https://other.example.org/private"))
    world.page("https://other.example.org/private", "<title>X</title>")
    if not is_guarded:
        monkeypatch.setattr("linkscan.http.redirects.RedirectMiddleware._exclusion", lambda *_: None)
    await check_async([PAGE], world.settings(exclude=("private",), retries=0, archives=False))
    assert world.count("other.example.org") == (0 if is_guarded else 1)


@pytest.mark.anyio
@guarded
async def test_no_body_is_read_beyond_its_cap(
    world: World, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    world.page(PAGE, "<title>X</title>" + "word " * 400_000)
    if not is_guarded:
        monkeypatch.setattr("linkscan.http.sender.max_bytes_for", lambda *_: 1 << 30)
    await check_async([PAGE], world.settings(retries=0, archives=False), record=recording(world))
    assert (len(recorded(world)) > 1_500_000) is not is_guarded


@pytest.mark.anyio
@guarded
async def test_a_credential_crosses_to_no_other_host(
    world: World, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    """A redirect of the host's own API drops it."""
    world.fault("gitlab.com", redirect("https://thief.example.org/api/v4/projects/x"))
    world.page("https://thief.example.org/api/v4/projects/x", "<title>Thanks</title>")
    settings = signed_settings(world)
    if not is_guarded:
        monkeypatch.setattr(Credentials, "header_for", lambda *_: ("private-token", token_of(settings)))
    await check_async(["https://gitlab.com/lab/tool"], settings)
    seen = world.requests("thief.example.org")
    assert seen
    assert any(token_of(settings) in str(each.headers) for each in seen) is not is_guarded
