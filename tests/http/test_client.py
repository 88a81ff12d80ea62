"""The whole stack against a real server: the outcome of each tricky response."""

import gzip
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkscan.http import open_client
from linkscan.models import Failure, Request
from linkscan.settings import Settings
from tests.http.conftest import OpenWeb
from tests.http.files import everything_in
from tests.http.site import Act, Site, drip, endless, hang, page, raw, redirect, reset
from tests.http.warp import EPOCH, warp_clock

URLS = st.from_regex(r"(https?:)?//[a-z0-9.@:%\[\]-]{1,30}(/[!-~]{0,20})?(#[!-~]{0,9})?", fullmatch=True)
HTTP_DATE = "Fri, 15 Jan 2027 08:00:07 GMT"  # seven seconds after EPOCH
BOMB = gzip.compress(b"\0" * 40_000_000)
DEFLATED = zlib.compress(b"<p>hello</p>")[2:-4]


@dataclass(frozen=True)
class Case:
    """What a site does, and the expected outcome: status, failure, requests made, body read."""

    name: str
    acts: tuple[Act, ...]
    status: int | None = 200
    failure: Failure | None = None
    requests: int = 1
    body: bytes | None = None
    request: dict[str, Any] = field(default_factory=dict)


HELLO = b"<p>hello</p>"
LIMITED = Failure.LIMITED
CASES = (
    # an answer is final: requested once
    Case("200", (page(),), 200, body=HELLO),
    Case("204", (page(b"", status=204),), 204),
    Case("empty 200", (page(b""),), 200, body=b""),
    Case("400", (page(status=400),), 400),
    Case("401", (page(status=401),), 401),
    Case("403", (page(status=403),), 403),
    Case("403 of a bot wall", (page(status=403, cf_mitigated="challenge"),), 403),
    Case("404", (page(status=404),), 404),
    Case("405", (page(status=405),), 405),
    Case("410", (page(status=410),), 410),
    Case("451", (page(status=451),), 451),
    Case("501", (page(status=501),), 501),
    Case("999", (page(status=999),), 999),
    # transient failures are retried
    Case("500 once", (page(status=500), page()), 200, requests=2),
    Case("502 once", (page(status=502), page()), 200, requests=2),
    Case("503 once", (page(status=503), page()), 200, requests=2),
    Case("503 twice", (page(status=503), page(status=503), page()), 200, requests=3),
    Case("503 once, with an order", (page(status=503, retry_after="5"), page()), 200, requests=2),
    Case("522 once", (page(status=522), page()), 200, requests=2),
    Case("408 once", (page(status=408), page()), 200, requests=2),
    Case("425 once", (page(status=425), page()), 200, requests=2),
    Case("429 once, seconds", (page(status=429, retry_after="2"), page()), 200, requests=2),
    Case("429 once, date", (page(status=429, retry_after=HTTP_DATE), page()), 200, requests=2),
    Case("429 once, 1m1s", (page(status=429, retry_after="1m1s"), page()), 200, requests=2),
    Case("429 once, junk", (page(status=429, retry_after="soon"), page()), 200, requests=2),
    Case("429 once, no header", (page(status=429), page()), 200, requests=2),
    Case(
        "403 with the quota used up, then 200",
        (page(status=403, x_ratelimit_remaining="0", x_ratelimit_reset=str(int(EPOCH) + 9)), page()),
        requests=2,
    ),
    Case(
        "403 of GitHub's secondary limit, then 200",
        (page("You have exceeded a secondary rate limit", status=403), page()),
        requests=2,
    ),
    Case("reset once", (reset, page()), 200, requests=2),
    Case("closed without an answer once", (raw(b""), page()), 200, requests=2),
    Case("cut short once", (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"), page()), 200, requests=2),
    Case("hangs once", (hang, page()), 200, requests=2),
    # permanent failures end, with a reason
    Case("500 for ever", (page(status=500),), 500, requests=4),
    Case("503 for ever", (page(status=503),), 503, requests=4),
    Case("429 for ever, with an order", (page(status=429, retry_after="1"),), 429, LIMITED, requests=4),
    Case("429 for ever, without", (page(status=429),), 429, LIMITED, requests=4),
    Case("429 for an hour", (page(status=429, retry_after="3600"),), 429, LIMITED, requests=1),
    Case(
        "403 with the quota used up for an hour",
        (page(status=403, x_ratelimit_remaining="0", x_ratelimit_reset=str(int(EPOCH) + 3600)),),
        403,
        LIMITED,
        requests=1,
    ),
    Case("503 for an hour", (page(status=503, retry_after="3600"),), 503, requests=1),
    Case("reset for ever", (reset,), None, Failure.RESET, requests=4),
    Case("hangs for ever", (hang,), None, Failure.TIMEOUT, requests=4),
    Case("a byte a second for ever", (drip,), None, Failure.TIMEOUT, requests=4),
    Case("not HTTP", (raw(b"SSH-2.0-OpenSSH_9\r\n\r\n"),), None, Failure.PROTOCOL),
    Case(
        "10,000 headers",
        (raw(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 10_000 + b"\r\n"),),
        None,
        Failure.PROTOCOL,
    ),
    Case("a header of 1 MB", (raw(b"HTTP/1.1 200 OK\r\na: " + b"b" * 1_000_000),), None, Failure.PROTOCOL),
    # HEAD is sent as HEAD
    Case("HEAD", (page(),), 200, body=b"", request={"method": "HEAD"}),
    Case("HEAD not allowed", (page(status=405),), 405, request={"method": "HEAD"}),
    # bodies
    Case("gzip", (page(gzip.compress(HELLO), content_encoding="gzip"),), body=HELLO),
    Case("zlib", (page(zlib.compress(HELLO), content_encoding="deflate"),), body=HELLO),
    Case("bare deflate", (page(DEFLATED, content_encoding="deflate"),), body=HELLO),
    Case("a gzip bomb", (page(BOMB, content_encoding="gzip"),), body=b"\0" * (1 << 20)),
    Case("gzip that is none", (page(HELLO, content_encoding="gzip"),), body=b""),
    Case("an encoding nobody asked for", (page(b"\x8b\x05", content_encoding="br"),), body=b""),
    Case("an endless body", (endless,), body=b"." * (1 << 20)),
    Case("an endless body, 10 bytes wanted", (endless,), body=b"." * 10, request={"max_body": 10}),
    Case("30 MB of film", (page(b"f" * 30_000_000, content_type="video/mp4"),), body=b"f" * 65536),
    Case("30 MB of page", (page(b"f" * 30_000_000),), body=b"f" * (1 << 20)),
)


@pytest.mark.anyio
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_tricky_response_gives_one_status_or_failure(case: Case, site: Site, client: OpenWeb) -> None:
    """One address, one site, and the expected outcome."""
    site.on("/x", *case.acts)
    async with client() as asking:
        response = await asking.send(Request("http://site.example/x", **case.request))
    assert (response.status, response.failure) == (case.status, case.failure), response.detail
    assert len(site.talks) == case.requests
    assert response.attempts == case.requests
    if case.body is not None:
        assert response.body == case.body


@pytest.mark.anyio
async def test_no_wait_is_shorter_than_retry_after(site: Site, client: OpenWeb, clock: Any) -> None:
    """`Retry-After: 30` means 30 seconds, for every request to that host."""
    site.on("/x", page(status=429, retry_after="30"), page())
    async with client() as asking:
        before = clock.ticks()
        await asking.send(Request("http://site.example/x"))
        assert 30 <= clock.ticks() - before < 31


@pytest.mark.anyio
async def test_redirect_chain_is_reported_hop_by_hop(site: Site, client: OpenWeb) -> None:
    """A 302 to a 404 is a 404 with its redirects."""
    site.on("/a", redirect("/b"))
    site.on("/b", redirect("http://other.example/c?d#e", 301))
    async with client() as asking:
        response = await asking.send(Request("http://site.example/a"))
    assert (response.status, response.url) == (404, "http://other.example/c?d")
    assert [(hop.url, hop.status, hop.location) for hop in response.redirects] == [
        ("http://site.example/a", 302, "http://site.example/b"),
        ("http://site.example/b", 301, "http://other.example/c?d#e"),
    ]
    assert site.asked == ["GET /a", "GET /b", "GET /c?d"]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(urls=st.lists(st.one_of(st.text(), URLS), min_size=5, max_size=5))
def test_no_address_makes_the_client_raise(urls: list[str], tmp_path: Path, anyio_backend: Any) -> None:
    """Whether requested or redirected to; and no private address is ever connected to."""

    async def send() -> None:
        async with Site() as site:
            given_settings = Settings(cache=tmp_path, resolve={"*": site.address}, retries=0)
            async with open_client(given_settings, clock=warp_clock()) as client:
                for url in urls:
                    site.on(
                        "/to",
                        raw(b"HTTP/1.1 302 X\r\nLocation: " + url.encode("utf-8", "replace") + b"\r\n\r\n"),
                    )
                    for asked in (url, "http://a.example/to"):
                        response = await client.send(Request(asked))
                        assert (response.status is None) <= (response.failure is not None)

    anyio.run(send, backend=anyio_backend[0], backend_options=anyio_backend[1])


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("location", "asked"),
    [
        (b"/pr\xf8ve", "GET /pr%F8ve"),
        (b"/\xc4\xe3\xba\xc3", "GET /%C4%E3%BA%C3"),
        ("/prøve".encode(), "GET /pr%C3%B8ve"),
        (b"/a%20b", "GET /a%20b"),
    ],
)
async def test_a_location_is_followed_byte_for_byte(location: bytes, asked: str, site: Site, client: OpenWeb) -> None:
    """Latin-1, GBK and UTF-8 are sent as received."""
    site.on("/start", raw(b"HTTP/1.1 301 Moved\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"))
    async with client() as asking:
        await asking.send(Request("http://site.example/start"))
    assert site.asked == ["GET /start", asked]


@pytest.mark.anyio
async def test_a_chain_with_cookies_is_cached_and_replayed_without_their_values(
    site: Site, client: OpenWeb, tmp_path: Path
) -> None:
    """The next run requests nothing, a replay ends at the same page, and neither file contains the cookie."""

    async def gate(talk: Any) -> None:
        known = "session=s3cret-value" in talk.headers.get("cookie", "")
        await (page("the page") if known else page("", status=302, location="/", set_cookie="session=s3cret-value"))(
            talk
        )

    site.on("/", gate)
    request = Request("http://site.example/")
    async with client(record=tmp_path / "run.warc") as asking:
        first = await asking.send(request)
    async with client() as asking:
        second = await asking.send(request)
    async with client(replay=tmp_path / "run.warc") as asking:
        third = await asking.send(request)
    assert [first.body, second.body, third.body] == [b"the page"] * 3
    assert (second.from_cache, len(site.talks)) == (True, 2)
    assert b"s3cret-value" not in everything_in(tmp_path)
