"""A run: read the papers, examine their links, decide their claims."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from linkscan.decide.overrides import NONE, Overrides, parse
from linkscan.errors import SettingsError
from linkscan.examine.collecting import CAME_AND_WENT, collect, distinct
from linkscan.examine.examiner import examine
from linkscan.examine.executor import Workers, open_workers
from linkscan.examine.name_denials import name_denials
from linkscan.examine.outages import Trouble, cut_off_by, discard_doubtful, doubts_of, portal_answers, recorded_doubts
from linkscan.examine.parse_pool import ParsePool, read_chunk, read_papers
from linkscan.history.outages import outages
from linkscan.http import ConnectivityMonitor, HttpClient, ensure_possible, open_client, recorded_info
from linkscan.http.tally import Purpose, RequestTally
from linkscan.inputs.feed import (
    Feed,
    Fetched,
    collect_fetched,
    fetch_papers,
    links_of_watched,
    still_to_watch,
    watched_in,
)
from linkscan.models import Failure, Link, LinkResult, Paper, PaperRef, Reading
from linkscan.papers.dedup import merge
from linkscan.pipeline.early_report import WHOLE_REPORT, known_first, left_out_of, links_of
from linkscan.pipeline.past import Past
from linkscan.pipeline.report import Readings, corrected, judged, unjudged, with_feed
from linkscan.plurals import counted
from linkscan.reports.report import Report
from linkscan.run_control import NullListener, ProgressListener, StoppedError, StopSignal, TimeBudget, until
from linkscan.settings import Settings
from linkscan.sources import Query, SourceResult

if TYPE_CHECKING:
    from linkscan.examine.second_look import SecondLook

Supply = Callable[[Sequence[Paper]], Iterable[Paper]]
"""A function that is given the papers fetched from services and returns all papers of the run."""

_STRIDE = 100
"""Papers read before yielding to the event loop: some hundredths of a second."""
_MOST_UNEXAMINED = 100
"""Papers reported if a run is stopped before any request was sent: reporting them takes a tenth of a second."""
_LONGEST_OVERRIDES = 1 << 24  # characters; the path may name an endless device


async def scan_async(
    papers: Iterable[Paper] | Supply,
    settings: Settings | None = None,
    *,
    past: Past | None = None,
    record: Path | None = None,
    replay: Path | None = None,
    listener: ProgressListener | None = None,
    stop: StopSignal | None = None,
    on_fetched: Callable[[Fetched], None] | None = None,
    on_read: Callable[[Readings], None] | None = None,
    tally: RequestTally | None = None,
    budget: TimeBudget | None = None,
) -> Report:
    """Return the report on the claims of papers.

    The queries of the feed are fetched first and merged with `papers`; if `papers` is a function, it is given the
    fetched papers and returns all papers of the run. `on_fetched` receives the outcome of the queries, and `on_read`
    the readings of the papers before any address is examined; `tally` counts the requests. `record` writes every
    request and response to a WARC file; `replay` takes the responses from such a file instead of the network.

    If too many addresses that were fine in the `past` turn bad at once, the new findings are not believed. Addresses
    that were never settled are examined first, then the least recently settled, so that a run with a budget continues
    where the last one ended. `budget` is the time budget of the whole run, which may have started earlier. A large run
    that is interrupted by a signal reports the papers that it knows most about.

    Raises AccessError when a host rejects its credential.
    """
    settings, stop, past, tally = settings or Settings(), stop or StopSignal(), past or Past(), tally or RequestTally()
    overrides = _overrides(settings)
    ensure_possible(settings)
    feed = past.feed if replay is None else past.feed.as_recorded(recorded_info(replay))
    budget = budget or TimeBudget(stop, settings.budget_time)
    with open_workers(settings) as workers, budget.running():
        recorded = feed.recorded()
        async with open_client(settings, record=record, replay=replay, info=recorded, tally=tally) as client:
            monitor = ConnectivityMonitor(client, client)
            fetched = await _fetched(feed, monitor, settings, stop, tally)
            if on_fetched:
                on_fetched(fetched)
            readings, unread = await _read(_all(papers, fetched), workers, stop)
            readings = _completed(readings, feed, overrides)
            budget.keep_back(len(readings) * WHOLE_REPORT)
            if on_read:
                on_read(readings)
            pool = ParsePool(monitor, workers, settings)
            examination = _Examination(
                readings, overrides, past, pool, monitor, settings, stop, tally, is_replay=replay is not None
            )
            cut_off = await _examine(examination, client, listener or NullListener())
    if cut_off:
        return with_feed(unjudged(readings, examination.links, cut_off), fetched)
    return with_feed(examination.report([*filter(None, [unread, client.damage])]), fetched)


@dataclass(slots=True)
class _Examination:
    """The examination of the links of papers, and its results."""

    readings: Readings
    overrides: Overrides
    past: Past
    pool: ParsePool
    monitor: ConnectivityMonitor
    settings: Settings
    stop: StopSignal
    tally: RequestTally
    is_replay: bool
    links: list[Link] = field(init=False)
    _evidence: dict[str, LinkResult] = field(default_factory=dict)
    _look: "SecondLook | None" = None
    _troubles: Sequence[Trouble] = ()

    def __post_init__(self) -> None:
        self.links = links_of(self.readings)

    async def run(self, listener: ProgressListener) -> str | None:
        """Examine all links, then do the look-ups; return why nothing can be judged if there is no network."""
        settings, stop, monitor = self.settings, self.stop, self.monitor
        ordered = _by_age(self.overrides.send_on(self.links), self.past.settled_at)
        rechecked = links_of_watched(self.past.feed, self.readings)
        listener.started(self.links)
        await until(stop, collect(examine(ordered, self.pool, settings, rechecked), self._evidence, listener, monitor))
        network = monitor.network() if stop.reason else await monitor.probe()
        cut_off = cut_off_by(network, settings, monitor.why_out(network))
        portal = portal_answers(monitor.unproven, settings)
        if portal or (cut_off and not network.is_out):
            self.pool.forget(None)
        if cut_off:
            return cut_off
        self._evidence = self.overrides.bring_home(self.links, self._evidence)
        self.tally.purpose = Purpose.LOOK_UPS
        if settings.discover or settings.fulltext:
            from linkscan.examine.second_look import SecondLook  # noqa: PLC0415 - few runs look a second time

            watched = watched_in(self.past.feed, self.readings)
            self._look = SecondLook(
                self.readings, self._evidence, self.pool, settings, watched=watched, is_replay=self.is_replay
            )
        await until(stop, self._look_further())
        found = outages(self.past.health, self._evidence.values(), self.past.held)
        for outage in found:
            self.pool.forget(None if outage.emptied else outage.host)  # what a page leads to is on other hosts
        self._troubles = (*portal, *found, *name_denials(self.past.health, self._evidence.values()))
        if self._look:
            self._look.doubt(self._troubles)
        return None

    def add_doubts(self, doubts: Mapping[str, str]) -> None:
        """Do not believe what the recorded run did not believe: URLs, each with the reason."""
        self._troubles = (*recorded_doubts(doubts), *self._troubles)

    def doubts(self) -> Mapping[str, str]:
        """Return which URLs are not believed, each with the reason."""
        return doubts_of(self._evidence.values(), self._troubles)

    async def _look_further(self) -> None:
        """Search for repositories that the authors do not name, and for archived copies of what is gone."""
        settings, client = self.settings, self.pool.client
        if self._look:
            await self._look.run()
        if not (settings.archives or settings.archive):
            return
        from linkscan.examine.enrich import find_copies, save_present  # noqa: PLC0415 - few runs use archives

        if settings.archives:
            async for found in find_copies(tuple(self._evidence.values()), client):
                self._evidence[found.url] = found
        if settings.archive:
            async for found in save_present(tuple(self._evidence.values()), client):
                self._evidence[found.url] = found

    def report(self, incomplete: Sequence[str]) -> Report:
        """Return the report on the findings, without those that an outage makes doubtful."""
        if not self.stop.is_interrupted:
            with suppress(StoppedError), self.stop.interruptible():
                return self._judged(self.readings, self.links, incomplete)
        readings = known_first(self.readings, self._evidence)
        if len(readings) == len(self.readings):
            return self._judged(self.readings, self.links, incomplete)
        left_out = left_out_of(len(self.readings), len(readings))
        return self._judged(readings, links_of(readings), [*incomplete, left_out])

    def _judged(self, readings: Readings, links: Sequence[Link], incomplete: Sequence[str]) -> Report:
        count = self._look.unanswered if self._look else 0
        look_ups = f"{counted(count, 'look-up was', 'look-ups were')} not answered; run again later" if count else None
        why = [*incomplete, *_why_incomplete(self.stop, self.monitor), *map(str, self._troubles)]
        report = judged(
            readings,
            links,
            discard_doubtful(self._evidence, self._troubles),
            self._look,
            [*why, *filter(None, [look_ups])],
            self.settings,
        )
        return corrected(report, self.overrides)


async def _examine(examination: _Examination, client: HttpClient, listener: ProgressListener) -> str | None:
    """Run an examination and exchange its doubts with the recording; return why nothing can be judged, if so."""
    cut_off = await examination.run(listener)
    if cut_off or examination.monitor.unproven:
        client.discard_unproven()
    examination.add_doubts(await client.recorded_doubts())
    client.record_doubts(examination.doubts())
    return cut_off


async def _fetched(
    feed: Feed, monitor: ConnectivityMonitor, settings: Settings, stop: StopSignal, tally: RequestTally
) -> Fetched:
    """Return the outcome of each query in the feed, once all have been fetched or the run was stopped."""
    results: dict[Query, SourceResult] = {}
    tally.purpose = Purpose.PAPERS
    if feed.queries:
        await until(stop, fetch_papers(feed, monitor, settings.limit, results))
    tally.purpose = Purpose.ADDRESSES
    return collect_fetched(feed, results, stop.reason or CAME_AND_WENT)


def _completed(readings: Readings, feed: Feed, overrides: Overrides) -> list[tuple[PaperRef, Reading]]:
    """Return the readings with those of still watched papers from earlier runs, and with manually added addresses."""
    watched = still_to_watch(feed, [paper for paper, _ in readings])
    return [(paper, overrides.complete(paper, reading)) for paper, reading in (*readings, *watched)]


def _all(papers: Iterable[Paper] | Supply, fetched: Fetched) -> Iterable[Paper]:
    """Return the papers from files and services, without duplicates."""
    if callable(papers):
        return papers(fetched.papers)
    return merge(chain(papers, fetched.papers)) if fetched.papers else papers


async def _read(
    papers: Iterable[Paper], workers: Workers, stop: StopSignal
) -> tuple[list[tuple[PaperRef, Reading]], str | None]:
    """Return the papers with their readings, and a note if the run was stopped before all were read.

    If the run is stopped, no worker is waited for, and only the first papers are kept: no address has been examined,
    and the report must be written soon.
    """
    rest = iter(papers)
    first = list(islice(rest, _MOST_UNEXAMINED))  # all papers may have been loaded by then
    readings: list[tuple[PaperRef, Reading]] = []
    if not stop.is_pulled():
        await until(stop, _read_into(readings, chain(first, rest), workers, stop))
    if not stop.is_pulled():
        return readings, None
    kept = [*readings[: len(first)], *read_chunk(first[len(readings) :])]
    is_whole = len(readings) <= len(first) and next(rest, None) is None
    return kept, None if is_whole else f"papers after the first {len(kept)} were not read"


async def _read_into(
    readings: list[tuple[PaperRef, Reading]], papers: Iterable[Paper], workers: Workers, stop: StopSignal
) -> None:
    """Append papers with their readings; this is CPU-bound, and regularly yields to the event loop."""
    async with aclosing(read_papers(papers, workers)) as texts:
        async for text in texts:
            readings.append(text)
            if len(readings) % _STRIDE == 0:
                await asyncio.sleep(0)
                if stop.is_pulled():
                    return


def _overrides(settings: Settings) -> Overrides:
    """Return the manual corrections in the overrides file, if there is one."""
    if settings.overrides is None:
        return NONE
    try:
        with settings.overrides.open(encoding="utf-8") as file:
            text = file.read(_LONGEST_OVERRIDES)
    except OSError as error:
        raise SettingsError(f"{settings.overrides}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{settings.overrides}: cannot be read: it is not UTF-8") from error
    return parse(text, str(settings.overrides))


def _by_age(links: Iterable[Link], settled_at: Mapping[str, str]) -> list[Link]:
    """Return one link per address: those never settled first, then the least recently settled."""
    return sorted(distinct(links), key=lambda link: settled_at.get(link.url, ""))


def _why_incomplete(stop: StopSignal, monitor: ConnectivityMonitor) -> list[str]:
    """Return what kept the run from sending all its requests."""
    later = "the rest is requested on the next run"
    reasons = (
        stop.reason,
        f"{Failure.BUDGET}: {later}" if monitor.budget_exhausted else None,
        f"{CAME_AND_WENT}: {later}" if monitor.has_aborted else None,
    )
    return [reason for reason in reasons if reason]
