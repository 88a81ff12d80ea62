"""The library: scan and check from Python, with results as they come, progress, stop and ledger."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from linkscan import checking
from linkscan.decide.verdict import decide
from linkscan.models import Change, Health, Link, LinkResult, Paper, PaperRef, PaperResult, Reading
from linkscan.reports.json import load
from linkscan.reports.report import Report
from linkscan.run_control import NullListener, ProgressListener, StopSignal
from linkscan.settings import Settings
from linkscan.settings.option import seconds
from linkscan.spellings import as_url

if TYPE_CHECKING:
    from linkscan.inputs.feed import Feed, Fetched
    from linkscan.inputs.loading import Papers
    from linkscan.sources import Query

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int], object] | ProgressListener
"""Called with how many addresses are done and how many there are, or a listener that hears of each."""


def read(paper: Paper | str) -> Reading:
    """Return the links and the claims of a paper, or of a text as if it were an abstract. No network is used.

    >>> reading = read("Our code is at github.com/lab/tool. Data will be released.")
    >>> [link.url for link in reading.links]
    ['https://github.com/lab/tool']
    >>> [(claim.asset.value, claim.stance.value, claim.url) for claim in reading.claims]
    [('code', 'released', 'https://github.com/lab/tool'), ('data', 'promised', None)]
    """
    if isinstance(paper, str):
        paper = Paper(id="text", title="", abstract=paper)
    if not isinstance(paper, Paper):
        raise TypeError(f"read takes a Paper or a text, not {type(paper).__name__}")
    from linkscan import text  # noqa: PLC0415 - its grammar takes 60 ms, which checking addresses need not pay

    return text.read(paper)


async def scan_async(
    papers: "Papers",
    settings: Settings | None = None,
    *,
    record: Path | str | None = None,
    replay: Path | str | None = None,
    progress: Progress | None = None,
    stop: StopSignal | None = None,
    timeout: float | str | timedelta | None = None,  # noqa: ASYNC109 - it ends the run with a report, not an exception
    ledger: Path | str | None = None,
) -> Report:
    """Return the report on what became of the claims of papers.

    `settings` default to those of the command line: files of the folder and the environment. `record` writes every
    exchange to a WARC file; `replay` answers from such a file instead of the network. `timeout` is for the whole run
    (seconds, "10m"); when it is over, or `stop` is pulled, the report says what is known and is `incomplete`. With a
    `ledger`, the file that remembers earlier runs, the report tells what changed, and is entered into it. Raises
    InputError for what is no paper, AccessError when a host rejects its credential.

    >>> import asyncio
    >>> report = asyncio.run(scan_async("papers.jsonl", settings))
    >>> [paper.verdict.value for paper in report.papers]
    ['available', 'missing']
    """
    from linkscan import pipeline  # noqa: PLC0415 - checking addresses needs none of these
    from linkscan.history import open_ledger  # noqa: PLC0415
    from linkscan.inputs.feed import read_to_the_end  # noqa: PLC0415
    from linkscan.inputs.loading import load_papers, split_queries  # noqa: PLC0415
    from linkscan.papers.dedup import merge  # noqa: PLC0415
    from linkscan.pipeline.run_record import with_run  # noqa: PLC0415

    settings = _limited(settings, timeout)
    started = datetime.now(UTC)
    book = None if ledger is None else Path(ledger)
    queries, others = split_queries(papers)
    past = _past(book, queries, settings, started)
    fetched: list[Fetched] = []
    report = await pipeline.scan_async(
        merge(load_papers(others)),
        settings,
        feed=past.feed,
        on_fetched=fetched.append,
        record=_path(record),
        replay=_path(replay),
        watch=_listener(progress),
        stop=stop,
        before=past.health,
        settled_at=past.settled_at,
    )
    report = with_run(report, settings, [papers] if isinstance(papers, (str, Path)) else [], started)
    if book is None or replay is not None:
        return report
    with open_ledger(book) as opened:
        report = opened.annotate(report, timedelta(seconds=settings.grace))
        opened.record(report, read_to_the_end(report, fetched[0], past.feed.today))
    return report


def scan(
    papers: "Papers",
    settings: Settings | None = None,
    *,
    record: Path | str | None = None,
    replay: Path | str | None = None,
    progress: Progress | None = None,
    stop: StopSignal | None = None,
    timeout: float | str | timedelta | None = None,
    ledger: Path | str | None = None,
) -> Report:
    """Return the report on papers, from code that is not async; see `scan_async`.

    In a notebook, interrupting the cell ends the run at once with a report of what is known.

    >>> report = scan("papers.jsonl", settings)
    >>> report.summary.papers_with_code_claim
    2
    >>> scan([{"title": "A Plan", "abstract": "Code will be released."}], settings).papers[0].verdict.value
    'missing'
    """
    stop = stop or StopSignal()
    return _run(
        scan_async(
            papers,
            settings,
            record=record,
            replay=replay,
            progress=progress,
            stop=stop,
            timeout=timeout,
            ledger=ledger,
        ),
        stop,
    )


async def stream(
    papers: "Papers",
    settings: Settings | None = None,
    *,
    record: Path | str | None = None,
    replay: Path | str | None = None,
    progress: Progress | None = None,
    stop: StopSignal | None = None,
    timeout: float | str | timedelta | None = None,  # noqa: ASYNC109 - as in scan_async
) -> AsyncGenerator[PaperResult, None]:
    """Yield each paper as soon as all its addresses are examined, in the order in which that happens.

    What needs the whole run comes at the end: papers in which a claim has no verdict before it, and what a network or
    host that failed for long leaves undecided. Leaving the loop early ends the run.

    >>> import asyncio
    >>> async def verdicts():
    ...     return sorted([paper.verdict.value async for paper in stream("papers.jsonl", settings)])
    >>> asyncio.run(verdicts())
    ['available', 'missing']
    """
    from linkscan import pipeline  # noqa: PLC0415 - as above
    from linkscan.inputs.feed import Feed  # noqa: PLC0415
    from linkscan.inputs.loading import load_papers, split_queries  # noqa: PLC0415
    from linkscan.papers.dedup import merge  # noqa: PLC0415

    decided = _Decided(_listener(progress))
    stop = stop or StopSignal()
    queries, others = split_queries(papers)
    run = asyncio.ensure_future(
        pipeline.scan_async(
            merge(load_papers(others)),
            _limited(settings, timeout),
            feed=Feed(tuple(queries), datetime.now(UTC).date()),
            record=_path(record),
            replay=_path(replay),
            watch=decided,
            stop=stop,
            on_read=decided.begin,
        )
    )
    run.add_done_callback(lambda _: decided.ready.put_nowait(None))
    given: set[str] = set()
    try:
        while (paper := await decided.ready.get()) is not None:
            given.add(paper.id)
            yield paper
        for paper in (await run).papers:
            if paper.id not in given:
                yield paper
    finally:
        await _ended(run)


def check_async(
    urls: str | Iterable[str],
    settings: Settings | None = None,
    *,
    record: Path | str | None = None,
    replay: Path | str | None = None,
    progress: Progress | None = None,
    stop: StopSignal | None = None,
    archives: bool = False,
) -> "Check":
    """Return what is behind one address or several: awaited, all in their order; iterated, as they come. Each once.

    A DOI, an arXiv id and `git@host:owner/name` stand for their addresses. `stop` ends it early, as in `scan_async`.
    With `archives`, archived copies are looked for of what is gone.

    >>> import asyncio
    >>> [found] = asyncio.run(check_async("https://github.com/lab/tool", settings))
    >>> found.content.value, found.content_reason
    ('present', 'code: main.py')
    """
    given = [urls] if isinstance(urls, (str, Path)) else list(urls)
    listener = _Passing(_listener(progress))
    return Check(
        checking.check_async(
            [as_url(str(url)) for url in given],
            settings if settings is not None else Settings.load(),
            record=_path(record),
            replay=_path(replay),
            watch=listener,
            stop=stop,
            find_copies=_find_copies() if archives else None,
        ),
        listener,
    )


def check(
    urls: str | Iterable[str],
    settings: Settings | None = None,
    *,
    record: Path | str | None = None,
    replay: Path | str | None = None,
    progress: Progress | None = None,
    stop: StopSignal | None = None,
    archives: bool = False,
) -> tuple[LinkResult, ...]:
    """Return what is behind addresses, from code that is not async; see `check_async`.

    >>> [found] = check(["https://github.com/lab/never"], settings)
    >>> found.health.value, found.reason
    ('gone', 'no public repository: git and the page both say so')
    """
    stop = stop or StopSignal()
    found = check_async(urls, settings, record=record, replay=replay, progress=progress, stop=stop, archives=archives)
    return _run(found, stop)


def load_report(path: Path | str) -> Report:
    """Return an earlier report: of `report.json`, or of the folder that holds it; see `Report.load`.

    >>> path = write_reports(scan("papers.jsonl", settings), "reports", "june")[0]
    >>> len(load_report(path))
    2
    """
    return load(path)


def diff(old: Report | Path | str, new: Report | Path | str) -> tuple[Change, ...]:
    """Return what changed between two reports, or files or folders of reports.

    >>> before = scan([{"id": "1", "title": "A Plan", "abstract": "Code will be released."}], settings)
    >>> after = scan([{"id": "1", "title": "A Plan", "abstract": "Code: https://github.com/lab/tool"}], settings)
    >>> [change.kind.value for change in diff(before, after)]
    ['kept']
    """
    from linkscan.history.diff import diff as compare_reports  # noqa: PLC0415 - as above

    first, second = (report if isinstance(report, Report) else load(report) for report in (old, new))
    return compare_reports(first, second)


class Check(Coroutine[Any, Any, tuple[LinkResult, ...]]):
    """A check under way: `await` gives all results in their order, `async for` each as it comes."""

    def __init__(self, work: Coroutine[Any, Any, tuple[LinkResult, ...]], heard: "_Passing") -> None:
        """Take the work, and the listener through which its results pass."""
        self._work, self._heard = work, heard

    def __await__(self) -> Generator[Any, Any, tuple[LinkResult, ...]]:
        """Return all results, in the order of the addresses."""
        return self._work.__await__()

    async def __aiter__(self) -> AsyncGenerator[LinkResult, None]:
        """Yield each result as it comes; what a missing network leaves unjudged comes last."""
        run = asyncio.ensure_future(self._work)
        run.add_done_callback(lambda _: self._heard.ready.put_nowait(None))
        given: set[str] = set()
        try:
            while (found := await self._heard.ready.get()) is not None:
                if found.health in _BELIEVED:
                    given.add(found.url)
                    yield found
            for found in await run:
                if found.url not in given:
                    yield found
        finally:
            await _ended(run)

    def send(self, value: Any, /) -> Any:
        """Drive the work, as asyncio does with a coroutine."""
        return self._work.send(value)

    def throw(self, *error: Any) -> Any:
        """Raise an error inside the work."""
        return self._work.throw(*error)

    def close(self) -> None:
        """Abandon the work."""
        self._work.close()


_BELIEVED = (Health.OK, Health.MOVED, Health.INVALID)
"""What the rest of a run cannot change: that something is there, or is no address."""


@dataclass(slots=True)
class _Passing:
    """Passes on what a listener hears, to be received one by one."""

    listener: ProgressListener
    ready: "asyncio.Queue[LinkResult | None]" = field(default_factory=asyncio.Queue)

    def started(self, links: Sequence[Link]) -> None:
        self.listener.started(links)

    def examined(self, evidence: LinkResult, /) -> None:
        self.listener.examined(evidence)
        self.ready.put_nowait(evidence)


async def _ended(run: "asyncio.Future[Any]") -> None:
    """Cancel a run that is not done, and wait until it has tidied up."""
    if not run.done():
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run


@dataclass(frozen=True, slots=True)
class _Past:
    """What a ledger knows before a run: the health of addresses, when it was settled, what services gave."""

    feed: "Feed"
    health: Mapping[str, Health] = field(default_factory=dict)
    settled_at: Mapping[str, str] = field(default_factory=dict)


def _past(book: Path | None, queries: "Sequence[Query]", settings: Settings, now: datetime) -> _Past:
    from linkscan.history import open_ledger  # noqa: PLC0415
    from linkscan.inputs.feed import feed_of  # noqa: PLC0415 - as above

    if book is None or not book.is_file():
        return _Past(feed_of(None, queries, settings, now.date()))
    with open_ledger(book) as ledger:
        feed = feed_of(ledger, queries, settings, now.date())
        return _Past(feed, ledger.health(now.isoformat()), ledger.settled_at())


def _limited(settings: Settings | None, timeout: float | str | timedelta | None) -> Settings:
    """Return the settings of a run that may take no longer than `timeout`."""
    settings = settings if settings is not None else Settings.load()
    return settings if timeout is None else settings.replace(budget_time=seconds(timeout))


def _find_copies() -> checking.CopyFinder:
    from linkscan.examine.enrich import find_copies  # noqa: PLC0415 - only of what is gone, where it is asked for

    return find_copies


def _path(path: Path | str | None) -> Path | None:
    return None if path is None else Path(path)


def _listener(progress: Progress | None) -> ProgressListener:
    if progress is None:
        return NullListener()
    return _Counting(progress) if callable(progress) else progress


@dataclass(slots=True)
class _Counting:
    """Calls back with how many are done, and how many there are."""

    call: Callable[[int, int], object]
    done: int = 0
    total: int = 0

    def started(self, links: Sequence[Link]) -> None:
        self.total = len(links)
        self.call(0, self.total)

    def examined(self, _evidence: LinkResult, /) -> None:
        self.done += 1
        self.call(self.done, self.total)


@dataclass(slots=True)
class _Decided:
    """Decides each paper as soon as the last of its addresses is examined."""

    listener: ProgressListener
    ready: "asyncio.Queue[PaperResult | None]" = field(default_factory=asyncio.Queue)
    _found: dict[str, LinkResult] = field(default_factory=dict)
    _waiting: dict[str, list[int]] = field(default_factory=dict)
    _left: list[int] = field(default_factory=list)
    _readings: Sequence[tuple[PaperRef, Reading]] = ()

    def begin(self, readings: Sequence[tuple[PaperRef, Reading]]) -> None:
        """Receive what the papers say."""
        self._readings = readings
        self._left = [len(reading.links) for _, reading in readings]
        for number, (_, reading) in enumerate(readings):
            for link in reading.links:
                self._waiting.setdefault(link.url, []).append(number)

    def started(self, links: Sequence[Link]) -> None:
        self.listener.started(links)

    def examined(self, evidence: LinkResult) -> None:
        self.listener.examined(evidence)
        self._found[evidence.url] = evidence
        for number in self._waiting.pop(evidence.url, ()):
            self._left[number] -= 1
            paper, reading = self._readings[number]
            if not self._left[number] and self._is_settled(reading):
                self.ready.put_nowait(decide(paper, reading, self._found))

    def _is_settled(self, reading: Reading) -> bool:
        """Return whether nothing that the rest of the run learns can change the verdict."""
        return all(self._found[link.url].health in (Health.OK, Health.MOVED) for link in reading.links) and all(
            claim.url is not None for claim in reading.claims
        )


def _run(work: Coroutine[Any, Any, Result], stop: StopSignal) -> Result:
    """Run `work`; where an event loop runs already, as in a notebook, in a thread that an interrupt stops early."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    apart = ThreadPoolExecutor(1)
    try:
        running = apart.submit(asyncio.run, work)
        try:
            return running.result()
        except KeyboardInterrupt:
            stop.pull("interrupted")
            return running.result()
    finally:
        apart.shutdown(wait=False)
