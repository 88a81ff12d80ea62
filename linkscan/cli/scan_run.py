"""A scan by the command line: read the ledger, run, write the reports, update the ledger, send the digest."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from linkscan.cli.inputs import Inputs
from linkscan.cli.interrupts import stopped_by_signals, woken_by_alarm
from linkscan.cli.notify import digest, open_notifier
from linkscan.errors import LinkscanError
from linkscan.history import NAME, open_ledger
from linkscan.history.diff import only_changed
from linkscan.http.tally import RequestTally
from linkscan.inputs.feed import Fetched, read_to_the_end
from linkscan.models import Paper
from linkscan.papers.dates import is_since
from linkscan.papers.keep import Keep
from linkscan.pipeline import early_report, scan_async
from linkscan.pipeline.past import Past, past_in
from linkscan.pipeline.run_record import with_run
from linkscan.plurals import agreeing, counted
from linkscan.reports.report import Report
from linkscan.reports.writer import Prepared, check_formats, checked_name, prepared
from linkscan.run_control import ProgressListener, StoppedError, StopSignal, TimeBudget
from linkscan.settings.command import CommandSettings
from linkscan.sources import Query


@dataclass(slots=True)
class Recent:
    """The filter of `--since`: by the date of a paper, else by when a run first saw it; unknown papers are new."""

    since: str
    first_seen: Mapping[str, str]
    older: int = field(default=0, init=False)

    def of(self, papers: Iterator[Paper]) -> Iterator[Paper]:
        """Yield the recent papers, and count the others."""
        for paper in papers:
            day = paper.published or self.first_seen.get(paper.id)
            if day is None or is_since(day, self.since):
                yield paper
            else:
                self.older += 1

    @property
    def note(self) -> str:
        """Return the note in the report about the papers left out."""
        older = f"{counted(self.older, 'older paper')} {agreeing(self.older, 'is', 'are')}"
        return f"only papers since {self.since}: {older} left out and not counted"


def run(
    inputs: Inputs,
    settings: CommandSettings,
    listener: ProgressListener,
    stop: StopSignal,
    *,
    record: Path | None = None,
    replay: Path | None = None,
    today: date | None = None,
) -> tuple[Report, list[Path]]:
    """Scan, compare with earlier runs, write the reports, update the ledger, and send the digest.

    `today` is the date for queries to services, by default the current one in UTC.
    """
    budget = TimeBudget(stop, settings.budget_time)
    started = datetime.now(UTC)
    notifier = open_notifier(settings.notify)
    inputs.keep = Keep(settings.keep)
    if inputs.queries:
        inputs.ensure_files()
    check_formats(settings.formats)
    if settings.name is not None:
        checked_name(settings.name)
    # A replay repeats an old run, so it is neither compared with earlier runs nor entered in the ledger.
    ledger_file = None if replay else settings.reports / NAME
    with stopped_by_signals(stop):
        known = _known(ledger_file, settings, inputs.queries, today)
        tally = RequestTally()
        report, read_until = _scan(inputs, settings, known, listener, budget, tally, record=record, replay=replay)
        report = with_run(report, settings, inputs.names, started, tally)
        ending = _Ending(settings, ledger_file, known, read_until, is_replay=replay is not None)
        report, written = ending.early(report, stop) if _is_urgent(report, budget) else ending.whole(report, stop)
    if report.changes and not notifier.notify(*digest(report)):
        click.echo("linkscan: the changes could not be sent to every address of --notify", err=True)
    return report, written


def _is_urgent(report: Report, budget: TimeBudget) -> bool:
    """Return whether there is too little time to compare with earlier runs and write all formats."""
    if len(report.papers) <= early_report.FEW_PAPERS:
        return False
    return budget.stop.is_interrupted or budget.left < len(report.papers) * early_report.WHOLE_REPORT


@dataclass(frozen=True, slots=True)
class _Ending:
    """The end of a run: comparing its report with earlier runs, writing it, and updating the ledger."""

    settings: CommandSettings
    ledger_file: Path | None
    known: "_Known"
    read_until: Mapping[str, date]
    is_replay: bool

    def whole(self, report: Report, stop: StopSignal) -> tuple[Report, list[Path]]:
        """Return the report with its past, and the files written; if a signal arrives, those of the early report."""
        try:
            with ExitStack() as stack:
                with stop.interruptible():
                    compared, more = _annotated(report, self.ledger_file, self.settings)
                    compared = _with_troubles(compared, more or self.known.troubles)
                    shown = only_changed(compared) if self.settings.only else compared
                    made = stack.enter_context(self._prepared(shown, self.settings.formats))
                written = made.publish(latest=not self.is_replay)
        except (StoppedError, KeyboardInterrupt):  # the ledger raises the latter if SQLite was interrupted
            if stop.cause is None:
                raise
            return self.early(report, stop)
        return _with_troubles(compared, self._record(compared, stop) if not more else ()), written

    def early(self, report: Report, stop: StopSignal) -> tuple[Report, list[Path]]:
        """Return the report, abridged if it is large, and the files written; the cache still has all findings."""
        if not report.papers:
            return _with_troubles(report, _stop_reason(stop)), []
        report = _with_troubles(report, (*_stop_reason(stop), *self.known.troubles, _NOT_COMPARED))
        formats: Sequence[str] = self.settings.formats
        if len(report.papers) > early_report.FEW_PAPERS:
            formats = [name for name in formats if name in early_report.FORMATS] or early_report.FORMATS
            report = early_report.abridged(_with_troubles(report, [_NOT_WHOLE]))
        with self._prepared(report, formats) as made:
            return report, made.publish(latest=not self.is_replay)

    def _prepared(self, report: Report, formats: Iterable[str]) -> AbstractContextManager[Prepared]:
        return prepared(report, self.settings.reports, self.settings.name, formats)

    def _record(self, report: Report, stop: StopSignal) -> tuple[str, ...]:
        """Enter the report, already written, in the ledger; return why that failed, if it did."""
        if self.ledger_file is None:
            return ()
        try:
            with stop.interruptible(), open_ledger(self.ledger_file) as ledger:
                ledger.record(report, self.read_until)
        except LinkscanError as error:
            return (f"{error}; the report is written, but this run is not in the ledger",)
        except (StoppedError, KeyboardInterrupt):
            if stop.cause is None:
                raise
            return (f"{stop.reason}; the report is written, but this run is not in the ledger",)
        return ()


_NOT_COMPARED = "there was no time to compare with earlier runs, and this run is not in the ledger"
_NOT_WHOLE = (
    f"there was only time for the formats {', '.join(early_report.FORMATS)}; "
    "what was found is in the cache, and the same command with --offline reports it"
)


def _stop_reason(stop: StopSignal) -> Iterator[str]:
    """Yield the reason why a run ends early, if it does."""
    if stop.reason:
        yield stop.reason


SHORT_WAIT = 5.0
"""Seconds to wait for another program that has locked the ledger before reporting; entering may wait longer."""


def _annotated(report: Report, ledger_file: Path | None, settings: CommandSettings) -> tuple[Report, tuple[str, ...]]:
    """Return the report with what the ledger knows about it, or without, and the reason."""
    grace = timedelta(seconds=settings.grace)
    try:
        with open_ledger(ledger_file or ":memory:", SHORT_WAIT) as ledger:
            return ledger.annotate(report, grace), ()
    except LinkscanError as error:
        return report, (f"{error}; the report lacks what earlier runs found, and this run is not in the ledger",)


def _with_troubles(report: Report, troubles: Iterable[str]) -> Report:
    return replace(report, incomplete=tuple(dict.fromkeys((*report.incomplete, *troubles))))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ledger knows before a run, when it first saw each paper, and why it could not be read, if so."""

    past: Past
    first_seen: Mapping[str, str] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()


