"""Redirects: each hop is a separate request, and a chain can fail in many ways."""

from typing import Any

import pytest

from linkscan.http.clock import Clock
from linkscan.http.protocol import Client
from linkscan.http.redirects import RedirectMiddleware
from linkscan.models import ANY_TOKEN, CacheMode, Failure, Redirect, Request, Response
from linkscan.settings import Settings
from tests.http.script import Script, says

A, B, C = "http://a.example/", "http://b.example/", "http://c.example/"


def site(pages: dict[str, Response]) -> Script:
    return Script(lambda request: pages.get(request.url, says(404)))


async def follow(below: Client, request: Request | str, clock: Clock | None = None, **given: Any) -> Response:
    client = RedirectMiddleware(below, Settings(**given), clock or Clock())
    return await client.send(Request(request) if isinstance(request, str) else request)


@pytest.mark.anyio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_five_redirect_statuses_are_followed(status: int) -> None:
    """And the chain is reported."""
    below = site({A: says(status, location=B), B: says(200, b"there")})
    response = await follow(below, A)
    assert (response.status, response.url, response.body) == (200, B, b"there")
    assert response.redirects == (Redirect(A, status, B),)


@pytest.mark.anyio
@pytest.mark.parametrize("status", [200, 201, 300, 304, 305, 306, 404, 503])
async def test_a_location_of_any_other_status_is_not_followed(status: int) -> None:
    """A 201 names the created resource, a 300 one choice of many."""
    below = site({A: says(status, location=B)})
    response = await follow(below, A)
    assert (response.status, response.redirects, below.urls) == (status, (), [A])


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("there", "is_signed"),
    [
        ("https://api.github.com/repositories/7", True),
        ("https://gitlab.com/api/v4/projects/7", False),
        ("http://api.github.com/repositories/7", False),
        ("https://api.github.com:8443/repositories/7", False),
    ],
)
async def test_redirect_to_another_host_is_not_authenticated(there: str, *, is_signed: bool) -> None:
    """Not even with the credential of that host: the target of a redirect may be chosen by a stranger."""
    here = "https://api.github.com/repos/lab/tool"
    below = site({here: says(301, location=there), there: says(200, b"there")})
    await follow(below, Request(here, auth=ANY_TOKEN, headers=(("Authorization", "x"),)))
    assert [request.auth is not None for request in below.requests] == [True, is_signed]
    assert [bool(request.headers) for request in below.requests] == [True, is_signed]


@pytest.mark.anyio
@pytest.mark.parametrize("response", [says(302), says(301, b"moved", location="")])
async def test_a_redirect_to_nowhere_is_the_answer(response: Response) -> None:
    """As the server sent it."""
    assert (await follow(Script([response]), A)).status == response.status


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("location", "next_url"),
    [
        ("/x", "http://a.example/x"),
        ("x?y", "http://a.example/d/x?y"),
        ("?y", "http://a.example/d/e?y"),
        ("../../../x", "http://a.example/x"),
        ("//b.example/x", "http://b.example/x"),
        ("HTTPS://B.example:443/x", "https://b.example/x"),
        ("/ä b", "http://a.example/%C3%A4%20b"),
        (" /x ", "http://a.example/x"),
        ("/x#part", "http://a.example/x"),
    ],
)
async def test_locations_are_resolved_as_a_browser_does(location: str, next_url: str) -> None:
    """Relative ones too; the fragment is reported but not sent."""
    below = site({"http://a.example/d/e": says(302, location=location)})
    await follow(below, "http://a.example/d/e")
    assert below.urls[1] == next_url


@pytest.mark.anyio
async def test_a_location_that_is_no_address_is_named() -> None:
    """And nothing is requested."""
    below = site({A: says(302, location="http://[")})
    response = await follow(below, A)
    assert (response.failure, response.status) == (Failure.PROTOCOL, None)
    assert response.detail == "redirect to an invalid URL: http://["
    assert response.redirects == (Redirect(A, 302, "http://["),)
    assert below.urls == [A]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("pages", "asked"),
    [
        ({A: says(302, location=A)}, [A]),
        ({A: says(302, location="#top")}, [A]),
        ({A: says(302, location=B), B: says(301, location=A)}, [A, B]),
        ({A: says(302, location=B), B: says(302, location=C), C: says(302, location=B)}, [A, B, C]),
    ],
)
async def test_no_address_of_a_loop_is_requested_twice(pages: dict[str, Response], asked: list[str]) -> None:
    """The detail names the loop."""
    below = site(pages)
    response = await follow(below, A)
    assert (response.failure, below.urls) == (Failure.REDIRECT_LOOP, asked)
    assert response.detail.startswith(f"{A} -> ")
    assert [hop.url for hop in response.redirects] == asked


