"""A world and a whole pipeline for which waiting takes no time: a clock that is put forward instead of slept on."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from linkscan.http.clock import Clock
from tests.world.world import World


class Ahead:
    """The machine's time, and all that somebody meant to sleep."""

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
    """The clock of every web that is opened in this test."""
    ahead = Ahead()
    clock = Clock(now=ahead.now, ticks=ahead.ticks, sleep=ahead.sleep)
    monkeypatch.setattr("linkscan.http.client.Clock", lambda: clock)
    return clock


@pytest.fixture
async def world(clock: Clock) -> AsyncIterator[World]:
    """An internet whose hosts and whose visitors have one clock."""
    async with World(now=clock.now) as running:
        yield running
