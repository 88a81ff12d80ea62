"""Large pages are parsed by workers, with the same result as in this process."""

import asyncio
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import SecretStr

from linkscan.examine import parse_pool
from linkscan.examine.executor import AHEAD, Workers
from linkscan.examine.parse_pool import ParsePool, TargetResult, TokenHosts, read_papers, replay
from linkscan.hosts import host_of, match
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http import open_client
from linkscan.http.cache.trace import note_missing, note_stored
from linkscan.models import Asset, Facts, Failure, File, Health, Kind, Paper, Request, Response, SkipCause, Target
from linkscan.parallel.chunks import CHUNK
from linkscan.parallel.process_pool import WorkerLostError
from linkscan.settings import Settings
from linkscan.text import read
from linkscan.urls import parse_url
from tests.world.world import World

pytestmark = pytest.mark.anyio

NOBODY = TokenHosts(frozenset())
LONG = "<p>What we did, and how, and why, and what came of it.</p>\n" * 400


class Elsewhere(Executor):
    """Does work at once on a pickled copy, as another process would, and records it."""

    def __init__(self) -> None:
        self.given: list[bytes] = []

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given.append(pickle.dumps((work, args)))
        future: Future[Any] = Future()
        there, those = pickle.loads(self.given[-1])
        future.set_result(pickle.loads(pickle.dumps(there(*those))))
        return future


class Slow(Executor):
    """Does nothing until the test lets it continue; crashes on work that names `deadly`."""

    def __init__(self, deadly: str = "nothing") -> None:
        self.deadly = deadly.encode()
        self.waiting: list[Callable[[], None]] | None = []
        self.submitted = 0

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.submitted += 1

        def do() -> None:
            if self.deadly in pickle.dumps(args):
                future.set_exception(WorkerLostError("3 processes in a row ended over it"))
            else:
                future.set_result(work(*args))

        if self.waiting is None:
            do()
        else:
            self.waiting.append(do)
        return future

    def go_on(self) -> None:
        waiting, self.waiting = self.waiting, None
        for do in waiting or ():
            do()


