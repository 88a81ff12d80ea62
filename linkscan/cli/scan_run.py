"""One scan as the command runs it: what came before, the run itself, its reports, the ledger, the news."""

import asyncio
import signal
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from linkscan.cli.inputs import Inputs, counted
from linkscan.cli.notify import digest, open_notifier
from linkscan.history import NAME, open_ledger
from linkscan.history.diff import only_changed
from linkscan.models import Health, Paper
from linkscan.papers.dates import is_since
from linkscan.pipeline import scan_async
from linkscan.reports.report import Report
from linkscan.reports.writer import checked_name, write_reports
from linkscan.run_control import ProgressListener, StopSignal
from linkscan.settings import Settings

STOPPED_BY = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run is asked for beside its settings; the names are those of the options."""

    name: str | None
    formats: tuple[str, ...]
    record: Path | None
    replay: Path | None
    fail_on: tuple[str, ...]
    only: str | None
    since: str | None  # a day in ISO 8601
    notify: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What the ledger knows before a run: of addresses their health and when it was settled, of papers since when."""

    health: Mapping[str, Health] = field(default_factory=dict)
    settled_at: Mapping[str, str] = field(default_factory=dict)
    first_seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Recent:
    """The papers since a day: by the date their input tells, else by the run that first met them, else new."""

    since: str
    first_seen: Mapping[str, str]
    older: int = field(default=0, init=False)

    def of(self, papers: Iterator[Paper]) -> Iterator[Paper]:
        """Yield those, and count the others."""
        for paper in papers:
            day = paper.published or self.first_seen.get(paper.id)
            if day is None or is_since(day, self.since):
                yield paper
            else:
                self.older += 1

    @property
    def note(self) -> str:
        """Return in the report what is not in it."""
        older = f"{counted(self.older, 'older paper')} {'is' if self.older == 1 else 'are'}"
        return f"only papers since {self.since}: {older} left out, and in no count"


def run(inputs: Inputs, plan: Plan, settings: Settings, watch: ProgressListener) -> tuple[Report, list[Path]]:
    """Scan, compare with what came before, write the reports, remember, and tell who wants to be told."""
    notifier = open_notifier(plan.notify)
    if plan.name is not None:
        checked_name(plan.name)
    # A replay computes an old run again: it neither knows what came before, nor is it a run to remember.
    book = Path(":memory:") if plan.replay else settings.reports / NAME
    report = _scan(inputs, plan, settings, watch, _past(book, plan))
    with open_ledger(book) as ledger:
        report = ledger.annotate(report, timedelta(seconds=settings.grace))
        shown = only_changed(report) if plan.only else report
        written = write_reports(shown, settings.reports, plan.name, plan.formats)
        ledger.record(report)
    if report.changes and not notifier.tell(*digest(report)):
        click.echo("linkscan: the changes could not be sent to all of --notify", err=True)
    return report, written


def _past(book: Path, plan: Plan) -> Past:
    """Read what earlier runs found, as far as the plan needs it, if there were any."""
    if not book.is_file():
        return Past()
    with open_ledger(book) as ledger:
        return Past(
            ledger.health(datetime.now(UTC).isoformat()), ledger.settled_at(), ledger.first_seen() if plan.since else {}
        )


def _scan(inputs: Inputs, plan: Plan, settings: Settings, watch: ProgressListener, past: Past) -> Report:
    """Scan the papers that the plan wants; the report says which inputs, and what of them is not in it."""
    recent = Recent(plan.since, past.first_seen) if plan.since else None
    brake = StopSignal()
    scanning = scan_async(
        recent.of(inputs.papers()) if recent else inputs.papers(),
        settings,
        record=plan.record,
        replay=plan.replay,
        watch=watch,
        brake=brake,
        before=past.health,
        settled_at=past.settled_at,
    )
    report = _finished(scanning, brake)
    notes = (*([recent.note] if recent else []), *report.notes)
    return replace(report, inputs=tuple(inputs.names), skipped=inputs.skipped, notes=notes)


def _finished(scanning: Coroutine[Any, Any, Report], brake: StopSignal) -> Report:
    """Run to the end, or to the first SIGINT or SIGTERM: then what is known is reported."""

    async def under_signals() -> Report:
        with _stopped_by_signals(brake):
            return await scanning

    return asyncio.run(under_signals())


@contextmanager
def _stopped_by_signals(brake: StopSignal) -> Iterator[None]:
    """Let SIGINT and SIGTERM end the run early.

    Windows has no `add_signal_handler`; a handler of `signal` runs between two bytecodes there, and wakes the loop.
    """
    loop = asyncio.get_running_loop()
    for number in STOPPED_BY:
        reason = f"interrupted by {number.name}"
        try:
            loop.add_signal_handler(number, brake.pull, reason)
        except NotImplementedError:
            signal.signal(number, lambda *_, reason=reason: loop.call_soon_threadsafe(brake.pull, reason))
    yield
