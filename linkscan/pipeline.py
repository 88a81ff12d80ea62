"""The pipeline: read every paper, examine every link, decide every claim, build the report."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from linkscan import __version__
from linkscan.checking import CAME_AND_WENT, collect, distinct
from linkscan.decide.overrides import NONE, Overrides, parse
from linkscan.decide.verdict import decide, postpone
from linkscan.errors import SettingsError
from linkscan.examine.enrich import find_clues, find_copies, save_present
from linkscan.examine.examiner import examine, skipped
from linkscan.examine.executor import open_workers
from linkscan.examine.outages import cut_off_by, discard_doubtful
from linkscan.examine.parse_pool import ParsePool, read_papers
from linkscan.history.outages import outages
from linkscan.http import ConnectivityMonitor, ensure_possible, open_client
from linkscan.models import (
    SCHEMA_VERSION,
    Failure,
    Health,
    Link,
    LinkResult,
    Paper,
    PaperResult,
    Reading,
    SkipCause,
    ThirdPartyLink,
)
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.run_control import NullListener, ProgressListener, StopSignal, timed, until
from linkscan.settings import Settings

_LONGEST_OVERRIDES = 1 << 24  # characters; /dev/zero has no end


async def scan_async(
    papers: Iterable[Paper],
    settings: Settings | None = None,
    *,
    record: Path | None = None,
    replay: Path | None = None,
    watch: ProgressListener | None = None,
    stop: StopSignal | None = None,
    before: Mapping[str, Health] | None = None,
    settled_at: Mapping[str, str] | None = None,
    on_read: Callable[[Sequence[tuple[Paper, Reading]]], None] | None = None,
) -> Report:
    """Return the report on what became of the claims of papers.

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
    with open_workers(settings) as workers:
        readings = [
            (paper, overrides.complete(paper, reading)) async for paper, reading in read_papers(papers, workers)
        ]
        if on_read:
            on_read(readings)
        links = distinct(link for _, reading in readings for link in reading.links)
        in_turn = _in_turn(overrides.send_on(links), settled_at or {})
        async with open_client(settings, record=record, replay=replay) as client:
            witness = ConnectivityMonitor(client)
            pool = ParsePool(witness, workers, settings)
            watch.started(links)
            evidence = await _examined(in_turn, pool, witness, settings, watch, stop)
            network = witness.network() if stop.reason else await witness.probe()
            cut_off = cut_off_by(network, settings, witness.why_out(network))
            if cut_off:
                client.discard_unproven()
                return _unjudged(readings, links, cut_off)
            evidence = overrides.bring_home(links, evidence)
            await until(stop, _look_up(readings, evidence, clues, pool, settings))
            troubles = outages(before or {}, evidence.values())
            for trouble in troubles:
                pool.forget(trouble.host)
    incomplete = [*_left_out(stop, witness), *map(str, troubles)]
    report = _judged(readings, links, discard_doubtful(evidence, troubles), clues, incomplete)
    return _corrected(report, overrides)


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


async def _examined(
    links: Iterable[Link],
    pool: ParsePool,
    witness: ConnectivityMonitor,
    settings: Settings,
    watch: ProgressListener,
    stop: StopSignal,
) -> dict[str, LinkResult]:
    """Return what was found when all links are known, or the run is stopped."""
    evidence: dict[str, LinkResult] = {}
    with timed(stop, settings.budget_time):
        await until(stop, collect(examine(links, pool, settings), evidence, watch, witness))
    return evidence


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
    readings: Sequence[tuple[Paper, Reading]],
    evidence: dict[str, LinkResult],
    clues: dict[str, tuple[tuple[ThirdPartyLink, LinkResult], ...]],
    pool: ParsePool,
    settings: Settings,
) -> None:
    """Look for copies of what is gone, and for who names a repository where the authors do not."""
    if settings.discover:
        unlinked = [paper for paper, reading in readings if any(claim.url is None for claim in reading.claims)]
        clues.update(await find_clues(unlinked, pool, settings))
    if settings.archives:
        async for found in find_copies(tuple(evidence.values()), pool.client):
            evidence[found.url] = found
    if settings.archive:
        async for found in save_present(tuple(evidence.values()), pool.client):
            evidence[found.url] = found


def _judged(
    readings: Sequence[tuple[Paper, Reading]],
    links: Sequence[Link],
    evidence: Mapping[str, LinkResult],
    clues: Mapping[str, Sequence[tuple[ThirdPartyLink, LinkResult]]],
    incomplete: Sequence[str],
) -> Report:
    """Return the report with what became of each paper. Links that were not reached are skipped, and it says so."""
    not_asked = f"not asked: {'; '.join(incomplete)}"
    found = {link.url: evidence.get(link.url) or skipped(link, SkipCause.STOPPED, not_asked) for link in links}
    papers = [decide(paper, reading, found, clues.get(paper.id, ())) for paper, reading in readings]
    return _report(papers, tuple(found.values()), [*incomplete, *_unknown(found.values())])


def _unknown(evidence: Iterable[LinkResult]) -> Iterable[str]:
    """Yield how many addresses are not in what was to be used instead of the network."""
    causes = Counter(each.skip_cause for each in evidence)
    for cause, place in ((SkipCause.OFFLINE, "cache"), (SkipCause.NOT_RECORDED, "recording")):
        if count := causes[cause]:
            yield f"{cause}: {count} {'address is' if count == 1 else 'addresses are'} not in the {place}"


def _unjudged(readings: Sequence[tuple[Paper, Reading]], links: Sequence[Link], reason: str) -> Report:
    """Return a report of what the texts say, which judges nothing."""
    papers = [postpone(paper, reading, reason) for paper, reading in readings]
    return _report(papers, [skipped(link, SkipCause.NO_NETWORK, reason) for link in links], [reason])


def _corrected(report: Report, overrides: Overrides) -> Report:
    """Return a report with manual corrections, which says so at its top."""
    papers = tuple(map(overrides.correct, report.papers))
    notes = (*report.notes, *overrides.notes(report.links, report.papers))
    return replace(report, papers=papers, notes=notes, summary=summarise(papers, report.links))


def _report(papers: Sequence[PaperResult], links: Sequence[LinkResult], incomplete: Sequence[str]) -> Report:
    return Report(
        schema_version=SCHEMA_VERSION,
        linkscan_version=__version__,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        inputs=tuple(dict.fromkeys(source.rpartition(":")[0] for paper in papers for source in paper.source)),
        summary=summarise(papers, links),
        papers=tuple(papers),
        links=tuple(links),
        incomplete=tuple(incomplete),
    )
