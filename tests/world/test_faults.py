"""Each fault, seen as bytes on a socket or as a client error."""

import asyncio
import ssl
import zlib
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import httpx
import pytest

from tests.world import (
    HostFault,
    World,
    big,
    bomb,
    bot_wall,
    broken_gzip,
    captive_portal,
    drip,
    endless,
    garbage,
    hang,
    hang_up,
    long_header,
    many_headers,
    overload,
    partly,
    primary_limit,
    redirect,
    redirect_loop,
    reset,
    secondary_limit,
    slow,
    status,
    too_many_requests,
    too_many_requests_until,
    truncated,
)
from tests.world.faults import Fault

pytestmark = pytest.mark.anyio

URL = "http://flaky.example.org/page"
BODY = "0123456789" * 10


@pytest.fixture
def flaky(world: World) -> World:
    """A world with one working page, to attach faults to."""
    world.page(URL, BODY)
    return world


async def drive(world: World, *, seconds: float = 10, limit: int = 1 << 24) -> tuple[bytes, str]:
    """Request the page over a raw socket; return the bytes received, within the limits, and how it ended."""
    ip, _, port = world.resolve["*:80"].partition(":")
    reader, writer = await asyncio.open_connection(ip, int(port))
    writer.write(b"GET /page HTTP/1.1\r\nhost: flaky.example.org\r\nconnection: close\r\n\r\n")
    got = b""
    try:
        async with asyncio.timeout(seconds):
            while len(got) < limit and (piece := await reader.read(65536)):
                got += piece
        end = "open" if len(got) >= limit else "closed"
    except ConnectionResetError:
        end = "reset"
    except TimeoutError:
        end = "open"
    writer.transport.abort()
    return got, end


@pytest.mark.parametrize(
    ("fault", "sent", "end"),
    [
        pytest.param(reset(), b"", "reset", id="reset before anything"),
        pytest.param(reset(after=30), b"HTTP/1.1 200 OK\r\ncontent-type", "reset", id="reset in the headers"),
        pytest.param(hang_up(), b"", "closed", id="closed without an answer"),
        pytest.param(hang_up(after=20), b"HTTP/1.1 200 OK\r\ncon", "closed", id="closed in the headers"),
        pytest.param(hang(), b"", "open", id="hangs"),
        pytest.param(hang(after=8), b"HTTP/1.1", "open", id="hangs in the status line"),
        pytest.param(garbage(b"SSH-2.0\r\n"), b"SSH-2.0\r\n", "closed", id="not HTTP"),
    ],
)
async def test_breakages_are_exact_to_the_byte(flaky: World, fault: Fault, sent: bytes, end: str) -> None:
    """The bytes before the end, and how it ends."""
    flaky.fault(URL, fault)
    got, how = await drive(flaky, seconds=0.1 if end == "open" else 10)
    assert (got[: len(sent)], len(got) <= len(sent) + 2, how) == (sent, True, end)


async def test_a_truncated_body_is_announced_whole(flaky: World) -> None:
    """Content-Length is twice what is sent."""
    flaky.fault(URL, truncated())
    got, end = await drive(flaky)
    head, _, body = got.partition(b"\r\n\r\n")
    assert b"content-length: 100" in head
    assert (len(body), end) == (50, "closed")


async def test_slow_drip_sends_small_pieces(flaky: World) -> None:
    """No single read takes long, but the whole does."""
    flaky.fault(URL, drip(pause=0.02, piece=1))
    got, end = await drive(flaky, limit=3)
    assert (len(got) < 20, end) == (True, "open")


async def test_an_endless_body_never_ends(flaky: World) -> None:
    """It takes no memory."""
    flaky.fault(URL, endless())
    got, end = await drive(flaky, limit=2_000_000)
    assert b"transfer-encoding: chunked" in got[:300]
    assert (len(got) >= 2_000_000, end) == (True, "open")


async def test_a_big_file_has_its_length(flaky: World, client: aiohttp.ClientSession) -> None:
    """30 MB that no client should download."""
    flaky.fault(URL, big())
    async with client.get(URL) as answer:
        assert answer.headers["content-length"] == "30000000"
        assert len(await answer.content.readexactly(100_000)) == 100_000
    async with client.head(URL) as answer:
        assert answer.headers["content-length"] == "30000000"


async def test_a_bomb_is_small_on_the_wire(flaky: World) -> None:
    """It is a thousand times larger when decompressed."""
    flaky.fault(URL, bomb(20_000_000))
    got, _ = await drive(flaky)
    body = got.partition(b"\r\n\r\n")[2]
    assert len(body) < 30_000
    assert len(zlib.decompress(body, wbits=31)) == 20_000_000


