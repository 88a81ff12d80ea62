"""diskcache on SQLite, made safe for a folder that another person may have written to.

diskcache 5.6.3 runs code from any row that claims to be a pickle (CVE-2025-69872; JSONDisk included), reads any file
that a row names in its `filename` column, and deletes that file when the row is replaced. linkscan stores nothing but
bytes in SQLite, so its Disk refuses all of that.
"""

import logging
import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from diskcache import Cache, Disk, Timeout
from diskcache.core import DBNAME, MODE_RAW

from linkscan.http.cache.schema import PoisonError, check_database, connect

log = logging.getLogger(__name__)

RESPONSES = "answers"
"""The folder of the responses, inside that of the cache."""
KEPT_FOR = 90 * 86_400.0  # seconds after which even a stale response, still good for a conditional request, is dropped
_OTHER_COLUMNS = 1 << 12  # bytes; those of our rows have less than a tenth of it
_PATIENCE = 5.0  # seconds; two runs that start together both try to create the database
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)  # the low byte of an extended code: sqlite.org/rescode.html
# What diskcache raises for rows that are damaged, or that somebody has planted.
DamageErrors = (sqlite3.DatabaseError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError)


class BytesDisk(Disk):  # type: ignore[misc] # diskcache has no types
    """Stores bytes under text keys inside the database, and refuses to return anything else."""

    def put(self, key: object) -> tuple[str, bool]:
        """Refuse keys that would be pickled."""
        if not isinstance(key, str):
            raise TypeError(f"keys are text, not {type(key).__name__}")
        return key, True

    def get(self, key: object, raw: object) -> str:
        """Refuse keys that would be unpickled."""
        if not raw or not isinstance(key, str):
            raise PoisonError("a key of the response cache is not text")
        return key

    def store(self, value: object, read: object, key: object = None) -> tuple[int, int, None, bytes]:  # noqa: ARG002 - the signature of Disk
        """Store bytes unchanged, never in a separate file."""
        if not isinstance(value, bytes):
            raise TypeError(f"values are bytes, not {type(value).__name__}")
        return len(value), MODE_RAW, None, value

    def fetch(self, mode: object, filename: object, value: object, read: object) -> bytes:
        """Refuse values that would be unpickled or read from a file."""
        if mode != MODE_RAW or filename is not None or read or not isinstance(value, bytes):
            raise PoisonError("a value of the response cache is not bytes")
        return value

    def remove(self, file_path: object) -> None:
        """Delete nothing: there are no separate files, whatever a row says."""


def open_disk(folder: Path, longest_value: int = 1 << 28) -> Any:
    """Open the cache in `folder`; a broken one is set aside with a warning, and replaced with an empty one.

    A row that is longer than one with a value of `longest_value` bytes is not read: SQLite raises DataError before it
    allocates anything for it.
    Returns None, with a warning, if the folder cannot be used at all; the run then continues without a cache.
    """
    give_up_at = time.monotonic() + _PATIENCE
    is_fresh = False
    while True:
        try:
            return _open(folder, longest_value)
        except (sqlite3.OperationalError, OSError, Timeout) as error:  # locked, read-only, full
            if not _is_locked(error) or time.monotonic() > give_up_at:
                log.warning("no response cache: %s: %s", folder, error)
                return None
            time.sleep(0.02)
        except DamageErrors as error:
            if is_fresh or not quarantine(folder, str(error)):
                return None
            is_fresh = True


def is_damage(error: Exception) -> bool:
    """Return whether an error is due to damaged contents, rather than to the disk or another run."""
    return isinstance(error, DamageErrors) and not isinstance(error, sqlite3.OperationalError)


def _is_locked(error: Exception) -> bool:
    """Return whether another run has locked the database, as it does while creating it; that is temporary."""
    return isinstance(error, Timeout) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _LOCKED


def drop_expired(store: Any) -> None:
    """Delete responses that are too old even for a conditional request."""
    store.expire()


def quarantine(folder: Path, reason: str) -> bool:
    """Set a broken cache aside; return False if that fails. Losing a cache costs nothing but time."""
    aside = folder.with_name(f"{folder.name}.broken-{time.strftime('%Y%m%dT%H%M%S')}")
    try:
        folder.rename(aside)
    except OSError as error:
        log.warning("the response cache %s is broken (%s) and cannot be set aside: %s", folder, reason, error)
        return False
    log.warning("the response cache was broken (%s); it was moved to %s; starting with an empty cache", reason, aside)
    return True


def _open(folder: Path, longest_value: int) -> Any:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink():
        raise PermissionError(f"{folder.name} is a link to elsewhere")
    status = folder.stat()
    if hasattr(os, "getuid") and status.st_uid != os.getuid():  # Windows has no user ids
        raise PermissionError(f"it belongs to user {status.st_uid}")
    if status.st_mode & 0o077:
        folder.chmod(0o700)
    if not (folder / DBNAME).exists():
        _write_gitignore(folder / ".gitignore")
    check_database(folder / DBNAME)
    _check_lock(folder / DBNAME)
    opened = Cache(
        str(folder),
        timeout=0,  # never wait for a lock: `ResponseStore` tries again later
        disk=BytesDisk,
        eviction_policy="none",
        cull_limit=0,
        statistics=0,
        tag_index=0,
        sqlite_auto_vacuum=0,
        sqlite_journal_mode="wal",
        # Never wait for the disk: being killed loses nothing, and a power cut at worst the cache, which costs only
        # time.
        sqlite_synchronous=0,
        sqlite_trusted_schema=0,
        # A run reads and writes each response once, so SQLite need not keep many of them in memory.
        sqlite_mmap_size=0,
        sqlite_cache_size=1 << 8,  # pages of 4 KiB
    )
    # diskcache has no public way to its connection, which this thread keeps.
    opened._con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest_value + _OTHER_COLUMNS)  # noqa: SLF001
    return opened


def _check_lock(database: Path) -> None:
    """Raise sqlite3.OperationalError while a database is locked, or cannot be.

    diskcache would wait for two minutes, whatever its time-out (diskcache 5.6.3, `Cache._sql_retry` and `reset`), both
    for a program that holds the lock and for a network file system that has no locks.
    """
    with closing(connect(database, read_only=False)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if _is_locked(error):
                raise


def _write_gitignore(file: Path) -> None:
    """Write a `.gitignore` that excludes the whole folder, in case it is inside a repository; keep an existing one."""
    with suppress(FileExistsError), file.open("x", encoding="utf-8") as opened:
        opened.write("*\n")