class Doomed(Executor):
    """An executor whose workers always crash."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(WorkerLostError("3 worker processes in a row died on the same task"))
        return future


@dataclass
class Pages:
    """A client that returns one page for every address."""

    body: str = LONG
    asked: list[Request] = field(default_factory=list)

    async def send(self, request: Request) -> Response:
        self.asked.append(request)
        return Response(request.url, 200, headers={"content-type": "text/html"}, body=self.body.encode())


def target_of(url: str = "https://lab.example.org/") -> Target:
    address = parse_url(url)
    assert address is not None
    return match(address)


async def test_small_pages_that_come_together_are_parsed_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    step = parse_pool._step

    def noted(target: Target, flow: FactsFlow, responses: Sequence[Response] | None) -> parse_pool.Step:
        order.extend(["parsed"] if responses else [])
        return step(target, flow, responses)

    monkeypatch.setattr(parse_pool, "_step", noted)
    pool = ParsePool(Pages("<p>A tool."), Workers(), Settings())

    async def examine(number: int) -> None:
        await pool.examine(target_of(f"https://lab.example.org/{number}"))
        order.append("examined")

    await asyncio.gather(*map(examine, range(3)))
    assert order == [*["parsed"] * 3, *["examined"] * 3]


@pytest.mark.parametrize(("url", "has_license"), [("github.com/lab/a", False), ("github.com/lab/a/tree/main/b", None)])
def test_the_checklist_of_a_folder_leaves_open_what_lies_at_the_top(url: str, has_license: bool | None) -> None:
    facts = Facts(Health.OK, "there", files=(File("train.py", 900),), readme="# A tool")
    checklist = parse_pool._result(target_of(f"https://{url}"), facts).checklist
    assert checklist is not None
    assert checklist.license.is_met is has_license


@pytest.mark.parametrize("files", [None, (File("train.py", 900),)])
@pytest.mark.parametrize("readme", [None, "# A tool"])
def test_judged_responses_are_released(files: Any, readme: str | None) -> None:
    facts = parse_pool._result(target_of(), Facts(Health.OK, "there", files=files, readme=readme)).facts
    assert (facts.files, facts.readme) == (None, None)


def test_a_page_names_no_repository_and_what_is_no_page_holds_nothing_known() -> None:
    page = Facts(Health.OK, "there")
    reasons = [
        parse_pool._result(target_of(), facts).holdings[Asset.CODE].reason
        for facts in (page, page._replace(kind=Kind.MODEL), page._replace(notice="Coming soon"))
    ]
    assert [reason == "the page names no repository as its code" for reason in reasons] == [True, False, False]


@pytest.mark.parametrize(("max_age", "ages"), [(None, [72_000.0, None]), (60.0, [None, None])])
async def test_leads_of_a_promise_are_requested_once_a_night(max_age: float | None, ages: list[float | None]) -> None:
    """`--max-age` applies to all responses."""
    pages = Pages("<p>Soon.</p>")
    pool = ParsePool(pages, Workers(), Settings(max_age=max_age))
    targets = [target_of("https://promise.org/"), target_of("https://other.org/")]
    pool.rechecked.add(targets[0].key)
    for target in targets:
        await pool.examine(target)
    assert [request.max_age for request in pages.asked] == ages


@dataclass
class Judge:
    """A host with the same result for every target, from one stored response."""

    health: Health
    NAME: str = "judge"

    def flow(self, target: Target, access: Access) -> FactsFlow:
        yield [Request(target.url)]
        return Facts(self.health, "so it is", status_code=200)


@dataclass
class Cache(Pages):
    """Records the deleted responses."""

    deleted: list[str] = field(default_factory=list)

    async def send(self, request: Request) -> Response:
        note_stored(request.url, self)
        return await super().send(request)

    def delete(self, key: str) -> None:
        self.deleted.append(key)

    def limit_freshness(self, key: str, seconds: float) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    ("health", "at_once", "in_an_outage"),
    [(Health.OK, 0, 0), (Health.RESTRICTED, 1, 1), (Health.GONE, 0, 1)],
)
async def test_disbelieved_responses_leave_the_cache(
    monkeypatch: pytest.MonkeyPatch, health: Health, at_once: int, in_an_outage: int
) -> None:
    monkeypatch.setattr(parse_pool, "host_of", lambda target: Judge(health))
    cache = Cache()
    pool = ParsePool(cache, Workers(), Settings())
    await pool.examine(target_of())
    assert len(cache.deleted) == at_once
    pool.forget("lab.example.org")
    assert len(set(cache.deleted)) == in_an_outage


class Doors:
    """A host with another address for requests with a token."""

    NAME = "doors"

    def flow(self, target: Target, access: Access) -> FactsFlow:
        url = "https://api.org/" if access.has_token("api.github.com") else "https://www.org/"
        (response,) = yield [Request(url)]
        return Facts(Health.OK if response.status else Health.UNREACHABLE, url)


@dataclass
class Store:
    """A recording, or a cache of a run without network, of some addresses."""

    known: tuple[str, ...]
    asked: list[str] = field(default_factory=list)

    async def send(self, request: Request) -> Response:
        self.asked.append(request.url)
        if request.url in self.known:
            return Response(request.url, 200)
        note_missing()
        return Response(request.url, failure=Failure.NOT_RECORDED)


@pytest.mark.parametrize("tokens", [{}, {"api.github.com": (SecretStr("ghp_1"),)}], ids=["anonymous", "token"])
@pytest.mark.parametrize("known", ["https://api.org/", "https://www.org/"])
async def test_recording_is_read_however_it_was_made(monkeypatch: pytest.MonkeyPatch, tokens: Any, known: str) -> None:
    monkeypatch.setattr(parse_pool, "host_of", lambda target: Doors())
    store = Store((known,))
    found = await ParsePool(store, Workers(), Settings(tokens=tokens)).examine(target_of())
    assert (found.facts.health, found.facts.reason, found.facts.skip_cause) == (Health.OK, known, None)
    is_first = bool(tokens) is (known == "https://api.org/")
    assert len(store.asked) == (1 if is_first else 2)


@pytest.mark.parametrize(("offline", "cause"), [(False, SkipCause.NOT_RECORDED), (True, None)])
async def test_what_no_way_tells_is_told_by_the_first(
    monkeypatch: pytest.MonkeyPatch, cause: SkipCause | None, *, offline: bool
) -> None:
    monkeypatch.setattr(parse_pool, "host_of", lambda target: Doors())
    store = Store(())
    found = await ParsePool(store, Workers(), Settings(offline=offline)).examine(target_of())
    assert (found.facts.reason, found.facts.skip_cause) == ("https://www.org/", cause)
    assert sorted(store.asked) == ["https://api.org/", "https://www.org/"]


async def test_a_large_page_is_parsed_by_a_worker() -> None:
    there = Elsewhere()
    found = await ParsePool(Pages(), Workers(there, 1), Settings()).examine(target_of())
    assert (found.facts.health, len(there.given)) == (Health.OK, 1)


@pytest.mark.parametrize(("is_whole", "cause"), [(True, None), (False, SkipCause.NOT_RECORDED)])
async def test_missing_response_in_a_recording_is_reported(is_whole: bool, cause: SkipCause | None) -> None:
    """The original judgement may have used responses that are missing."""

    class Recording(Pages):
        async def send(self, request: Request) -> Response:
            if not is_whole:
                note_missing()
            return await super().send(request)

    found = await ParsePool(Recording(), Workers(), Settings()).examine(target_of())
    assert (found.facts.health, found.facts.skip_cause) == (Health.OK, cause)


async def test_small_page_is_parsed_locally() -> None:
    there = Elsewhere()
    await ParsePool(Pages("<p>Hello.</p>"), Workers(there, 1), Settings()).examine(target_of())
    assert there.given == []


@pytest.mark.parametrize(("size", "handed_over"), [(16_383, 0), (16_384, 1)])
async def test_a_page_is_large_from_sixteen_kibibytes_on(size: int, handed_over: int) -> None:
    there = Elsewhere()
    await ParsePool(Pages(" " * size), Workers(there, 1), Settings()).examine(target_of())
    assert len(there.given) == handed_over


@pytest.mark.parametrize("worth_it", [2 * len(LONG) + 1, 3 * len(LONG)])
async def test_workers_start_when_there_was_enough_for_them(worth_it: int) -> None:
    there = Elsewhere()
    pool = ParsePool(Pages(), Workers(there, 1, bytes_worth_it=worth_it), Settings())
    for number in range(5):
        await pool.examine(target_of(f"https://lab.example.org/{number}"))
    assert len(there.given) == 3


async def settle() -> None:
    """Let all pending tasks continue."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_no_more_pages_are_fetched_than_workers_can_parse() -> None:
    """Otherwise all fetched pages would wait in memory: beyond 32 MiB nothing further is fetched."""
    pages = Pages(" " * (1 << 23))
    pool = ParsePool(pages, Workers(Slow(), 1), Settings())
    found = [asyncio.ensure_future(pool.examine(target_of(f"https://{number}.org/"))) for number in range(9)]
    await settle()
    assert len(pages.asked) == 5
    found[0].cancel()
    await settle()
    assert len(pages.asked) == 9
    for each in found:
        each.cancel()
    await asyncio.gather(*found, return_exceptions=True)


