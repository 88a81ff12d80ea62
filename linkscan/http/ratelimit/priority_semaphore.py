"""The places for requests in flight, over all hosts; those of hosts with a pace are given out first."""

import asyncio
from collections import deque


class PrioritySemaphore:
    """So many places, first come first served in each of two lines.

    A host with a pace of its own takes few places, however much is asked of it, and mostly it is the one that a
    run waits for in the end: each turn it misses while thousands of others stand in line is lost.
    """

    __slots__ = ("_free", "_lines")

    def __init__(self, count: int) -> None:
        self._free = count
        self._lines: tuple[deque[asyncio.Future[None]], ...] = (deque(), deque())

    async def take(self, *, is_paced: bool) -> None:
        """Wait for a place."""
        if self._free:
            self._free -= 1
            return
        target: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines[0 if is_paced else 1].append(target)
        try:
            await target
        except asyncio.CancelledError:
            if target.done() and not target.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Return a place back, to whoever is next."""
        for line in self._lines:
            while line:
                target = line.popleft()
                if not target.done():
                    target.set_result(None)
                    return
        self._free += 1
