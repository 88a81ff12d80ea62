"""A world and a whole pipeline with a clock that is advanced instead of sleeping."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from linkscan.http.clock import Clock
from tests.world.world import World


class Ahead:
    """The machine's time plus all requested sleeps."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def now(self) -> float:
        return time.time() + self.skipped

    def ticks(self) -> float:
        return time.monotonic() + self.skipped

    async def sleep(self, seconds: float) -> None:
        self.skipped += max(0.0, seconds)
        await asyncio.sleep(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of every client that is opened in this test."""
    ahead = Ahead()
    clock = Clock(now=ahead.now, ticks=ahead.ticks, sleep=ahead.sleep)
    monkeypatch.setattr("linkscan.http.client.Clock", lambda: clock)
    return clock


@pytest.fixture
async def world(clock: Clock) -> AsyncIterator[World]:
    """A simulated internet that shares its clock with its clients."""
    async with World(now=clock.now) as running:
        yield running
