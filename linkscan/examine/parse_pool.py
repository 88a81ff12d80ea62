"""What is handed to workers: chunks of abstracts to read, and large responses to parse and judge.

A flow is pure: it does the same wherever it is sent the same responses. A worker is given all that a target's flow was
sent so far, and gives what comes next: further requests, or what was learned.
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
from linkscan.http.cache.trace import Trace, trace_requests
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
from linkscan.parallel import WorkerLostError, chunked
from linkscan.settings import Settings
from linkscan.settings.credentials import TOKENS

if TYPE_CHECKING:
    from linkscan.http import Client  # workers need none of it, and would import it for as long as the rest takes

LARGE = 1 << 14
"""Bytes of a response that are worth handing over: a page of so many takes milliseconds, handing it over a tenth."""

CHUNK_BYTES = 1 << 19
"""Bytes of responses that are handed over at once where so many wait."""
MOST_WAITING = 1 << 25
"""Bytes of responses that may wait for workers before no further target is begun."""

Text = tuple[Paper, Reading]
"""A paper without its abstract, which nothing needs any more, and what the abstract says."""

_UNNAMED: Mapping[Asset, Judgement] = dict.fromkeys(
    Asset, Judgement(Content.UNKNOWN, "the page names no repository as its code")
)


@dataclass(frozen=True, slots=True)
class TargetResult:
    """What was learned of a target, and what it holds of each asset.

    The files and the README are gone from `facts`: they have been judged, and are all that is large.
    """

    target: Target
    facts: Facts
    holdings: Mapping[Asset, Judgement]
    checklist: Checklist | None = None


Step = Sequence[Request] | TargetResult
"""What a flow comes to next."""


@dataclass(frozen=True, slots=True)
class TokenHosts:
    """The hosts that there is a credential for: what a flow may know of the settings, and a worker too."""

    hosts: frozenset[str]

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` carry a credential."""
        return host in self.hosts


RECHECKED_AFTER = 20 * 3600.0
"""Seconds after which what a promise leads to is asked for again: once a night, and not again after a killed run."""

_OTHER_ACCESS = (TokenHosts(frozenset()), TokenHosts(frozenset(TOKENS)))
"""What a flow may have known of the credentials when a cache or a recording was made."""

