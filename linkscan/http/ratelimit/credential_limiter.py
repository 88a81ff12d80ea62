"""The rate-limit state of one credential under one limit: pace, remaining quota, Retry-After."""

from collections import deque
from enum import Enum, auto
from math import inf
from typing import NamedTuple

from linkscan.http.clock import Clock, clock_time
from linkscan.http.rate_limit_headers import (
    SECONDARY_WAIT,
    is_secondary_limit,
    remaining_quota,
    retry_after,
)
from linkscan.http.ratelimit.limits import Limit
from linkscan.models import Failure, Response
from linkscan.plurals import counted

GRAIN = 1.0  # seconds; resets are reported in whole seconds, so a window may end this much later than reported
SAME_WINDOW = 2.0  # seconds by which two responses may differ on the end of the same window
_UNKNOWN_SHARE = 50  # a full quota divided by this is the most in flight until a response reports what is left
_MAX_COST = 100.0  # GraphQL: one point per hundred connections; docs.github.com, GraphQL rate limits
_COST_DECAY = 0.9

_FIRST_SLOWDOWN = 0.25  # seconds between requests after the first refusal; doubled by each further one
_MAX_SLOWDOWN = 30.0
_RATE_STEP = 0.5  # requests a second that each successful response gives back
_FAST_ENOUGH = 20.0  # requests a second at which the slow-down ends
_EARNED_STEP = 0.02  # of the published pace, added by each successful response until the first refusal
_EARNED_STEP_LATER = 0.002  # the same after a refusal
_MIN_PACE = 0.25  # of the published pace; beyond that, refusals increase the slow-down
_EARNED_BURST = 2  # requests at once while the pace differs from the published one
_MAX_HOLD = 3600.0  # seconds
_SHORT_WAIT = 5.0  # seconds; the longest wait for a slow limit (`Limit.is_slow`)


class BlockCause(Enum):
    """Why a request is refused rather than delayed."""

    RETRY_AFTER = auto()  # the host told us to wait for longer than `max_wait`
    QUOTA_SPENT = auto()
    PACE = auto()  # a published limit is reached by our own count
    COOLDOWN = auto()  # the circuit breaker is open


class Blocked(NamedTuple):
    """A refusal by the rate limiter: its cause, the failure of its response, and the detail in words."""

    cause: BlockCause
    failure: Failure
    detail: str


