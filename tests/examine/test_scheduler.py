"""Targets wait in a queue per host; a slow host or target delays no other."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr

from linkscan.examine import scheduler
from linkscan.examine.scheduler import Scheduler
from linkscan.hosts import github, host_of
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.batching import BatchingMiddleware
from linkscan.http.flows import drive
from linkscan.http.protocol import Client
from linkscan.models import BatchItem, Facts, Health, Kind, Request, Response, Target
from linkscan.settings import Settings
from linkscan.urls import Url
from tests.hosts.flows import place_of

pytestmark = pytest.mark.anyio


@dataclass
class Post:
    """A client that responds when the test says so, and counts the waiting requests."""

    hold: set[str] = field(default_factory=set)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    peak: int = 0
    of_host: Counter[str] = field(default_factory=Counter)
    peak_of_a_host: int = 0

    async def send(self, request: Request) -> Response:
        host = request.url.split("/")[2]
        self.waiting += 1
        self.of_host[host] += 1
        self.peak = max(self.peak, self.waiting)
        self.peak_of_a_host = max(self.peak_of_a_host, self.of_host[host])
        try:
            if any(held in request.url for held in self.hold):
                await self.released.wait()
            else:
                await asyncio.sleep(0)
        finally:
            self.waiting -= 1
            self.of_host[host] -= 1
        return Response(request.url, 200)


@dataclass(frozen=True)
class Pairs:
    """A batch that is never sent: the scheduler only reads its size."""

    max_size: int = 2

    def merge(self, payloads: Sequence[str]) -> Request:
        raise NotImplementedError

    def split(self, response: Response, count: int) -> Sequence[Response | None]:
        raise NotImplementedError


@dataclass
class Census:
    """A host with one request for each target, possibly at an API, possibly mergeable."""

    part: BatchItem | None = None
    error: Exception | None = None
    api: str | None = None
    NAME: str = "census"

    def match(self, address: Url) -> Target | None:
        return None

    def flow(self, target: Target, _access: Access) -> FactsFlow:
        yield [Request(self.api or target.url, batch_item=self.part)]
        if self.error:
            raise self.error
        return Facts(Health.OK, "there")


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Census:
    host = Census()
    monkeypatch.setattr(scheduler, "host_of", lambda target: host)
    return host


def target(url: str) -> Target:
    return Target("census", url, url, url, Kind.PAGE)


def scheduler_over(host: Census, client: Client, *, per_host: int) -> Scheduler[Facts]:
    access = Settings()
    return Scheduler(lambda target: drive(host.flow(target, access), client), access, per_host)


async def test_later_target_does_not_wait_for_an_earlier_one(host: Census) -> None:
    """The last targets of a list are added while the first ones are requested."""
    post = Post(hold={"slow"})
    scheduler = scheduler_over(host, post, per_host=4)
    scheduler.add(target("https://a.org/slow"))
    await asyncio.sleep(0)
    assert post.waiting == 1
    for number in range(3):
        scheduler.add(target(f"https://a.org/{number}"))
    learned = scheduler.results()
    async with asyncio.timeout(10):
        first = [await anext(learned) for _ in range(3)]
    assert {known.url for known, _ in first} == {f"https://a.org/{number}" for number in range(3)}
    post.released.set()
    assert [known.url async for known, _ in learned] == ["https://a.org/slow"]


async def test_every_target_is_returned_once(host: Census) -> None:
    scheduler = scheduler_over(host, Post(), per_host=4)
    for number in [*range(50), *range(50)]:
        scheduler.add(target(f"https://a.org/{number}"))
    assert len([known async for known in scheduler.results()]) == 50


async def test_places_whose_requests_are_merged_start_at_once_by_some_full_batches(host: Census) -> None:
    host.part = BatchItem(Pairs(2), "x")
    post = Post(hold={"api.org"})
    scheduler = scheduler_over(host, post, per_host=1)
    for number in range(50):
        scheduler.add(target(f"https://api.org/{number}"))
    await asyncio.sleep(0)
    assert post.waiting == 2 * 4
    post.released.set()
    assert len([known async for known in scheduler.results()]) == 50


@dataclass
class GitHub:
    """Answers for a hundred repositories at once except one, whose second opinion is slow."""

    slow: asyncio.Event = field(default_factory=asyncio.Event)
    asked: list[str] = field(default_factory=list)

    async def send(self, request: Request) -> Response:
        self.asked.append(request.url)
        if not request.url.endswith("/graphql"):
            await self.slow.wait()
            return Response(request.url, 404)
        variables = json.loads(request.body)["variables"]
        owners = {name[:-1]: owner for name, owner in variables.items() if name.endswith("o")}
        data = {
            name: None if owner == "missing" else {"nameWithOwner": f"{owner}/tool", "isEmpty": True}
            for name, owner in owners.items()
        }
        errors = [{"type": "NOT_FOUND", "path": [name]} for name, told in data.items() if told is None]
        return Response(request.url, 200, body=json.dumps({"data": data, "errors": errors}).encode())


async def test_slow_repository_delays_none_of_its_batch() -> None:
    host = GitHub()
    client, access = BatchingMiddleware(host), Settings(tokens={"api.github.com": (SecretStr("ghp_1"),)})
    scheduler = Scheduler(lambda target: drive(host_of(target).flow(target, access), client), access, access.per_host)
    for owner in ["missing", *(f"lab{number}" for number in range(99))]:
        scheduler.add(place_of(github, f"https://github.com/{owner}/tool"))
    learned = scheduler.results()
    async with asyncio.timeout(10):
        first = [await anext(learned) for _ in range(99)]
    assert {facts.health for _, facts in first} == {Health.OK}
    assert host.asked == ["https://api.github.com/graphql", "https://github.com/missing/tool"]
    host.slow.set()
    assert [facts.health async for _, facts in learned] == [Health.GONE]


async def test_concurrency_per_host_is_limited(host: Census) -> None:
    post = Post()
    scheduler = scheduler_over(host, post, per_host=3)
    for number in range(50):
        scheduler.add(target(f"https://a.org/{number}"))
    assert len([known async for known in scheduler.results()]) == 50
    assert post.peak == 3


async def test_targets_of_one_service_queue_for_that_service(host: Census) -> None:
    host.api = "https://api.org/"
    post = Post()
    scheduler = scheduler_over(host, post, per_host=3)
    for number in range(20):
        scheduler.add(target(f"https://lab{number}.org/"))
    assert len([known async for known in scheduler.results()]) == 20
    assert post.peak == 3


async def test_number_of_flows_in_progress_is_limited(host: Census) -> None:
    """They bound the memory of a run."""
    post = Post(hold={"lab"})
    scheduler = scheduler_over(host, post, per_host=1)
    for number in range(2050):
        scheduler.add(target(f"https://lab{number}.org/"))
    await asyncio.sleep(0)
    assert post.waiting == 2048
    post.released.set()
    assert len([known async for known in scheduler.results()]) == 2050


async def test_tasks_end_with_the_scheduler(host: Census) -> None:
    post = Post(hold={"slow"})
    scheduler = scheduler_over(host, post, per_host=3)
    for number in range(5):
        scheduler.add(target(f"https://slow.org/{number}"))
    await asyncio.sleep(0)
    assert post.waiting == 3
    await scheduler.aclose()
    assert post.waiting == 0


async def test_a_slow_host_holds_up_no_other(host: Census, monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post(hold={"slow.org"})
    scheduler = scheduler_over(host, post, per_host=2)
    for number in range(20):
        scheduler.add(target(f"https://slow.org/{number}"))
        scheduler.add(target(f"https://fast.org/{number}"))
    order = []
    async for known, _ in scheduler.results():
        order.append(known.url.split("/")[2])
        if order.count("fast.org") == 20:
            post.released.set()
    assert order == ["fast.org"] * 20 + ["slow.org"] * 20


async def test_a_slow_host_of_many_names_holds_up_no_other(host: Census, monkeypatch: pytest.MonkeyPatch) -> None:
    """github.io is one service with one limit, whose pages must not take all tasks."""
    monkeypatch.setattr("linkscan.examine.scheduler.MOST_TASKS", 10)
    post = Post(hold={"github.io"})
    scheduler = scheduler_over(host, post, per_host=2)
    for number in range(50):
        scheduler.add(target(f"https://lab{number}.github.io/"))
    scheduler.add(target("https://fast.org/"))
    order = []
    async for known, _ in scheduler.results():
        order.append(known.url)
        post.released.set()
    assert order[0] == "https://fast.org/"
    assert post.peak <= 3


async def test_more_queues_than_tasks_all_get_their_turn(host: Census, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkscan.examine.scheduler.MOST_TASKS", 2)
    post = Post()
    scheduler = scheduler_over(host, post, per_host=2)
    for number in range(30):
        scheduler.add(target(f"https://host{number % 10}.org/{number}"))
    assert len([known async for known in scheduler.results()]) == 30
    assert post.peak == 2


@pytest.mark.parametrize("per_host", [1, 2])
async def test_a_queue_that_waited_for_tasks_gets_as_many_as_it_may_have(
    host: Census, monkeypatch: pytest.MonkeyPatch, per_host: int
) -> None:
    monkeypatch.setattr("linkscan.examine.scheduler.MOST_TASKS", 2)
    post = Post()
    scheduler = scheduler_over(host, post, per_host=per_host)
    for name, count in (("a", 1), ("b", 2), ("c", 10)):
        for number in range(count):
            scheduler.add(target(f"https://{name}.org/{number}"))
    assert len([known async for known in scheduler.results()]) == 13
    assert post.peak_of_a_host == per_host


async def test_places_may_be_added_while_facts_come_in(host: Census) -> None:
    post = Post()
    scheduler = scheduler_over(host, post, per_host=1)
    scheduler.add(target("https://a.org/0"))
    seen = []
    async for known, _ in scheduler.results():
        seen.append(known.url)
        if len(seen) == 1:
            for number in range(1, 5):
                scheduler.add(target(f"https://a.org/{number}"))
    assert seen == [f"https://a.org/{number}" for number in range(5)]
    assert post.peak == 1


async def test_programming_error_is_raised(host: Census) -> None:
    host.error = ZeroDivisionError("a bug")
    scheduler = scheduler_over(host, Post(), per_host=2)
    scheduler.add(target("https://a.org/"))
    with pytest.raises(ZeroDivisionError, match="a bug"):
        [known async for known in scheduler.results()]
