"""Lanes: places wait in line per host until they are inspected, as many at once as their forge can take."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from linkscan.address import parse_address
from linkscan.forges import forge_of
from linkscan.forges.forge import Access, Forge
from linkscan.forges.rounds import T, Talk
from linkscan.models import Facts, Place
from linkscan.web.hosts import limit_name
from linkscan.web.web import Web

Learned = TypeVar("Learned")
Inspect = Callable[[Sequence[Place]], Awaitable[Mapping[str, Learned]]]
"""Takes places of one forge, gives what was learned of each by `Place.key`."""

INSPECTORS = 2048
"""Inspections under way at once. Most of them wait for their host's turn: it bounds memory, not traffic."""


@dataclass(slots=True)
class _Lane:
    """The places behind one limit that wait, and how many inspectors are at work on them."""

    batch: int
    waiting: deque[Place] = field(default_factory=deque)
    inspectors: int = 0

    @property
    def is_held_up(self) -> bool:
        """Tell whether its only place came when all its inspectors were busy; a batch is worth waiting for."""
        return self.batch == 1 and len(self.waiting) == 1


class Lanes(Generic[Learned]):
    """Takes places in, gives out what is learned of them, in the order in which it becomes known.

    Each place is inspected once, however often it is added. A slow host fills its own lane and no other, nor do
    the many names of one host: those of github.io would otherwise keep all inspectors waiting at one gate. A
    forge that can ask for many places in one question finds them gathered in its lane.
    """

    def __init__(self, inspect: Inspect[Learned], access: Access, width: int) -> None:
        self._inspect, self._access, self._width = inspect, access, width
        self._lanes: dict[str, _Lane] = {}
        self._short_of_inspectors: deque[_Lane] = deque()
        self._inspectors: set[asyncio.Task[None]] = set()
        self._known: asyncio.Queue[tuple[Place, Learned] | BaseException] = asyncio.Queue()
        self._added: set[str] = set()
        self._owed = 0

    def add(self, place: Place) -> None:
        """Put `place` in its lane, unless it was before."""
        if place.key in self._added:
            return
        self._added.add(place.key)
        self._owed += 1
        lane = self._lane_of(place)
        lane.waiting.append(place)
        if lane.inspectors == 0 or (lane.is_held_up and lane.inspectors < self._width):
            self._staff(lane)

    async def learned(self) -> AsyncIterator[tuple[Place, Learned]]:
        """Give each place with what was learned of it, until every place that was added has been given."""
        while self._owed:
            known = await self._known.get()
            if isinstance(known, BaseException):
                raise known
            self._owed -= 1
            yield known

    async def aclose(self) -> None:
        """Break off what is under way; nobody waits for it any more."""
        for task in self._inspectors:
            task.cancel()
        await asyncio.gather(*self._inspectors, return_exceptions=True)

    def _lane_of(self, place: Place) -> _Lane:
        forge = forge_of(place)
        batch = forge.batch(self._access)
        address = parse_address(place.url)
        name = forge.NAME if batch > 1 or address is None else f"{forge.NAME} {limit_name(address)}"
        if name not in self._lanes:
            self._lanes[name] = _Lane(batch)
        return self._lanes[name]

    def _staff(self, lane: _Lane) -> None:
        """Send one more inspector to a lane, or note that it waits for one."""
        if len(self._inspectors) >= INSPECTORS:
            self._short_of_inspectors.append(lane)
            return
        lane.inspectors += 1
        task = asyncio.create_task(self._work(lane))
        self._inspectors.add(task)
        task.add_done_callback(self._leave)

    async def _work(self, lane: _Lane) -> None:
        """Inspect what waits in a lane, batch by batch; call a colleague while more waits."""
        try:
            while lane.waiting:
                places = [lane.waiting.popleft() for _ in range(min(lane.batch, len(lane.waiting)))]
                if lane.waiting and lane.inspectors < self._width:
                    self._staff(lane)
                learned = await self._inspect(places)
                for place in places:
                    self._known.put_nowait((place, learned[place.key]))
        finally:
            lane.inspectors -= 1

    def _leave(self, task: asyncio.Task[None]) -> None:
        """Free an inspector for the next lane; a mistake of our own reaches whoever asks what was learned."""
        self._inspectors.discard(task)
        if not task.cancelled() and (mistake := task.exception()):
            self._known.put_nowait(mistake)
        while self._short_of_inspectors:
            lane = self._short_of_inspectors.popleft()
            if lane.waiting and lane.inspectors < self._width:
                self._staff(lane)
                break


async def inspect(forge: Forge, places: Sequence[Place], web: Web, access: Access) -> Mapping[str, Facts]:
    """Put a forge's questions to the web, round by round, until it has told the facts of each place."""
    return await converse(forge.inspect(places, access), web)


async def converse(talk: Talk[T], web: Web) -> T:
    """Put the questions of a conversation to the web, round by round, and give what it comes to."""
    try:
        questions = next(talk)
        while True:
            if len(questions) == 1:
                answers = [await web.ask(questions[0])]
            else:
                answers = list(await asyncio.gather(*map(web.ask, questions)))
            questions = talk.send(answers)
    except StopIteration as told:
        learned: T = told.value
        return learned
