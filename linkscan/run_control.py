"""Progress listeners and early stop."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from threading import get_ident
from time import monotonic
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


class StoppedError(BaseException):
    """The run was asked to end while work went on that can be left; no `except Exception` shall keep it."""


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
    _poll: Callable[[], None] | None = None
    _loop: asyncio.AbstractEventLoop | None = None
    _interruptible_thread: int | None = None

    @property
    def is_interrupted(self) -> bool:
        """Return whether a signal of the system ends the run: whoever sent it waits."""
        return self.cause in (StopCause.INTERRUPTED, StopCause.TERMINATED)

    def pull(self, reason: str = "stopped", cause: StopCause = StopCause.REQUESTED) -> None:
        """Ask the run to end, and say why; the first reason stands. Any thread may do so."""
        if self.cause is None:
            self.reason, self.cause = reason, cause
        if self._loop is None:
            self._pulled.set()
        else:
            with suppress(RuntimeError):  # the loop is closed: the run has ended
                self._loop.call_soon_threadsafe(self._pulled.set)
        if self._interruptible_thread == get_ident():
            self._interruptible_thread = None
            raise StoppedError

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Raise StoppedError in the block when somebody pulls in this thread, as a handler of signals does."""
        self._interruptible_thread = get_ident()
        try:
            yield
        finally:
            self._interruptible_thread = None

    def poll_with(self, poll: Callable[[], None] | None) -> None:
        """Call `poll` whenever it is asked whether the run is to end; it pulls when the time is over."""
        self._poll = poll

    def is_pulled(self) -> bool:
        """Return whether the run is to end: for work that keeps the loop from hearing its timer."""
        if self.cause is None and self._poll is not None:
            self._poll()
        return self.cause is not None

    def while_wanted(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield items until somebody pulls; the next item is not waited for then, which may never come."""
        iterator = iter(items)
        while True:
            try:
                self._interruptible_thread = get_ident()  # half a million times: `interruptible` would take a second
                item = next(iterator)
            except (StopIteration, StoppedError):
                return
            finally:
                self._interruptible_thread = None
            if self.is_pulled():
                return
            yield item

    async def pulled(self) -> None:
        """Wait until somebody pulls."""
        self._loop = asyncio.get_running_loop()
        await self._pulled.wait()


@dataclass(slots=True)
class TimeBudget:
    """Pulls a signal when the time of a run is over but for what is kept back for its report.

    `seconds` are counted from `began` (`time.monotonic`, the clock of the loop too); without them it never does.
    """

    stop: StopSignal
    seconds: float | None
    began: float = field(default_factory=monotonic)
    _kept: float = field(init=False)
    _timer: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self._kept = min(_KEPT, _SHARE * (self.seconds or 0.0))

    @property
    def left(self) -> float:
        """Return for how many seconds the run may go on, the writing of its report included."""
        return inf if self.seconds is None else self.began + self.seconds - monotonic()

    def keep_back(self, seconds: float) -> None:
        """Keep time back for the report, half of all at most."""
        if self.seconds is not None:
            self._kept = max(self._kept, min(seconds, self.seconds / 2))
            self._start()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Pull the signal when the time is over and the block still goes on."""
        if self.seconds is None:
            yield
            return
        self._start()
        self.stop.poll_with(self.pull_if_over)
        try:
            yield
        finally:
            self.stop.poll_with(None)
            self._cancel()

    def _start(self) -> None:
        self._cancel()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self.left_for_work, self._pull)

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    @property
    def left_for_work(self) -> float:
        """Return for how many seconds the run may go on before it writes its report."""
        return self.left - self._kept

    def pull_if_over(self) -> None:
        """Pull the signal if the time is over."""
        if self.left_for_work <= 0:
            self._pull()

    def _pull(self) -> None:
        self.stop.pull(f"budget spent: {self.seconds:g} seconds are over", StopCause.TIME_BUDGET)


_KEPT, _SHARE = 2.0, 0.2
"""Seconds, and part of a short time, that are kept back while it is not known how large the report will be."""


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
