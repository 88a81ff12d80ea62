"""The sender: what is sent, what is received, and the failure for each kind of breakage."""

import asyncio
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import certifi
import httpx
import psutil
import pytest
import respx
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from linkscan.http.auth import Credentials
from linkscan.http.clock import Clock
from linkscan.http.connector import open_transport
from linkscan.http.dns_overrides import read_dns_overrides
from linkscan.http.proxies import Proxies, read_proxies
from linkscan.http.resolver import WELL_KNOWN
from linkscan.http.sender import Sender
from linkscan.models import ANY_TOKEN, Failure, Request, Response
from linkscan.settings import Settings
from tests.http.site import Act, Exchange, Site, page, raw
from tests.http.warp import EPOCH, warp_clock

AUTHORITY = trustme.CA()


async def send(request: Request | str, clock: Clock, lookup: Any = None, **given: Any) -> Response:
    """Send through real sockets, without other middleware."""
    settings = Settings(**given)
    pins = read_dns_overrides(settings.resolve)
    options = {"lookup": lookup} if lookup else {}
    async with open_transport(pins, read_proxies(), allow_private=settings.allow_private, **options) as transport:
        sending = Sender(transport, settings, Credentials(settings.tokens), clock)
        return await sending.send(Request(request) if isinstance(request, str) else request)


async def ask_over(router: respx.Router, clock: Clock) -> Response:
    """Send without sockets, with responses by respx."""
    sending = Sender(httpx.MockTransport(router.async_handler), Settings(), Credentials({}), clock)
    return await sending.send(Request("http://site.example/"))


@pytest.mark.anyio
async def test_requests_that_are_ready_together_are_sent_in_a_row(clock: Clock) -> None:
    order: list[str] = []

    def answer(_: httpx.Request) -> httpx.Response:
        order.append("sent")
        return httpx.Response(200)

    sending = Sender(httpx.MockTransport(answer), Settings(), Credentials({}), clock)

    async def ask() -> None:
        order.append("ready")
        await sending.send(Request("http://site.example/"))

    await asyncio.gather(ask(), ask(), ask())
    assert order == [*["ready"] * 3, *["sent"] * 3]


@pytest.mark.anyio
async def test_request_has_user_agent_and_accepted_codings(site: Site, clock: Clock) -> None:
    """No cookies, no referrer, no fragment; the encodings are those that can be decompressed up to a cap."""
    site.on("/a?b=%2F|c", page())
    response = await send("http://site.example/a?b=%2F|c", clock, resolve={"*": site.address})
    assert response.status == 200
    headers = site.talks[0].headers
    assert headers.pop("user-agent").startswith("linkscan/")
    assert headers.pop("accept").startswith("text/html")
    assert headers == {"host": "site.example", "accept-encoding": "gzip, deflate", "connection": "close"}


@pytest.mark.anyio
async def test_headers_and_body_of_the_request_are_sent(site: Site, clock: Clock) -> None:
    """They replace the defaults."""
    site.on("/q", page())
    headers = (("User-Agent", "git/2"), ("Content-Type", "application/json"))
    request = Request("http://site.example/q", "POST", headers, b'{"a":1}')
    await send(request, clock, resolve={"*": site.address})
    talk = site.talks[0]
    assert (talk.method, talk.body) == ("POST", b'{"a":1}')
    assert (talk.headers["user-agent"], talk.headers["content-type"]) == ("git/2", "application/json")


@pytest.mark.anyio
@pytest.mark.parametrize(("count", "failure"), [(250, None), (260, Failure.PROTOCOL)])
async def test_excessive_headers_are_a_failure(site: Site, clock: Clock, count: int, failure: Failure | None) -> None:
    lines = b"".join(b"X-%d: 1\r\n" % number for number in range(count))
    site.on("/", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + lines + b"\r\n"))
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert response.failure is failure


@pytest.mark.anyio
async def test_headers_come_back_in_lower_case_joined_and_without_cookies(site: Site, clock: Clock) -> None:
    """As `models.Response` promises; bytes that are not UTF-8 are replaced."""
    head = b"Vary: a\r\nVARY: b\r\nSet-Cookie: s=1\r\nX-Odd: \xff\xc3\xa4\r\nContent-Length: 0\r\n\r\n"
    site.on("/", raw(b"HTTP/1.1 200 OK\r\n" + head))
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert response.headers == {"vary": "a, b", "x-odd": "\ufffdä", "content-length": "0"}


