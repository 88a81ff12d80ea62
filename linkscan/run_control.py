"""Those beside a run: who follows it, and who may end it early."""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol

from linkscan.models import Link, LinkResult


class ProgressListener(Protocol):
    """Who follows a run: told what is done, never able to change it."""

    def started(self, links: Sequence[Link]) -> None:
        """Hear which distinct links are going to be examined."""

    def examined(self, evidence: LinkResult) -> None:
        """Hear what was found behind one of them."""


class NullListener:
    """The watch that does not look."""

    def started(self, links: Sequence[Link]) -> None:
        """Look away."""

    def examined(self, evidence: LinkResult) -> None:
        """Look away."""


@dataclass(slots=True)
class StopSignal:
    """Asks a run to end early: it stops asking, and reports what is known by then."""

    reason: str | None = None
    _pulled: asyncio.Event = field(default_factory=asyncio.Event)

    def pull(self, reason: str) -> None:
        """Ask the run to end, and say why; the first reason stands."""
        self.reason = self.reason or reason
        self._pulled.set()

    async def pulled(self) -> None:
        """Wait until somebody pulls."""
        await self._pulled.wait()


@contextmanager
def timed(brake: StopSignal, seconds: float | None) -> Iterator[None]:
    """Pull the brake when `seconds` are over, if they are told and the block still goes on."""
    if seconds is None:
        yield
        return
    timer = asyncio.get_running_loop().call_later(seconds, brake.pull, f"budget spent: {seconds:g} seconds are over")
    try:
        yield
    finally:
        timer.cancel()


async def until(brake: StopSignal, work: Coroutine[None, None, None]) -> None:
    """Do `work` until it is done or the brake is pulled; what it raises is raised."""
    task, pulled = asyncio.ensure_future(work), asyncio.ensure_future(brake.pulled())
    try:
        await asyncio.wait((task, pulled), return_when=asyncio.FIRST_COMPLETED)
    finally:
        pulled.cancel()
        task.cancel()  # does nothing to work that is done
    with suppress(asyncio.CancelledError):
        await task
