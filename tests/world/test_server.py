"""Pages, TLS, the log, the proxy: the basics of a world."""

import asyncio
import os
import ssl
import urllib.request

import aiohttp
import httpx
import pytest

from tests.world import Request, World, as_json, serve, text
from tests.world.messages import Wire

pytestmark = pytest.mark.anyio


async def test_page_is_served_at_its_address_only(world: World, client: aiohttp.ClientSession) -> None:
    """One page with its body and headers; 404 elsewhere on its host; 421 on a host that was not described."""
    world.page("https://proj.example.org/a", "<h1>A</h1>", headers={"x-colour": "blue"})
    async with client.get("https://proj.example.org/a?utm=1") as answer:
        assert (answer.status, await answer.text(), answer.headers["x-colour"]) == (200, "<h1>A</h1>", "blue")
    async with client.get("https://proj.example.org/b") as answer:
        assert answer.status == 404
    async with client.get("https://nobody.example.org/") as answer:
        assert answer.status == 421
    assert world.strangers == {"nobody.example.org"}


async def test_page_with_a_validator_can_be_revalidated(world: World, client: aiohttp.ClientSession) -> None:
    """304 to a client that sends its ETag or date, the whole page to others."""
    url = "https://proj.example.org/"
    date = "Wed, 01 May 2024 12:00:00 GMT"
    world.page(url, "body", headers={"etag": '"7"', "last-modified": date})
    known = [{"if-none-match": '"7"'}, {"if-modified-since": date}]
    for headers, expected in [(known[0], (304, "")), (known[1], (304, "")), ({"if-none-match": '"6"'}, (200, "body"))]:
        async with client.get(url, headers=headers) as answer:
            assert (answer.status, await answer.text()) == expected


async def test_http_redirects_to_https_on_tls_only_hosts(world: World, client: aiohttp.ClientSession) -> None:
    """As on most servers."""
    world.page("https://proj.example.org/a", "A")
    world.page("http://old.example.org/", "old")
    async with client.get("http://proj.example.org/a", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["location"]) == (301, "https://proj.example.org/a")
    async with client.get("http://old.example.org/") as answer:
        assert await answer.text() == "old"


async def test_plain_http_is_spoken_on_odd_ports(world: World, client: aiohttp.ClientSession) -> None:
    """A demo on port 7860."""
    world.page("http://demo.example.org:7860/", "demo")
    async with client.get("http://demo.example.org:7860/") as answer:
        assert await answer.text() == "demo"


async def test_a_handler_sees_the_whole_request(world: World, client: aiohttp.ClientSession) -> None:
    """Method, path, query, headers and body, chunked or not."""
    world.answer(
        "https://api.example.org/echo",
        lambda request: as_json([request.method, request.query, request.headers["x-a"], request.body.decode()]),
    )

    async def pieces() -> object:
        yield b"one "
        yield b"two"

    for data in (b"one two", pieces()):
        async with client.post("https://api.example.org/echo?q=1&r=", data=data, headers={"X-A": "7"}) as answer:
            assert await answer.json() == ["POST", {"q": "1", "r": ""}, "7", "one two"]


async def test_wildcard_host_covers_its_subdomains(world: World, client: aiohttp.ClientSession) -> None:
    """Ten thousand hosts take one line, and share a certificate."""
    world.host("*.tail.example", lambda request: text(request.host))
    for name in ("a.tail.example", "b.c.tail.example"):
        async with client.get(f"https://{name}/any/path") as answer:
            assert await answer.text() == name


async def test_head_has_the_headers_and_no_body(world: World, client: aiohttp.ClientSession) -> None:
    """The length is that of the body that is not sent, and the connection stays usable."""
    world.page("https://proj.example.org/", "four")
    for _ in range(2):
        async with client.head("https://proj.example.org/") as answer:
            assert (answer.headers["content-length"], await answer.read()) == ("4", b"")


async def test_short_links_lead_step_by_step(world: World, client: aiohttp.ClientSession) -> None:
    """A chain is set up in one line."""
    world.chain("https://bit.ly/x", "https://t.co/y", "https://lab.example.org/")
    world.page("https://lab.example.org/", "here")
    async with client.get("https://bit.ly/x") as answer:
        assert [step.status for step in answer.history] == [302, 302]
        assert await answer.text() == "here"
    async with client.get("https://aka.ms/unknown") as answer:
        assert answer.url.host == "www.bing.com"
    async with client.get("https://bit.ly/unknown") as answer:
        assert answer.status == 404


async def test_every_request_is_in_the_log(world: World, client: aiohttp.ClientSession) -> None:
    """In order, with method, path, headers and size; counted by host and by status."""
    world.page("https://a.example.org/x")
    await (await client.get("https://a.example.org/x?q=1", headers={"Authorization": "secret"})).read()
    await (await client.post("https://a.example.org/y", data=b"12345")).read()
    assert world.asked("a.example.org") == ["GET /x?q=1", "POST /y"]
    first, second = world.requests("a.example.org")
    assert (first.headers["authorization"], second.size, second.scheme) == ("secret", 5, "https")
    assert (world.count("a.example.org"), world.count()) == (2, 2)
    assert dict(world.statuses("a.example.org")) == {200: 1, 404: 1}


async def test_log_keeps_a_limited_number_and_counts_all(tls: ssl.SSLContext) -> None:
    """A benchmark with a million requests must not fill the memory."""
    async with World(keep=2) as world, httpx.AsyncClient(proxy=world.proxy, verify=tls) as client:
        world.page("https://a.example.org/")
        for number in range(5):
            await client.get(f"https://a.example.org/{number}")
        assert world.asked("a.example.org") == ["GET /3", "GET /4"]
        assert world.count() == 5