@pytest.mark.anyio
async def test_response_has_request_time_and_duration(site: Site, clock: Clock) -> None:
    """In seconds since the epoch, and in milliseconds."""

    async def slow(talk: Exchange) -> None:
        await clock.sleep(3)
        await page()(talk)

    site.on("/", slow)
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert EPOCH <= response.asked_at < EPOCH + 1
    assert 3000 <= response.elapsed_ms < 3500


@pytest.mark.anyio
@pytest.mark.parametrize(("seconds", "failure"), [(5.0, None), (2.0, Failure.TIMEOUT)])
async def test_the_deadline_is_for_the_whole_answer(
    seconds: float, failure: Failure | None, site: Site, clock: Clock
) -> None:
    """Not for each byte: a body of one byte a second is cut off as well."""

    async def drip(talk: Exchange) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n":
            await talk.say(bytes([byte]))
            await clock.sleep(0.1)

    site.on("/", drip)
    response = await send("http://site.example/", clock, resolve={"*": site.address}, timeout=seconds)
    assert response.failure is failure
    if failure:
        assert response.detail == "not answered within 2 s"


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("act", "failure"),
    [
        (raw(b""), Failure.RESET),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Le"), Failure.RESET),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"), Failure.RESET),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"), Failure.RESET),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"), Failure.PROTOCOL),
        (raw(b"HTTP/1.1 20\r\n\r\n"), Failure.PROTOCOL),
        (raw(b"HTTP/x.y 200 OK\r\n\r\n"), Failure.PROTOCOL),
        (raw(b"220 mail.example ESMTP\r\n"), Failure.PROTOCOL),
        (raw(b"\x15\x03\x01\x00\x02\x02\x46"), Failure.PROTOCOL),
        (raw(b"\0" * 100_000), Failure.PROTOCOL),
    ],
)
async def test_broken_http_is_a_value(act: Act, failure: Failure, site: Site, clock: Clock) -> None:
    """With the kind of failure, and no status."""
    site.on("/", act)
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert (response.failure, response.status, response.body) == (failure, None, response.body)
    assert response.detail


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(junk=st.binary(max_size=400), is_http=st.booleans())
def test_arbitrary_bytes_from_a_server_never_raise(junk: bytes, is_http: bool, anyio_backend: Any) -> None:
    """Hypothesis generates the bytes."""

    async def talk() -> Response:
        async with Site() as site:
            site.on("/", raw(b"HTTP/1.1 200 OK\r\n" + junk if is_http else junk))
            return await send("http://site.example/", warp_clock(), resolve={"*": site.address})

    response = anyio.run(talk, backend=anyio_backend[0], backend_options=anyio_backend[1])
    assert (response.status is None) == (response.failure is not None)


def unused_port() -> int:
    """Return a port on loopback on which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.anyio
async def test_refused_connection_is_reported_as_such(clock: Clock) -> None:
    """Nothing listens on the port."""
    response = await send("http://site.example/", clock, resolve={"*": f"127.0.0.1:{unused_port()}"})
    assert response.failure is Failure.REFUSED


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (socket.EAI_NONAME, Failure.NO_SUCH_HOST),
        (socket.EAI_NODATA, Failure.NO_SUCH_HOST),
        (socket.EAI_AGAIN, Failure.DNS),
        (socket.EAI_FAIL, Failure.DNS),
        (socket.EAI_MEMORY, Failure.DNS),
        (socket.EAI_SYSTEM, Failure.DNS),
    ],
)
async def test_only_a_missing_name_is_no_such_host(code: int, failure: Failure, clock: Clock) -> None:
    """A failing resolver says nothing about the name."""

    def fail(host: str, _port: int) -> list[str]:
        if host in WELL_KNOWN:
            return ["93.184.216.34"]
        raise socket.gaierror(code, "in these words")

    response = await send("http://site.example/", clock, lookup=fail)
    assert (response.failure, response.detail) == (failure, "in these words")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ConnectionRefusedError(111, "refused"), Failure.REFUSED),
        (ConnectionResetError(104, "reset"), Failure.RESET),
        (TimeoutError(110, "timed out"), Failure.TIMEOUT),
        (OSError(101, "Network is unreachable"), Failure.REFUSED),  # an IPv6-only host seen from IPv4
        (OSError(113, "No route to host"), Failure.REFUSED),
        (OSError(24, "Too many open files"), Failure.BUDGET),
    ],
)
async def test_socket_errors_and_their_failures(
    error: OSError, failure: Failure, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each errno has a failure; none of them means gone."""

    def unconnectable(*_args: Any) -> socket.socket:
        raise error

    monkeypatch.setattr("linkscan.http.connector.guarded_socket", lambda _trusted: unconnectable)
    response = await send("http://site.example/", clock, lookup=lambda _host, _port: ["2606:2800::1"])
    assert response.failure is failure


