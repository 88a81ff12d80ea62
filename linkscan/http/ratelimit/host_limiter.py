"""One host's gate: how many may be inside, who is next in line, and when the host rests."""

import asyncio
from collections import deque
from collections.abc import Sequence

from linkscan.http.clock import Clock, clock_time
from linkscan.http.rate_limit_headers import is_limited, orders_anything
from linkscan.http.ratelimit.credential_limiter import CredentialLimiter
from linkscan.http.ratelimit.limits import Limit
from linkscan.models import Failure, Response

_FIRST_REST = 60.0  # seconds; doubled by each rest that follows without a good answer between
_LONGEST_REST = 3600.0

_NO_CONNECTION = frozenset({Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.DNS})
_SENT_IN_VAIN = frozenset({Failure.RESET, Failure.TIMEOUT})
_OVERLOADED = frozenset({429, 502, 503, 504, *range(520, 528)})


class HostLimiter:
    """Additive increase, multiplicative decrease of the number inside; each account does so for its pace.

    The window begins with half of what is allowed: enough not to hold up a good host, and a host that does not
    bear it is told by half as many requests. Every good answer widens it by one, as in TCP's slow start (RFC
    5681 3.1), so that it doubles with each round trip; after the first refusal, which halves it, every round
    trip widens it by one.

    A wait longer than `max_wait` is not sat out: `enter` then gives the reason at once. So it does while the
    host rests after failures in a row.
    """

    __slots__ = (
        "_accounts", "_clock", "_cut_at", "_failures", "_limit", "_max_wait", "_patience", "_rest",
        "_resting_until", "_starting", "_waiters", "_why", "_window", "inside", "is_paced",
    )  # fmt: skip

    def __init__(
        self, limit: Limit, accounts: Sequence[CredentialLimiter], clock: Clock, *, max_wait: float, patience: int
    ) -> None:
        self.inside = 0
        self.is_paced = limit.requests > 0
        self._limit = limit
        self._accounts = accounts
        self._clock = clock
        self._max_wait = max_wait
        self._patience = patience  # failures in a row after which the host rests
        self._window = max(1.0, limit.at_once / 2)
        self._starting = True
        self._waiters: deque[asyncio.Future[CredentialLimiter]] | None = (
            None  # made when needed: most hosts are asked once
        )
        self._cut_at = 0.0
        self._resting_until = 0.0
        self._rest = 0.0
        self._failures = 0
        self._why = ""

    @property
    def is_idle(self) -> bool:
        """Return whether the gate may be forgotten: nobody inside, and nothing learned that still matters."""
        if self.inside or self._waiters:
            return False
        now = self._clock.ticks()
        return now >= self._resting_until and all(account.is_idle(now) for account in self._accounts)

    async def enter(self) -> CredentialLimiter | str:
        """Wait for a turn and give the account it is on; give the reason instead when that would be too long."""
        now = self._clock.ticks()
        if (reason := self._closed(now)) is not None:
            return reason
        account = None if self._waiters else self._admit_one(now)
        return await self._pace(account or await self._queue())

    def leave(self, account: CredentialLimiter) -> None:
        """Return the place to whoever waits longest, after a question that was sent."""
        account.finish()
        self._give_back(account)

    def _give_back(self, account: CredentialLimiter) -> None:
        account.on_their_way -= 1
        self.inside -= 1
        if self._waiters:
            self._admit()

    def dismiss(self, account: CredentialLimiter) -> None:
        """Let nobody in on an account any more, as long as there is another."""
        self._accounts = [each for each in self._accounts if each is not account] or self._accounts

    def learn(self, account: CredentialLimiter, response: Response, entered_at: float) -> None:
        """Draw the lesson of an answer to a question that `account` asked at `entered_at` ticks."""
        now = self._clock.ticks()
        if orders_anything(response):
            account.obey(response, now)
        elif response.failure in _SENT_IN_VAIN:
            account.quota.miss()
        if response.status in (429, 503) or is_limited(response):
            if entered_at >= self._cut_at:  # else it was on its way before the last cut: one lesson, not many
                self._cut(now)
                account.slow_down()
        elif response.failure is None:
            self._widen()
            account.speed_up()
        if response.failure in _NO_CONNECTION or response.status in _OVERLOADED:
            self._fail(response, now)
        elif response.failure is None:
            self._failures, self._rest = 0, 0.0

    def _closed(self, now: float) -> str | None:
        if now < self._resting_until:
            moment = clock_time(self._clock.now() + self._resting_until - now)
            return f"{self._limit.name} rests until {moment} after {self._why}"
        return self._best(now).closed(now, self._max_wait)

    def _best(self, now: float) -> CredentialLimiter:
        accounts = self._accounts
        return accounts[0] if len(accounts) == 1 else min(accounts, key=lambda account: account.rank(now))

    def _admit_one(self, now: float) -> CredentialLimiter | None:
        """Let one in on the best account; None when there is no place for one more.

        Somebody is always let in where nobody is: to wait inside until a quota is filled up again.
        """
        if self.inside >= int(self._window):
            return None
        account = self._best(now)
        if self.inside and not account.has_room(now):
            return None
        self.inside += 1
        account.on_their_way += 1
        return account

    async def _queue(self) -> CredentialLimiter:
        if self._waiters is None:
            self._waiters = deque()
        target: asyncio.Future[CredentialLimiter] = asyncio.get_running_loop().create_future()
        self._waiters.append(target)
        try:
            return await target
        except asyncio.CancelledError:
            if target.done() and not target.cancelled():
                self._give_back(target.result())
            raise

    def _admit(self) -> None:
        now = self._clock.ticks()
        while self._waiters:
            if self._waiters[0].done():  # cancelled
                self._waiters.popleft()
                continue
            account = self._admit_one(now)
            if account is None:
                return
            self._waiters.popleft().set_result(account)

    async def _pace(self, account: CredentialLimiter) -> CredentialLimiter | str:
        while True:
            now = self._clock.ticks()
            if account.closed(now, self._max_wait) is not None:  # since it was let in: another may be open
                account.on_their_way -= 1
                account = self._best(now)
                account.on_their_way += 1
            if (reason := self._closed(now)) is not None:
                self._give_back(account)
                return reason
            wait = account.opens_at(now) - now
            if wait <= 0:
                account.take(now)
                return account
            try:
                await self._clock.sleep(wait)
            except asyncio.CancelledError:
                self._give_back(account)
                raise
            self._admit()  # a quota may have been filled up meanwhile

    def _cut(self, now: float) -> None:
        self._cut_at = now
        self._starting = False
        self._window = max(1.0, self._window / 2)

    def _widen(self) -> None:
        if self._window < self._limit.at_once:
            step = 1.0 if self._starting else 1.0 / self._window
            self._window = min(float(self._limit.at_once), self._window + step)
            if self._waiters:
                self._admit()

    def _fail(self, response: Response, now: float) -> None:
        self._failures += 1
        if self._failures < self._patience:
            return
        self._rest = min(_LONGEST_REST, max(_FIRST_REST, self._rest * 2))
        self._resting_until = now + self._rest
        self._why = f"{self._failures} failures in a row ({response.failure or f'status {response.status}'})"
        self._failures = self._patience - 1  # after the rest one more failure is enough
