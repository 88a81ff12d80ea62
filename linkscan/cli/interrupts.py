"""SIGINT, SIGTERM and SIGHUP: a run ends early and reports what is known by then."""

import os
import signal
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from linkscan.cli.exit_codes import HUNG_UP, INTERRUPTED, TERMINATED
from linkscan.run_control import StopCause

if TYPE_CHECKING:
    from linkscan.run_control import StopSignal, TimeBudget

STOPPED_BY = {signal.SIGINT: StopCause.INTERRUPTED, signal.SIGTERM: StopCause.TERMINATED}
if hasattr(signal, "SIGHUP"):  # not on Windows
    STOPPED_BY[signal.SIGHUP] = StopCause.HUNG_UP
_EXIT_CODES = {StopCause.INTERRUPTED: INTERRUPTED, StopCause.TERMINATED: TERMINATED, StopCause.HUNG_UP: HUNG_UP}

_SHOW_CURSOR = b"\x1b[?25h"  # DECTCEM; the live display hides the cursor

Result = TypeVar("Result")


def run_until_signal(work: Awaitable[Result], stop: "StopSignal") -> Result:
    """Run `work`, which the first SIGINT, SIGTERM or SIGHUP ends early by pulling `stop`, and return its result."""
    import asyncio

    async def under_signals() -> Result:
        with stopped_by_signals(stop):
            return await work

    return asyncio.run(under_signals())


def signal_code(stopped_by: StopCause | None) -> int | None:
    """Return the exit code of a run that was ended by a signal, else None."""
    return _EXIT_CODES.get(stopped_by) if stopped_by is not None else None


@contextmanager
def stopped_by_signals(stop: "StopSignal") -> Iterator[None]:
    """Let the first SIGINT, SIGTERM or SIGHUP pull `stop`, and the second one end the process by its default action.

    A signal that is ignored, as SIGHUP is under nohup(1), remains ignored.

    A handler of the event loop would only run between two callbacks, and reading texts blocks the loop; a handler set
    with `signal` runs between two bytecodes.
    """
    before = {}

    def handle(number: int, _: object) -> None:
        if stop.is_interrupted:
            if os.isatty(2):
                os.write(2, _SHOW_CURSOR)
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        stop.pull(f"interrupted by {signal.Signals(number).name}", STOPPED_BY[signal.Signals(number)])

    try:
        for number in STOPPED_BY:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, handle)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def woken_by_alarm(budget: "TimeBudget") -> Iterator[None]:
    """Check the time budget with an alarm when it runs out, even if the process is blocked on a pipe.

    Windows has no alarm; there the budget is only checked between two papers.
    """
    if budget.seconds is None or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: budget.pull_if_over())
    signal.setitimer(signal.ITIMER_REAL, max(budget.left_for_work, _AT_ONCE), _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_AT_ONCE, _AGAIN = 0.001, 0.5  # seconds; repeated, as the clocks of alarm and budget may differ slightly
