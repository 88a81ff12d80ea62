"""Quotas and earned paces kept between runs, in a small file beside the response cache.

A run that starts while a quota is spent sends nothing to that host, and a run after a successful one need not earn its
pace again. A missing, stale or corrupt file costs one extra request.
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
_SAVE_EVERY = 2.0  # seconds; the most that is lost when the process is killed
_WORTH_KEEPING = 60.0  # seconds; a quota that is reset sooner is not worth storing
_MAX_WINDOW = 86_400.0  # seconds; no host has a longer window, whatever the file says
# Do not follow links or block on pipes; Windows has neither flag.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_MAX_FILE_SIZE = 1 << 20  # bytes; linkscan does not write larger files


@dataclass(frozen=True, slots=True)
class QuotaState:
    """What was `left` of a quota, and when it is reset, in seconds since the epoch."""

    left: int
    resets_at: float


@dataclass(frozen=True, slots=True)
class PaceState:
    """The pace that a host's responses had earned, in requests per period; it expires at `resets_at`."""

    pace: float
    resets_at: float


_State = QuotaState | PaceState


@cache
def _table() -> "TypeAdapter[dict[str, _State]]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - a run without quotas does not need it

    return TypeAdapter(dict[str, _State])


class QuotaStore:
    """The latest quota and pace by limit and credential; saved every few seconds, and at the end."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._file = folder / FILE
        self._clock = clock
        self._known = self._read()
        self._is_new = False
        self._save_at = clock.ticks() + _SAVE_EVERY

    def get(self, name: str) -> QuotaState | None:
        """Return the last known state of a quota; None if there is none, or it has expired."""
        state = self._known.get(name)
        return state if isinstance(state, QuotaState) and self._is_valid(state) else None

    def pace(self, name: str) -> float | None:
        """Return the pace earned within the last day, in requests per period; None if there is none."""
        state = self._known.get(_pace_key(name))
        return state.pace if isinstance(state, PaceState) and self._is_valid(state) else None

    def set_pace(self, name: str, pace: float) -> None:
        """Record the pace that is currently earned."""
        self._set(_pace_key(name), PaceState(pace, self._clock.now() + _MAX_WINDOW))

    def set(self, name: str, state: QuotaState) -> None:
        """Record what is left of a quota, unless it is reset soon."""
        self._set(name, state)

    def _set(self, name: str, state: _State) -> None:
        if state.resets_at - self._clock.now() < _WORTH_KEEPING:
            return
        self._known[name] = state
        self._is_new = True
        if self._clock.ticks() >= self._save_at:
            self.save()

    def save(self) -> None:
        """Save changes, merged with those of other runs; a disk error is logged, not raised."""
        if not self._is_new:
            return
        self._is_new = False
        self._save_at = self._clock.ticks() + _SAVE_EVERY
        merged = _merged(self._read(), self._known)
        table = {name: state for name, state in merged.items() if self._is_valid(state)}
        try:
            self._replace(_table().dump_json(table))
        except OSError as error:
            log.info("the quotas were not saved: %s: %s", self._file, error.strerror)

    def _replace(self, data: bytes) -> None:
        """Write a temporary file and rename it; its random name rules out planted links (O_EXCL, O_NOFOLLOW)."""
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

    def _is_valid(self, state: _State) -> bool:
        amount = state.left if isinstance(state, QuotaState) else state.pace
        return 0.0 < state.resets_at - self._clock.now() <= _MAX_WINDOW and amount >= 0

    def _read(self) -> dict[str, _State]:
        try:
            with os.fdopen(os.open(self._file, _READ), "rb") as file:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    return _table().validate_json(file.read(_MAX_FILE_SIZE))
        except (OSError, ValueError):  # pydantic's ValidationError is one
            pass
        return {}


def _pace_key(name: str) -> str:
    return f"{name} pace"


def _merged(theirs: Mapping[str, _State], ours: Mapping[str, _State]) -> dict[str, _State]:
    """Return both tables merged: the later window wins, and within a window the lower count, which only falls."""
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