async def test_pages_that_wait_for_a_worker_are_handed_over_together() -> None:
    """Half a mebibyte at a time."""
    slow = Slow()
    pool = ParsePool(Pages(" " * 262_144), Workers(slow, 1), Settings())
    count = 3 + 2 * 2
    found = [asyncio.ensure_future(pool.examine(target_of(f"https://{number}.org/"))) for number in range(count)]
    await settle()
    assert slow.submitted == 3
    slow.go_on()
    assert {each.facts.health for each in await asyncio.gather(*found)} == {Health.OK}
    assert slow.submitted == 3 + 2


async def test_abandoned_target_delays_no_others() -> None:
    slow = Slow()
    pool = ParsePool(Pages(), Workers(slow, 1), Settings())
    found = [asyncio.ensure_future(pool.examine(target_of(f"https://{number}.org/"))) for number in range(AHEAD + 2)]
    await settle()
    given_up = found.pop(AHEAD)  # the first one waiting
    given_up.cancel()
    slow.go_on()
    async with asyncio.timeout(10):
        assert {each.facts.health for each in await asyncio.gather(*found)} == {Health.OK}


@pytest.mark.parametrize(("count", "deadly"), [(20, "https://7.org/"), (5, "https://4.org/")], ids=["many", "two"])
async def test_a_page_that_ends_worker_after_worker_is_unreachable_and_no_other(count: int, deadly: str) -> None:
    """Whatever it was batched with."""
    slow = Slow(deadly)
    pool = ParsePool(Pages(), Workers(slow, 1), Settings())
    found = [asyncio.ensure_future(pool.examine(target_of(f"https://{number}.org/"))) for number in range(count)]
    await settle()
    slow.go_on()
    results = {each.target.url: each.facts for each in await asyncio.gather(*found)}
    assert [url for url, facts in results.items() if facts.health is not Health.OK] == [deadly]
    assert results[deadly].health is Health.UNREACHABLE
    assert results[deadly].reason == "3 processes in a row ended over it"


