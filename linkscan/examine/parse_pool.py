"""The work given to workers: chunks of abstracts to read, and large responses to parse and judge.

A flow is pure: the same responses always lead to the same result. A worker receives all responses that a target's flow
was sent so far, replays the flow, and returns its next step: further requests, or the result.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, starmap
from typing import TYPE_CHECKING

from linkscan import content
from linkscan.examine.doubts import Doubts
from linkscan.examine.executor import AHEAD, Workers
from linkscan.hosts import host_of
from linkscan.hosts.base import FactsFlow
from linkscan.http.cache.trace import Trace
from linkscan.models import (
    Asset,
    Checklist,
    Content,
    Facts,
    Health,
    Judgement,
    Kind,
    Paper,
    Reading,
    Request,
    Response,
    SkipCause,
    Target,
)
from linkscan.parallel.chunks import chunked
from linkscan.parallel.process_pool import WorkerLostError
from linkscan.settings import Settings
from linkscan.settings.credentials import TOKENS

if TYPE_CHECKING:
    from linkscan.http import Client  # workers do not need it, and importing it would double their start-up time

LARGE = 1 << 14
"""Minimum bytes of responses to send to a worker: parsing so many takes milliseconds, sending them a tenth of that."""

CHUNK_BYTES = 1 << 19
"""Maximum bytes of responses sent to a worker together."""
MOST_WAITING = 1 << 25
"""Bytes of responses waiting for workers above which no further target is started."""

Text = tuple[Paper, Reading]
"""A paper without its abstract, which is no longer needed, and the reading of it."""

_UNNAMED: Mapping[Asset, Judgement] = dict.fromkeys(
    Asset, Judgement(Content.UNKNOWN, "the page names no repository as its code")
)


@dataclass(frozen=True, slots=True)
class TargetResult:
    """The facts about a target, and the judgement of each asset in it.

    `facts` no longer has the files and the README: they have been judged, and take the most memory.
    """

    target: Target
    facts: Facts
    holdings: Mapping[Asset, Judgement]
    checklist: Checklist | None = None


Step = Sequence[Request] | TargetResult
"""The next step of a flow: requests to send, or its result."""


@dataclass(frozen=True, slots=True)
class TokenHosts:
    """The hosts that there is a credential for: all that a flow, and a worker, may know of the settings."""

    hosts: frozenset[str]

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` carry a credential."""
        return host in self.hosts


RECHECKED_AFTER = 20 * 3600.0
"""Maximum age, in seconds, of cached responses about an open promise: renewed every night, but not by a resumed run."""

_OTHER_ACCESS = (TokenHosts(frozenset()), TokenHosts(frozenset(TOKENS)))
"""The access with which a cache or a recording may have been made: no tokens, or all of them."""

