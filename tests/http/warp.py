"""An event loop in which waiting takes no time: with nothing to do, the clock jumps to the next timer."""

import asyncio
import selectors
from collections.abc import Mapping
from concurrent.futures import Executor
from typing import Any

from linkscan.http.clock import Clock

EPOCH = 1_800_000_000.0
"""The time at which every test begins: 2027-01-15 08:00 UTC."""


class _JumpingSelector(selectors.BaseSelector):
    """Polls for input for a millisecond, then reports that the whole timeout has passed.

    While a thread is working, time passes normally, because it is not known when the thread will finish.
    """

    def __init__(self) -> None:
        self.skipped = 0.0
        self.threads = 0
        self._real = selectors.DefaultSelector()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0 or self.threads:
            return self._real.select(timeout)
        events = self._real.select(min(timeout, 0.001))
        if not events:
            self.skipped += timeout
        return events

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._real.unregister(fileobj)

    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.modify(fileobj, events, data)

    def close(self) -> None:
        self._real.close()

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._real.get_map()


class WarpLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop with `time()` advanced instead of waiting. Sockets work as usual."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return super().time() + self._jumping.skipped

    def run_in_executor(  # type: ignore[override] # as general as tests need
        self, executor: Executor | None, func: Any, *args: Any
    ) -> asyncio.Future[Any]:
        self._jumping.threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._one_less)
        return future

    def _one_less(self, _done: asyncio.Future[Any]) -> None:
        self._jumping.threads -= 1


def warp_clock() -> Clock:
    """Return a clock that tells the time of the running loop, counted from `EPOCH`."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    return Clock(now=lambda: EPOCH + loop.time() - began, ticks=loop.time, sleep=asyncio.sleep)
