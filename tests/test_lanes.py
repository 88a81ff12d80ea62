"""Places wait in lanes per host; a forge inspects as many at once as it can take."""

import asyncio
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from linkscan import lanes
from linkscan.address import Address
from linkscan.forges.forge import Access
from linkscan.lanes import Lanes, inspect
from linkscan.models import Answer, Facts, Health, Kind, Place, Question
from linkscan.settings import Settings

pytestmark = pytest.mark.anyio


@dataclass
class Post:
    """A web that answers when it is told to, and counts who waits."""

    hold: set[str] = field(default_factory=set)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    peak: int = 0

    async def ask(self, question: Question) -> Answer:
        self.waiting += 1
        self.peak = max(self.peak, self.waiting)
        if any(host in question.url for host in self.hold):
            await self.released.wait()
        else:
            await asyncio.sleep(0)
        self.waiting -= 1
        return Answer(question.url, 200)


@dataclass
class Census:
    """A forge that asks one question for a whole batch, and remembers its batches."""

    size: int = 1
    mistake: Exception | None = None
    batches: list[int] = field(default_factory=list)
    NAME: str = "census"

    def locate(self, address: Address) -> Place | None:
        return None

    def batch(self, access: Access) -> int:
        return self.size

    def inspect(
        self, places: Sequence[Place], access: Access
    ) -> Generator[Sequence[Question], Sequence[Answer], Mapping[str, Facts]]:
        self.batches.append(len(places))
        if self.mistake:
            raise self.mistake
        answers = yield [Question(places[0].url)]
        assert len(answers) == 1
        return {place.key: Facts(Health.OK, "there") for place in places}


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Census:
    forge = Census()
    monkeypatch.setattr(lanes, "forge_of", lambda place: forge)
    return forge


def place(url: str) -> Place:
    return Place("census", url, url, url, Kind.PAGE)


def desk_over(forge: Census, web: Post, *, per_host: int) -> Lanes[Facts]:
    access = Settings()
    return Lanes(lambda places: inspect(forge, places, web, access), access, per_host)


async def test_a_place_that_comes_later_does_not_wait_for_the_one_before(forge: Census) -> None:
    """The last places of a list are added when the first ones are being asked."""
    post = Post(hold={"slow"})
    desk = desk_over(forge, post, per_host=4)
    desk.add(place("https://a.org/slow"))
    await asyncio.sleep(0)
    assert post.waiting == 1
    for number in range(3):
        desk.add(place(f"https://a.org/{number}"))
    learned = desk.learned()
    async with asyncio.timeout(10):
        first = [await anext(learned) for _ in range(3)]
    assert {known.url for known, _ in first} == {f"https://a.org/{number}" for number in range(3)}
    post.released.set()
    assert [known.url async for known, _ in learned] == ["https://a.org/slow"]


async def test_every_place_is_given_once(forge: Census) -> None:
    desk = desk_over(forge, Post(), per_host=4)
    for number in [*range(50), *range(50)]:
        desk.add(place(f"https://a.org/{number}"))
    assert len([known async for known in desk.learned()]) == 50


async def test_a_forge_finds_its_places_gathered(forge: Census) -> None:
    forge.size = 20
    desk = desk_over(forge, Post(), per_host=4)
    for number in range(50):
        desk.add(place(f"https://host{number}.org/"))
    assert len([known async for known in desk.learned()]) == 50
    assert sorted(forge.batches) == [10, 20, 20]


async def test_one_host_gets_no_more_inspectors_than_it_may(forge: Census) -> None:
    post = Post()
    desk = desk_over(forge, post, per_host=3)
    for number in range(50):
        desk.add(place(f"https://a.org/{number}"))
    assert len([known async for known in desk.learned()]) == 50
    assert post.peak == 3


async def test_a_slow_host_holds_up_no_other(forge: Census, monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post(hold={"slow.org"})
    desk = desk_over(forge, post, per_host=2)
    for number in range(20):
        desk.add(place(f"https://slow.org/{number}"))
        desk.add(place(f"https://fast.org/{number}"))
    order = []
    async for known, _ in desk.learned():
        order.append(known.url.split("/")[2])
        if order.count("fast.org") == 20:
            post.released.set()
    assert order == ["fast.org"] * 20 + ["slow.org"] * 20


async def test_a_slow_host_of_many_names_holds_up_no_other(forge: Census, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind github.io stands one service with one limit: its pages must not take all inspectors."""
    monkeypatch.setattr(lanes, "INSPECTORS", 10)
    post = Post(hold={"github.io"})
    desk = desk_over(forge, post, per_host=2)
    for number in range(50):
        desk.add(place(f"https://lab{number}.github.io/"))
    desk.add(place("https://fast.org/"))
    order = []
    async for known, _ in desk.learned():
        order.append(known.url)
        post.released.set()
    assert order[0] == "https://fast.org/"
    assert post.peak <= 3


async def test_more_lanes_than_inspectors_all_get_their_turn(forge: Census, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "INSPECTORS", 2)
    post = Post()
    desk = desk_over(forge, post, per_host=2)
    for number in range(30):
        desk.add(place(f"https://host{number % 10}.org/{number}"))
    assert len([known async for known in desk.learned()]) == 30
    assert post.peak == 2


async def test_places_may_be_added_while_facts_come_in(forge: Census) -> None:
    desk = desk_over(forge, Post(), per_host=2)
    desk.add(place("https://a.org/0"))
    seen = []
    async for known, _ in desk.learned():
        seen.append(known.url)
        if len(seen) < 5:
            desk.add(place(f"https://a.org/{len(seen)}"))
    assert seen == [f"https://a.org/{number}" for number in range(5)]


async def test_our_own_mistake_is_raised_and_not_swallowed(forge: Census) -> None:
    forge.mistake = ZeroDivisionError("a bug")
    desk = desk_over(forge, Post(), per_host=2)
    desk.add(place("https://a.org/"))
    with pytest.raises(ZeroDivisionError, match="a bug"):
        [known async for known in desk.learned()]