_Work = tuple[Target, TokenHosts, Sequence[Sequence[Response]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """The arguments of a `replay`, the bytes that it parses, and the future of its step."""

    work: _Work
    size: int
    step: asyncio.Future[Step]


class ParsePool:
    """Examines targets: sends the requests of their flows, and has large responses parsed by workers.

    To bound memory, no further target is started while too many bytes wait for workers. `rechecked` are the keys of
    targets for which cached responses older than `RECHECKED_AFTER` are not used.
    """

    def __init__(self, client: "Client", workers: Workers, settings: Settings) -> None:
        self.client, self.per_host = client, settings.per_host
        self.access = TokenHosts(frozenset(settings.tokens))
        self._doubts = Doubts()
        self._without_network = SkipCause.OFFLINE if settings.offline else SkipCause.NOT_RECORDED
        self._workers = workers
        self._turns = asyncio.Semaphore(AHEAD * workers.count)
        self._jobs: deque[_Job] = deque()
        self._seen = 0  # total bytes of large responses
        self._waiting = 0  # bytes of those that are being parsed by workers, or wait for one
        self.rechecked: set[str] = set()
        self._max_age = settings.max_age
        self._has_room = asyncio.Event()
        self._has_room.set()

    async def examine(self, target: Target) -> TargetResult:
        """Return the judged result of a target.

        If responses are missing from the cache or recording, the flow is also tried with and without tokens, so that
        the same store gives the same result whatever credentials there are now. Responses that are not believed are
        evicted from the cache.
        """
        await self._has_room.wait()
        result, trace = await self._traced(target, self.access)
        for access in _OTHER_ACCESS:
            if trace.missing and access != self.access:
                other, other_trace = await self._traced(target, access)
                if other_trace.missing < trace.missing:
                    result, trace = other, other_trace
        self._doubts.judge(result, trace)
        if trace.missing and result.facts.skip_cause is None and self._without_network is SkipCause.NOT_RECORDED:
            return replace(result, facts=result.facts._replace(skip_cause=SkipCause.NOT_RECORDED))
        return result

    def forget(self, host: str | None) -> None:
        """Evict the responses behind bad findings on a host, or on all hosts, because an outage makes them doubtful."""
        self._doubts.forget(host)

    async def _traced(self, target: Target, access: TokenHosts) -> tuple[TargetResult, Trace]:
        with Trace() as trace:
            return await self._flow(target, access), trace

    async def _flow(self, target: Target, access: TokenHosts) -> TargetResult:
        flow = host_of(target).flow(target, access)
        max_age = RECHECKED_AFTER if target.key in self.rechecked and self._max_age is None else None
        sent: list[Sequence[Response]] = []
        step, is_here = _step(target, flow, None), True
        while not isinstance(step, TargetResult):
            sent.append(await self._send(step, max_age))
            is_here = is_here and not self._is_worth_it(sent[-1])
            step = await _step_in_row(target, flow, sent[-1]) if is_here else await self._replayed(target, access, sent)
        return step

    async def _send(self, requests: Sequence[Request], max_age: float | None) -> Sequence[Response]:
        if max_age is not None:
            requests = [request._replace(max_age=max_age) for request in requests]
        if len(requests) == 1:
            return [await self.client.send(requests[0])]
        return await asyncio.gather(*map(self.client.send, requests))

    def _is_worth_it(self, responses: Sequence[Response]) -> bool:
        """Return whether the responses are large, and enough of such came in to justify starting workers."""
        if not self._workers.count or (size := _size(responses)) < LARGE:
            return False
        self._seen += size
        return self._seen >= self._workers.bytes_worth_it

    async def _replayed(self, target: Target, access: TokenHosts, sent: Sequence[Sequence[Response]]) -> Step:
        """Return the next step as computed by a worker; jobs that wait for one are sent together, in chunks."""
        job = _Job((target, access, sent), sum(map(_size, sent)), asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        self._account(job.size)
        try:
            async with self._turns:
                while self._jobs and self._jobs[0].step.done():  # cancelled: nothing waits for it any more
                    self._jobs.popleft()
                if self._jobs and self._jobs[0] is job:
                    await self._run(self._chunk())
            return await job.step
        finally:
            job.step.cancel()  # no effect if it is done
            self._account(-job.size)

    def _chunk(self) -> "Sequence[_Job]":
        """Remove and return the jobs of the next chunk."""
        chunk = [self._jobs.popleft()]
        size = chunk[0].size
        while self._jobs and (size := size + self._jobs[0].size) <= CHUNK_BYTES:
            chunk.append(self._jobs.popleft())
        return chunk

    async def _run(self, chunk: "Sequence[_Job]") -> None:
        try:
            steps = await self._workers.run(replay_all, [job.work for job in chunk])
        except WorkerLostError as lost:
            if len(chunk) > 1:  # run each alone to find the one that kills workers
                for job in chunk:
                    await self._run([job])
                return
            steps = [_result(chunk[0].work[0], Facts(Health.UNREACHABLE, str(lost)))]
        except BaseException:
            for job in chunk:
                job.step.cancel()
            raise
        for job, step in zip(chunk, steps, strict=True):
            if not job.step.done():
                job.step.set_result(step)

    def _account(self, size: int) -> None:
        self._waiting += size
        if self._waiting > MOST_WAITING:
            self._has_room.clear()
        else:
            self._has_room.set()


def _size(responses: Sequence[Response]) -> int:
    return sum(len(response.body) for response in responses)


def replay_all(work: "Sequence[_Work]") -> Sequence[Step]:
    """Return the next steps of several flows."""
    return list(starmap(replay, work))


def replay(target: Target, access: TokenHosts, sent: Sequence[Sequence[Response]]) -> Step:
    """Return the next step of a flow after these rounds of responses."""
    flow = host_of(target).flow(target, access)
    step = _step(target, flow, None)
    for responses in sent:
        step = _step(target, flow, responses)
    return step


def _step(target: Target, flow: FactsFlow, responses: Sequence[Response] | None) -> Step:
    try:
        return next(flow) if responses is None else flow.send(responses)
    except StopIteration as end:
        facts: Facts = end.value
        return _result(target, facts)


async def _step_in_row(target: Target, flow: FactsFlow, responses: Sequence[Response]) -> Step:
    """Return the next step of a flow, computed in a row with those of other flows that are ready.

    Of the tasks whose responses came in the same turn of the event loop, none continues before all have got this far.
    Code that is run again at once takes less time (caches, branch prediction): a third less for small pages.
    """
    await asyncio.sleep(0)
    step = _step(target, flow, responses)
    await asyncio.sleep(0)
    return step


def _result(target: Target, facts: Facts) -> TargetResult:
    is_light = facts.files is None and facts.readme is None
    holdings = _holdings(target, facts)
    bare = facts if is_light else facts._replace(files=None, readme=None)
    return TargetResult(target, bare, holdings, _checklist(target, facts, holdings))


def _checklist(target: Target, facts: Facts, holdings: Mapping[Asset, Judgement]) -> Checklist | None:
    """Return the checklist of a repository, else None; a subfolder does not show what lies at the top level."""
    if not facts.files or (facts.kind or target.kind) is not Kind.REPOSITORY:
        return None
    return content.check(facts.files, facts.readme, facts.metadata, holdings, facts.tags, is_whole=not target.path)


def _holdings(target: Target, facts: Facts) -> Mapping[Asset, Judgement]:
    """Return the judgements of a target by itself: a page has no files, and what it leads to is another target."""
    if (facts.kind or target.kind) is Kind.PAGE and facts.files is None and facts.notice is None:
        return _UNNAMED
    languages = facts.metadata.languages if facts.metadata else None
    return content.judge(facts.files, facts.readme, facts.notice, facts.canonical or target.canonical, languages)


async def read_papers(papers: Iterable[Paper], workers: Workers) -> AsyncGenerator[Text, None]:
    """Yield papers with their readings, in order; chunks are read by workers if there are many papers."""
    rest = iter(papers)
    first = list(islice(rest, workers.papers_worth_it))
    if not workers.count or len(first) < workers.papers_worth_it:
        for chunk in chunked(chain(first, rest)):
            for text in read_chunk(chunk):
                yield text
        return
    waiting: deque[asyncio.Task[list[Text]]] = deque()
    try:
        for chunk in chunked(chain(first, rest)):
            waiting.append(asyncio.ensure_future(workers.run(read_chunk, chunk)))
            if len(waiting) >= AHEAD * workers.count:
                for text in await waiting.popleft():
                    yield text
        while waiting:
            for text in await waiting.popleft():
                yield text
    finally:
        for task in waiting:
            task.cancel()


def read_chunk(papers: Sequence[Paper]) -> list[Text]:
    """Return the papers with their readings."""
    from linkscan.text import read  # noqa: PLC0415 - its grammar takes 60 ms, which checking addresses need not pay

    return [(replace(paper, abstract=""), read(paper)) for paper in papers]
