"""Redirects: each hop a question of its own, and every way in which a chain can go wrong."""

import pytest

from linkscan.http.redirects import RedirectMiddleware
from linkscan.models import Failure, Redirect, Request, Response
from tests.http.script import Script, says

A, B, C = "http://a.example/", "http://b.example/", "http://c.example/"


def site(pages: dict[str, Response]) -> Script:
    return Script(lambda request: pages.get(request.url, says(404)))


async def follow(below: Script, request: Request | str, most: int = 10) -> Response:
    return await RedirectMiddleware(below, most).send(Request(request) if isinstance(request, str) else request)


@pytest.mark.anyio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_five_redirects_are_followed(status: int) -> None:
    """And the chain is told."""
    below = site({A: says(status, location=B), B: says(200, b"there")})
    response = await follow(below, A)
    assert (response.status, response.url, response.body) == (200, B, b"there")
    assert response.redirects == (Redirect(A, status, B),)


@pytest.mark.anyio
@pytest.mark.parametrize("status", [200, 201, 300, 304, 305, 306, 404, 503])
async def test_a_location_of_any_other_status_is_not_followed(status: int) -> None:
    """A 201 names what was made, a 300 one choice of many."""
    below = site({A: says(status, location=B)})
    response = await follow(below, A)
    assert (response.status, response.redirects, below.urls) == (status, (), [A])


@pytest.mark.anyio
@pytest.mark.parametrize("response", [says(302), says(301, b"moved", location="")])
async def test_a_redirect_to_nowhere_is_the_answer(response: Response) -> None:
    """It is what the server said."""
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
    """Relative ones too; the fragment is told but not asked."""
    below = site({"http://a.example/d/e": says(302, location=location)})
    await follow(below, "http://a.example/d/e")
    assert below.urls[1] == next_url


@pytest.mark.anyio
async def test_a_location_that_is_no_address_is_named() -> None:
    """And nothing is asked."""
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
async def test_no_address_of_a_loop_is_asked_twice(pages: dict[str, Response], asked: list[str]) -> None:
    """The detail names the loop."""
    below = site(pages)
    response = await follow(below, A)
    assert (response.failure, below.urls) == (Failure.PROTOCOL, asked)
    assert response.detail.startswith(f"redirect loop: {A} -> ")
    assert [hop.url for hop in response.redirects] == asked


@pytest.mark.anyio
@pytest.mark.parametrize("most", [0, 1, 5])
async def test_a_long_chain_is_cut(most: int) -> None:
    """After `max_redirects` hops were followed."""
    below = Script(lambda request: says(302, location=request.url + "x"))
    response = await follow(below, A, most)
    assert (response.failure, response.detail) == (Failure.PROTOCOL, f"more than {most} redirects")
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
async def test_what_becomes_of_the_method(method: str, status: int, then: str) -> None:
    """As in every browser: a body goes with its POST or not at all, with the headers that describe it."""
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
    """A header that the question brought is dropped, and the hop is asked anonymously wherever it leads."""
    start = "https://a.example/"
    below = site({start: says(302, location=location)})
    brought = (
        ("Authorization", "Bearer s3cret"),
        ("Private-Token", "s3cret"),
        ("Cookie", "s3cret"),
        ("Accept", "z"),
    )
    await follow(below, Request(start, headers=brought))
    assert below.requests[1].headers == (brought if is_kept else (("Accept", "z"),))


@pytest.mark.anyio
async def test_the_numbers_are_those_of_the_chain() -> None:
    """The oldest time, the sum of the waiting, and every retry on the way."""
    pages = {
        A: Response(A, 302, headers={"location": B}, asked_at=50.0, elapsed_ms=10, attempts=3, from_cache=True),
        B: Response(B, 302, headers={"location": C}, asked_at=40.0, elapsed_ms=20, attempts=1, from_cache=True),
        C: Response(C, 200, asked_at=60.0, elapsed_ms=30, attempts=2, from_cache=False),
    }
    response = await follow(site(pages), A)
    assert (response.asked_at, response.elapsed_ms, response.attempts, response.from_cache) == (40.0, 60, 4, False)


@pytest.mark.anyio
async def test_the_address_is_asked_in_its_normal_form_without_fragment() -> None:
    """So that one place is one question."""
    below = Script([says(200)])
    response = await follow(below, "HTTP://A.example:80/x/../y#part")
    assert (below.urls, response.url) == (["http://a.example/y"], "http://a.example/y")


@pytest.mark.anyio
async def test_a_failure_at_the_end_of_a_chain_keeps_the_chain() -> None:
    """What cannot be told is told with how one got there."""
    below = site({A: says(302, location=B), B: Response(B, failure=Failure.TIMEOUT)})
    response = await follow(below, A)
    assert (response.failure, response.redirects) == (Failure.TIMEOUT, (Redirect(A, 302, B),))
