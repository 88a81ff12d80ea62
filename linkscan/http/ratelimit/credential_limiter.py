"""Rate-limit state of one credential at one limit: pace, remaining quota, Retry-After."""

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from math import inf

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

GRAIN = 1.0  # seconds: resets are told in whole seconds, so a window may end that much later than it seems
SAME_WINDOW = 2.0  # seconds by which two responses may differ about the end of one window
_UNKNOWN_SHARE = 50  # of a quota that is not known yet, this part is used before a response tells it
_MAX_COST = 100.0  # GraphQL: one point for each hundred connections; docs.github.com, GraphQL rate limits
_COST_DECAY = 0.9

_FIRST_SLOWDOWN = 0.25  # seconds between requests after the first refusal; doubled by each further one
_LONGEST_SLOWDOWN = 30.0
_RATE_STEP = 0.5  # requests a second that each good response gives back
_FAST_ENOUGH = 20.0  # requests a second at which the slow-down ends
_EARNED_STEP = 0.02  # of the limit's own pace, which each good response adds until the first refusal
_EARNED_STEP_LATER = 0.002  # the same after a refusal
_LEAST_PACE = 0.25  # of the limit's own; below that it is the slow-down that slows
_EARNED_BURST = 2  # requests at once where the pace is not the limit's own
_LONGEST_HOLD = 3600.0
_SHORT_WAIT = 5.0  # seconds that are waited for a limit that no run can sit out


class BlockCause(Enum):
    """Why a request is not sent, nor waited with."""

    RETRY_AFTER = auto()  # the host told us to wait for longer than `max_wait`
    QUOTA_SPENT = auto()
    PACE = auto()  # a published limit, reached by our own count
    COOLDOWN = auto()  # the circuit breaker is open


@dataclass(frozen=True, slots=True)
class Blocked:
    """A refusal of the rate limiter: its cause, the failure it becomes, and the same in words."""

    cause: BlockCause
    failure: Failure
    detail: str