@pytest.mark.anyio
@pytest.mark.parametrize("most", [0, 1, 5])
async def test_a_long_chain_is_cut(most: int) -> None:
    """After `max_redirects` hops."""
    ends = A + 99 * "x"  # for a client that does not stop
    below = Script(lambda request: says(200 if request.url == ends else 302, location=request.url + "x"))
    response = await follow(below, A, max_redirects=most)
    assert (response.failure, response.detail) == (Failure.TOO_MANY_REDIRECTS, f"more than {most}")
    assert len(below.requests) == most + 1


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("method", "status", "then"),
    [
        ("POST", 301, "GET"),
        ("POST", 302, "GET"),
        ("POST", 303, "GET"),
        ("POST", 307, "POST"),
        ("POST", 308, "POST"),
        ("GET", 303, "GET"),
        ("HEAD", 301, "HEAD"),
        ("HEAD", 303, "HEAD"),
    ],
)
async def test_method_after_a_redirect(method: str, status: int, then: str) -> None:
    """As in browsers: a POST keeps its body; a GET drops it, with the headers that describe it."""
    below = site({A: says(status, location="/x")})
    body = b"{}" if method == "POST" else b""
    await follow(below, Request(A, method, (("Content-Type", "x/y"), ("Accept", "z")), body))
    after = below.requests[1]
    is_kept = then == method
    assert (after.method, after.body) == (then, body if is_kept else b"")
    assert after.headers == ((("Content-Type", "x/y"),) if is_kept else ()) + (("Accept", "z"),)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("location", "is_kept"),
    [
        ("/x", True),
        ("https://a.example/x", True),
        ("https://a.example:443/x", True),
        ("http://a.example/x", False),
        ("https://a.example:8443/x", False),
        ("https://b.example/x", False),
        ("https://www.a.example/x", False),
    ],
)
async def test_no_credential_crosses_to_another_origin(location: str, *, is_kept: bool) -> None:
    """A header of the request is dropped, and the hop is not authenticated wherever it leads."""
    start = "https://a.example/"
    below = site({start: says(302, location=location)})
    brought = (
        ("Authorization", "Bearer s3cret"),
        ("Private-Token", "s3cret"),
        ("Cookie", "s3cret"),
        ("Accept", "z"),
    )
    await follow(below, Request(start, headers=brought))
    assert below.requests[1].headers == tuple(
        pair for pair in brought if pair[0] == "Accept" or (is_kept and pair[0] != "Cookie")
    )


@pytest.mark.anyio
async def test_attempts_and_times_are_those_of_the_chain() -> None:
    """The oldest time, the sum of the durations, and every retry on the way."""
    pages = {
        A: Response(A, 302, headers={"location": B}, asked_at=50.0, elapsed_ms=10, attempts=3, from_cache=True),
        B: Response(B, 302, headers={"location": C}, asked_at=40.0, elapsed_ms=20, attempts=1, from_cache=True),
        C: Response(C, 200, asked_at=60.0, elapsed_ms=30, attempts=2, from_cache=False),
    }
    response = await follow(site(pages), A)
    assert (response.asked_at, response.elapsed_ms, response.attempts, response.from_cache) == (40.0, 60, 4, False)


@pytest.mark.anyio
async def test_address_is_requested_normalised_and_without_fragment() -> None:
    """So that one target is one request."""
    below = Script([says(200)])
    response = await follow(below, "HTTP://A.example:80/x/../y#part")
    assert (below.urls, response.url) == (["http://a.example/y"], "http://a.example/y")


@pytest.mark.anyio
async def test_a_failure_at_the_end_of_a_chain_keeps_the_chain() -> None:
    """An unknown result keeps its redirects."""
    below = site({A: says(302, location=B), B: Response(B, failure=Failure.TIMEOUT)})
    response = await follow(below, A)
    assert (response.failure, response.redirects) == (Failure.TIMEOUT, (Redirect(A, 302, B),))


class CookieSite:
    """A host that serves clients with its cookie, and redirects all others to `gate` with a cookie."""

    def __init__(self, gate: str, cookie: str = "s=1; Path=/") -> None:
        self.gate, self.cookie = gate, cookie
        self.requests: list[Request] = []

    async def send(self, request: Request) -> Response:
        self.requests.append(request)
        known = dict(request.headers).get("cookie", "")
        if self.cookie.partition(";")[0] in known:
            return says(200, b"the page")
        return says(302, location=self.gate, set_cookie=self.cookie)


@pytest.mark.anyio
@pytest.mark.parametrize("gate", ["/page", "/page?s=1", "/", "https://a.example/page"])
@pytest.mark.parametrize("cookie", ["s=1; Path=/", "s=1", "s=1; Domain=a.example; Secure; HttpOnly; SameSite=Lax"])
async def test_cookies_are_sent_back_within_a_chain(gate: str, cookie: str) -> None:
    """Also to the very same URL, which is then no loop."""
    below = CookieSite(gate, cookie)
    response = await follow(below, "https://a.example/page")
    assert (response.status, response.body, response.sets_cookie) == (200, b"the page", True)
    await follow(below, "https://a.example/page")
    assert [("cookie", "s=1") in request.headers for request in below.requests] == [False, True, False, True]


