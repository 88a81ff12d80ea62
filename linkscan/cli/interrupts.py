"""SIGINT and SIGTERM: a run ends early and says what is known by then."""

import signal
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from linkscan.cli.exit_codes import INTERRUPTED, TERMINATED
from linkscan.models import StopCause

if TYPE_CHECKING:
    from linkscan.run_control import StopSignal

STOPPED_BY = {signal.SIGINT: StopCause.INTERRUPTED, signal.SIGTERM: StopCause.TERMINATED}
_EXIT_CODES = {StopCause.INTERRUPTED: INTERRUPTED, StopCause.TERMINATED: TERMINATED}

Result = TypeVar("Result")


def run_until_signal(work: Awaitable[Result], stop: "StopSignal") -> Result:
    """Run to the end, or to the first SIGINT or SIGTERM, which pulls `stop`; return what is known."""
    import asyncio

    async def under_signals() -> Result:
        with _stopped_by_signals(stop):
            return await work

    return asyncio.run(under_signals())


def signal_code(stopped_by: StopCause | None) -> int | None:
    """Return the exit code of a run that a signal ended; None if none did."""
    return _EXIT_CODES.get(stopped_by) if stopped_by is not None else None


@contextmanager
def _stopped_by_signals(stop: "StopSignal") -> Iterator[None]:
    """Let SIGINT and SIGTERM end the run early.

    A handler of the loop would wait for its turn, and texts are read between two of them. One of `signal` runs
    between two bytecodes.
    """
    before = {}
    for number, cause in STOPPED_BY.items():
        pull = partial(stop.pull, f"interrupted by {number.name}", cause)
        before[number] = signal.signal(number, lambda *_, pull=pull: pull())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
