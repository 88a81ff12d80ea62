"""The limiter of one host: an AIMD concurrency window and a circuit breaker on top of a limiter per credential."""

import asyncio
from collections import deque
from collections.abc import Sequence
from math import inf

from linkscan.http.clock import Clock, clock_time
from linkscan.http.rate_limit_headers import has_limit_headers, is_rate_limited
from linkscan.http.ratelimit.credential_limiter import BlockCause, Blocked, CredentialLimiter
from linkscan.http.ratelimit.limits import Limit
from linkscan.models import Failure, Response

_FIRST_COOLDOWN = 60.0  # seconds; doubled by each further cool-down without a successful response in between
_MAX_COOLDOWN = 3600.0

_NO_CONNECTION = frozenset({Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.DNS})
_SENT_UNANSWERED = frozenset({Failure.RESET, Failure.TIMEOUT})
_OVERLOADED = frozenset({429, 502, 503, 504, *range(520, 528)})


class HostLimiter:
    """Adjusts the requests in flight by additive increase, multiplicative decrease; credentials do so for their pace.

    The window starts at half of what is allowed: enough not to slow down a healthy host, and gentler on one that cannot
    take more. Every successful response widens it by one, as in TCP's slow start (RFC 5681 3.1), so that it doubles
    with each round trip. The first refusal halves it, and from then on it grows by one per round trip.

    A request that would wait longer than `max_wait` seconds is refused at once. So is every request while the circuit
    breaker is open: after `failure_threshold` failures in a row, for a cool-down that doubles each time.
    """

    __slots__ = (
        "_clock", "_cut_at", "_failure_threshold", "_failures", "_is_slow_start", "_limit", "_limiters", "_max_wait",
        "_next_cooldown", "_open_reason", "_open_until", "_waiters", "_window", "has_earned_pace", "in_flight",
        "is_paced",
    )  # fmt: skip

    def __init__(
        self,
        limit: Limit,
        limiters: Sequence[CredentialLimiter],
        clock: Clock,
        *,
        max_wait: float,
        failure_threshold: int,
    ) -> None:
        self.in_flight = 0
        self.is_paced = bool(limit.requests)
        self.has_earned_pace = bool(limit.earned)
        self._limit = limit
        self._limiters = limiters
        self._clock = clock
        self._max_wait = max_wait
        self._failure_threshold = failure_threshold
        self._window = max(1.0, limit.concurrency / 2)
        self._is_slow_start = True
        # Created when needed: most hosts get one request.
        self._waiters: deque[asyncio.Future[CredentialLimiter]] | None = None
        self._cut_at = -inf
        self._open_until = -inf  # of the circuit breaker
        self._open_reason: Blocked | None = None
        self._next_cooldown = _FIRST_COOLDOWN
        self._failures = 0

    @property
    def is_idle(self) -> bool:
        """Return whether this limiter may be discarded: nothing is in flight, and it holds no state that matters."""
        if self.in_flight or self._waiters:
            return False
        now = self._clock.ticks()
        return now >= self._open_until and all(limiter.is_idle(now) for limiter in self._limiters)

    async def acquire(self, max_wait: float | None = None) -> CredentialLimiter | Blocked:
        """Wait for a slot; return the limiter of the credential to use, or why the wait would be too long.

        `max_wait` is in seconds, and never exceeds the limiter's own.
        """
        max_wait = self._max_wait if max_wait is None else min(max_wait, self._max_wait)
        now = self._clock.ticks()
        if (blocked := self._blocked(now, max_wait)) is not None:
            return blocked
        limiter = None if self._waiters else self._admit_one(now)
        if limiter is not None and limiter.next_allowed_at(now) <= now:
            limiter.record_send(now)
            return limiter
        return await self._pace(limiter or await self._queue(), max_wait)

    def release(self, limiter: CredentialLimiter) -> None:
        """Release the slot of a request that was sent; it goes to the longest waiter."""
        limiter.record_done()
        self._give_back(limiter)

    def _give_back(self, limiter: CredentialLimiter) -> None:
        limiter.in_flight -= 1
        self.in_flight -= 1
        if self._waiters:
            self._admit()

    def drop_credential(self, limiter: CredentialLimiter) -> None:
        """Stop using a credential, unless it is the only one."""
        self._limiters = [each for each in self._limiters if each is not limiter] or self._limiters

    def record_response(self, limiter: CredentialLimiter, response: Response, acquired_at: float) -> None:
        """Adjust to the response to a request that was sent at `acquired_at` ticks."""
        now = self._clock.ticks()
        is_limited = is_rate_limited(response)
        if is_limited or has_limit_headers(response):
            limiter.apply_headers(response, now)
        elif response.failure in _SENT_UNANSWERED:
            limiter.quota.record_lost()
        if response.status == 503 or is_limited:
            if acquired_at >= self._cut_at:  # refusals of requests sent before the last cut count only once
                self._cut(now)
                limiter.slow_down()
        elif response.failure is None:
            self._widen()
            limiter.speed_up()
        if response.failure in _NO_CONNECTION or response.status in _OVERLOADED:
            self._record_failure(response, now)
        elif response.failure is None:
            self._failures, self._next_cooldown = 0, _FIRST_COOLDOWN

    def _blocked(self, now: float, max_wait: float) -> Blocked | None:
        if now < self._open_until:
            return self._open_reason
        return self._best(now).blocked_reason(now, max_wait)

    def _best(self, now: float) -> CredentialLimiter:
        limiters = self._limiters
        return limiters[0] if len(limiters) == 1 else min(limiters, key=lambda limiter: limiter.sort_key(now))

    def _admit_one(self, now: float) -> CredentialLimiter | None:
        """Admit one request on the best credential; return None if there is no slot for it.

        If nothing is in flight, one request is always admitted; it then waits for the quota to be reset.
        """
        if self.in_flight >= int(self._window):
            return None
        limiter = self._best(now)
        if self.in_flight and not limiter.has_quota(now):
            return None
        self.in_flight += 1
        limiter.in_flight += 1
        return limiter

    async def _queue(self) -> CredentialLimiter:
        if self._waiters is None:
            self._waiters = deque()
        turn: asyncio.Future[CredentialLimiter] = asyncio.get_running_loop().create_future()
        self._waiters.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back(turn.result())
            raise

    def _admit(self) -> None:
        now = self._clock.ticks()
        while self._waiters:
            if self._waiters[0].done():  # cancelled
                self._waiters.popleft()
                continue
            limiter = self._admit_one(now)
            if limiter is None:
                return
            self._waiters.popleft().set_result(limiter)

    async def _pace(self, limiter: CredentialLimiter, max_wait: float) -> CredentialLimiter | Blocked:
        while True:
            now = self._clock.ticks()
            if limiter.blocked_reason(now, max_wait) is not None:  # blocked since it was chosen: try another
                limiter.in_flight -= 1
                limiter = self._best(now)
                limiter.in_flight += 1
            if (blocked := self._blocked(now, max_wait)) is not None:
                self._give_back(limiter)
                return blocked
            wait = limiter.next_allowed_at(now) - now
            if wait <= 0:
                limiter.record_send(now)
                return limiter
            try:
                await self._clock.sleep(wait)
            except asyncio.CancelledError:
                self._give_back(limiter)
                raise
            self._admit()  # a quota may have been reset in the meantime

    def _cut(self, now: float) -> None:
        self._cut_at = now
        self._is_slow_start = False
        self._window = max(1.0, self._window / 2)

    def _widen(self) -> None:
        step = 1.0 if self._is_slow_start else 1.0 / self._window
        self._window = min(float(self._limit.concurrency), self._window + step)

    def _record_failure(self, response: Response, now: float) -> None:
        self._failures += 1  # only a response resets it, so one more failure after a cool-down opens the circuit again
        if self._failures < self._failure_threshold:
            return
        self._open_until = now + self._next_cooldown
        until = clock_time(self._clock.now() + self._next_cooldown)
        self._next_cooldown = min(_MAX_COOLDOWN, self._next_cooldown * 2)
        count = f"{self._failure_threshold} failures in a row ({response.failure or f'status {response.status}'})"
        failure = Failure.LIMITED if is_rate_limited(response) else Failure.COOLDOWN
        detail = f"{self._limit.name}: {count}, retried from {until}"
        self._open_reason = Blocked(BlockCause.COOLDOWN, failure, detail)
