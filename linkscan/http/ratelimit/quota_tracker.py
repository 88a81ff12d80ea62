"""What a host counts as left for us: obeyed before it bites, with what is on its way taken off."""

from math import inf

GRAIN = 1.0  # seconds: moments are told in whole ones, so a window may end so much later than it seems
SAME_WINDOW = 2.0  # seconds by which two answers may differ about the end of one window
_UNTOLD_SHARE = 50  # of a quota that nobody told us of yet, this part is asked before an answer tells
_MOST_COST = 100.0  # GraphQL: one point for each hundred connections; docs.github.com, GraphQL rate limits
_FADES = 0.9


class QuotaTracker:
    """How many questions a host still takes from one asker in its present window, by the host's own count.

    `full` is what a whole window holds as far as known, 0 if it is not. Until the host has told what is left,
    and again when a window is over, a fiftieth of that is asked at most: a probe, where the quota is small.
    Times are ticks of the clock.
    """

    __slots__ = ("_cost", "_left", "full", "resets_at")

    def __init__(self, full: int = 0) -> None:
        self.full = full
        self.resets_at = 0.0
        self._left: int | None = None
        self._cost = 1.0  # what one question takes off, learned

    def left(self, now: float) -> int | None:
        """Return what the host last told to be left; None when it has not, or the window is over."""
        if self._left is not None and now >= self.resets_at + GRAIN:
            self._left = None
        return self._left

    def room(self, now: float) -> float:
        """Return how many questions may be on their way at once without one too many among them."""
        left = self.left(now)
        if left is None:
            return max(1, self.full // _UNTOLD_SHARE) if self.full else inf
        return max(1, left // self._cost) if left else 0

    def hope(self, now: float) -> float:
        """Return how many it may still take, to compare it with others: what nobody told is taken to be whole."""
        left = self.left(now)
        return left if left is not None else self.full or inf

    def hear(self, left: int, resets_in: float, now: float) -> None:
        """Take down what an answer told. Answers overtake each other: within a window the lowest count holds."""
        resets_at = now + resets_in
        known = self.left(now)
        if known is not None and abs(resets_at - self.resets_at) <= SAME_WINDOW:
            if left < known:
                self._cost = max(1.0, min(_MOST_COST, float(known - left)), self._cost * _FADES)
                self._left = left
            return
        if known is not None and resets_at < self.resets_at and (left >= known or resets_in <= GRAIN):
            return  # of the window before, or of a shorter one that is not as tight
        self._left, self.resets_at, self._cost = left, resets_at, 1.0
        self.full = max(self.full, left)

    def miss(self) -> None:
        """Take off a question that was sent and never answered: the host may have counted it."""
        if self._left:
            self._left -= 1
