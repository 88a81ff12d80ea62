"""Limiter of one host: an AIMD concurrency window and a circuit breaker, over a limiter for each credential."""

import asyncio
from collections import deque
from collections.abc import Sequence
from math import inf

from linkscan.http.clock import Clock, clock_time
from linkscan.http.rate_limit_headers import has_limit_headers, is_rate_limited
from linkscan.http.ratelimit.credential_limiter import BlockCause, Blocked, CredentialLimiter
from linkscan.http.ratelimit.limits import Limit
from linkscan.models import Failure, Response

_FIRST_COOLDOWN = 60.0  # seconds; doubled by each cool-down that follows without a good response between
_LONGEST_COOLDOWN = 3600.0

_NO_CONNECTION = frozenset({Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.DNS})
_SENT_IN_VAIN = frozenset({Failure.RESET, Failure.TIMEOUT})
_OVERLOADED = frozenset({429, 502, 503, 504, *range(520, 528)})


class HostLimiter:
    """Additive increase, multiplicative decrease of the requests in flight; each credential does so for its pace.

    The window begins with half of what is allowed: enough not to hold up a good host, and a host that does not bear
    it is told by half as many requests. Every good response widens it by one, as in TCP's slow start (RFC 5681 3.1),
    so that it doubles with each round trip; after the first refusal, which halves it, every round trip widens it by
    one.

    A wait longer than `max_wait` seconds is refused at once. So is every request while the circuit breaker is open:
    after `failure_threshold` failures in a row, for a cool-down that doubles.
    """

    __slots__ = (
        "_clock", "_cut_at", "_failure_threshold", "_failures", "_is_slow_start", "_limit", "_limiters", "_max_wait",
        "_next_cooldown", "_open_because", "_open_until", "_waiters", "_window", "has_earned_pace", "in_flight",
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
        # Made when needed: most hosts get one request.
        self._waiters: deque[asyncio.Future[CredentialLimiter]] | None = None
        self._cut_at = -inf
        self._open_until = -inf  # of the circuit breaker
        self._open_because: Blocked | None = None
        self._next_cooldown = _FIRST_COOLDOWN
        self._failures = 0

    @property
    def is_idle(self) -> bool:
        """Return whether this limiter may be forgotten: nothing in flight, nothing learned that still matters."""
        if self.in_flight or self._waiters:
            return False
        now = self._clock.ticks()
        return now >= self._open_until and all(limiter.is_idle(now) for limiter in self._limiters)

    async def acquire(self, max_wait: float | None = None) -> CredentialLimiter | Blocked:
        """Wait for a turn; return the credential whose turn it is, or why the wait would be too long.

        `max_wait` is in seconds; the limiter's own is never exceeded.
        """
        max_wait = self._max_wait if max_wait is None else min(max_wait, self._max_wait)
        now = self._clock.ticks()
        if (blocked := self._blocked(now, max_wait)) is not None:
            return blocked
        limiter = None if self._waiters else self._admit_one(now)
        return await self._pace(limiter or await self._queue(), max_wait)

    def release(self, limiter: CredentialLimiter) -> None:
        """Return the place to the one that waits longest, after a request that was sent."""
        limiter.record_done()
        self._give_back(limiter)

    def _give_back(self, limiter: CredentialLimiter) -> None:
        limiter.in_flight -= 1
        self.in_flight -= 1
        if self._waiters:
            self._admit()

    def drop_credential(self, limiter: CredentialLimiter) -> None:
        """Admit nothing on a credential any more, as long as there is another."""
        self._limiters = [each for each in self._limiters if each is not limiter] or self._limiters

    def record_response(self, limiter: CredentialLimiter, response: Response, acquired_at: float) -> None:
        """Learn from the response to a request whose turn came at `acquired_at` ticks."""
        now = self._clock.ticks()
        if has_limit_headers(response):
            limiter.apply_headers(response, now)
        elif response.failure in _SENT_IN_VAIN:
            limiter.quota.record_lost()
        if response.status == 503 or is_rate_limited(response):
            if acquired_at >= self._cut_at:  # else it was sent before the last cut: one lesson, not many
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
            return self._open_because
        return self._best(now).blocked_reason(now, max_wait)

    def _best(self, now: float) -> CredentialLimiter:
        limiters = self._limiters
        return limiters[0] if len(limiters) == 1 else min(limiters, key=lambda limiter: limiter.sort_key(now))

    def _admit_one(self, now: float) -> CredentialLimiter | None:
        """Admit one request on the best credential; None when there is no place for one more.

        One is always admitted where none is in flight: it waits until a quota is filled up again.
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
            if limiter.blocked_reason(now, max_wait) is not None:  # since it was admitted: another may be open
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
            self._admit()  # a quota may have been filled up meanwhile

    def _cut(self, now: float) -> None:
        self._cut_at = now
        self._is_slow_start = False
        self._window = max(1.0, self._window / 2)

    def _widen(self) -> None:
        step = 1.0 if self._is_slow_start else 1.0 / self._window
        self._window = min(float(self._limit.concurrency), self._window + step)

    def _record_failure(self, response: Response, now: float) -> None:
        self._failures += 1  # after a cool-down one more is enough: only a response ends the row
        if self._failures < self._failure_threshold:
            return
        self._open_until = now + self._next_cooldown
        until = clock_time(self._clock.now() + self._next_cooldown)
        self._next_cooldown = min(_LONGEST_COOLDOWN, self._next_cooldown * 2)
        count = f"{self._failure_threshold} failures in a row ({response.failure or f'status {response.status}'})"
        failure = Failure.LIMITED if is_rate_limited(response) else Failure.COOLDOWN
        detail = f"{self._limit.name}: {count}, asked again from {until}"
        self._open_because = Blocked(BlockCause.COOLDOWN, failure, detail)
