"""Work goes to whom it belongs, and what belongs to nobody to whoever has least to do."""

import asyncio
from typing import Any, cast

import pytest
from pydantic import SecretStr

from linkscan.engines.dealing import Dealing
from linkscan.engines.engine import Visit, no_data
from linkscan.engines.post import Post
from linkscan.engines.team import Staff, Team
from linkscan.hosts import match
from linkscan.models import Request, Response, Target
from linkscan.settings import Settings
from linkscan.urls import Url, parse_url

pytestmark = pytest.mark.anyio

PARTS = 3


class Colleague:
    """Serves a part, and finishes nothing before it is told to."""

    def __init__(self) -> None:
        self.visited: list[str] = []
        self.asked: list[str] = []
        self.may_finish = asyncio.Event()

    async def visit(self, target: Target) -> Visit:
        self.visited.append(target.url)
        await self.may_finish.wait()
        return no_data(target, "")

    async def send(self, request: Request) -> Response:
        self.asked.append(request.url)
        return Response(request.url, 200)


def team(dealing: Dealing) -> tuple[Team, list[Colleague]]:
    staff, colleagues = Staff(dealing), [Colleague() for _ in range(dealing.parts)]
    staff.posts.extend(cast("list[Post]", colleagues))
    return Team(Settings(per_host=100), staff, cast("Any", staff)), colleagues


def target(url: str) -> Target:
    return match(cast("Url", parse_url(url)))


async def begin(engine: Team, *urls: str) -> "asyncio.Future[list[Visit]]":
    """Begin visits, and come back when each has found who does it."""
    visits = asyncio.gather(*(engine.visit(target(url)) for url in urls))
    await asyncio.sleep(0)
    return visits


async def test_a_host_of_all_keeps_all_of_them_busy() -> None:
    engine, colleagues = team(Dealing(PARTS, 33, frozenset()))
    visits = await begin(engine, *(f"https://a.org/{number}" for number in range(2 * PARTS)))
    assert [len(colleague.visited) for colleague in colleagues] == [2] * PARTS
    colleagues[1].may_finish.set()
    await asyncio.sleep(0)
    more = await begin(engine, "https://a.org/x", "https://a.org/y")
    assert [len(colleague.visited) for colleague in colleagues] == [2, 4, 2]
    for colleague in colleagues:
        colleague.may_finish.set()
    await asyncio.gather(visits, more)


async def test_a_host_with_an_owner_is_visited_and_asked_by_him() -> None:
    dealing = Dealing(PARTS, 0, frozenset())
    engine, colleagues = team(dealing)
    url = "https://a.org/x"
    owner = dealing.owner(url)
    assert owner is not None
    for colleague in colleagues:
        colleague.may_finish.set()
    await asyncio.gather(*(engine.visit(target(f"https://a.org/{number}")) for number in range(5)))
    await engine.send(Request(url))
    assert [len(colleague.visited) for colleague in colleagues] == [5 * (number == owner) for number in range(PARTS)]
    assert colleagues[owner].asked == [url]


async def test_a_place_is_visited_where_the_first_host_that_it_asks_belongs() -> None:
    """A repository at GitHub is asked of its API where there is a token for it."""
    dealing = Dealing(PARTS, 0, frozenset({"api.github.com"}))
    staff, colleagues = Staff(dealing), [Colleague() for _ in range(PARTS)]
    staff.posts.extend(cast("list[Post]", colleagues))
    engine = Team(Settings(tokens={"api.github.com": (SecretStr("ghp_1"),)}), staff, cast("Any", staff))
    for colleague in colleagues:
        colleague.may_finish.set()
    await engine.visit(target("https://github.com/lab/tool"))
    owner = dealing.owner("https://api.github.com/graphql")
    assert [len(colleague.visited) for colleague in colleagues] == [number == owner for number in range(PARTS)]