_Work = tuple[Target, TokenHosts, Sequence[Sequence[Response]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """The arguments of a `replay`, how many bytes there are to parse, and the future of what comes next."""

    work: _Work
    size: int
    step: asyncio.Future[Step]


class ParsePool:
    """Examines targets: sends the requests of their flows, and has large responses parsed by workers.

    When too much of what was fetched waits for them, no further target is begun: memory is bounded. `rechecked` are the
    keys of targets of which no response that is older than `RECHECKED_AFTER` is taken from the cache.
    """

    def __init__(self, client: "Client", workers: Workers, settings: Settings) -> None:
        self.client, self.per_host = client, settings.per_host
        self.access = TokenHosts(frozenset(settings.tokens))
        self._doubts = Doubts()
        self._without_network = SkipCause.OFFLINE if settings.offline else SkipCause.NOT_RECORDED
        self._workers = workers
        self._turns = asyncio.Semaphore(AHEAD * workers.count)
        self._jobs: deque[_Job] = deque()
        self._seen = 0  # bytes of large responses
        self._waiting = 0  # bytes of those that are with workers, or wait for one
        self.rechecked: set[str] = set()
        self._max_age = settings.max_age
        self._has_room = asyncio.Event()
        self._has_room.set()

    async def examine(self, target: Target) -> TargetResult:
        """Return what the flow of a target's host learns of it, judged.

        Without network it is learned by whatever way the cache or the recording knows, with a token or without: the
        same store gives the same result, whatever credentials there are. What is not believed leaves the cache.
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
            return replace(result, facts=replace(result.facts, skip_cause=SkipCause.NOT_RECORDED))
        return result

    def forget(self, host: str | None) -> None:
        """Remove from the cache what was found bad on a host, or on all, because an outage makes it doubtful."""
        self._doubts.forget(host)

    async def _traced(self, target: Target, access: TokenHosts) -> tuple[TargetResult, Trace]:
        with trace_requests() as trace:
            return await self._flow(target, access), trace

    async def _flow(self, target: Target, access: TokenHosts) -> TargetResult:
        flow = host_of(target).flow(target, access)
        max_age = RECHECKED_AFTER if target.key in self.rechecked and self._max_age is None else None
        sent: list[Sequence[Response]] = []
        step, is_here = _step(target, flow, None), True
        while not isinstance(step, TargetResult):
            sent.append(await self._send(step, max_age))
            is_here = is_here and not self._is_worth_it(sent[-1])
            step = _step(target, flow, sent[-1]) if is_here else await self._replayed(target, access, sent)
        return step

    async def _send(self, requests: Sequence[Request], max_age: float | None) -> Sequence[Response]:
        if max_age is not None:
            requests = [replace(request, max_age=max_age) for request in requests]
        if len(requests) == 1:
            return [await self.client.send(requests[0])]
        return await asyncio.gather(*map(self.client.send, requests))

    def _is_worth_it(self, responses: Sequence[Response]) -> bool:
        """Return whether what came is large, and there was so much of it that workers are worth their start."""
        if not self._workers.count or (size := _size(responses)) < LARGE:
            return False
        self._seen += size
        return self._seen >= self._workers.bytes_worth_it

    async def _replayed(self, target: Target, access: TokenHosts, sent: Sequence[Sequence[Response]]) -> Step:
        """Return what a worker makes of the responses; those that wait for one are handed over together."""
        job = _Job((target, access, sent), sum(map(_size, sent)), asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        self._account(job.size)
        try:
            async with self._turns:
                while self._jobs and self._jobs[0].step.done():  # nobody waits for it any more
                    self._jobs.popleft()
                if self._jobs and self._jobs[0] is job:
                    await self._run(self._chunk())
            return await job.step
        finally:
            job.step.cancel()  # does nothing to one that is done
            self._account(-job.size)

    def _chunk(self) -> "Sequence[_Job]":
        """Take the jobs of one chunk."""
        chunk = [self._jobs.popleft()]
        size = chunk[0].size
        while self._jobs and (size := size + self._jobs[0].size) <= CHUNK_BYTES:
            chunk.append(self._jobs.popleft())
        return chunk

    async def _run(self, chunk: "Sequence[_Job]") -> None:
        try:
            steps = await self._workers.run(replay_all, [job.work for job in chunk])
        except WorkerLostError as lost:
            if len(chunk) > 1:  # which of them it was shows when each is alone
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
    """Return what several flows come to."""
    return list(starmap(replay, work))


def replay(target: Target, access: TokenHosts, sent: Sequence[Sequence[Response]]) -> Step:
    """Return what a flow comes to when it is sent these rounds of responses."""
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


def _result(target: Target, facts: Facts) -> TargetResult:
    is_light = facts.files is None and facts.readme is None
    holdings = _holdings(target, facts)
    bare = facts if is_light else replace(facts, files=None, readme=None)
    return TargetResult(target, bare, holdings, _checklist(target, facts, holdings))


def _checklist(target: Target, facts: Facts, holdings: Mapping[Asset, Judgement]) -> Checklist | None:
    """Return how complete a repository is; a part of one does not show what lies at its top."""
    if not facts.files or (facts.kind or target.kind) is not Kind.REPOSITORY:
        return None
    return content.check(facts.files, facts.readme, facts.metadata, holdings, facts.tags, is_whole=not target.path)


def _holdings(target: Target, facts: Facts) -> Mapping[Asset, Judgement]:
    """Judge a target by itself. A page has no files to list; where it leads is another target."""
    if (facts.kind or target.kind) is Kind.PAGE and facts.files is None and facts.notice is None:
        return _UNNAMED
    languages = facts.metadata.languages if facts.metadata else None
    return content.judge(facts.files, facts.readme, facts.notice, facts.canonical or target.canonical, languages)


async def read_papers(papers: Iterable[Paper], workers: Workers) -> AsyncGenerator[Text, None]:
    """Yield papers as they were read, in their order, chunk by chunk where they are many."""
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
    """Return what some papers say."""
    from linkscan.text import read  # noqa: PLC0415 - its grammar takes 60 ms, which checking addresses need not pay

    return [(replace(paper, abstract=""), read(paper)) for paper in papers]
