"""Which responses a database can hold, as far as a run knows without searching it."""

import time
from collections.abc import Callable, Mapping, Sized
from math import inf

_COUNTED_EVERY = 0.1  # seconds
_MOST_KEYS = 1 << 16  # some seven megabytes


class OwnKeys:
    """The keys that this run has written to a database, as long as no other run has written to it.

    A first run finds nothing but its own responses, and to search for each would take a twentieth of the time that its
    request takes. Responses of other runs are noticed within a tenth of a second.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._keys: set[str] | None = set()  # None once the database holds others
        self._counted_at = -inf

    def may_hold(self, cache: Sized, key: str) -> bool:
        """Return whether a database may hold a response; raises the errors of diskcache."""
        if self._keys is None or key in self._keys:
            return True
        now = self._now()
        if now - self._counted_at >= _COUNTED_EVERY:
            self._counted_at = now
            if len(cache) > len(self._keys):
                self._keys = None
        return self._keys is None

    def note(self, written: Mapping[str, object | None]) -> None:
        """Note the keys of values that were written or, where they are None, deleted."""
        if self._keys is None:
            return
        for key, value in written.items():
            if value is None:
                self._keys.discard(key)
            else:
                self._keys.add(key)
        if len(self._keys) > _MOST_KEYS:
            self._keys = None