def _known(
    ledger_file: Path | None, settings: CommandSettings, queries: tuple[Query, ...], today: date | None
) -> _Known:
    """Return what the run needs to know about earlier ones."""
    now = datetime.now(UTC)
    nothing = past_in(None, queries, settings, now, today)
    if ledger_file is None or not ledger_file.is_file():
        return _Known(nothing)
    try:
        with open_ledger(ledger_file, SHORT_WAIT) as ledger:
            past = past_in(ledger, queries, settings, now, today)
            return _Known(past, ledger.first_seen() if settings.since else {})
    except LinkscanError as error:
        return _Known(nothing, troubles=(str(error),))


def _scan(
    inputs: Inputs,
    settings: CommandSettings,
    known: _Known,
    listener: ProgressListener,
    budget: TimeBudget,
    tally: RequestTally,
    *,
    record: Path | None,
    replay: Path | None,
) -> tuple[Report, Mapping[str, date]]:
    """Scan the wanted papers; return the report, and the queries that were fetched completely, with the day.

    The report lists its inputs and what it does not cover of them.
    """
    stop = budget.stop
    recent = Recent(settings.since, known.first_seen) if settings.since else None
    fetched: list[Fetched] = []
    scanning = scan_async(
        lambda found: recent.of(inputs.papers(found, stop)) if recent else inputs.papers(found, stop),
        settings,
        past=known.past,
        record=record,
        replay=replay,
        listener=listener,
        stop=stop,
        on_fetched=fetched.append,
        tally=tally,
        budget=budget,
    )
    with woken_by_alarm(budget):
        report = asyncio.run(scanning)
    inputs.say_broken(fetched[0].broken)
    notes = (*([recent.note] if recent else []), *inputs.keep.notes(), *report.notes)
    incomplete = (*inputs.cut_off, *report.incomplete)
    report = replace(report, inputs=tuple(inputs.names), skipped=inputs.skipped, notes=notes, incomplete=incomplete)
    return report, read_to_the_end(report, fetched[0], known.past.feed.today)