@pytest.mark.parametrize(
    ("fault", "expected", "headers"),
    [
        (status(500), 500, {}),
        (status(999), 999, {}),
        (status(451, "taken down", {"link": "<https://lumen.example>; rel=blocked-by"}), 451, {}),
        (redirect("http://10.0.0.1/"), 302, {"location": "http://10.0.0.1/"}),
        (redirect("/", 301), 301, {"location": "/"}),
        (captive_portal(), 200, {}),
        (captive_portal("http://wifi.example/login"), 302, {"location": "http://wifi.example/login"}),
        (bot_wall(), 403, {"cf-mitigated": "challenge"}),
        (too_many_requests(), 429, {"retry-after": None}),
        (too_many_requests(7), 429, {"retry-after": "7"}),
        (too_many_requests("1m1s"), 429, {"retry-after": "1m1s"}),
        (secondary_limit(), 403, {"retry-after": "60"}),
        (secondary_limit(None, 429), 429, {"retry-after": None}),
        (primary_limit(), 403, {"x-ratelimit-remaining": "0"}),
        (broken_gzip(), 200, {"content-encoding": "gzip"}),
        (slow(0.02), 200, {}),
    ],
)
async def test_unwelcome_answers(
    flaky: World,
    client: aiohttp.ClientSession,
    fault: Fault,
    expected: int,
    headers: dict[str, str | None],
) -> None:
    """Statuses and headers as the hosts send them."""
    flaky.fault(URL, fault)
    async with client.get(URL, allow_redirects=False) as answer:
        assert answer.status == expected
        assert {name: answer.headers.get(name) for name in headers} == headers


async def test_times_follow_the_worlds_clock(tls: ssl.SSLContext) -> None:
    """A test can cover a year and take no time."""
    clock = [1_000_000_000.0]
    async with World(now=lambda: clock[0]) as world:
        world.page(URL)
        world.fault(URL, too_many_requests_until(30), times=1)
        world.fault(URL, primary_limit(reset_in=60), times=1)
        got, _ = await drive(world)
        date = next(line[13:] for line in got.decode().split("\r\n") if line.startswith("retry-after: "))
        assert parsedate_to_datetime(date).timestamp() == 1_000_000_030
        clock[0] += 3600
        got, _ = await drive(world)
        assert b"x-ratelimit-reset: 1000003660" in got
        assert b"date: Sun, 09 Sep 2001 02:46:40 GMT" in got


async def test_excessive_headers(flaky: World) -> None:
    """Ten thousand headers, or one of a megabyte."""
    flaky.fault(URL, many_headers(), times=1)
    flaky.fault(URL, long_header())
    assert (await drive(flaky))[0].count(b"x-filler-") == 10_000
    assert len((await drive(flaky))[0]) > 1_000_000


async def test_faults_of_graphql(world: World, client: aiohttp.ClientSession) -> None:
    """A query that is too heavy fails as a whole, or some of its parts do."""
    api = "https://api.github.com/graphql"
    world.github.repository("lab/tool", {"a.py": ""})
    world.fault(api, overload(most=2))
    headers = {"authorization": f"bearer {world.github.token()}"}

    async def ask(count: int) -> tuple[int, Any]:
        parts = " ".join(f'r{number}: repository(owner: "lab", name: "tool") {{ name }}' for number in range(count))
        async with client.post(api, json={"query": f"{{ {parts} }}"}, headers=headers) as answer:
            return answer.status, await answer.json()

    status, told = await ask(3)
    assert (status, told["data"]) == (502, None)
    assert await ask(2) == (200, {"data": {"r0": {"name": "tool"}, "r1": {"name": "tool"}}})
    world.heal("api.github.com")
    world.fault(api, partly("FORBIDDEN", "r1", "r7"))
    status, told = await ask(2)
    assert (status, told["data"]) == (200, {"r0": {"name": "tool"}, "r1": None})
    assert [(error["type"], error["path"]) for error in told["errors"]] == [("FORBIDDEN", ["r1"])]


async def test_redirect_loop_alternates(flaky: World, client: aiohttp.ClientSession) -> None:
    """Two addresses redirect to each other for ever."""
    flaky.fault(URL, redirect_loop())
    with pytest.raises(aiohttp.TooManyRedirects):
        await client.get(URL)
    assert flaky.asked("flaky.example.org")[:3] == ["GET /page", "GET /page?again=1", "GET /page"]