async def test_no_token_is_sent_to_workers() -> None:
    there = Elsewhere()
    settings = Settings(tokens={"api.github.com": (SecretStr("ghp_secret"),)})
    await ParsePool(Pages(), Workers(there, 1), settings).examine(target_of())
    assert b"ghp_secret" not in b"".join(there.given)


async def test_flow_handed_to_a_worker_continues_there() -> None:
    """A page with a client-side redirect, and its target."""
    there, url = Elsewhere(), "https://lab.example.org/"

    class Detour(Pages):
        async def send(self, request: Request) -> Response:
            response = await super().send(request)
            on = f'<meta http-equiv="refresh" content="0; url={url}new"><!-- {LONG} -->'
            return response if len(self.asked) > 1 else Response(url, 200, headers=response.headers, body=on.encode())

    pages = Detour("<h1>Tool</h1>")
    found = await ParsePool(pages, Workers(there, 1), Settings()).examine(target_of(url))
    assert [request.url for request in pages.asked] == [url, f"{url}new"]
    assert (found.facts.final_url, len(there.given)) == (f"{url}new", 2)


async def test_replayed_flow_of_every_host_gives_the_same_result() -> None:
    """Round by round, with a token and without."""
    code = {"README.md": "# Tool", "src/main.py": "print('a line of code')\n" * 40}
    async with World() as world:
        world.github.repository("lab/tool", code, stars=3)
        world.gitlab.repository("lab/tool", code)
        world.huggingface.model("lab/weights", {"config.json": "{}", "model.safetensors": "0" * 4096})
        world.page("https://tool.example.org/", "<h1>Tool</h1><a href='https://github.com/lab/tool'>Code</a>")
        urls = [
            "https://github.com/lab/tool",
            "https://github.com/lab/never",
            "https://gitlab.com/lab/tool",
            "https://huggingface.co/lab/weights",
            "https://tool.example.org/",
        ]
        for tokens in ({}, {"api.github.com": world.github.token()}):
            settings = world.settings(tokens=tokens)
            access = TokenHosts(frozenset(tokens))
            async with open_client(settings) as client:
                for url in urls:
                    sent: list[Sequence[Response]] = []
                    target = target_of(url)
                    flow = host_of(target).flow(target, access)
                    step = next(flow)
                    while not isinstance(replayed := replay(target, access, sent), TargetResult):
                        assert list(replayed) == list(step)
                        sent.append([await client.send(request) for request in step])
                        try:
                            step = flow.send(sent[-1])
                        except StopIteration:
                            continue
                    found = await ParsePool(client, Workers(), settings).examine(target)
                    assert (replayed.facts.health, replayed.holdings) == (found.facts.health, found.holdings)


def papers(count: int) -> Iterator[Paper]:
    for number in range(count):
        yield Paper(str(number), f"Paper {number}", abstract=f"Code is at https://github.com/lab/tool{number}.")


@pytest.mark.parametrize(("count", "chunks"), [(9, 0), (10, 1), (2 * CHUNK + 1, 3)])
async def test_papers_are_read_in_their_order_by_workers_where_they_are_many(count: int, chunks: int) -> None:
    there = Elsewhere()
    told = [text async for text in read_papers(papers(count), Workers(there, 1, papers_worth_it=10))]
    assert [paper.id for paper, _ in told] == [str(number) for number in range(count)]
    assert [reading for _, reading in told] == list(map(read, papers(count)))
    assert len(there.given) == chunks


async def test_papers_that_kill_workers_are_not_dropped_silently() -> None:
    with pytest.raises(WorkerLostError):
        [text async for text in read_papers(papers(10), Workers(Doomed(), 1))]


async def test_three_chunks_of_papers_are_with_each_worker_and_no_more_are_taken() -> None:
    taken = 0

    def counted() -> Iterator[Paper]:
        nonlocal taken
        for paper in papers(20 * CHUNK):
            taken += 1
            yield paper

    slow = Slow()
    texts = read_papers(counted(), Workers(slow, 1))
    first = asyncio.ensure_future(anext(texts))
    await settle()
    assert (slow.submitted, taken) == (3, 3 * CHUNK)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await texts.aclose()
