"""A run that is stopped, at any point, reports what is known by then."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from typing import Any

import pytest

from linkscan.examine.executor import Workers
from linkscan.models import Paper
from linkscan.pipeline import scan_async
from linkscan.pipeline.early_report import WHOLE_REPORT
from linkscan.run_control import StopCause, StopSignal, TimeBudget
from linkscan.settings import Settings

pytestmark = pytest.mark.anyio


def papers(count: int, stop: StopSignal, stop_at: int) -> Iterator[Paper]:
    """Yield papers without addresses, and stop the run while one of them is read."""
    for number in range(count):
        if number == stop_at:
            stop.pull("enough", StopCause.TERMINATED)
        yield Paper(id=str(number), title=f"Paper {number}", abstract="We release our code.")
    if stop_at == count:
        stop.pull("enough", StopCause.TERMINATED)


async def test_stop_takes_effect_while_texts_are_read() -> None:
    """The papers read so far are in the report, which says that there are more."""
    stop = StopSignal()
    report = await scan_async(papers(20_000, stop, 600), Settings(processes=1, offline=True), stop=stop)
    assert 0 < len(report.papers) < 20_000
    assert report.incomplete[:2] == (f"papers after the first {len(report.papers)} were not read", "enough")


async def test_stopped_run_waits_for_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine one may take seconds: the first papers are read in this process."""
    stop = StopSignal()

    class Busy(Executor):
        def submit(self, *_: Any, **__: Any) -> Any:
            stop.pull("enough", StopCause.TERMINATED)
            return Future()

    workers = nullcontext(Workers(Busy(), 2, papers_worth_it=200))
    monkeypatch.setattr("linkscan.pipeline.scan.open_workers", lambda _: workers)
    report = await scan_async(papers(20_000, stop, -1), Settings(offline=True), stop=stop)
    assert report.incomplete[:2] == ("papers after the first 100 were not read", "enough")
    assert len(report.papers) == 100


async def test_stop_after_the_last_paper_leaves_nothing_unread() -> None:
    stop = StopSignal()
    report = await scan_async(papers(10, stop, 10), Settings(processes=1, offline=True), stop=stop)
    assert len(report.papers) == 10
    assert report.incomplete == ("enough",)


async def test_the_time_budget_is_that_of_the_whole_run() -> None:
    """Including reading, which regularly yields to the event loop."""
    settings = Settings(processes=1, offline=True, budget_time=0.001)
    report = await scan_async(papers(20_000, StopSignal(), -1), settings)
    assert len(report.papers) < 20_000
    assert any(reason.startswith("budget spent") for reason in report.incomplete)


async def test_time_is_reserved_for_the_report() -> None:
    """Writing the report is within the budget: as much time as its papers need, but at most half."""
    now = asyncio.get_running_loop().time()
    for seconds, papers, kept in ((3600.0, 20_000, 20.0), (3600.0, 100, 2.0), (10.0, 20_000, 5.0), (1.0, 0, 0.2)):
        for before, is_over in ((0.5, False), (-0.05, True)):
            budget = TimeBudget(stop := StopSignal(), seconds, began=now - seconds + kept + before)
            with budget.running():
                budget.keep_back(papers * WHOLE_REPORT)
                assert stop.is_pulled() is is_over, (seconds, papers)