@contextmanager
def trusting(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """Trust the authority of the tests through SSL_CERT_FILE, as a user with a private one would."""
    AUTHORITY.cert_pem.write_to_path(str(folder / "ca.pem"))
    with monkeypatch.context() as patched:
        patched.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        yield


def certified(*names: str, authority: trustme.CA = AUTHORITY, not_after: datetime | None = None) -> ssl.SSLContext:
    """Return a server context with a certificate for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, not_after=not_after).configure_cert(context)
    return context


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tls", "failure", "words"),
    [
        (certified("site.example"), None, ""),
        (certified("other.example"), Failure.TLS, "ostname mismatch"),
        (certified("site.example", authority=trustme.CA()), Failure.TLS, "unable to get local issuer"),
        (
            certified("site.example", not_after=datetime.now(UTC) - timedelta(days=1)),
            Failure.CERTIFICATE_DATE,
            "expired",
        ),
    ],
)
async def test_certificate_error_is_explained(
    tls: ssl.SSLContext,
    failure: Failure | None,
    words: str,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bad certificate is a TLS failure; a private authority is trusted through SSL_CERT_FILE."""
    with trusting(monkeypatch, tmp_path):
        async with Site(tls=tls) as site:
            site.on("/", page())
            response = await send("https://site.example/", clock, resolve={"*": site.address})
    assert response.failure is failure
    assert words in response.detail


@pytest.mark.anyio
async def test_authorities_of_the_system(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SSL_CERT_FILE the system's are trusted, and a private one is not."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    async with Site(tls=certified("site.example")) as site:
        site.on("/", page())
        response = await send("https://site.example/", clock, resolve={"*": site.address})
    assert response.failure is Failure.TLS
    assert "unable to get local issuer" in response.detail


FIRST = "from linkscan.http.connector import trusted_tls; import os, ssl\n"


@pytest.mark.parametrize(
    ("program", "whose"),
    [
        (FIRST, "aiohttp's"),
        (FIRST + "os.environ['SSL_CERT_FILE'] = os.environ['OTHER']", "ours"),
        ("import aiohttp\n" + FIRST, "ours"),
    ],
    ids=["the same", "named since", "imported by somebody else"],
)
def test_authorities_are_loaded_once(program: str, whose: str, tmp_path: Path) -> None:
    """Aiohttp's are used if they are those that were set when it was imported; otherwise they are loaded again."""
    for name in ("ca.pem", "other.pem"):
        AUTHORITY.cert_pem.write_to_path(str(tmp_path / name))
    environment = {**os.environ, "SSL_CERT_FILE": str(tmp_path / "ca.pem"), "OTHER": str(tmp_path / "other.pem")}
    told = subprocess.run(
        [sys.executable, "-c", f"{program}\nprint(trusted_tls())"], env=environment, capture_output=True, check=True
    )
    assert told.stdout.startswith(b"True" if whose == "aiohttp's" else b"<ssl.SSLContext")


def test_a_context_that_verifies_nothing_loads_no_authorities() -> None:
    """The second context that aiohttp makes on import; all other contexts load them as before."""
    program = (
        "import ssl, linkscan.http.aiohttp_import; from aiohttp.connector import _SSL_CONTEXT_UNVERIFIED as one\n"
        "none = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT); none.check_hostname = False\n"
        "none.verify_mode = ssl.CERT_NONE; none.set_default_verify_paths()\n"
        "print(*[bool(each.cert_store_stats()['x509']) for each in (one, none)])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "SSL_CERT_FILE": certifi.where()},
        capture_output=True,
        check=True,
    )
    assert told.stdout.split() == [b"False", b"True"]


@pytest.mark.anyio
async def test_missing_tls_close_is_not_waited_for(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TLS sends close_notify and waits for the peer's; a server that never sends it is not waited for."""

    async def deaf(talk: Exchange) -> None:
        talk.writer.transport.pause_reading()  # type: ignore[attr-defined] # that of a stream can be read
        await page()(talk)
        await asyncio.Event().wait()

    with trusting(monkeypatch, tmp_path):
        async with Site(tls=certified("site.example")) as site:
            site.on("/", deaf)
            response = await send("https://site.example/", clock, resolve={"*": site.address})
            _, port = site.address.split(":")
            await asyncio.sleep(0)
            asked = [each.raddr.port for each in psutil.Process().net_connections("tcp") if each.raddr]
    assert response.status == 200
    assert int(port) not in asked


@pytest.mark.anyio
async def test_https_where_http_is_spoken(site: Site, clock: Clock) -> None:
    """A TLS error, not a reset: the server did answer."""

    async def shout(talk: Exchange) -> None:
        await talk.say(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    site.on("/", shout)

    async def greet(_reader: Any, writer: Any) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        response = await send("https://site.example/", clock, resolve={"*": f"127.0.0.1:{port}"})
    assert response.failure is Failure.TLS


@pytest.mark.anyio
async def test_a_token_goes_over_tls_to_its_host_only(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the header that the host expects."""
    tokens = {"api.github.com": SecretStr("s3cret")}
    with trusting(monkeypatch, tmp_path):
        async with Site(tls=certified("api.github.com", "github.com")) as site:
            for url in ("https://api.github.com/repos/a/b", "https://github.com/a/b"):
                request = Request(url, auth=ANY_TOKEN)
                await send(request, clock, resolve={"*": site.address}, tokens=tokens)
    assert [talk.headers.get("authorization") for talk in site.talks] == ["Bearer s3cret", None]


@pytest.mark.anyio
async def test_odd_names_and_paths_are_sent_as_they_are(site: Site, clock: Clock) -> None:
    """Whatever the URL standard allows; nothing is quoted again."""
    for host in ("a_b.example", "xn--bcher-kva.example", "xn--a.example", "example.org."):
        for path in ("/a%2Fb%2f", "/~x/[1]|'!$&()*+,=:@", "/%E4%BD%A0", "/%zz", "//a//b/", "/a;b=c,d"):
            site.on(path, page())
            response = await send(f"http://{host}{path}", clock, resolve={"*": site.address})
            assert response.status == 200, (host, path, response.detail)
            assert site.talks[-1].path == path


@pytest.mark.anyio
async def test_an_address_that_is_too_long_to_send(site: Site, clock: Clock) -> None:
    """The failure is a value, as always."""
    response = await send("http://site.example/" + "a" * 100_000, clock, resolve={"*": site.address})
    assert response.failure is Failure.PROTOCOL


@pytest.mark.anyio
async def test_answers_can_be_mocked_with_respx(clock: Clock) -> None:
    """The transport is one of httpx's, so the tools made for it work."""
    router = respx.Router()
    router.get("http://site.example/").mock(httpx.Response(418, content=b"short and stout"))
    response = await ask_over(router, clock)
    assert (response.status, response.body) == (418, b"short and stout")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (httpx.ConnectError("no"), Failure.PROTOCOL),
        (httpx.RemoteProtocolError("what?"), Failure.PROTOCOL),
    ],
)
async def test_errors_without_a_cause_are_unknown_failures(error: Exception, failure: Failure, clock: Clock) -> None:
    """The cause decides; without one, the most general failure is returned."""
    router = respx.Router()
    router.get("http://site.example/").mock(side_effect=error)
    assert (await ask_over(router, clock)).failure is failure


@pytest.mark.anyio
async def test_connections_to_one_host_are_used_again(clock: Clock) -> None:
    """From the second request on; most hosts are requested once, and their connections are closed."""
    connections = set()

    async def note(talk: Exchange) -> None:
        connections.add(talk.writer.get_extra_info("peername"))
        await page()(talk)

    async with (
        Site() as site,
        open_transport(read_dns_overrides({"*": site.address}), Proxies({}, {}), allow_private=False) as transport,
    ):
        site.on("/", note)
        sending = Sender(transport, Settings(), Credentials({}), clock)
        for _ in range(5):
            await sending.send(Request("http://site.example/"))
    assert len(connections) == 2
