"""Answers by key, kept on disk in batches, so that no question waits for the disk or another process."""

import asyncio
import logging
import sqlite3
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from diskcache import Timeout

from linkscan.http.cache.disk import KEPT_FOR, TROUBLE, drop_old, open_disk, quarantine
from linkscan.http.cache.serialization import deserialize, serialize
from linkscan.models import Response

log = logging.getLogger(__name__)

# One by one a write costs 50 us, in a batch 13. A writing thread would cost 200 more in fights for the
# interpreter's lock, so the batch is written by the event loop, which it holds up for about a millisecond.
_BATCH = 64
_LINGER = 0.1  # seconds an answer waits for company: what a kill may lose
_LAST_PATIENCE = 1.0  # seconds that closing waits for another process's lock


class ResponseStore:
    """The answer cache on disk, whose troubles are never raised: without it every answer is simply new.

    Another process may write to the same folder: while it holds the lock, answers wait in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cache: Any = open_disk(folder)
        self._unwritten: dict[str, Response | bytes] = {}
        self._timer: asyncio.TimerHandle | None = None
        if self._cache is not None:
            self._try(drop_old)

    def get(self, key: str) -> Response | None:
        """Return what is known; None for what is not, or cannot be read."""
        known = self._known(key)
        return replace(known, from_cache=True) if isinstance(known, Response) else deserialize(known)

    async def find(self, key: str) -> Response | None:
        """Do as `get`, in the words of `CacheBackend`."""
        return self.get(key)

    def frozen(self, key: str) -> bytes | None:
        """Return what is known as it is written, for another process to thaw."""
        known = self._known(key)
        return serialize(known) if isinstance(known, Response) else known

    def put(self, key: str, response: Response | bytes) -> None:
        """Keep an answer, frozen already or not; it is on disk soon after."""
        if self._cache is None:
            return
        self._unwritten[key] = response
        if len(self._unwritten) % _BATCH == 0:
            self._write()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_LINGER, self._write)

    def close(self) -> None:
        """Write what is left."""
        give_up_at = time.monotonic() + _LAST_PATIENCE
        self._write()
        while self._unwritten and self._cache is not None and time.monotonic() < give_up_at:
            time.sleep(0.02)
            self._write()
        if self._timer is not None:
            self._timer.cancel()
        if self._unwritten:
            log.warning("%d answers were not kept: the cache stayed locked", len(self._unwritten))
        self._try(lambda cache: cache.close())

    def _known(self, key: str) -> Response | bytes | None:
        known: Response | bytes | None = self._unwritten.get(key) or self._try(lambda cache: cache.get(key))
        return known

    def _write(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._unwritten and self._try(self._write_batch):
            self._unwritten.clear()
        elif self._unwritten and self._cache is not None:
            self._timer = asyncio.get_running_loop().call_later(_LINGER, self._write)

    def _write_batch(self, cache: Any) -> bool:
        with cache.transact():
            for key, response in self._unwritten.items():
                cache.set(key, serialize(response) if isinstance(response, Response) else response, expire=KEPT_FOR)
        return True

    def _try(self, use: Any) -> Any:
        """Use the cache; None when there is none, when it is locked, or when the disk is in trouble."""
        if self._cache is None:
            return None
        try:
            return use(self._cache)
        except Timeout:
            return None
        except TROUBLE as error:
            self._mend(error)
            return None

    def _mend(self, error: Exception) -> None:
        """Go on with a fresh cache after damage, without one when the disk itself fails."""
        self._cache = None
        is_broken = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
        if is_broken and quarantine(self._folder, str(error)):
            self._cache = open_disk(self._folder)
            return
        self._unwritten.clear()
        log.warning("the answer cache is not used any more: %s: %s", self._folder, error)