class QuotaTracker:
    """The remaining quota as reported by the host.

    `full` is the quota of a whole window, 0 if unknown. Until the host has reported what is left, and again once a
    window is over, at most a fiftieth of it may be in flight, but at least one request. All times are ticks of the
    clock.
    """

    __slots__ = ("_cost", "_left", "full", "resets_at")

    def __init__(self, full: int = 0) -> None:
        self.full = full
        self.resets_at = 0.0
        self._left: int | None = None
        self._cost = 1.0  # what one request deducts, learned

    def left(self, now: float) -> int | None:
        """Return what the host last reported as left; None if it has not, or the window is over."""
        if self._left is not None and now >= self.resets_at + GRAIN:
            self._left = None
        return self._left

    def available(self, now: float) -> float:
        """Return how many requests may be in flight at once without exceeding the quota."""
        left = self.left(now)
        if left is None:
            return max(1, self.full // _UNKNOWN_SHARE) if self.full else inf
        return max(1, left // self._cost) if left else 0

    def estimated(self, now: float) -> float:
        """Return the likely number of requests left, to compare credentials; an unknown quota counts as full."""
        left = self.left(now)
        return left if left is not None else self.full or inf

    def update(self, left: int, resets_in: float, now: float) -> None:
        """Record what a response reports. Responses may arrive out of order: the lowest count of a window wins."""
        resets_at = now + resets_in
        known = self.left(now)
        if known is not None and abs(resets_at - self.resets_at) <= SAME_WINDOW:
            if left < known:
                self._cost = max(1.0, min(_MAX_COST, float(known - left)), self._cost * _COST_DECAY)
                self._left = left
            return
        if known is not None and resets_at < self.resets_at and (left >= known or resets_in <= GRAIN):
            return  # from the previous window, or from a shorter one that is less tight
        self._left, self.resets_at, self._cost = left, resets_at, 1.0
        self.full = max(self.full, left)

    def record_lost(self) -> None:
        """Record a request that was sent but got no response: the host may have counted it."""
        if self._left:
            self._left -= 1


class CredentialLimiter:
    """Decides when one credential may send its next request under one limit; `credential_id` 0 is anonymous.

    Three things delay a request: the pace (the published one, a faster one earned by successful responses, or a slower
    one learned from refusals), a wait that the host has asked for, and a quota that is spent.

    `pace` is what an earlier limiter had earned, in requests per period of the limit.
    """

    __slots__ = (
        "_clock", "_earned_step", "_gap", "_held_until", "_lead", "_limit", "_next", "_recent", "_secondary_refusals",
        "_slowdown", "_unanswered", "credential_id", "in_flight", "name", "pace", "quota",
    )  # fmt: skip

    def __init__(
        self, limit: Limit, clock: Clock, credential_id: int = 0, name: str = "", pace: float | None = None
    ) -> None:
        self.credential_id = credential_id
        self.name = name
        self.in_flight = 0
        self.quota = QuotaTracker(limit.quota)
        self._limit = limit
        self._clock = clock
        self._earned_step = _EARNED_STEP * limit.requests
        self._set_pace(float(limit.requests) if pace is None or not limit.earned else pace)
        self._next = 0.0  # the theoretical arrival time of the generic cell rate algorithm (GCRA)
        # A burst on top of the pace would exceed the limit within some window. Each request is therefore counted for a
        # whole period after its response, which covers the host's window whenever the request arrived there.
        self._recent: deque[float] | None = deque() if limit.burst else None
        self._unanswered = 0
        self._slowdown = 0.0  # an additional gap in seconds, learned from refusals
        self._held_until = 0.0
        self._secondary_refusals = 0  # in a row, without a time to wait

    def is_idle(self, now: float) -> bool:
        """Return whether the limiter holds no state that still matters."""
        until = max(self._next, self._held_until, self.quota.resets_at + GRAIN)
        if self._recent:
            until = max(until, self._recent[-1] + self._limit.period)
        return not self._slowdown and until <= now

    def has_quota(self, now: float) -> bool:
        """Return whether the quota allows one more request on top of those in flight."""
        return self.in_flight < self.quota.available(now)

    def sort_key(self, now: float) -> tuple[bool, float, float]:
        """Return a key that sorts the best credential first: with quota left, then earliest, then with most left."""
        wait = max(0.0, self.next_allowed_at(now) - now)
        return not self.has_quota(now), wait, self.in_flight - self.quota.estimated(now)

    def next_allowed_at(self, now: float) -> float:
        """Return the tick at which the next request may be sent."""
        allowed_at = max(self._held_until, self._next if self._slowdown > self._gap else self._next - self._lead)
        if self._recent and (excess := len(self._recent) + self._unanswered + 1 - int(self.pace)) > 0:
            allowed_at = max(allowed_at, self._recent[min(excess, len(self._recent)) - 1] + self._limit.period)
        return max(allowed_at, self.quota.resets_at + GRAIN) if self.quota.left(now) == 0 else allowed_at

    def blocked_reason(self, now: float, max_wait: float) -> Blocked | None:
        """Return why nothing may be sent within `max_wait` seconds; None if something may."""
        limit = self._limit
        if self._held_until - now > max_wait:
            until = self._time(self._held_until, now)
            return Blocked(BlockCause.RETRY_AFTER, Failure.LIMITED, f"{limit.name} asks to wait until {until}")
        if self.quota.left(now) == 0 and self.quota.resets_at - now > max_wait:
            until = self._time(self.quota.resets_at, now)
            return Blocked(BlockCause.QUOTA_SPENT, Failure.LIMITED, f"{limit.name}: its quota is spent until {until}")
        if limit.is_slow and limit.period > max_wait and self.next_allowed_at(now) - now > _SHORT_WAIT:
            detail = f"{limit.name}: limit of {counted(limit.requests, 'request')} in {limit.period:g} s reached"
            return Blocked(BlockCause.PACE, Failure.LIMITED, detail)
        return None

    def record_send(self, now: float) -> None:
        """Record that a request is sent now."""
        self._unanswered += 1
        self._next = max(self._next, now) + max(self._gap, self._slowdown)

    def record_done(self) -> None:
        """Record that a request has been answered or has failed."""
        self._unanswered -= 1
        if self._recent is None:
            return
        now = self._clock.ticks()
        self._recent.append(now)
        while self._recent[0] + self._limit.period <= now:
            self._recent.popleft()

    def apply_headers(self, response: Response, now: float) -> None:
        """Apply what a response says about waiting and quotas, whether it is a success or a refusal."""
        epoch = self._clock.now()
        quota = remaining_quota(response, epoch)
        if quota is not None:
            self.quota.update(quota.requests, quota.resets_in, now)
        wait = retry_after(response, epoch)
        if wait is None and is_secondary_limit(response) and not (quota is not None and quota.requests == 0):
            # "wait for at least one minute ... an exponentially increasing amount of time": docs.github.com,
            # Best practices for using the REST API
            wait = min(_MAX_HOLD, SECONDARY_WAIT * 2**self._secondary_refusals)
            self._secondary_refusals += 1
        if wait:
            self._held_until = max(self._held_until, now + wait)

    def slow_down(self) -> None:
        """Halve the pace after a refusal, or double the gap between requests."""
        if self._limit.earned:
            self._earned_step = _EARNED_STEP_LATER * self._limit.requests
            if self.pace > self._limit.requests * _MIN_PACE:
                self._set_pace(self.pace / 2)
                return
        self._slowdown = min(_MAX_SLOWDOWN, max(_FIRST_SLOWDOWN, self._slowdown * 2))

    def speed_up(self) -> None:
        """Regain or earn a little pace after a successful response."""
        self._secondary_refusals = 0
        if self._limit.earned:
            self._set_pace(self.pace + self._earned_step)
        if self._slowdown:
            rate = 1.0 / self._slowdown + _RATE_STEP
            self._slowdown = 0.0 if rate > _FAST_ENOUGH else 1.0 / rate

    def _set_pace(self, pace: float) -> None:
        """Set the pace in requests per period, the gap between requests, and the lead that a burst may have."""
        limit = self._limit
        self.pace = max(limit.requests * _MIN_PACE, min(pace, max(limit.earned, limit.requests)))
        self._gap = limit.period / self.pace if self.pace else 0.0
        burst = limit.burst if self.pace == limit.requests else _EARNED_BURST
        self._lead = self._gap * max(0, burst - 1)

    def _time(self, ticks: float, now: float) -> str:
        return clock_time(self._clock.now() + ticks - now)
