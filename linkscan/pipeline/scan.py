"""The pipeline: read every paper, examine every link, decide every claim, build the report."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from linkscan import __version__
from linkscan.checking import CAME_AND_WENT, collect, distinct
from linkscan.decide.overrides import NONE, Overrides, parse
from linkscan.decide.verdict import decide, postpone
from linkscan.errors import SettingsError
from linkscan.examine.enrich import find_clues, find_copies, save_present
from linkscan.examine.examiner import examine, skipped
from linkscan.examine.executor import Workers, open_workers
from linkscan.examine.outages import cut_off_by, discard_doubtful
from linkscan.examine.parse_pool import ParsePool, read_papers
from linkscan.history.outages import outages
from linkscan.http import ConnectivityMonitor, ensure_possible, open_client, recorded_info
from linkscan.inputs.feed import NO_FEED, Feed, Fetched, collect_fetched, fetch_papers, still_to_watch
from linkscan.models import (
    SCHEMA_VERSION,
    Channel,
    ClaimVerdict,
    Failure,
    Health,
    Link,
    LinkResult,
    Paper,
    PaperRef,
    PaperResult,
    Reading,
    SkipCause,
    ThirdPartyLink,
)
from linkscan.papers.dedup import merge
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.run_control import NullListener, ProgressListener, StopSignal, timed, until
from linkscan.settings import Settings
from linkscan.sources import Query, SourceResult

Supply = Callable[[Sequence[Paper]], Iterable[Paper]]
"""Returns all papers of a run when it is given those that services gave."""

_STRIDE = 100
"""Papers after which others get their turn: some hundredths of a second."""
_LONGEST_OVERRIDES = 1 << 24  # characters; /dev/zero has no end


async def scan_async(
    papers: Iterable[Paper] | Supply,
    settings: Settings | None = None,
    *,
    feed: Feed | None = None,
    record: Path | None = None,
    replay: Path | None = None,
    watch: ProgressListener | None = None,
    stop: StopSignal | None = None,
    before: Mapping[str, Health] | None = None,
    settled_at: Mapping[str, str] | None = None,
    on_fetched: Callable[[Fetched], None] | None = None,
    on_read: Callable[[Sequence[tuple[PaperRef, Reading]]], None] | None = None,
) -> Report:
    """Return the report on what became of the claims of papers.

    The queries of a `feed` are read first, and merged with `papers`; a function is given the papers of the feed and
    returns all. `on_fetched` receives what became of the queries.
    `record` writes every exchange to a WARC file; `replay` answers from such a file instead of the
    network. `before` is the health that earlier runs found, by address: where too much of it turns bad at
    once, the new findings are not believed. `settled_at` is when they did, in ISO 8601: what was never settled
    is asked first, then the oldest, so that a run with a budget goes on where the last one ended. `on_read`
    receives what the papers say before any address is examined. Raises AccessError when a host rejects its credential.
    """
    settings, watch, stop = settings or Settings(), watch or NullListener(), stop or StopSignal()
    overrides = _overrides(settings)
    clues: dict[str, tuple[tuple[ThirdPartyLink, LinkResult], ...]] = {}
    ensure_possible(settings)
    feed = feed or NO_FEED
    if replay is not None and feed.queries:
        feed = feed.as_recorded(recorded_info(replay))
    with open_workers(settings) as workers, timed(stop, settings.budget_time):
        async with open_client(settings, record=record, replay=replay, info=feed.recorded()) as client:
            witness = ConnectivityMonitor(client)
            fetched = await _fetched(feed, witness, settings, stop)
            if on_fetched:
                on_fetched(fetched)
            readings, unread = await _read(_all(papers, fetched), workers, stop)
            readings += still_to_watch(feed, [paper for paper, _ in readings])
            readings = [(paper, overrides.complete(paper, reading)) for paper, reading in readings]
            if on_read:
                on_read(readings)
            links = distinct(link for _, reading in readings for link in reading.links)
            in_turn = _in_turn(overrides.send_on(links), settled_at or {})
            pool = ParsePool(witness, workers, settings)
            watch.started(links)
            evidence: dict[str, LinkResult] = {}
            await until(stop, collect(examine(in_turn, pool, settings), evidence, watch, witness))
            network = witness.network() if stop.reason else await witness.probe()
            cut_off = cut_off_by(network, settings, witness.why_out(network))
            if cut_off:
                client.discard_unproven()
                return _with_feed(_unjudged(readings, links, cut_off), fetched)
            evidence = overrides.bring_home(links, evidence)
            await until(stop, _look_up(readings, evidence, clues, pool, settings))
            troubles = outages(before or {}, evidence.values())
            for trouble in troubles:
                pool.forget(trouble.host)
    incomplete = [*filter(None, [unread]), *_left_out(stop, witness), *map(str, troubles)]
    report = _judged(readings, links, discard_doubtful(evidence, troubles), clues, incomplete, settings)
    return _with_feed(_corrected(report, overrides), fetched)


async def _fetched(feed: Feed, witness: ConnectivityMonitor, settings: Settings, stop: StopSignal) -> Fetched:
    """Return what became of the queries of a feed when all are read, or the run is stopped."""
    results: dict[Query, SourceResult] = {}
    if feed.queries:
        await until(stop, fetch_papers(feed, witness, settings.limit, results))
    return collect_fetched(feed, results, stop.reason or CAME_AND_WENT)


def _all(papers: Iterable[Paper] | Supply, fetched: Fetched) -> Iterable[Paper]:
    """Return the papers of files and services, each once."""
    if callable(papers):
        return papers(fetched.papers)
    return merge(chain(papers, fetched.papers)) if fetched.papers else papers


def _with_feed(report: Report, fetched: Fetched) -> Report:
    """Return the report that tells what became of the queries."""
    return replace(
        report,
        skipped=report.skipped + len(fetched.broken),
        incomplete=(*fetched.problems, *report.incomplete),
        notes=(*fetched.notes, *report.notes),
    )


async def _read(
    papers: Iterable[Paper], workers: Workers, stop: StopSignal
) -> tuple[list[tuple[PaperRef, Reading]], str | None]:
    """Return what the papers say; and that some were not read, where the run was stopped before.

    Reading is work for the processor: the loop gets its turn now and then, for signals and the time budget.
    """
    readings: list[tuple[PaperRef, Reading]] = []
    async with aclosing(read_papers(papers, workers)) as texts:
        async for text in texts:
            readings.append(text)
            if len(readings) % _STRIDE == 0:
                await asyncio.sleep(0)
                if stop.cause is not None and await anext(texts, None) is not None:
                    return readings, f"papers after the first {len(readings)} were not read"
    return readings, None


def _overrides(settings: Settings) -> Overrides:
    """Return the manual corrections, if there is a file of them."""
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


def _in_turn(links: Iterable[Link], settled_at: Mapping[str, str]) -> list[Link]:
    """Return what was never settled first, then the oldest; each address once."""
    return sorted(distinct(links), key=lambda link: settled_at.get(link.url, ""))


def _left_out(stop: StopSignal, witness: ConnectivityMonitor) -> list[str]:
    """Return what kept the run from requesting all there was."""
    later = "what is left is asked on the next run"
    said = (
        stop.reason,
        f"{Failure.BUDGET}: {later}" if witness.budget_exhausted else None,
        f"{CAME_AND_WENT}: {later}" if witness.has_aborted else None,
    )
    return [words for words in said if words]


async def _look_up(
    readings: Sequence[tuple[PaperRef, Reading]],
    evidence: dict[str, LinkResult],
    clues: dict[str, tuple[tuple[ThirdPartyLink, LinkResult], ...]],
    pool: ParsePool,
    settings: Settings,
) -> None:
    """Look for copies of what is gone, and for who names a repository where the authors do not."""
    if settings.discover or settings.fulltext:
        clues.update(await find_clues([paper for paper, _ in _unlinked(readings, evidence)], pool, settings))
    if settings.archives:
        async for found in find_copies(tuple(evidence.values()), pool.client):
            evidence[found.url] = found
    if settings.archive:
        async for found in save_present(tuple(evidence.values()), pool.client):
            evidence[found.url] = found


def _unlinked(
    readings: Sequence[tuple[PaperRef, Reading]], evidence: Mapping[str, LinkResult]
) -> list[tuple[PaperRef, int]]:
    """Return the papers with claims for which no address was given or found, and how many."""
    counts = [
        (paper, sum(claim.verdict is ClaimVerdict.UNLINKED for claim in decide(paper, reading, evidence).claims))
        for paper, reading in readings
        if any(claim.url is None for claim in reading.claims)
    ]
    return [(paper, count) for paper, count in counts if count]


def _settled_by(
    readings: Sequence[tuple[PaperRef, Reading]],
    found: Mapping[str, LinkResult],
    clues: Mapping[str, Sequence[tuple[ThirdPartyLink, LinkResult]]],
    papers: Sequence[PaperResult],
) -> str:
    """Return how many claims without an address were looked up, and which channel settled how many."""
    unlinked = {paper.id: count for paper, count in _unlinked(readings, found)}
    settled: Counter[Channel] = Counter()
    for paper in papers:
        by_url = {clue.url: clue.channel for clue, _ in clues.get(paper.id, ())}
        named = [by_url.get(claim.found_url or "") for claim in paper.claims if claim.url is None]
        settled.update(channel for channel in named if channel and paper.id in unlinked)
    by_channel = ", ".join(f"{count} by {channel}" for channel, count in settled.items()) or "none settled"
    count = sum(unlinked.values())
    looked_up = (
        f"{count} claim{'' if count == 1 else 's'} without an address {'was' if count == 1 else 'were'} looked up"
    )
    return f"{looked_up}: {by_channel}"


def _judged(
    readings: Sequence[tuple[PaperRef, Reading]],
    links: Sequence[Link],
    evidence: Mapping[str, LinkResult],
    clues: Mapping[str, Sequence[tuple[ThirdPartyLink, LinkResult]]],
    incomplete: Sequence[str],
    settings: Settings,
) -> Report:
    """Return the report with what became of each paper. Links that were not reached are skipped, and it says so."""
    not_asked = f"not asked: {'; '.join(incomplete)}"
    found = {link.url: evidence.get(link.url) or skipped(link, SkipCause.STOPPED, not_asked) for link in links}
    papers = [decide(paper, reading, found, clues.get(paper.id, ())) for paper, reading in readings]
    report = _report(papers, tuple(found.values()), [*incomplete, *_unknown(found.values())])
    if not (settings.discover or settings.fulltext):
        return report
    return replace(report, notes=(*report.notes, _settled_by(readings, found, clues, papers)))


def _unknown(evidence: Iterable[LinkResult]) -> Iterable[str]:
    """Yield how many addresses are not in what was to be used instead of the network."""
    causes = Counter(each.skip_cause for each in evidence)
    for cause, place in ((SkipCause.OFFLINE, "cache"), (SkipCause.NOT_RECORDED, "recording")):
        if count := causes[cause]:
            yield f"{cause}: {count} {'address is' if count == 1 else 'addresses are'} not in the {place}"


def _unjudged(readings: Sequence[tuple[PaperRef, Reading]], links: Sequence[Link], reason: str) -> Report:
    """Return a report of what the texts say, which judges nothing."""
    papers = [postpone(paper, reading, reason) for paper, reading in readings]
    return _report(papers, [skipped(link, SkipCause.NO_NETWORK, reason) for link in links], [reason])


def _corrected(report: Report, overrides: Overrides) -> Report:
    """Return a report with manual corrections, which says so at its top."""
    papers = tuple(map(overrides.correct, report.papers))
    notes = (*report.notes, *overrides.notes(report.links, report.papers))
    return replace(report, papers=papers, notes=notes, summary=summarise(papers, report.links))


def _input(source: str) -> str:
    """Return the input of a source: of `dump.txt:12` the file, of a query the whole."""
    name, _, place = source.rpartition(":")
    return name if place.isdecimal() else source


def _report(papers: Sequence[PaperResult], links: Sequence[LinkResult], incomplete: Sequence[str]) -> Report:
    return Report(
        schema_version=SCHEMA_VERSION,
        linkscan_version=__version__,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        inputs=tuple(dict.fromkeys(_input(source) for paper in papers for source in paper.source)),
        summary=summarise(papers, links),
        papers=tuple(papers),
        links=tuple(links),
        incomplete=tuple(incomplete),
    )
