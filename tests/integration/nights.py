"""Nightly runs of one machine, a day apart, as `linkscan scan` does them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from linkscan.cli.inputs import Inputs, Voice
from linkscan.cli.scan_run import run
from linkscan.history import NAME, open_ledger
from linkscan.http.clock import Clock
from linkscan.reports.report import Report
from linkscan.run_control import NullListener, StopSignal
from linkscan.settings import CommandSettings
from tests.world.world import World

MONDAY = date(2026, 11, 23)
QUERIES = ("arxiv:cs.CL", "hf:new")


class Dying(NullListener):
    """Dies when the first address is to be examined, as a process that is killed: nothing is written down."""

    def started(self, links: object) -> None:
        raise KeyboardInterrupt


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

    def run(self, day: date, *names: str, listener: NullListener | None = None, **changes: Any) -> Report:
        """Run as `linkscan scan` does on that day."""
        asyncio.run(self._sleep())
        inputs = Inputs(names or QUERIES, None, Voice.QUIET)
        settings = self.settings(name=day.isoformat(), **changes)
        return run(inputs, settings, listener or NullListener(), StopSignal(), today=day)[0]

    async def _sleep(self) -> None:
        await self.clock.sleep(86_400)

    def cursor(self) -> dict[str, str]:
        with open_ledger(self.folder / "reports" / NAME) as ledger:
            return {query: day.isoformat() for query, day in ledger.read_until().items()}


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def verdicts(report: Report) -> dict[str, str]:
    return {paper.title: paper.verdict.value for paper in report.papers}


def sources(report: Report) -> dict[str, tuple[str, ...]]:
    return {paper.title: paper.source for paper in report.papers}