class QuotaTracker:
    """Remaining quota as reported by the host, minus requests in flight.

    `full` is what a whole window holds, as far as known, else 0. Until the host has reported what is left, and again
    when a window is over, a fiftieth of it is used at most: one request, where the quota is small. All times are
    ticks of the clock.
    """

    __slots__ = ("_cost", "_left", "full", "resets_at")

    def __init__(self, full: int = 0) -> None:
        self.full = full
        self.resets_at = 0.0
        self._left: int | None = None
        self._cost = 1.0  # what one request takes off, learned

    def left(self, now: float) -> int | None:
        """Return what the host last reported as left; None when it has not, or the window is over."""
        if self._left is not None and now >= self.resets_at + GRAIN:
            self._left = None
        return self._left

    def available(self, now: float) -> float:
        """Return how many requests may be in flight at once without one too many among them."""
        left = self.left(now)
        if left is None:
            return max(1, self.full // _UNKNOWN_SHARE) if self.full else inf
        return max(1, left // self._cost) if left else 0

    def estimated(self, now: float) -> float:
        """Return how many requests are likely left, to compare credentials; an unknown quota counts as full."""
        left = self.left(now)
        return left if left is not None else self.full or inf

    def update(self, left: int, resets_in: float, now: float) -> None:
        """Record what a response reports. Responses overtake each other: within a window the lowest count holds."""
        resets_at = now + resets_in
        known = self.left(now)
        if known is not None and abs(resets_at - self.resets_at) <= SAME_WINDOW:
            if left < known:
                self._cost = max(1.0, min(_MAX_COST, float(known - left)), self._cost * _COST_DECAY)
                self._left = left
            return
        if known is not None and resets_at < self.resets_at and (left >= known or resets_in <= GRAIN):
            return  # of the window before, or of a shorter one that is not as tight
        self._left, self.resets_at, self._cost = left, resets_at, 1.0
        self.full = max(self.full, left)

    def record_lost(self) -> None:
        """Record a request that was sent and never answered: the host may have counted it."""
        if self._left:
            self._left -= 1


class CredentialLimiter:
    """Decides when one credential may send its next request to one limit (`credential_id` 0: anonymously).

    Three things hold a request back: the pace (the limit's own, a faster one earned by good responses, or a slower one
    learned from refusals), an order of the host to wait, and a quota that is spent.

    `pace` is what an earlier limiter had earned, in requests a period of the limit.
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
        # With a burst ahead of the pace some window would hold too many: each request counts for a whole window
        # after its response, and so at the host, whenever it arrived there.
        self._recent: deque[float] | None = deque() if limit.burst else None
        self._unanswered = 0
        self._slowdown = 0.0  # an additional gap in seconds, learned from refusals
        self._held_until = 0.0
        self._secondary_refusals = 0  # in a row, that did not say how long

    def is_idle(self, now: float) -> bool:
        """Return whether nothing was learned that still matters."""
        until = max(self._next, self._held_until, self.quota.resets_at + GRAIN)
        if self._recent:
            until = max(until, self._recent[-1] + self._limit.period)
        return not self._slowdown and until <= now

    def has_quota(self, now: float) -> bool:
        """Return whether the quota bears one more request, those in flight taken off."""
        return self.in_flight < self.quota.available(now)

    def sort_key(self, now: float) -> tuple[bool, float, float]:
        """Order credentials: first those that may send, then the earliest, then the one with the most quota left."""
        wait = max(0.0, self.next_allowed_at(now) - now)
        return not self.has_quota(now), wait, self.in_flight - self.quota.estimated(now)

    def next_allowed_at(self, now: float) -> float:
        """Return the tick at which the next request may be sent."""
        allowed_at = max(self._held_until, self._next if self._slowdown > self._gap else self._next - self._lead)
        if self._recent and (excess := len(self._recent) + self._unanswered + 1 - int(self.pace)) > 0:
            allowed_at = max(allowed_at, self._recent[min(excess, len(self._recent)) - 1] + self._limit.period)
        return max(allowed_at, self.quota.resets_at + GRAIN) if self.quota.left(now) == 0 else allowed_at

    def blocked_reason(self, now: float, max_wait: float) -> Blocked | None:
        """Return why nothing may be sent for longer than `max_wait` seconds; None when something may."""
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
        """Record that a request was answered, or will not be."""
        self._unanswered -= 1
        if self._recent is None:
            return
        now = self._clock.ticks()
        self._recent.append(now)
        while self._recent[0] + self._limit.period <= now:
            self._recent.popleft()

    def apply_headers(self, response: Response, now: float) -> None:
        """Apply what a response says about waiting and quotas, on success and refusal alike."""
        epoch = self._clock.now()
        quota = remaining_quota(response, epoch)
        if quota is not None:
            self.quota.update(quota.requests, quota.resets_in, now)
        wait = retry_after(response, epoch)
        if wait is None and is_secondary_limit(response) and not (quota is not None and quota.requests == 0):
            # "wait for at least one minute ... an exponentially increasing amount of time": docs.github.com,
            # Best practices for using the REST API
            wait = min(_LONGEST_HOLD, SECONDARY_WAIT * 2**self._secondary_refusals)
            self._secondary_refusals += 1
        if wait:
            self._held_until = max(self._held_until, now + wait)

    def slow_down(self) -> None:
        """Halve the pace after a refusal."""
        if self._limit.earned:
            self._earned_step = _EARNED_STEP_LATER * self._limit.requests
            if self.pace > self._limit.requests * _LEAST_PACE:
                self._set_pace(self.pace / 2)
                return
        self._slowdown = min(_LONGEST_SLOWDOWN, max(_FIRST_SLOWDOWN, self._slowdown * 2))

    def speed_up(self) -> None:
        """Regain a little of the pace after a good response, or earn a little more."""
        self._secondary_refusals = 0
        if self._limit.earned:
            self._set_pace(self.pace + self._earned_step)
        if self._slowdown:
            rate = 1.0 / self._slowdown + _RATE_STEP
            self._slowdown = 0.0 if rate > _FAST_ENOUGH else 1.0 / rate

    def _set_pace(self, pace: float) -> None:
        """Set the requests a period, and with them the gap between two and how far a burst may be ahead of it."""
        limit = self._limit
        self.pace = max(limit.requests * _LEAST_PACE, min(pace, max(limit.earned, limit.requests)))
        self._gap = limit.period / self.pace if self.pace else 0.0
        burst = limit.burst if self.pace == limit.requests else _EARNED_BURST
        self._lead = self._gap * max(0, burst - 1)

    def _time(self, ticks: float, now: float) -> str:
        return clock_time(self._clock.now() + ticks - now)
