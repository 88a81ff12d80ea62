"""How we stand with the hosts' quotas, kept from run to run: a small file beside the answers.

A run that begins when a quota is spent then asks nothing of it. A file that is missing or out of date costs a
probe, a spoilt one likewise.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from linkscan.http.clock import Clock
from linkscan.http.ratelimit.quota_tracker import SAME_WINDOW

log = logging.getLogger(__name__)

FILE = "quotas.json"
_SAVE_EVERY = 2.0  # seconds: what a kill may lose
_WORTH_KEEPING = 60.0  # seconds: a quota that is filled up before that is not worth a line
_LONGEST = 86_400.0  # seconds: no host counts for longer, whatever the file says


@dataclass(frozen=True, slots=True)
class QuotaState:
    """What was `left` of a quota, and when it is filled up again, in seconds since the epoch."""

    left: int
    resets_at: float


class Remembered(Protocol):
    """Where standings are remembered by limit and asker, wherever that is."""

    def get(self, name: str) -> QuotaState | None:
        """Return what is known and still holds."""

    def put(self, name: str, standing: QuotaState) -> None:
        """Note a standing."""


_TABLE = TypeAdapter(dict[str, QuotaState])


class QuotaStore:
    """The latest standing by limit and asker; on disk within seconds, and at the end."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._file = folder / FILE
        self._clock = clock
        self._known = self._read()
        self._is_new = False
        self._save_at = clock.ticks() + _SAVE_EVERY

    def get(self, name: str) -> QuotaState | None:
        """Return what is known and still holds."""
        standing = self._known.get(name)
        return standing if standing is not None and self._holds(standing) else None

    def table(self) -> dict[str, QuotaState]:
        """Return all that is known and still holds, for another process to begin with."""
        return {name: standing for name, standing in self._known.items() if self._holds(standing)}

    def put(self, name: str, standing: QuotaState) -> None:
        """Note a standing, if it will hold for a while."""
        if standing.resets_at - self._clock.now() < _WORTH_KEEPING:
            return
        self._known[name] = standing
        self._is_new = True
        if self._clock.ticks() >= self._save_at:
            self.save()

    def save(self) -> None:
        """Write what is new, beside what other runs wrote meanwhile; a disk in trouble is no trouble of the run."""
        if not self._is_new:
            return
        self._is_new = False
        self._save_at = self._clock.ticks() + _SAVE_EVERY
        merged = _merged(self._read(), self._known)
        table = {name: standing for name, standing in merged.items() if self._holds(standing)}
        part = self._file.with_name(f"{FILE}.{os.getpid()}.part")
        try:
            part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(_TABLE.dump_json(table))
            part.replace(self._file)
        except OSError as error:
            log.info("the quotas were not kept: %s: %s", self._file, error.strerror)

    def _holds(self, standing: QuotaState) -> bool:
        return 0.0 < standing.resets_at - self._clock.now() <= _LONGEST and standing.left >= 0

    def _read(self) -> dict[str, QuotaState]:
        try:
            return _TABLE.validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return {}


def _merged(theirs: Mapping[str, QuotaState], ours: Mapping[str, QuotaState]) -> dict[str, QuotaState]:
    """Take the later window, and of one window the lower count: what is left only falls."""
    table = dict(theirs)
    for name, standing in ours.items():
        other = table.get(name)
        if other is None or _outdates(standing, other):
            table[name] = standing
    return table


def _outdates(one: QuotaState, other: QuotaState) -> bool:
    if abs(one.resets_at - other.resets_at) <= SAME_WINDOW:
        return one.left < other.left
    return one.resets_at > other.resets_at
