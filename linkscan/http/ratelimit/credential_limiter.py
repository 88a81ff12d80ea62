"""What one asker may ask of one limit: when, how much of the host's quota is left, and until when not at all."""

from collections import deque

from linkscan.http.clock import Clock, clock_time
from linkscan.http.rate_limit_headers import SECONDARY_WAIT, asked_wait, is_secondary, quota_left
from linkscan.http.ratelimit.limits import Limit
from linkscan.http.ratelimit.quota_tracker import GRAIN, QuotaTracker
from linkscan.models import Response

_FIRST_GAP = 0.25  # seconds between requests after the first refusal; doubled by each further one
_LONGEST_GAP = 30.0
_RATE_STEP = 0.5  # requests a second that each good answer gives back
_FAST_ENOUGH = 20.0  # requests a second at which pacing ends
_LONGEST_HOLD = 3600.0
_SHORT = 5.0  # seconds that are waited for a limit that no run can sit out


class CredentialLimiter:
    """One asker (the credential of that number, or 0 for nobody in particular) at one limit, by a name of its own.

    Three things keep it from asking: the pace (the limit's own, or a slower one learned from refusals), an
    order to stay away, and a quota that is spent.
    """

    __slots__ = (
        "_clock", "_gap", "_held_until", "_lead", "_limit", "_next", "_recent", "_refusals", "_sent", "_slow",
        "credential_id", "name", "on_their_way", "quota",
    )  # fmt: skip

    def __init__(self, limit: Limit, clock: Clock, credential_id: int = 0, name: str = "") -> None:
        self.credential_id = credential_id
        self.name = name
        self.on_their_way = 0
        self.quota = QuotaTracker(limit.quota)
        self._limit = limit
        self._clock = clock
        self._gap = limit.gap
        self._lead = self._gap * max(0, limit.burst - 1)  # how far a burst may be ahead of the pace
        self._next = 0.0  # the theoretical arrival time of the leaky bucket (GCRA)
        # With a burst ahead of the pace some window would hold too many: each request counts for a whole window
        # after its answer, and so at the host, whenever it arrived there.
        self._recent: deque[float] | None = deque() if limit.burst else None
        self._sent = 0  # and not answered yet
        self._slow = 0.0  # an additional gap, learned from refusals
        self._held_until = 0.0
        self._refusals = 0  # in a row, that did not say how long

    def is_idle(self, now: float) -> bool:
        """Return whether nothing was learned that still matters."""
        recent = self._recent[-1] + self._limit.per if self._recent else 0.0
        return not self._slow and max(self._next, self._held_until, self.quota.resets_at + GRAIN, recent) <= now

    def has_room(self, now: float) -> bool:
        """Return whether the quota bears one more, with those on their way taken off."""
        return self.on_their_way < self.quota.room(now)

    def rank(self, now: float) -> tuple[bool, float, float]:
        """Order accounts: first those that may ask, then the earliest, then the one with the most left."""
        return not self.has_room(now), max(0.0, self.opens_at(now) - now), self.on_their_way - self.quota.hope(now)

    def opens_at(self, now: float) -> float:
        """Return when the next question may be asked."""
        opens_at = max(self._held_until, self._next if self._slow > self._gap else self._next - self._lead)
        if self._recent and (excess := len(self._recent) + self._sent + 1 - self._limit.requests) > 0:
            opens_at = max(opens_at, self._recent[min(excess, len(self._recent)) - 1] + self._limit.per)
        return max(opens_at, self.quota.resets_at + GRAIN) if self.quota.left(now) == 0 else opens_at

    def closed(self, now: float, max_wait: float) -> str | None:
        """Return why nothing may be asked for longer than `max_wait` seconds; None when it is not so."""
        if self._held_until - now > max_wait:
            return f"{self._limit.name} asks to wait until {self._moment(self._held_until, now)}"
        if self.quota.left(now) == 0 and self.quota.resets_at - now > max_wait:
            return f"{self._limit.name}: its quota is spent until {self._moment(self.quota.resets_at, now)}"
        limit = self._limit
        if limit.is_slow and limit.per > max_wait and self.opens_at(now) - now > _SHORT:
            return f"{limit.name} takes {limit.requests} requests in {limit.per:g} s, and had them"
        return None

    def take(self, now: float) -> None:
        """Note that a question goes out now."""
        self._sent += 1
        self._next = max(self._next, now) + max(self._gap, self._slow)

    def finish(self) -> None:
        """Note that a question is answered, or will not be."""
        self._sent -= 1
        if self._recent is None:
            return
        now = self._clock.ticks()
        self._recent.append(now)
        while self._recent[0] + self._limit.per <= now:
            self._recent.popleft()

    def obey(self, response: Response, now: float) -> None:
        """Do as an answer orders, on success and refusal alike."""
        moment = self._clock.now()
        left = quota_left(response, moment)
        if left is not None:
            self.quota.hear(left.requests, left.resets_in, now)
        wait = asked_wait(response, moment)
        if wait is None and is_secondary(response) and not (left is not None and left.requests == 0):
            # "wait for at least one minute ... an exponentially increasing amount of time": docs.github.com,
            # Best practices for using the REST API
            wait = min(_LONGEST_HOLD, SECONDARY_WAIT * 2**self._refusals)
            self._refusals += 1
        if wait:
            self._held_until = max(self._held_until, now + wait)

    def slow_down(self) -> None:
        """Halve the pace after a refusal."""
        self._slow = min(_LONGEST_GAP, max(_FIRST_GAP, self._slow * 2))

    def speed_up(self) -> None:
        """Win a little of the pace back after a good answer."""
        self._refusals = 0
        if self._slow:
            rate = 1.0 / self._slow + _RATE_STEP
            self._slow = 0.0 if rate > _FAST_ENOUGH else 1.0 / rate

    def _moment(self, ticks: float, now: float) -> str:
        return clock_time(self._clock.now() + ticks - now)
