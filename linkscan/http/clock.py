"""An injectable clock, so that a test can be a day long and take no time."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is seconds since the epoch, `ticks` seconds that never go backwards; both may be faked."""

    now: Callable[[], float] = time.time
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


def clock_time(moment: float) -> str:
    """Return a moment, in seconds since the epoch, rounded up to a full minute: `2026-11-21 10:04 UTC`."""
    return datetime.fromtimestamp(math.ceil(moment / 60 - 0.001) * 60, UTC).strftime("%Y-%m-%d %H:%M UTC")
