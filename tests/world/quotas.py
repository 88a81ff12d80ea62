"""Rate limits as the hosts count them: a number of requests in a window that starts with the first."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A client's state after a request; `is_over` if the request exceeded the limit."""

    limit: int
    used: int
    reset: float  # seconds since the epoch
    is_over: bool

    @property
    def remaining(self) -> int:
        """Requests left in this window."""
        return self.limit - self.used


class Quota:
    """Counts requests per client in fixed windows."""

    def __init__(self, limit: int, window: float, now: Callable[[], float]) -> None:
        self.limit = limit
        self._window = window
        self._now = now
        self._used: dict[str, tuple[int, float]] = {}

    def spend(self, client: str, cost: int = 1) -> Standing:
        """Subtract `cost` from a client's quota; a cost of 0 only reads it."""
        used, reset = self._used.get(client, (0, 0.0))
        if self._now() >= reset:
            used, reset = 0, self._now() + self._window
        is_over = used + cost > self.limit
        used = used if is_over else used + cost
        self._used[client] = used, reset
        return Standing(self.limit, used, reset, is_over)
