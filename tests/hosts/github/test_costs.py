"""The requests of runs over GitHub: cold, fresh, with one more repository, and stale."""

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

import pytest

from linkscan.checking import check_async
from linkscan.models import Content, Health, LinkResult
from linkscan.settings import Settings
from tests.world import World, overload, partly
from tests.world.faults import Honest
from tests.world.messages import Outcome, Request

pytestmark = pytest.mark.anyio

API, GITHUB = "api.github.com", "github.com"
GRAPHQL = f"https://{API}/graphql"
CODE = "print('a line of code')\n" * 40


def describe(world: World, count: int) -> list[str]:
    """Add repositories with code in a folder, so that both queries are needed."""
    names = [f"lab{number % 7}/tool{number}" for number in range(count)]
    for name in names:
        world.github.repository(name, {"README.md": f"# {name}", "src/main.py": CODE}, stars=3)
    return [f"https://github.com/{name}" for name in names]


def with_token(world: World, **given: Any) -> Settings:
    return world.settings(tokens={API: world.github.token()}, **given)


def overhear(world: World) -> list[bytes]:
    """Collect the GraphQL queries from now on."""
    bodies: list[bytes] = []

    def listen(request: Request, honest: Honest) -> Outcome | Awaitable[Outcome]:
        bodies.append(request.body)
        return honest()

    world.fault(GRAPHQL, listen)
    return bodies


async def run(world: World, urls: Sequence[str], settings: Settings) -> tuple[Mapping[str, LinkResult], list[str]]:
    """Check addresses; return the results and the requests to GitHub."""
    world.log.forget()
    found = await check_async(urls, settings)
    return {evidence.url: evidence for evidence in found}, [*world.asked(API), *world.asked(GITHUB)]


async def test_with_a_token_a_hundred_repositories_take_two_requests() -> None:
    """Plus the check of the token."""
    async with World() as world:
        found, asked = await run(world, describe(world, 250), with_token(world))
    assert asked == ["GET /rate_limit", *["POST /graphql"] * 6]
    assert {(each.content, each.metadata and each.metadata.stars) for each in found.values()} == {(Content.PRESENT, 3)}


async def test_nothing_is_requested_while_everything_is_fresh() -> None:
    """Not even the token is checked."""
    async with World() as world:
        urls, settings = describe(world, 30), with_token(world)
        cold, _ = await run(world, urls, settings)
        fresh, asked = await run(world, urls, settings)
    assert asked == []
    assert all(each.from_cache for each in fresh.values())
    assert {url: each.content_reason for url, each in fresh.items()} == {
        url: each.content_reason for url, each in cold.items()
    }


async def test_next_run_requests_only_the_new_repository() -> None:
    """Each has its own cached response, whatever it was batched with."""
    async with World() as world:
        urls, settings = describe(world, 31), with_token(world)
        await run(world, urls[:30], settings)
        bodies = overhear(world)
        found, asked = await run(world, urls[::-1], settings)
    assert asked == ["GET /rate_limit", "POST /graphql", "POST /graphql"]
    assert all(b"tool30" in body and b"tool29" not in body for body in bodies)
    assert sum(each.from_cache for each in found.values()) == 30


async def test_three_hundred_repositories_cost_as_many_requests_as_they_need() -> None:
    """Cold, fresh, with one more repository, and stale."""
    async with World() as world:
        urls, settings = describe(world, 301), with_token(world)
        asked = [
            (await run(world, given, settings.replace(**changed)))[1]
            for given, changed in ((urls[:-1], {}), (urls[:-1], {}), (urls, {}), (urls, {"max_age": 0}))
        ]
    assert [len(requests) for requests in asked] == [7, 0, 3, 5]


async def test_many_links_into_one_repository_are_one_request() -> None:
    """In any spelling."""
    async with World() as world:
        describe(world, 1)
        plain = "https://github.com/lab0/tool0"
        spellings = [plain, "http://www.github.com/lab0/tool0.git", "https://github.com/Lab0/Tool0/"]
        found, asked = await run(world, spellings, with_token(world))
    assert len(asked) == 3
    assert len(found) == 3


async def test_stale_run_requests_only_what_may_have_changed() -> None:
    """GraphQL has no conditional requests: a batch is sent again. Trees of known commits are not requested."""
    async with World() as world:
        urls = describe(world, 150)
        settings = with_token(world, max_age=0)
        await run(world, urls, settings)
        _, unchanged = await run(world, urls, settings)
        world.github.repository("lab3/tool3", {"README.md": "# Moved away"})
        found, changed = await run(world, urls, settings)
    assert unchanged == ["GET /rate_limit", *["POST /graphql"] * 2]
    assert changed == ["GET /rate_limit", *["POST /graphql"] * 3]
    assert found["https://github.com/lab3/tool3"].content is Content.PLACEHOLDER


async def test_without_a_token_only_branches_are_requested() -> None:
    """One request where the first run took two; REST with If-None-Match, though a 304 counts without a token."""
    async with World() as world:
        urls, settings = describe(world, 10), world.settings(max_age=0)
        _, cold = await run(world, urls, settings)
        _, again = await run(world, urls, settings)
        statuses = world.statuses(API)
    assert len([request for request in cold if "/repos/" not in request]) == 20
    assert len([request for request in again if "/repos/" not in request]) == 10
    assert statuses == {304: 10}


async def test_an_overload_halves_at_once() -> None:
    """Without waiting, and without sending the same hundred again."""
    async with World() as world:
        urls, settings = describe(world, 100), with_token(world, retries=3)
        world.fault(API, overload(most=50))
        found, asked = await run(world, urls, settings)
    assert asked.count("POST /graphql") == 6
    assert {each.health for each in found.values()} == {Health.OK}
    assert not [request for request in asked if "info/refs" in request]


async def test_failed_repository_is_requested_again_by_the_next_run() -> None:
    """And no other repository is."""
    async with World() as world:
        urls, settings = describe(world, 20), with_token(world)
        world.fault(GRAPHQL, partly("FORBIDDEN", "r7"), times=1)
        await run(world, urls, settings)
        world.heal(API)
        bodies = overhear(world)
        _, asked = await run(world, urls, settings)
    assert asked.count("POST /graphql") == len(bodies) == 2
    assert b"r1o" not in bodies[0]


async def test_long_readmes_cost_no_further_requests() -> None:
    """The response for a hundred repositories may be larger than that of a page."""
    async with World() as world:
        names = [f"lab/tool{number}" for number in range(100)]
        for name in names:
            world.github.repository(name, {"README.md": "A long story. " * 1000, "src/main.py": CODE})
        _, asked = await run(world, [f"https://github.com/{name}" for name in names], with_token(world))
    assert asked.count("POST /graphql") == 2
