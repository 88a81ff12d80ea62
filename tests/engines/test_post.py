"""A post keeps its part served, whoever is lost, and believes no worker that is cut off."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest

from linkscan.engines import words
from linkscan.engines.branch import Branch
from linkscan.engines.crew import Crew, Employed
from linkscan.engines.dealing import Part, deal
from linkscan.engines.desk import Desk
from linkscan.engines.line import Line, LostError, Message
from linkscan.engines.post import PATIENCE, Post
from linkscan.errors import LinkscanError
from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web import Witness
from linkscan.web.clock import Clock
from linkscan.web.standings import Standing, Standings
from linkscan.web.store import Store

pytestmark = pytest.mark.anyio

HOSTS = ("https://a.org/", "https://b.org/", "https://c.org/")


class Web:
    """A web in which everybody answers, or nobody."""

    def __init__(self, *, is_up: bool) -> None:
        self.is_up = is_up

    async def ask(self, question: Question) -> Answer:
        if self.is_up:
            return Answer(question.url, 200, body=question.url.encode())
        return Answer(question.url, failure=Failure.DNS)


class Worker:
    """What runs a shard, without dask: a branch over a web of its own."""

    def __init__(self, web: Web, part: Part) -> None:
        self.lost = asyncio.Event()
        self.line = Line(self.answer, lambda _: None)
        self.branch = Branch(web, Witness(web), part, self.line)
        self.asked: list[str] = []

    async def answer(self, call: words.Ask) -> Answer:
        self.asked.append(call.question.url)
        answer: Answer = await self.branch.answer(call)
        await self.branch.vouch()
        return answer

    async def tell(self, messages: list[Message]) -> None:
        self.line.take(messages)

    async def hear(self) -> list[Message]:
        return await self.line.outgoing()

    async def close(self) -> None:
        self.line.drop()


class Deadly(Worker):
    """One that is lost as soon as it is told anything."""

    async def tell(self, messages: list[Message]) -> None:
        self.lost.set()


class Hands:
    """A crew of which each worker is lost as soon as it is asked something, or has no network, or is good."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = list(kinds)
        self.employed: list[Worker] = []

    @asynccontextmanager
    async def employ(self, part: Part, quotas: Mapping[str, Standing]) -> AsyncIterator[Employed]:
        if not self.kinds:
            raise LinkscanError("the cluster has no worker left")
        kind = self.kinds.pop(0)
        worker = (Deadly if kind == "deadly" else Worker)(Web(is_up=kind == "good"), part)
        self.employed.append(worker)
        yield Employed(worker, kind, worker.lost)

    async def dismiss(self, worker: str) -> bool:
        if not self.kinds:
            return False
        self.employed[-1].lost.set()
        return True


@asynccontextmanager
async def serving(hands: Any, folder: Path) -> AsyncIterator[Post]:
    (part,) = deal(Settings(), 1)
    nobody = Web(is_up=False)
    store = Store(folder)
    desk = Desk(store, Standings(folder, Clock()), Witness(nobody), nobody)
    post = Post(part, cast("Crew", hands), desk)

    async def serve() -> None:
        try:
            await post.serve()
        except LinkscanError as error:
            post.line.fail(error)

    task = asyncio.create_task(serve())
    yield post
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    store.close()


async def test_what_a_lost_worker_had_is_asked_of_the_next(tmp_path: Path) -> None:
    hands = Hands("deadly", "good")
    async with serving(hands, tmp_path) as post:
        answer = await post.line.call(words.Ask(Question(HOSTS[0])))
    assert (answer.status, len(hands.employed)) == (200, 2)


async def test_what_every_worker_is_lost_with_is_given_up(tmp_path: Path) -> None:
    hands = Hands(*["deadly"] * PATIENCE, "good")
    async with serving(hands, tmp_path) as post:
        with pytest.raises(LostError):
            await post.line.call(words.Ask(Question(HOSTS[0])))


async def test_when_nobody_is_left_every_call_says_so(tmp_path: Path) -> None:
    async with serving(Hands("deadly"), tmp_path) as post:
        with pytest.raises(LinkscanError, match="no worker left"):
            await post.line.call(words.Ask(Question(HOSTS[0])))


@pytest.mark.parametrize(("crew", "found"), [(("cut off",), {Failure.DNS}), (("cut off", "good"), {None})])
async def test_a_worker_without_network_is_believed_only_if_nobody_has_one(
    tmp_path: Path, crew: tuple[str, ...], found: set[Failure | None]
) -> None:
    async with serving(Hands(*crew), tmp_path) as post:
        answers = await asyncio.gather(*(post.line.call(words.Ask(Question(url))) for url in HOSTS))
    assert {answer.failure for answer in answers} == found
