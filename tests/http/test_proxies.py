"""Proxies from the environment: which one is used, what it is sent, and what its refusals mean."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from linkscan.errors import SettingsError
from linkscan.http import ensure_possible
from linkscan.http.clock import Clock
from linkscan.http.proxies import Proxies, Proxy, read_proxies
from linkscan.models import Failure, Request
from linkscan.settings import Settings
from tests.http.conftest import OpenWeb
from tests.http.site import Site, page, redirect
from tests.http.test_sender import send


@pytest.mark.parametrize(
    ("environment", "url", "proxy"),
    [
        ({}, "http://a.example:80", None),
        ({"HTTP_PROXY": "http://p:3128"}, "http://a.example:80", "http://p:3128"),
        ({"HTTP_PROXY": "http://p:3128"}, "https://a.example:443", None),
        ({"HTTPS_PROXY": "http://p:3128"}, "https://a.example:443", "http://p:3128"),
        ({"https_proxy": "p:3128"}, "https://a.example:443", "http://p:3128"),
        ({"ALL_PROXY": "http://p"}, "https://a.example:443", "http://p:80"),
        ({"HTTPS_PROXY": "http://[fd00::1]:3128"}, "https://a.example:443", "http://[fd00::1]:3128"),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "a.example"}, "https://a.example:443", None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "a.example"}, "https://b.a.example:443", None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": ".example"}, "https://a.example:443", None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "b.example, *"}, "https://a.example:443", "http://p:80"),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "*"}, "https://a.example:443", None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "*.example"}, "https://a.example:443", None),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "*.example"}, "https://a.example.org:443", "http://p:80"),
        ({"HTTPS_PROXY": "socks5h://u:p@s"}, "https://a.example:443", "socks5h://s:1080"),
        ({"HTTPS_PROXY": "http://p", "NO_PROXY": "a.example:8443"}, "https://a.example:443", "http://p:80"),
    ],
)
def test_which_proxy_is_used(
    environment: dict[str, str], url: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As curl and Python do."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    scheme, _, rest = url.partition("://")
    host, _, port = rest.partition(":")
    found = read_proxies().find(scheme, host, int(port))
    assert (found and found.url) == proxy


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    "value",
    [
        "http://me:hidden@p:99999",
        "http://me:hidden@p:abc",
        "http://me:hidden@p:0",
        "http://me:hidden@127.0.0.1 :80",
        "http://me:hidden@exa mple:80",
        "http:/me:hidden@127.0.0.1:80",
        "http://me:hidden@[::1",
        "http://me:hidden@",
        "ftp://me:hidden@p",
        "socks4://me:hidden@p",
        "http://me:hidden@p:-1",
        "http://me:hidden@p:8 0",
    ],
)
def test_a_proxy_that_cannot_be_used_is_a_usage_error(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variable and shows no password, neither in the message nor in a traceback."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        read_proxies()
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_proxy_shows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its representation may be in tracebacks."""
    monkeypatch.setenv("HTTP_PROXY", "http://me:hidden@p:3128")
    proxies = read_proxies()
    assert "hidden" not in repr(proxies)
    assert "bWU6aGlkZGVu" not in repr(proxies)


