"""One host's gate: how many may be inside, how far apart they enter, until when it is closed, and why."""

import asyncio
from collections import deque

from linkscan.models import Answer, Failure
from linkscan.web.clock import Clock, clock_time
from linkscan.web.hosts import Limit
from linkscan.web.orders import is_limited, ordered_wait

_FIRST_GAP = 0.25  # seconds between requests after the first refusal; doubled by each further one
_LONGEST_GAP = 30.0
_RATE_STEP = 0.5  # requests a second that each good answer gives back
_FAST_ENOUGH = 20.0  # requests a second at which pacing ends
_FIRST_REST = 60.0  # seconds; doubled by each rest that follows without a good answer between
_LONGEST_REST = 3600.0

_NO_CONNECTION = frozenset({Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.DNS})
_OVERLOADED = frozenset({429, 502, 503, 504, *range(520, 528)})


class Gate:
    """Additive increase, multiplicative decrease, of both the number inside and the pace.

    Three things keep a question out: the window is full, it is too early for the next one (the limit's
    pace, or a slower one after refusals), or the server said "later". A wait for the server longer than
    `max_wait` is not sat out: `enter` then gives the reason at once. So it does while the host rests after
    failures in a row.
    """

    __slots__ = (
        "_clock", "_cut_at", "_failures", "_held_until", "_limit", "_max_wait", "_next", "_patience", "_rest",
        "_resting_until", "_slow", "_starting", "_waiters", "_why", "_window", "inside",
    )  # fmt: skip

    def __init__(self, limit: Limit, clock: Clock, *, max_wait: float, patience: int) -> None:
        self.inside = 0
        self._limit = limit
        self._clock = clock
        self._max_wait = max_wait
        self._patience = patience  # failures in a row after which the host rests
        self._window = max(1.0, limit.at_once / 2)
        self._starting = True  # as in TCP's slow start, until the first refusal
        self._waiters: deque[asyncio.Future[None]] | None = None  # made when needed: most hosts are asked once
        self._next = 0.0  # the theoretical arrival time of the leaky bucket (GCRA)
        self._slow = 0.0  # an additional gap, learned from refusals
        self._cut_at = 0.0
        self._held_until = 0.0
        self._resting_until = 0.0
        self._rest = 0.0
        self._failures = 0
        self._why = ""

    @property
    def is_idle(self) -> bool:
        """Tell whether the gate may be forgotten: nobody inside, and nothing learned that still matters."""
        now = self._clock.ticks()
        busy_until = max(self._next, self._held_until, self._resting_until)
        return not (self.inside or self._waiters or self._slow) and now >= busy_until

    async def enter(self) -> str | None:
        """Wait for a place inside; give the reason instead when the wait would be too long."""
        if (reason := self._closed()) is not None:
            return reason
        if self.inside >= int(self._window) or self._waiters:
            await self._queue()
        else:
            self.inside += 1
        try:
            return await self._pace()
        except asyncio.CancelledError:
            self.leave()
            raise

    def leave(self) -> None:
        """Give the place to whoever waits longest."""
        self.inside -= 1
        self._admit()

    def learn(self, answer: Answer, entered_at: float) -> None:
        """Draw the lesson of an answer to a question that entered at `entered_at` ticks."""
        now = self._clock.ticks()
        wait = ordered_wait(answer, self._clock.now(), on_their_way=self.inside - 1)
        if wait:
            self._held_until = max(self._held_until, now + wait)
        if is_limited(answer) or answer.status in (429, 503):
            self._cut(now, entered_at)
        elif answer.failure is None:
            self._raise()
        if answer.failure in _NO_CONNECTION or answer.status in _OVERLOADED:
            self._fail(answer, now)
        elif answer.failure is None:
            self._failures, self._rest = 0, 0.0

    def _closed(self) -> str | None:
        now = self._clock.ticks()
        if now < self._resting_until:
            return f"{self._limit.name} rests until {self._moment(self._resting_until)} after {self._why}"
        if self._held_until - now > self._max_wait:
            return f"{self._limit.name} asks to wait until {self._moment(self._held_until)}"
        if self._limit.is_slow and self._earliest() - now > self._max_wait:
            limit = self._limit
            return f"{limit.name} takes {limit.requests} requests in {limit.per:g} s, and had them"
        return None

    async def _queue(self) -> None:
        if self._waiters is None:
            self._waiters = deque()
        place = asyncio.get_running_loop().create_future()
        self._waiters.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.leave()
            raise

    def _admit(self) -> None:
        while self._waiters and self.inside < max(1, int(self._window)):
            place = self._waiters.popleft()
            if not place.done():
                self.inside += 1
                place.set_result(None)

    async def _pace(self) -> str | None:
        while True:
            if (reason := self._closed()) is not None:
                self.leave()
                return reason
            now = self._clock.ticks()
            wait = self._earliest() - now
            if wait <= 0:
                gap = max(self._limit.gap, self._slow)
                self._next = max(self._next, now) + gap
                return None
            await self._clock.sleep(wait)

    def _earliest(self) -> float:
        burst = 0.0 if self._slow > self._limit.gap else self._limit.gap * max(0, self._limit.burst - 1)
        return max(self._next - burst, self._held_until)

    def _cut(self, now: float, entered_at: float) -> None:
        if entered_at < self._cut_at:
            return  # it was on its way before the last cut: one lesson, not many
        self._cut_at = now
        self._starting = False
        self._window = max(1.0, self._window / 2)
        self._slow = min(_LONGEST_GAP, max(_FIRST_GAP, self._slow * 2))

    def _raise(self) -> None:
        if self._window < self._limit.at_once:
            step = 1.0 if self._starting else 1.0 / self._window
            self._window = min(float(self._limit.at_once), self._window + step)
            self._admit()
        if self._slow:
            rate = 1.0 / self._slow + _RATE_STEP
            self._slow = 0.0 if rate > _FAST_ENOUGH else 1.0 / rate

    def _fail(self, answer: Answer, now: float) -> None:
        self._failures += 1
        if self._failures < self._patience:
            return
        self._rest = min(_LONGEST_REST, max(_FIRST_REST, self._rest * 2))
        self._resting_until = now + self._rest
        self._why = f"{self._failures} failures in a row ({answer.failure or f'status {answer.status}'})"
        self._failures = self._patience - 1  # after the rest one more failure is enough

    def _moment(self, ticks: float) -> str:
        return clock_time(self._clock.now() + ticks - self._clock.ticks())
