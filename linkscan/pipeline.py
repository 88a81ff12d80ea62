"""The pipeline: read every paper, examine every link, decide every claim."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from linkscan.assembly import corrected, judged, unjudged
from linkscan.checking import CAME_AND_WENT, collect, distinct
from linkscan.decide.overrides import NONE, Overrides, parse
from linkscan.errors import SettingsError
from linkscan.examine.enrich import find_clues, find_copies
from linkscan.examine.examiner import examine
from linkscan.examine.executor import open_workers
from linkscan.examine.outages import cut_off_by, discard_doubtful
from linkscan.examine.parse_pool import ParsePool, read_papers
from linkscan.history.outages import outages
from linkscan.http import ConnectivityMonitor, ensure_possible, open_client
from linkscan.models import Failure, Health, Link, LinkResult, Paper, Reading, ThirdPartyLink
from linkscan.reports.report import Report
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
    brake: StopSignal | None = None,
    before: Mapping[str, Health] | None = None,
    settled_at: Mapping[str, str] | None = None,
    on_read: Callable[[Sequence[tuple[Paper, Reading]]], None] | None = None,
) -> Report:
    """Scan papers and report what became of their claims.

    `record` writes every exchange to a WARC file; `replay` answers from such a file instead of the
    network. `before` is the health that earlier runs found, by address: where too much of it turns bad at
    once, the new findings are not believed. `settled_at` is when they did, in ISO 8601: what was never settled
    is asked first, then the oldest, so that a run with a budget goes on where the last one ended. `on_read`
    receives what the papers say before any address is examined. Raises AccessError when a host rejects its credential.
    """
    settings, watch, brake = settings or Settings(), watch or NullListener(), brake or StopSignal()
    overrides = _overrides(settings)
    clues: dict[str, tuple[tuple[ThirdPartyLink, LinkResult], ...]] = {}
    ensure_possible(settings)
    with open_workers(settings) as workers:
        readings = [text async for text in read_papers(papers, workers)]
        if on_read:
            on_read(readings)
        links = distinct(link for _, reading in readings for link in reading.links)
        in_turn = _in_turn(overrides.send_on(links), settled_at or {})
        async with open_client(settings, record=record, replay=replay) as client:
            witness = ConnectivityMonitor(client)
            pool = ParsePool(witness, workers, settings)
            watch.started(links)
            evidence = await _examined(in_turn, pool, witness, settings, watch, brake)
            cut_off = cut_off_by(witness.network() if brake.reason else await witness.probe(), settings)
            if cut_off:
                return unjudged(readings, links, cut_off)
            evidence = overrides.bring_home(links, evidence)
            await until(brake, _look_up(readings, evidence, clues, pool, settings))
    troubles = outages(before or {}, evidence.values())
    stopped = [*_stopped(brake, witness), *map(str, troubles)]
    return corrected(judged(readings, links, discard_doubtful(evidence, troubles), clues, stopped), overrides)


def _overrides(settings: Settings) -> Overrides:
    """Read the file of overrides, if there is one."""
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
    """Put what was never settled first, then the oldest; each address once."""
    return sorted(distinct(links), key=lambda link: settled_at.get(link.url, ""))


async def _examined(
    links: Iterable[Link],
    pool: ParsePool,
    witness: ConnectivityMonitor,
    settings: Settings,
    watch: ProgressListener,
    brake: StopSignal,
) -> dict[str, LinkResult]:
    """Examine links until all are known, the time is up or somebody brakes; give what was found by then."""
    evidence: dict[str, LinkResult] = {}
    with timed(brake, settings.budget_time):
        await until(brake, collect(examine(links, pool, settings), evidence, watch, witness))
    return evidence


def _stopped(brake: StopSignal, witness: ConnectivityMonitor) -> list[str]:
    """Return what kept the run from asking all there was to ask."""
    later = "what is left is asked on the next run"
    said = (
        brake.reason,
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