@pytest.mark.anyio
async def test_a_proxy_is_sent_its_credential_and_resolves_names(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have a private address; directly connected hosts may not."""
    monkeypatch.setenv("HTTP_PROXY", f"http://me:p%40ss@{site.address}")
    monkeypatch.setenv("NO_PROXY", "direct.example")
    site.on("http://far.example/x", page("by proxy"))
    response = await send("http://far.example/x", clock)
    assert response.body == b"by proxy"
    assert site.talks[0].headers["proxy-authorization"] == "Basic bWU6cEBzcw=="
    direct = await send("http://direct.example/", clock, lookup=lambda _host, _port: ["10.0.0.1"])
    assert direct.failure is Failure.UNSAFE


@pytest.mark.anyio
async def test_the_address_of_a_proxy_is_trusted_for_what_goes_through_it_only(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that resolves to it is refused on any port if it is connected to directly."""
    monkeypatch.setenv("HTTP_PROXY", f"http://{site.address}")
    monkeypatch.setenv("NO_PROXY", "evil.example")
    site.on("http://far.example/x", page("by proxy"))
    assert (await send("http://far.example/x", clock)).status == 200
    port = site.address.rpartition(":")[2]
    for url in (f"http://evil.example:{port}/admin", "http://evil.example:8080/admin"):
        response = await send(url, clock, lookup=lambda _host, _port: ["127.0.0.1"])
        assert response.failure is Failure.UNSAFE
    assert site.asked == ["GET http://far.example/x"]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("proxy", "named"),
    [
        ("proxy.example", "proxy.example"),
        ("proxy.example", "PROXY.example"),
        ("proxy.example", "proxy.example."),
        ("proxy.example", "proxy.example%2E."),
        ("Proxy.example.", "proxy.example"),
        ("pröxy.example", "xn--prxy-6qa.example"),
        ("93.184.216.34", "0x5db8d822"),
        ("93.184.216.34", "[::ffff:5db8:d822]"),
        ("2606:4700::1", "[2606:4700:0::0:1]"),
    ],
)
async def test_a_redirect_does_not_lead_to_the_proxy_s_own_pages(
    site: Site, client: OpenWeb, monkeypatch: pytest.MonkeyPatch, proxy: str, named: str
) -> None:
    """On any port and in any spelling of its host."""
    monkeypatch.setenv("HTTP_PROXY", f"http://{site.address}")
    hosts = Proxies({"http": Proxy("http", proxy, 3128)}, {}).hosts
    monkeypatch.setattr("linkscan.http.proxies.Proxies.hosts", hosts)
    site.on("http://far.example/x", redirect(f"http://{named}:8080/admin"))
    async with client(resolve={}) as asking:
        response = await asking.send(Request("http://far.example/x"))
    assert response.failure is Failure.UNSAFE
    assert not [asked for asked in site.asked if "admin" in asked]


