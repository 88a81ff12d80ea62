"""The response store: an SQLite table of serialised responses, written in batches so that no request waits for it.

Stored responses are not trusted when they are read, and pickle is never used.
"""

import asyncio
import json
import logging
import sqlite3
import time
import zlib
from pathlib import Path
from typing import Any, TypeVar

from diskcache import Timeout

from linkscan.http.cache.disk import (
    KEPT_FOR,
    DamageErrors,
    drop_expired,
    is_damage,
    open_disk,
    quarantine,
)
from linkscan.http.cache.own_keys import OwnKeys
from linkscan.models import Response

log = logging.getLogger(__name__)

T = TypeVar("T")

# A single write takes 50 us, one in a batch 13. A writer thread would add 200 us of contention for the interpreter's
# lock, so the event loop writes the batch, which blocks it for about a millisecond.
_BATCH = 64
_LINGER = 0.1  # seconds that a response waits for others, and that may be lost when the process is killed
_MAX_HELD = 1024  # responses; if these are pages, some tens of megabytes
_CLOSE_PATIENCE = 1.0  # seconds to wait for another process's lock on closing

_VERSION = 1
_WORTH_COMPRESSING = 512  # bytes below which compression gains nothing
_MAX_HEAD = 1 << 20  # bytes of all that is stored of a response but its body
_END_OF_TIME = 250_000_000_000.0  # seconds since the epoch; Python's dates end shortly after, with the year 9999


class ResponseStore:
    """The response cache on disk. Its errors are never raised: without a cache, every response is simply requested.

    Another process may write to the same folder; while it holds the lock, responses wait in memory. No response has a
    body of more than `max_body` bytes; a database that holds more in a row is not ours.
    """

    def __init__(self, folder: Path, max_body: int = 1 << 25) -> None:
        self._folder = folder
        self._max_body = max_body
        self._cache: Any = open_disk(folder, self._longest_value)
        self._unwritten: dict[str, Response | None] = {}  # None stands for a deletion
        self._held: dict[str, Response] = {}
        self._own_keys = OwnKeys()
        self._timer: asyncio.TimerHandle | None = None
        if self._cache is not None:
            self._try(drop_expired)

    def get(self, key: str, max_body: int | None = None) -> Response | None:
        """Return a stored response; None if there is none, it cannot be read, or its body has more than `max_body`."""
        for waiting in (self._held, self._unwritten):
            if key in waiting:
                response = waiting[key]
                return None if response is None else response._replace(from_cache=True)
        data = self._try(lambda cache: cache.get(key) if self._own_keys.may_hold(cache, key) else None)
        return deserialize(data, self._max_body if max_body is None else max_body)

    def set(self, key: str, response: Response, *, is_held: bool = False) -> None:
        """Store a response. It can be read at once, and is written soon, or after `release_held` if `is_held`."""
        if self._cache is None:
            return
        if not is_held:
            self._write_soon(key, response)
            return
        self._held[key] = response
        if len(self._held) > _MAX_HELD:  # bounds memory; a dropped response costs another request
            del self._held[next(iter(self._held))]

    def delete(self, key: str) -> None:
        """Remove a response."""
        self._held.pop(key, None)
        if self._cache is not None:
            self._write_soon(key, None)

    def limit_freshness(self, key: str, seconds: float) -> None:
        """Limit the time for which a response is fresh to `seconds`."""
        stored = self.get(key)
        if stored is not None and stored.fresh_for != seconds:
            self.set(key, stored._replace(fresh_for=seconds), is_held=key in self._held)

    def release_held(self) -> None:
        """Write the responses held so far."""
        held, self._held = self._held, {}
        for key, response in held.items():
            self._write_soon(key, response)

    def discard_held(self) -> None:
        """Drop the responses held so far."""
        self._held.clear()

    def _write_soon(self, key: str, response: Response | None) -> None:
        self._unwritten[key] = response
        if len(self._unwritten) % _BATCH == 0:
            self._write()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_LINGER, self._write)

    def close(self) -> None:
        """Write everything that is left, including held responses."""
        self._unwritten |= self._held
        give_up_at = time.monotonic() + _CLOSE_PATIENCE
        self._write()
        while self._unwritten and self._cache is not None and time.monotonic() < give_up_at:
            time.sleep(0.02)
            self._write()
        if self._timer is not None:
            self._timer.cancel()
        if self._unwritten:
            log.warning("%d responses were not saved: the cache cannot be used", len(self._unwritten))
        self._try(lambda cache: cache.close())

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
                row = None if response is None else serialize(response)
                if row is None or len(row) > self._longest_value:
                    cache.delete(key)
                else:
                    cache.set(key, row, expire=KEPT_FOR)
        self._own_keys.note(self._unwritten)
        return True

    @property
    def _longest_value(self) -> int:
        return self._max_body + _MAX_HEAD

    def _try(self, use: Any) -> Any:
        """Return the result of `use`; None if there is no cache, it is locked or damaged, or the disk fails."""
        if self._cache is None:
            return None
        try:
            return use(self._cache)
        except Timeout:
            return None
        except (sqlite3.Error, OSError, *DamageErrors) as error:
            self._recover(error)
            return None

    def _recover(self, error: Exception) -> None:
        """Continue with an empty cache after damage, and without one if the disk itself fails."""
        self._cache = None
        if is_damage(error) and quarantine(self._folder, str(error)):
            self._cache = open_disk(self._folder, self._longest_value)
            return
        self._unwritten.clear()
        log.warning("the response cache is no longer used: %s: %s", self._folder, error)