@pytest.mark.anyio
async def test_a_cookie_is_set_by_an_identity_host_and_brought_home() -> None:
    """Each host gets its own cookies and no other's."""

    def respond(request: Request) -> Response:
        cookie = dict(request.headers).get("cookie", "")
        match request.url:
            case "https://id.example/in":
                return says(302, location="https://a.example/back?t=1", set_cookie="id=x; Path=/")
            case "https://a.example/back?t=1":
                return says(302, location="/page", set_cookie="s=1; Path=/\nt=2; Path=/other")
        return says(200, b"page") if cookie == "s=1" else says(302, location="https://id.example/in")

    below = Script(respond)
    assert (await follow(below, "https://a.example/page")).body == b"page"
    assert [dict(request.headers).get("cookie") for request in below.requests] == [None, None, None, "s=1"]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("cookie", "url"),
    [
        ("s=1; Path=/", "https://b.example/"),
        ("s=1; Domain=b.example", "https://b.example/"),
        ("s=1; Domain=example", "https://b.example/"),
        ("s=1; Secure", "http://a.example/"),
        ("s=1; Path=/deep", "https://a.example/"),
        ("s=1; Max-Age=0", "https://a.example/"),
        ("=; Path=/", "https://a.example/"),
        ("\x00\xff;;;", "https://a.example/"),
    ],
)
async def test_a_cookie_goes_nowhere_else(cookie: str, url: str) -> None:
    below = site({"https://a.example/x": says(302, location=url, set_cookie=cookie)})
    await follow(below, "https://a.example/x")
    assert [request.headers for request in below.requests] == [(), ()]


@pytest.mark.anyio
async def test_cookies_go_on_from_a_page_to_the_one_that_it_refreshes_to() -> None:
    below = CookieSite("/page")
    first = await follow(site({A: says(200, set_cookie="s=1; Path=/", refresh="0; url=/page")}), A)
    request = Request("https://a.example/page", found_on=A, cookies=first.cookies)
    response = await follow(below, request)
    assert (response.status, response.body, response.lacks_cookie) == (200, b"the page", False)
    assert [("cookie", "s=1") in request.headers for request in below.requests] == [True]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("cookie", "lacks"), [("s=1; Path=/", False), ("s=\u00e9; Path=/", True), ("s=1; Path=/other", True)]
)
async def test_chain_reports_whether_its_end_was_requested_without_a_cookie(cookie: str, lacks: bool) -> None:
    below = site({A: says(302, location="/end", set_cookie=cookie), "https://a.example/end": says(404)})
    assert (await follow(below, A)).lacks_cookie is lacks


@pytest.mark.anyio
async def test_a_loop_that_sets_the_same_cookie_again_ends() -> None:
    """A loop that sets another one each time ends after `max_redirects`."""
    below = Script([says(302, location=A, set_cookie="s=1")])
    assert (await follow(below, A)).failure is Failure.REDIRECT_LOOP
    assert len(below.requests) == 2
    numbers = iter(range(100))
    below = Script(lambda _request: says(302, location=A, set_cookie=f"s={next(numbers)}"))
    assert (await follow(below, A)).failure is Failure.TOO_MANY_REDIRECTS


@pytest.mark.anyio
async def test_cached_chain_is_requested_again_if_its_cookies_are_needed() -> None:
    """Only the name of a cookie is stored, but its host needs the value."""
    host = CookieSite("/page")

    class Cache:
        async def send(self, request: Request) -> Response:
            is_stored = request.cache is CacheMode.DEFAULT and not request.headers
            stored = says(302, location="/page", set_cookie="s=; Path=/")
            return stored._replace(from_cache=True) if is_stored else await host.send(request)

    response = await follow(Cache(), "https://a.example/page")
    assert (response.status, response.body) == (200, b"the page")


@pytest.mark.anyio
@pytest.mark.parametrize("found_on", [None, "https://a.example/"])
async def test_excluded_urls_are_not_requested_on_any_hop(found_on: str | None) -> None:
    """Neither through a redirect nor through a page; the reason is reported."""
    below = site({A: says(302, location="https://secret.example/x")})
    start = A if found_on is None else "https://secret.example/x"
    response = await follow(below, Request(start, found_on=found_on), exclude=("secret",))
    assert (response.failure, response.detail) == (Failure.EXCLUDED, "matches --exclude secret")
    assert "https://secret.example/x" not in below.urls


@pytest.mark.anyio
async def test_a_chain_waits_no_longer_than_one_request_may(clock: Clock) -> None:
    """The total wait for several hops that each send Retry-After is limited."""

    def respond(request: Request) -> Response:
        waits.append(request.max_wait)
        return says(302 if len(waits) < 99 else 200, location=request.url + "x")

    waits: list[float | None] = []

    class Slow:
        async def send(self, request: Request) -> Response:
            await clock.sleep(100)
            return respond(request)

    await follow(Slow(), A, clock, max_redirects=4, max_wait=90, retries=3)
    assert waits[0] is None
    assert [round(wait) for wait in waits[1:] if wait is not None] == [170, 70, 0, 0]