@pytest.mark.anyio
@pytest.mark.parametrize("scheme", ["http", "socks5h"])
@pytest.mark.parametrize("host", ["93.184.216.34", "[::ffff:5db8:d822]", "other-name.example"])
async def test_the_proxy_s_host_is_known_by_its_addresses_too(
    host: str, scheme: str, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its public address, and by a directly connected name that resolves to it."""
    port = site.address.rpartition(":")[2]
    monkeypatch.setenv("HTTP_PROXY", f"{scheme}://proxy.example:{port}")
    monkeypatch.setenv("NO_PROXY", "other-name.example")
    addresses = {"proxy.example": ["127.0.0.1", "93.184.216.34"], "other-name.example": ["93.184.216.34"]}
    response = await send(f"http://{host}:8080/admin", clock, lookup=lambda name, _port: addresses[name])
    assert response.failure is Failure.UNSAFE
    assert "the proxy itself" in response.detail
    assert site.asked == []


@pytest.mark.anyio
@pytest.mark.parametrize("url", ["http://far.example/x", "https://far.example/x"])
@pytest.mark.parametrize(
    ("status", "failure"),
    [(407, Failure.PROXY), (403, Failure.PROXY), (502, Failure.REFUSED), (504, Failure.REFUSED)],
)
async def test_the_refusal_of_a_proxy_is_no_verdict_on_the_host(
    url: str, status: int, failure: Failure, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """407 always comes from the proxy, other statuses only in response to CONNECT (https)."""
    monkeypatch.setenv("ALL_PROXY", f"http://me:hidden@{site.address}")
    site.on("http://far.example/x", page(status=status))
    site.on("far.example:443", page(status=status))
    response = await send(url, clock)
    if url.startswith("http:") and status != 407:
        assert response.status == status
        return
    assert (response.status, response.failure) == (None, failure)
    assert response.detail.startswith(f"http://{site.address} answered {status}")
    assert "hidden" not in response.detail


@pytest.mark.anyio
async def test_a_proxy_without_address_is_no_dead_host(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the name of the proxy that does not resolve."""

    def nowhere(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    for url in ("http://far.example/", "https://far.example/"):
        assert (await send(url, clock, lookup=nowhere)).failure is Failure.PROXY


@pytest.mark.anyio
async def test_unreachable_proxy_is_named(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("ALL_PROXY", f"http://me:hidden@127.0.0.1:{port}")
    for url in ("http://far.example/", "https://far.example/"):
        response = await send(url, clock)
        assert (response.failure, response.detail) == (
            Failure.PROXY,
            f"cannot connect through http://127.0.0.1:{port}",
        )


@asynccontextmanager
async def socks_server(reply: int, target: tuple[str, int]) -> AsyncIterator[tuple[int, list[bytes]]]:
    """Serve SOCKS 5 (RFC 1928) to `target`, or refuse it; yield the port and the names requested.

    It runs in the loop of the test, whose clock jumps ahead whenever nothing in the loop is ready.
    """
    names: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        methods = (await reader.readexactly(2))[1]
        await reader.readexactly(methods)
        writer.write(b"\5\0")
        if (await reader.readexactly(4))[3] == 3:  # a name, with its length before it
            names.append(await reader.readexactly((await reader.readexactly(1))[0]))
        else:
            await reader.readexactly(4)
        await reader.readexactly(2)  # the port
        writer.write(bytes([5, reply, 0, 1, 127, 0, 0, 1, 0, 80]))
        if not reply:
            far, to_far = await asyncio.open_connection(*target)
            to_far.write(await reader.readuntil(b"\r\n\r\n"))
            while data := await far.read(65536):
                writer.write(data)
            to_far.close()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], names


@pytest.mark.anyio
async def test_socks_proxies_work_and_resolve_names(site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra `socks`; no name is resolved locally."""
    pytest.importorskip("aiohttp_socks", reason="the extra `socks` is not installed")
    site.on("/x", page("by socks"))
    host, _, port = site.address.rpartition(":")
    async with socks_server(0, (host, int(port))) as (listening, names):
        monkeypatch.setenv("ALL_PROXY", f"socks5h://127.0.0.1:{listening}")
        response = await send("http://far.example/x", clock, lookup=lambda *_: pytest.fail("looked up"))
    assert (response.body, response.detail) == (b"by socks", "")
    assert names == [b"far.example"]


def test_missing_socks_package_is_reported_before_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkscan.http.proxies.find_spec", lambda _: None)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:8080")
    ensure_possible(Settings())
    monkeypatch.setenv("HTTPS_PROXY", "socks5h://127.0.0.1:1080")
    with pytest.raises(SettingsError, match="pip install aiohttp-socks"):
        ensure_possible(Settings())


@pytest.mark.anyio
@pytest.mark.parametrize(("reply", "failure"), [(2, Failure.PROXY), (4, Failure.REFUSED), (5, Failure.REFUSED)])
async def test_refusals_of_a_socks_proxy(
    reply: int, failure: Failure, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its ruleset (2), or because the host is unreachable (4, 5)."""
    pytest.importorskip("aiohttp_socks", reason="the extra `socks` is not installed")
    async with socks_server(reply, ("127.0.0.1", 1)) as (listening, _):
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{listening}")
        response = await send("http://far.example/x", clock)
    assert response.failure is failure


@pytest.mark.anyio
async def test_password_repeated_by_a_proxy_is_redacted(
    site: Site, client: OpenWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In headers, in the body, and in data that is not HTTP."""
    monkeypatch.setenv("HTTP_PROXY", f"http://me:hidden-password@{site.address}")
    site.on("http://far.example/x", page("you sent hidden-password", x_echo="Basic bWU6aGlkZGVuLXBhc3N3b3Jk"))
    async with client(resolve={}) as asking:
        response = await asking.send(Request("http://far.example/x"))
    assert response.body == b"you sent ***"
    assert response.headers["x-echo"] == "Basic ***"