async def test_which_requests_a_fault_affects(world: World, client: aiohttp.ClientSession) -> None:
    """A number of times, after a number of good responses, for some methods, below a path."""
    base = "https://a.example.org"
    for path in ("/once", "/late", "/head", "/below/1", "/below/2", "/query"):
        world.page(base + path)
    world.fault(f"{base}/once", status(503), times=1)
    world.fault(f"{base}/late", status(503), skip=1)
    world.fault(f"{base}/head", status(405), methods=("HEAD",))
    world.fault(f"{base}/below/*", status(403))
    world.fault(f"{base}/query?a=1", status(404))

    async def get(path: str, method: str = "GET") -> int:
        async with client.request(method, base + path) as answer:
            return answer.status

    assert [await get("/once"), await get("/once")] == [503, 200]
    assert [await get("/late"), await get("/late")] == [200, 503]
    assert [await get("/head", "HEAD"), await get("/head")] == [405, 200]
    assert [await get("/below/1"), await get("/below/2")] == [403, 403]
    assert [await get("/query?a=1"), await get("/query?a=2")] == [404, 200]
    world.fault("*.example.org", status(500))
    world.fault("*", captive_portal())
    assert await get("/once") == 500
    async with client.get("https://somewhere.else/") as answer:
        assert "Hotel WiFi" in await answer.text()
    world.heal("*.example.org")
    world.heal("*")
    assert await get("/once") == 200


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (HostFault.REFUSED, "Connect call failed|refused"),
        (HostFault.NXDOMAIN, "nxdomain"),
        (HostFault.SERVFAIL, "servfail"),
        (HostFault.WRONG_CERTIFICATE, "Hostname mismatch"),
        (HostFault.EXPIRED_CERTIFICATE, "certificate has expired"),
        (HostFault.UNTRUSTED_CERTIFICATE, "unable to get local issuer"),
    ],
)
async def test_faults_of_a_whole_host(
    world: World, client: aiohttp.ClientSession, fault: HostFault, error: str
) -> None:
    """No request is seen; another host is unaffected; after `heal` it answers."""
    world.page("https://bad.example.org/")
    world.page("https://good.example.org/")
    world.fault("bad.example.org", fault)
    with pytest.raises(aiohttp.ClientConnectorError, match=error):
        await client.get("https://bad.example.org/")
    assert (await client.get("https://good.example.org/")).status == 200
    assert world.count("bad.example.org") == 0
    world.heal("bad.example.org")
    assert (await client.get("https://bad.example.org/")).status == 200


async def test_a_machine_without_network(world: World, client: aiohttp.ClientSession) -> None:
    """All names fail, described or not, until `heal`."""
    world.page("https://good.example.org/")
    world.page("http://demo.example.org:7860/")
    world.fault("*", HostFault.NXDOMAIN)
    for url in ("https://good.example.org/", "http://demo.example.org:7860/", "http://github.com/"):
        with pytest.raises(aiohttp.ClientConnectorError, match="nxdomain"):
            await client.get(url)
    world.heal("*")
    assert (await client.get("https://good.example.org/")).status == 200


async def test_a_portal_has_no_certificate(world: World, client: aiohttp.ClientSession) -> None:
    """It answers plain http for any name, but has no valid certificate for any over TLS."""
    world.fault("*", captive_portal())
    world.fault("*", HostFault.WRONG_CERTIFICATE)
    assert "Hotel WiFi" in await (await client.get("http://good.example.org/")).text()
    with pytest.raises(aiohttp.ClientConnectorCertificateError, match="Hostname mismatch"):
        await client.get("https://good.example.org/")


async def test_missing_host_is_missing_through_the_proxy_too(world: World, tls: ssl.SSLContext) -> None:
    """502 from the proxy; a bad certificate is passed on to the client."""
    world.fault("gone.example.org", HostFault.NXDOMAIN)
    world.fault("old.example.org", HostFault.EXPIRED_CERTIFICATE)
    async with httpx.AsyncClient(proxy=world.proxy, verify=tls) as client:
        with pytest.raises(httpx.ProxyError, match="502"):
            await client.get("https://gone.example.org/")
        with pytest.raises(httpx.ConnectError, match="certificate has expired"):
            await client.get("https://old.example.org/")


async def test_host_faults_take_no_count(world: World) -> None:
    """Failures of a whole host take no `times`, wildcard domain or address."""
    with pytest.raises(ValueError, match="as a whole"):
        world.fault("bad.example.org", HostFault.REFUSED, times=2)
    with pytest.raises(ValueError, match="as a whole"):
        world.fault("*.example.org", HostFault.REFUSED)
    with pytest.raises(ValueError, match="as a whole"):
        world.fault("https://bad.example.org/", HostFault.NXDOMAIN)
