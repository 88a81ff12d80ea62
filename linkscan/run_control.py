"""Progress listeners and early stop."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf
from threading import get_ident
from time import monotonic
from typing import Protocol, TypeVar

from linkscan.models import Link, LinkResult

Item = TypeVar("Item")


class ProgressListener(Protocol):
    """Receives the progress of a run, without influence on it.

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
        """Receive the result for one of them."""


class NullListener:
    """A listener that ignores all events."""

    def started(self, links: Sequence[Link]) -> None:
        """Ignore the event."""

    def examined(self, evidence: LinkResult, /) -> None:
        """Ignore the event."""


class StoppedError(BaseException):
    """The run was asked to end during work that may be abandoned; not an Exception, so that no handler stops it."""


class StopCause(Enum):
    """Why a run was asked to end early.

    >>> stop = StopSignal()
    >>> stop.pull("enough for today")
    >>> stop.cause
    <StopCause.REQUESTED: 1>
    """

    REQUESTED = auto()
    TIME_BUDGET = auto()
    INTERRUPTED = auto()  # SIGINT
    TERMINATED = auto()  # SIGTERM
    HUNG_UP = auto()  # SIGHUP: the terminal is closed


@dataclass(slots=True)
class StopSignal:
    """Asks a run to end early: it sends no more requests, and reports what is known by then.

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
        """Return whether a signal ended the run, so that somebody is waiting for it to exit."""
        return self.cause in (StopCause.INTERRUPTED, StopCause.TERMINATED, StopCause.HUNG_UP)

    def pull(self, reason: str = "stopped", cause: StopCause = StopCause.REQUESTED) -> None:
        """Ask the run to end, and give the reason; only the first one counts. Safe to call from any thread."""
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
        """Make a pull from this thread, as by a signal handler, raise StoppedError in the block."""
        self._interruptible_thread = get_ident()
        try:
            yield
        finally:
            self._interruptible_thread = None

    def poll_with(self, poll: Callable[[], None] | None) -> None:
        """Set a function that `is_pulled` calls first, and that may pull; None removes it."""
        self._poll = poll

    def is_pulled(self) -> bool:
        """Return whether the run is to end; for synchronous work, during which the event loop's timers cannot fire."""
        if self.cause is None and self._poll is not None:
            self._poll()
        return self.cause is not None

    def while_wanted(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield items until the signal is pulled, without waiting for the next item, which may never come."""
        iterator = iter(items)
        while True:
            try:
                self._interruptible_thread = get_ident()  # inlined: for half a million items `interruptible` takes 1 s
                item = next(iterator)
            except (StopIteration, StoppedError):
                return
            finally:
                self._interruptible_thread = None
            if self.is_pulled():
                return
            yield item

    async def pulled(self) -> None:
        """Wait until the signal is pulled."""
        self._loop = asyncio.get_running_loop()
        await self._pulled.wait()


@dataclass(slots=True)
class TimeBudget:
    """Pulls a signal when the time of a run is up, less a reserve for writing the report.

    `seconds` are counted from `began` (`time.monotonic`, as in the event loop); if they are None, it never pulls.
    """

    stop: StopSignal
    seconds: float | None
    began: float = field(default_factory=monotonic)
    _reserve: float = field(init=False)
    _timer: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self._reserve = min(_RESERVE, _RESERVE_SHARE * (self.seconds or 0.0))

    @property
    def left(self) -> float:
        """Return the seconds left for the run, including the time to write its report."""
        return inf if self.seconds is None else self.began + self.seconds - monotonic()

    def keep_back(self, seconds: float) -> None:
        """Reserve time for the report, at most half of the budget."""
        if self.seconds is not None:
            self._reserve = max(self._reserve, min(seconds, self.seconds / 2))
            self._start()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Pull the signal if the time is up before the block ends."""
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
        """Return the seconds left until the run has to write its report."""
        return self.left - self._reserve

    def pull_if_over(self) -> None:
        """Pull the signal if the time is up."""
        if self.left_for_work <= 0:
            self._pull()

    def _pull(self) -> None:
        self.stop.pull(f"budget spent: time limit of {self.seconds:g} s reached", StopCause.TIME_BUDGET)


_RESERVE, _RESERVE_SHARE = 2.0, 0.2
"""The reserve while the size of the report is unknown: in seconds, and as a maximum share of the budget."""


async def until(stop: StopSignal, work: Coroutine[None, None, None]) -> None:
    """Run `work` until it is done or the signal is pulled; exceptions are passed on."""
    task, pulled = asyncio.ensure_future(work), asyncio.ensure_future(stop.pulled())
    try:
        await asyncio.wait((task, pulled), return_when=asyncio.FIRST_COMPLETED)
    finally:
        pulled.cancel()
        task.cancel()  # has no effect on finished work
    with suppress(asyncio.CancelledError):
        await task
