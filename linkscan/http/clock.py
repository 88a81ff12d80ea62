"""An injectable clock, so that a test can span a day and take no time."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` returns seconds since the epoch, `ticks` monotonic seconds; tests may replace either."""

    now: Callable[[], float] = time.time
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


def clock_time(moment: float) -> str:
    """Return a time, given in seconds since the epoch, rounded up to the minute: `2026-11-21 10:04 UTC`."""
    return datetime.fromtimestamp(math.ceil(moment / 60 - 0.001) * 60, UTC).strftime("%Y-%m-%d %H:%M UTC")
