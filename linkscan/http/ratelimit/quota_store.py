"""Quotas and earned paces kept between runs, in a small file beside the response cache.

A run that begins when a quota is spent then sends nothing to its host, and one that follows a good run need not earn
its pace again. A missing, stale or corrupt file costs one extra request.
"""

import logging
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linkscan.http.clock import Clock
from linkscan.http.ratelimit.credential_limiter import SAME_WINDOW

if TYPE_CHECKING:
    from pydantic import TypeAdapter

log = logging.getLogger(__name__)

FILE = "quotas.json"
_SAVE_EVERY = 2.0  # seconds: what a kill may lose
_WORTH_KEEPING = 60.0  # seconds: a quota that is filled up before that is not worth a line
_LONGEST = 86_400.0  # seconds: no host counts for longer, whatever the file says
# No link is followed, and no pipe waited for; Windows has neither flag.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_LARGEST = 1 << 20  # bytes; a file that is larger was not written here


@dataclass(frozen=True, slots=True)
class QuotaState:
    """What was `left` of a quota, and when it is filled up again, in seconds since the epoch."""

    left: int
    resets_at: float


@dataclass(frozen=True, slots=True)
class PaceState:
    """The requests a period that a host's good responses had earned, until then in seconds since the epoch."""

    pace: float
    resets_at: float


_State = QuotaState | PaceState


@cache
def _table() -> "TypeAdapter[dict[str, _State]]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - a run without quotas waits for it in vain

    return TypeAdapter(dict[str, _State])


class QuotaStore:
    """The latest quota and pace by limit and credential; on disk within seconds, and at the end."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._file = folder / FILE
        self._clock = clock
        self._known = self._read()
        self._is_new = False
        self._save_at = clock.ticks() + _SAVE_EVERY

    def get(self, name: str) -> QuotaState | None:
        """Return what is known of a quota and still holds."""
        state = self._known.get(name)
        return state if isinstance(state, QuotaState) and self._holds(state) else None

    def pace(self, name: str) -> float | None:
        """Return the pace that was earned within a day, in requests a period."""
        state = self._known.get(_pace_key(name))
        return state.pace if isinstance(state, PaceState) and self._holds(state) else None

    def set_pace(self, name: str, pace: float) -> None:
        """Record the pace that is earned by now."""
        self._set(_pace_key(name), PaceState(pace, self._clock.now() + _LONGEST))

    def set(self, name: str, state: QuotaState) -> None:
        """Record what is left of a quota, if it will hold for a while."""
        self._set(name, state)

    def _set(self, name: str, state: _State) -> None:
        if state.resets_at - self._clock.now() < _WORTH_KEEPING:
            return
        self._known[name] = state
        self._is_new = True
        if self._clock.ticks() >= self._save_at:
            self.save()

    def save(self) -> None:
        """Write what is new, merged with what other runs wrote meanwhile; a disk error is logged, not raised."""
        if not self._is_new:
            return
        self._is_new = False
        self._save_at = self._clock.ticks() + _SAVE_EVERY
        merged = _merged(self._read(), self._known)
        table = {name: state for name, state in merged.items() if self._holds(state)}
        try:
            self._replace(_table().dump_json(table))
        except OSError as error:
            log.info("the quotas were not kept: %s: %s", self._file, error.strerror)

    def _replace(self, data: bytes) -> None:
        """Write a new file and rename it; its name cannot be guessed, so no link waits there (O_EXCL, O_NOFOLLOW)."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=self._file.parent, prefix=f"{FILE}.", suffix=".part", delete=False
        ) as part:
            try:
                part.write(data)
                part.flush()
                Path(part.name).replace(self._file)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise

    def _holds(self, state: _State) -> bool:
        amount = state.left if isinstance(state, QuotaState) else state.pace
        return 0.0 < state.resets_at - self._clock.now() <= _LONGEST and amount >= 0

    def _read(self) -> dict[str, _State]:
        try:
            with os.fdopen(os.open(self._file, _READ), "rb") as file:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    return _table().validate_json(file.read(_LARGEST))
        except (OSError, ValueError):  # pydantic's ValidationError is one
            pass
        return {}


def _pace_key(name: str) -> str:
    return f"{name} pace"


def _merged(theirs: Mapping[str, _State], ours: Mapping[str, _State]) -> dict[str, _State]:
    """Keep the later window, and of one window the lower count: what is left only falls."""
    table = dict(theirs)
    for name, state in ours.items():
        other = table.get(name)
        if other is None or _supersedes(state, other):
            table[name] = state
    return table


def _supersedes(one: _State, other: _State) -> bool:
    is_same_window = abs(one.resets_at - other.resets_at) <= SAME_WINDOW
    if is_same_window and isinstance(one, QuotaState) and isinstance(other, QuotaState):
        return one.left < other.left
    return one.resets_at > other.resets_at
