"""An event loop on a clock of its own: with nothing to do, it jumps to the next timer. No sockets, no threads."""

import asyncio
import selectors
from typing import Any

from linkscan.http.clock import Clock

EPOCH = 1_800_000_000.0
_TICK = 1e-6  # asyncio runs timers a little early, where time is told in floats: it must go on all the same


class _Jump(selectors.SelectSelector):
    """Looks for no input, and lets the time pass that it would have waited for some."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else")
        self.now += timeout + _TICK if timeout > 0 else 0.0
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop; a day passes as fast as what happens in it can be computed."""

    def __init__(self) -> None:
        self._jump = _Jump()
        super().__init__(self._jump)

    def time(self) -> float:
        """Return what time it is, in seconds since the loop was made."""
        return self._jump.now


def virtual_clock() -> Clock:
    """Return the clock of the running loop."""
    loop = asyncio.get_running_loop()
    return Clock(now=lambda: EPOCH + loop.time(), ticks=loop.time, sleep=asyncio.sleep)


def run(main: Any) -> Any:
    """Run a coroutine to its end, in no time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
