"""Nightly runs of one machine, a day apart, as `linkscan scan` does them."""

import asyncio
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from linkscan.cli.inputs import Inputs, Verbosity
from linkscan.cli.scan_run import run
from linkscan.history import NAME, open_ledger
from linkscan.http.clock import Clock
from linkscan.reports.report import Report
from linkscan.run_control import NullListener, StopSignal
from linkscan.settings.command import CommandSettings
from tests.integration.runs import ROOT
from tests.world.breakages import hang
from tests.world.faults import Honest
from tests.world.messages import Request
from tests.world.world import World

MONDAY = date(2026, 11, 23)
QUERIES = ("arxiv:cs.CL", "hf:new")


_RUN = """
import sys
from datetime import date
from linkscan.cli.inputs import Inputs, Verbosity
from linkscan.cli.options import configuration
from linkscan.cli.scan_run import run
from linkscan.run_control import NullListener, StopSignal
settings = configuration(None, {"name": "killed"}).settings
day, *queries = sys.argv[1:]
run(Inputs(queries, None, Verbosity.QUIET), settings, NullListener(), StopSignal(), today=date.fromisoformat(day))
"""
"""A run of a day as a separate process."""


@dataclass
class Nights:
    """The runs of one machine, a day apart."""

    world: World
    clock: Clock
    folder: Path
    own: Mapping[str, Any] = field(default_factory=dict)

    def settings(self, **changes: Any) -> CommandSettings:
        own: dict[str, Any] = {
            "cache": self.folder / "cache",
            "reports": self.folder / "reports",
            "resolve": self.world.resolve,
        }
        return CommandSettings(**{**own, "retries": 0, "formats": ("json",), **self.own, **changes})

    def run(
        self,
        day: date,
        *names: str,
        record: Path | None = None,
        replay: Path | None = None,
        later: float = 86_400,
        **changes: Any,
    ) -> Report:
        """Run as `linkscan scan` does on that day, the given seconds after the previous event."""
        asyncio.run(self._wait(later))
        inputs = Inputs(names or QUERIES, None, Verbosity.QUIET)
        settings = self.settings(name=day.isoformat(), **changes)
        return run(inputs, settings, NullListener(), StopSignal(), record=record, replay=replay, today=day)[0]

    async def _wait(self, seconds: float) -> None:
        await self.clock.sleep(seconds)

    def killed(self, day: date) -> int:
        """Run as a separate process on that day, kill it while it waits for an address, and return its exit code."""
        reached = Event()

        def strike(request: Request, honest: Honest) -> Any:
            reached.set()
            return hang()(request, honest)

        self.world.fault("github.com", strike)
        own = {"LINKSCAN_CACHE": str(self.folder / "cache"), "LINKSCAN_REPORTS": str(self.folder / "reports")}
        environment = {**self.world.environ(), **own, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", _RUN, day.isoformat(), *QUERIES]
        with subprocess.Popen(command, env=environment, cwd=self.folder) as process:
            assert reached.wait(60)
            process.kill()
        self.world.heal("github.com")
        return process.returncode

    def cursor(self) -> dict[str, str]:
        with open_ledger(self.folder / "reports" / NAME) as ledger:
            return {query: day.isoformat() for query, day in ledger.read_until().items()}

    def open_promises(self) -> list[str]:
        """Return the titles of the papers with an open promise in the ledger."""
        with open_ledger(self.folder / "reports" / NAME) as ledger:
            return [paper.title for paper, _ in ledger.open_papers()]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def verdicts(report: Report) -> dict[str, str]:
    return {paper.title: paper.verdict.value for paper in report.papers}


def sources(report: Report) -> dict[str, tuple[str, ...]]:
    return {paper.title: paper.source for paper in report.papers}
