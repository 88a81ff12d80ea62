"""Responses that mislead link checkers, through the whole pipeline: what each means, and its cost."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from aiohttp.streams import StreamReader

from linkscan.checking import check_async
from linkscan.models import Content, Health
from tests.world.breakages import big, broken_gzip, reset
from tests.world.faults import (
    Fault,
    bot_wall,
    primary_limit,
    redirect_loop,
    slow,
    status,
    too_many_requests,
    too_many_requests_until,
)
from tests.world.messages import Reply
from tests.world.world import World

pytestmark = pytest.mark.anyio

HOST = "lab.example.org"
URL = f"https://{HOST}/work"
PROSE = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15
FINE = f"<title>A Tool for Things</title><h1>A Tool</h1>{PROSE}"
OK, GONE, RESTRICTED, UNREACHABLE = Health.OK, Health.GONE, Health.RESTRICTED, Health.UNREACHABLE


@dataclass(frozen=True, slots=True)
class Case:
    """What is at `URL`, the result, a word of the reason, and the maximum number of requests."""

    build: Callable[[World], None]
    health: Health
    says: str
    most: int = 1


def fault(what: Fault, times: int | None = None, methods: tuple[str, ...] = ()) -> Callable[[World], None]:
    """Serve a good page with a fault."""

    def build(world: World) -> None:
        world.page(URL, FINE)
        world.fault(URL, what, times=times, methods=methods)

    return build


def page(title: str, body: str = "") -> Callable[[World], None]:
    """Serve a page that is more, or less, than it seems."""
    return lambda world: world.page(URL, f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def sent(to: str, code: int, there: str | None = None) -> Callable[[World], None]:
    """Redirect on the same host: to a page, or to where only the front page exists."""

    def build(world: World) -> None:
        world.page(f"https://{HOST}/", FINE)
        if there is not None:
            world.page(to, there)
        world.chain(URL, to, status=code)

    return build


CASES = {
    "404": Case(fault(status(404)), GONE, "404"),
    "410": Case(fault(status(410)), GONE, "410"),
    "401": Case(fault(status(401)), RESTRICTED, "401"),
    "403": Case(fault(status(403)), RESTRICTED, "403"),
    "403 of a bot check": Case(fault(bot_wall()), RESTRICTED, "bot check"),
    "999": Case(fault(status(999)), RESTRICTED, "999"),
    "403 with the quota used up, then fine": Case(fault(primary_limit(reset_in=60), 1), OK, "200", 2),
    "429 once, in seconds": Case(fault(too_many_requests(2), 1), OK, "200", 2),
    "429 once, in words": Case(fault(too_many_requests("1m1s"), 1), OK, "200", 2),
    "429 once, with a date": Case(fault(too_many_requests_until(2), 1), OK, "200", 2),
    "429 once, without a header": Case(fault(too_many_requests(), 1), OK, "200", 2),
    "429 once, with junk": Case(fault(too_many_requests("soon"), 1), OK, "200", 2),
    "429 for ever": Case(fault(too_many_requests(1)), UNREACHABLE, "rate limit still closed", 4),
    "429 for ever, without a header": Case(fault(too_many_requests()), UNREACHABLE, "rate limit still closed", 4),
    "429 until tomorrow": Case(fault(too_many_requests(86_400)), UNREACHABLE, "rate limit still closed", 1),
    "500 once": Case(fault(status(500), 1), OK, "200", 2),
    "503 once": Case(fault(status(503), 1), OK, "200", 2),
    "503 for ever": Case(fault(status(503)), UNREACHABLE, "503", 4),
    "reset once": Case(fault(reset(), 1), OK, "200", 2),
    "a bad HEAD": Case(fault(status(405), methods=("HEAD",)), OK, "200"),
    "a HEAD that says 404": Case(fault(status(404), methods=("HEAD",)), OK, "200"),
    "302 to a 404": Case(sent(f"https://{HOST}/lost", 302), GONE, "404", 2),
    "a loop": Case(fault(redirect_loop()), UNREACHABLE, "redirect loop", 2),
    "301 to the front page": Case(sent(f"https://{HOST}/", 301), GONE, "front page", 2),
    "302 to the front page": Case(sent(f"https://{HOST}/", 302), GONE, "front page", 2),
    "a soft 404": Case(page("Page not found", "<h1>Oops!</h1><p>Sorry."), GONE, "Page not found"),
    "a soft 404 by its number": Case(page("404 Not Found", "<h1>404</h1>"), GONE, "404"),
    "a parked domain": Case(page(f"{HOST} is for sale", "<p>Buy this domain."), GONE, "for sale"),
    "an empty 200": Case(lambda world: world.answer(URL, Reply(200)), OK, "empty"),
    "not the gzip it says it is": Case(fault(broken_gzip()), OK, "not valid gzip"),
    "204": Case(lambda world: world.answer(URL, Reply(204)), OK, "empty"),
    "too slow": Case(fault(slow(60)), UNREACHABLE, "no answer in time", 4),
    # responses that only look like one of these
    "a changelog": Case(page("Changelog", f"<h1>Changelog</h1>{PROSE}<p>This page has been removed."), OK, "200"),
    "a paper on 404": Case(page("404: Not Found in Distributed Systems", f"<h1>On 404</h1>{PROSE}"), OK, "200"),
    "a paper on lost pages": Case(
        page("Page Not Found: Learning Page Faults", f"<h1>Page Faults</h1>{PROSE * 2}"), OK, "200"
    ),
    "a paper on domains": Case(page("Why Domains Are For Sale", f"<h1>A Study</h1>{PROSE}"), OK, "200"),
    "301 to another page": Case(sent(f"https://{HOST}/new", 301, FINE), Health.MOVED, "moved permanently", 2),
    "301 to the same page": Case(sent(f"{URL}/", 301, FINE), OK, "200", 2),
}


@pytest.mark.parametrize("name", CASES)
async def test_tricky_answer_is_recognised(world: World, name: str) -> None:
    """Other link checkers are wrong on some of these; here each takes no more requests than necessary."""
    case = CASES[name]
    case.build(world)
    timeout = 0.3 if name == "too slow" else 10.0
    [found] = await check_async([URL], world.settings(timeout=timeout))
    assert found.health is case.health, found.reason
    assert case.says in found.reason
    assert world.count(HOST) <= case.most, world.asked(HOST)
    if case.health in (OK, Health.MOVED):
        assert found.content is Content.UNKNOWN
    else:
        assert found.content is None


async def test_loop_is_reported_with_its_hops_and_each_is_requested_once(world: World) -> None:
    world.chain(URL, f"https://{HOST}/b", f"https://{HOST}/c", URL)
    [found] = await check_async([URL], world.settings())
    assert found.health is UNREACHABLE
    assert sorted(world.asked(HOST)) == ["GET /b", "GET /c", "GET /work"]
    assert [hop.url for hop in found.redirects] == [URL, f"https://{HOST}/b", f"https://{HOST}/c"]


async def test_dead_end_is_reported_with_its_chain(world: World) -> None:
    world.chain("https://short.example.net/x", "https://old.example.org/y", f"https://{HOST}/lost")
    world.page(f"https://{HOST}/", FINE)
    [found] = await check_async(["https://short.example.net/x"], world.settings())
    assert (found.health, found.status_code) == (GONE, 404)
    assert [(hop.url, hop.status) for hop in found.redirects] == [
        ("https://short.example.net/x", 302),
        ("https://old.example.org/y", 302),
    ]


async def test_an_endless_chain_ends(world: World) -> None:
    world.chain(*(f"https://{HOST}/{number}" for number in range(60)))
    [found] = await check_async([f"https://{HOST}/0"], world.settings())
    assert found.health is UNREACHABLE
    assert world.count(HOST) <= 11


@pytest.mark.parametrize("kind", ["application/zip", "text/html", "application/json"])
async def test_at_most_a_mebibyte_of_a_file_is_read(world: World, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Counted at the client's socket; at most one buffer is read beyond the cap."""
    taken = 0
    feed = StreamReader.feed_data

    def counted(reader: StreamReader, data: bytes, *rest: object) -> object:
        nonlocal taken
        taken += len(data)
        return feed(reader, data, *rest)  # type: ignore[arg-type] # passed on unchanged

    monkeypatch.setattr(StreamReader, "feed_data", counted)
    world.page("https://files.example.org/code.zip", "")
    world.fault("https://files.example.org/code.zip", big(size=30_000_000, kind=kind))
    [found] = await check_async(["https://files.example.org/code.zip"], world.settings())
    assert found.health is OK
    assert 0 < taken <= (1 << 20) + (1 << 18)


@pytest.mark.parametrize(("fragment", "says"), [("results", False), ("nowhere", True), ("/docs", False)])
async def test_missing_fragment_is_reported_only(world: World, fragment: str, says: bool) -> None:
    world.page(URL, f"{FINE}<h2 id=results>Results</h2>")
    [found] = await check_async([f"{URL}#{fragment}"], world.settings())
    assert found.health is OK
    assert (f"no part #{fragment}" in found.reason) is says
