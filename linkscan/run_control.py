"""Progress listeners and early stop."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Protocol, TypeVar

from linkscan.models import Link, LinkResult, StopCause

Item = TypeVar("Item")


class ProgressListener(Protocol):
    """Is told of the progress of a run; cannot change it.

    >>> class Count:
    ...     def started(self, links): self.left = len(links)
    ...     def examined(self, evidence): self.left -= 1
    >>> count = Count()
    >>> _ = check("https://github.com/lab/tool", settings, progress=count)
    >>> count.left
    0
    """

    def started(self, links: Sequence[Link]) -> None:
        """Receive the distinct links that will be examined."""

    def examined(self, evidence: LinkResult, /) -> None:
        """Receive what was found behind one of them."""


class NullListener:
    """The listener that ignores everything."""

    def started(self, links: Sequence[Link]) -> None:
        """Ignore the event."""

    def examined(self, evidence: LinkResult, /) -> None:
        """Ignore the event."""


@dataclass(slots=True)
class StopSignal:
    """Asks a run to end early: it stops requesting, and reports what is known by then.

    >>> stop = StopSignal()
    >>> stop.pull("enough")
    >>> scan("papers.jsonl", settings, stop=stop).incomplete
    ('enough',)
    """

    reason: str | None = None
    cause: StopCause | None = None
    _pulled: asyncio.Event = field(default_factory=asyncio.Event)
    _over: Callable[[], None] | None = None
    _loop: asyncio.AbstractEventLoop | None = None

    def pull(self, reason: str = "stopped", cause: StopCause = StopCause.REQUESTED) -> None:
        """Ask the run to end, and say why; the first reason stands. Any thread may do so."""
        if self.cause is None:
            self.reason, self.cause = reason, cause
        if self._loop is None:
            self._pulled.set()
        else:
            with suppress(RuntimeError):  # the loop is closed: the run has ended
                self._loop.call_soon_threadsafe(self._pulled.set)

    def look_with(self, look: Callable[[], None] | None) -> None:
        """Take what pulls when it is time to."""
        self._over = look

    def is_pulled(self) -> bool:
        """Return whether the run is to end: for work that keeps the loop from hearing its timer."""
        if self.cause is None and self._over is not None:
            self._over()
        return self.cause is not None

    def while_wanted(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield items until somebody pulls."""
        return takewhile(lambda _: not self.is_pulled(), items)

    async def pulled(self) -> None:
        """Wait until somebody pulls."""
        self._loop = asyncio.get_running_loop()
        await self._pulled.wait()


@contextmanager
def timed(stop: StopSignal, seconds: float | None) -> Iterator[None]:
    """Pull the signal when `seconds` are over and the block still goes on; without `seconds`, never."""
    if seconds is None:
        yield
        return
    over = f"budget spent: {seconds:g} seconds are over"
    loop = asyncio.get_running_loop()
    late = loop.time() + seconds

    def look() -> None:
        if loop.time() >= late:
            stop.pull(over, StopCause.TIME_BUDGET)

    timer = loop.call_at(late, stop.pull, over, StopCause.TIME_BUDGET)
    stop.look_with(look)
    try:
        yield
    finally:
        stop.look_with(None)
        timer.cancel()


async def until(stop: StopSignal, work: Coroutine[None, None, None]) -> None:
    """Do `work` until it is done or the signal is pulled; what it raises is raised."""
    task, pulled = asyncio.ensure_future(work), asyncio.ensure_future(stop.pulled())
    try:
        await asyncio.wait((task, pulled), return_when=asyncio.FIRST_COMPLETED)
    finally:
        pulled.cancel()
        task.cancel()  # does nothing to work that is done
    with suppress(asyncio.CancelledError):
        await task
