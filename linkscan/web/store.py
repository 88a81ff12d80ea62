"""Answers by key, kept on disk by a thread of its own, so that no question waits for another process's
lock.
"""

import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from diskcache import Timeout

from linkscan.models import Answer
from linkscan.web.disk import KEPT_FOR, TROUBLE, open_disk, set_aside
from linkscan.web.freezing import freeze, thaw

log = logging.getLogger(__name__)

_BATCH = 256  # answers per transaction: one costs 64 us by itself and 20 us in a batch
_PATIENCE = 6  # times 5 s to wait for another process's lock
_LINGER = 0.1  # seconds to wait for company; what a kill may lose


class Store:
    """The answer cache on disk. Nothing that the disk does is raised: without a disk every answer is simply
    new.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cache: Any = open_disk(folder)
        self._fresh: dict[str, Answer] = {}  # given to the writer, not yet on disk
        self._queue: SimpleQueue[tuple[str, Answer] | None] = SimpleQueue()
        self._mending = Lock()
        self._writer = Thread(target=self._write_all, name="linkscan-cache", daemon=True)
        if self._cache is not None:
            self._writer.start()

    def get(self, key: str) -> Answer | None:
        """Give what is known; None for what is not, or cannot be read."""
        if (answer := self._fresh.get(key)) is not None:
            return replace(answer, from_cache=True)
        if self._cache is None:
            return None
        try:
            return thaw(self._cache.get(key))
        except TROUBLE as error:
            self._mend(error)
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer; it is on disk soon after."""
        if self._cache is not None:
            self._fresh[key] = answer
            self._queue.put((key, answer))

    def close(self) -> None:
        """Write what is left."""
        if self._writer.is_alive():
            self._queue.put(None)
            self._writer.join()
        if self._cache is not None:
            self._cache.close()

    def _write_all(self) -> None:
        self._drop_old()
        while (batch := self._batch()) is not None:
            self._write(batch)
            for key, answer in batch:
                if self._fresh.get(key) is answer:
                    self._fresh.pop(key, None)
        if self._cache is not None:
            self._cache.close()

    def _batch(self) -> list[tuple[str, Answer]] | None:
        first = self._queue.get()
        if first is None:
            return None
        batch = [first]
        while len(batch) < _BATCH:
            try:
                item = self._queue.get(timeout=_LINGER)
            except Empty:
                break
            if item is None:
                self._queue.put(None)
                break
            batch.append(item)
        return batch

    def _write(self, batch: Iterable[tuple[str, Answer]]) -> None:
        cache = self._cache
        if cache is None:
            return
        frozen = [(key, freeze(answer)) for key, answer in batch]
        for tries_left in reversed(range(_PATIENCE)):
            try:
                # Never retry=True: diskcache then tries for ever, on a full or read-only disk too.
                with cache.transact():
                    for key, data in frozen:
                        cache.set(key, data, expire=KEPT_FOR)
            except Timeout as error:
                if not tries_left:
                    self._mend(error)
            except TROUBLE as error:
                self._mend(error)
                return
            else:
                return

    def _drop_old(self) -> None:
        try:
            self._cache.expire()
        except Timeout:
            log.debug("another process writes to the answer cache; old answers are dropped another time")
        except TROUBLE as error:
            self._mend(error)

    def _mend(self, error: Exception) -> None:
        """Go on with a fresh cache after damage, without one when the disk itself fails."""
        with self._mending:
            cache, self._cache = self._cache, None
            if cache is not None:
                self._cache = self._successor(error)

    def _successor(self, error: Exception) -> Any:
        is_broken = isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError
        )
        if is_broken and set_aside(self._folder, str(error)):
            return open_disk(self._folder)
        log.warning("the answer cache is not used any more: %s: %s", self._folder, error)
        return None
