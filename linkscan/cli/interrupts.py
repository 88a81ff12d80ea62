"""SIGINT and SIGTERM: a run ends early and says what is known by then."""

import os
import signal
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from linkscan.cli.exit_codes import INTERRUPTED, TERMINATED
from linkscan.models import StopCause

if TYPE_CHECKING:
    from linkscan.run_control import StopSignal, TimeBudget

STOPPED_BY = {signal.SIGINT: StopCause.INTERRUPTED, signal.SIGTERM: StopCause.TERMINATED}
_EXIT_CODES = {StopCause.INTERRUPTED: INTERRUPTED, StopCause.TERMINATED: TERMINATED}

_SHOW_CURSOR = b"\x1b[?25h"  # DECTCEM; a live display hides it

Result = TypeVar("Result")


def run_until_signal(work: Awaitable[Result], stop: "StopSignal") -> Result:
    """Run to the end, or to the first SIGINT or SIGTERM, which pulls `stop`; return what is known."""
    import asyncio

    async def under_signals() -> Result:
        with stopped_by_signals(stop):
            return await work

    return asyncio.run(under_signals())


def signal_code(stopped_by: StopCause | None) -> int | None:
    """Return the exit code of a run that a signal ended; None if none did."""
    return _EXIT_CODES.get(stopped_by) if stopped_by is not None else None


@contextmanager
def stopped_by_signals(stop: "StopSignal") -> Iterator[None]:
    """Let the first SIGINT or SIGTERM pull `stop`, and the second end the process at once, as it does without us.

    A handler of the loop would wait for its turn, and texts are read between two of them. One of `signal` runs
    between two bytecodes.
    """
    before = {}

    def hear(number: int, _: object) -> None:
        if stop.is_interrupted:
            if os.isatty(2):
                os.write(2, _SHOW_CURSOR)
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        stop.pull(f"interrupted by {signal.Signals(number).name}", STOPPED_BY[signal.Signals(number)])

    try:
        for number in STOPPED_BY:
            before[number] = signal.signal(number, hear)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def woken_by_alarm(budget: "TimeBudget") -> Iterator[None]:
    """Look at the time budget when it is over, also where a pipe is waited for and no loop gets its turn.

    Windows has no alarm: there it is looked at between two papers.
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


_AT_ONCE, _AGAIN = 0.001, 0.5  # seconds; the clocks of alarm and budget may differ a little
