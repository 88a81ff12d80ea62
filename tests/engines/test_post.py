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
from linkscan.http import ConnectivityMonitor
from linkscan.http.cache.store import ResponseStore
from linkscan.http.clock import Clock
from linkscan.http.ratelimit.quota_store import QuotaState, QuotaStore
from linkscan.models import Failure, Request, Response
from linkscan.settings import Settings

pytestmark = pytest.mark.anyio

HOSTS = ("https://a.org/", "https://b.org/", "https://c.org/")


class Client:
    """A web in which everybody answers, or nobody."""

    def __init__(self, *, is_up: bool) -> None:
        self.is_up = is_up

    async def send(self, request: Request) -> Response:
        if self.is_up:
            return Response(request.url, 200, body=request.url.encode())
        return Response(request.url, failure=Failure.DNS)


class Worker:
    """What runs a shard, without dask: a branch over a web of its own."""

    def __init__(self, client: Client, part: Part) -> None:
        self.lost = asyncio.Event()
        self.line = Line(self.response, lambda _: None)
        self.branch = Branch(client, ConnectivityMonitor(client), part, self.line)
        self.asked: list[str] = []

    async def response(self, call: words.Ask) -> Response:
        self.asked.append(call.request.url)
        response: Response = await self.branch.response(call)
        await self.branch.vouch()
        return response

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
    async def employ(self, part: Part, quotas: Mapping[str, QuotaState]) -> AsyncIterator[Employed]:
        if not self.kinds:
            raise LinkscanError("the cluster has no worker left")
        kind = self.kinds.pop(0)
        worker = (Deadly if kind == "deadly" else Worker)(Client(is_up=kind == "good"), part)
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
    nobody = Client(is_up=False)
    store = ResponseStore(folder)
    desk = Desk(store, QuotaStore(folder, Clock()), ConnectivityMonitor(nobody), nobody)
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
        response = await post.line.call(words.Ask(Request(HOSTS[0])))
    assert (response.status, len(hands.employed)) == (200, 2)


async def test_what_every_worker_is_lost_with_is_given_up(tmp_path: Path) -> None:
    hands = Hands(*["deadly"] * PATIENCE, "good")
    async with serving(hands, tmp_path) as post:
        with pytest.raises(LostError):
            await post.line.call(words.Ask(Request(HOSTS[0])))


async def test_when_nobody_is_left_every_call_says_so(tmp_path: Path) -> None:
    async with serving(Hands("deadly"), tmp_path) as post:
        with pytest.raises(LinkscanError, match="no worker left"):
            await post.line.call(words.Ask(Request(HOSTS[0])))


@pytest.mark.parametrize(("crew", "found"), [(("cut off",), {Failure.DNS}), (("cut off", "good"), {None})])
async def test_a_worker_without_network_is_believed_only_if_nobody_has_one(
    tmp_path: Path, crew: tuple[str, ...], found: set[Failure | None]
) -> None:
    async with serving(Hands(*crew), tmp_path) as post:
        responses = await asyncio.gather(*(post.line.call(words.Ask(Request(url))) for url in HOSTS))
    assert {response.failure for response in responses} == found