async def test_latency_and_concurrency(world: World, client: aiohttp.ClientSession) -> None:
    """Delayed responses overlap; the log counts how many did."""
    world.page("https://slow.example.org/")
    world.latency("*.example.org", 0.05)

    async def get() -> None:
        async with client.get("https://slow.example.org/") as answer:
            await answer.read()

    await asyncio.gather(*(get() for _ in range(8)))
    assert (world.peak("slow.example.org"), world.peak(), world.connections) == (8, 8, 8)


async def test_only_the_worlds_own_authority_is_trusted(world: World) -> None:
    """Clients that do not know it refuse its certificates, and those that do check names."""
    world.page("https://proj.example.org/")
    strangers = ssl.create_default_context(cadata=_another_authority())
    async with httpx.AsyncClient(proxy=world.proxy, verify=strangers) as client:
        with pytest.raises(httpx.ConnectError, match=r"unable to get local issuer|self-signed"):
            await client.get("https://proj.example.org/")


def _another_authority() -> str:
    import trustme  # noqa: PLC0415 - one test needs it

    return trustme.CA().cert_pem.bytes().decode()


async def test_the_environment_names_the_authority_while_it_runs() -> None:
    """Code in this process trusts the world as it would any other, but not afterwards."""
    before = os.environ.get("SSL_CERT_FILE")
    async with World() as world:
        assert os.environ["SSL_CERT_FILE"] == str(world.certificate)
        assert "BEGIN CERTIFICATE" in world.certificate.read_text()
    assert os.environ.get("SSL_CERT_FILE") == before
    assert not world.folder.exists()


async def test_settings_and_environ_lead_to_the_world(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process or in another, without tokens and proxies of the machine."""
    monkeypatch.setenv("GITHUB_TOKEN", "real")
    monkeypatch.setenv("HTTPS_PROXY", "http://real.example:3128")
    world.page("http://demo.example.org:7860/")
    settings = world.settings(timeout=3)
    assert settings.resolve == world.resolve
    assert settings.resolve["demo.example.org:7860"] == settings.resolve["*:80"] != settings.resolve["*:443"]
    assert settings.timeout == 3
    assert settings.cache.parent == settings.reports.parent == world.folder
    environment = world.environ()
    assert {"GITHUB_TOKEN", "HTTPS_PROXY"}.isdisjoint(environment)
    assert environment["SSL_CERT_FILE"] == str(world.certificate)
    assert world.resolve["*:443"] in environment["LINKSCAN_RESOLVE"]


async def test_it_is_a_proxy_as_well(world: World, tls: ssl.SSLContext) -> None:
    """For programs that take no addresses for hosts: CONNECT for https, absolute addresses for http."""
    world.page("https://proj.example.org/", "secure")
    world.page("http://proj.example.org/", "plain")
    async with httpx.AsyncClient(proxy=world.proxy, verify=tls) as client:
        assert (await client.get("https://proj.example.org/")).text == "secure"
        assert (await client.get("http://proj.example.org/")).text == "plain"
    assert [seen.proxied for seen in world.requests("proj.example.org")] == [True, True]


async def test_error_in_a_handler_fails_the_test(tls: ssl.SSLContext) -> None:
    """The client gets a 500 or a closed connection, and the error is raised when the world ends."""

    def broken(_: Request) -> None:
        raise KeyError("oops")

    async def mumble(_: Wire) -> None:
        raise ValueError("oops")

    async def live() -> None:
        async with World() as world, httpx.AsyncClient(proxy=world.proxy, verify=tls) as client:
            world.answer("https://a.example.org/", broken)  # type: ignore[arg-type] # that is the mistake
            assert (await client.get("https://a.example.org/")).status_code == 500
            world.host("b.example.org", lambda _: mumble)
            with pytest.raises(httpx.RemoteProtocolError):
                await client.get("https://b.example.org/")

    with pytest.raises(ExceptionGroup) as caught:
        await live()
    assert [type(error) for error in caught.value.exceptions] == [KeyError, ValueError]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nx: " + b"x" * 70_000, 431),
    ],
)
async def test_invalid_request_is_rejected(world: World, sent: bytes, status: int) -> None:
    """A bug in the client must not pass for a response."""
    ip, _, port = world.resolve["*:80"].partition(":")
    reader, writer = await asyncio.open_connection(ip, int(port))
    writer.write(sent)
    line = await reader.readline()
    writer.close()
    assert line.startswith(f"HTTP/1.1 {status} ".encode())


async def test_requests_may_be_pipelined(world: World) -> None:
    """Several requests in one packet are answered in order, even if the first one takes longer."""
    world.page("http://a.example.org/1", "one")
    world.page("http://a.example.org/2", "two")
    world.latency("a.example.org", 0.01)
    ip, _, port = world.resolve["*:80"].partition(":")
    reader, writer = await asyncio.open_connection(ip, int(port))
    writer.write(b"".join(b"GET /%d HTTP/1.1\r\nhost: a.example.org\r\n\r\n" % number for number in (1, 2)))
    bodies = await reader.readuntil(b"one") + await reader.readuntil(b"two")
    writer.close()
    assert bodies.count(b"HTTP/1.1 200 OK") == 2


def test_world_serves_synchronous_programs() -> None:
    """In a separate thread, for programs and for synchronous tests."""
    described = World()
    described.page("https://proj.example.org/", "hello")
    with serve(described) as world:
        proxies = urllib.request.ProxyHandler({"https": world.proxy})
        opener = urllib.request.build_opener(proxies)
        assert opener.open("https://proj.example.org/").read() == b"hello"
        world.page("https://proj.example.org/later", "described while it runs")
        assert opener.open("https://proj.example.org/later").read() == b"described while it runs"
        assert world.count("proj.example.org") == 2