def serialize(response: Response) -> bytes:
    """Return a response with a status as bytes: a line of JSON, then the body."""
    packed = zlib.compress(response.body, 1) if len(response.body) >= _WORTH_COMPRESSING else response.body
    head = {
        "v": _VERSION,
        "url": response.url,
        "status": response.status,
        "detail": response.detail,
        "headers": dict(response.headers),
        "truncated": response.truncated,
        "asked_at": float(response.asked_at),
        "elapsed_ms": response.elapsed_ms,
        "attempts": response.attempts,
        "packed": packed is not response.body,
    }
    if response.fresh_for is not None:
        head["fresh_for"] = float(response.fresh_for)
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + packed


def deserialize(data: object, max_body: int) -> Response | None:
    """Return a response written by `serialize`, with a body of at most `max_body` bytes; None for anything else."""
    if not isinstance(data, bytes):
        return None
    line, _, body = data.partition(b"\n")
    if len(line) > _MAX_HEAD:
        return None
    try:
        head = json.loads(line)
        if head["v"] != _VERSION:
            return None
        if head["packed"]:
            body = _inflate(body, max_body)
        if len(body) > max_body:
            return None
        return Response(
            url=_typed(str, head["url"]),
            status=_status(head["status"]),
            detail=_typed(str, head["detail"]),
            headers={_typed(str, name): _typed(str, value) for name, value in _typed(dict, head["headers"]).items()},
            body=body,
            truncated=_typed(bool, head["truncated"]),
            asked_at=_moment(head["asked_at"]),
            elapsed_ms=_typed(int, head["elapsed_ms"]),
            attempts=_typed(int, head["attempts"]),
            from_cache=True,
            fresh_for=_typed(float, head["fresh_for"]) if "fresh_for" in head else None,
        )
    except (KeyError, TypeError, ValueError, RecursionError, OverflowError, zlib.error):
        return None


def _inflate(body: bytes, max_body: int) -> bytes:
    inflater = zlib.decompressobj()
    data = inflater.decompress(body, max_body)
    if not inflater.eof:
        raise ValueError("the stored body is incomplete or too large")
    return data


def _status(value: object) -> int:
    status = _typed(int, value)
    if not 100 <= status <= 999:
        raise ValueError(status)
    return status


def _moment(value: object) -> float:
    """Return seconds since the epoch; ValueError for values that are not dates: NaN, infinity, beyond the year 9999."""
    moment = _typed(float, value)
    if not 0 <= moment < _END_OF_TIME:
        raise ValueError(moment)
    return moment


def _typed(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
