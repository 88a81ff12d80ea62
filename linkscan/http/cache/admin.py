"""Administration of the response cache outside a run: statistics, prune, clear."""

import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from diskcache import Timeout
from diskcache.core import DBNAME

from linkscan.errors import LinkscanError
from linkscan.http.cache.disk import KEPT_FOR, RESPONSES, DamageErrors, open_disk
from linkscan.http.cache.schema import check_database, connect
from linkscan.side_files import check_side_files

_STATISTICS = "SELECT count(*), coalesce(sum(size), 0), min(store_time), max(store_time) FROM Cache"


@dataclass(frozen=True, slots=True)
class CacheStats:
    """The contents of the response cache; times are in seconds since the epoch, None if the cache is empty.

    `trouble` says why it cannot be read, and is empty if it can. `broken` are the caches that earlier runs found
    damaged and set aside.
    """

    folder: Path
    responses: int = 0
    bytes_on_disk: int = 0
    oldest: float | None = None
    newest: float | None = None
    trouble: str = ""
    broken: tuple[Path, ...] = ()


def cache_stats(cache: Path) -> CacheStats:
    """Return the statistics of the cache, without changing it; damage is reported, not repaired."""
    folder = cache / RESPONSES
    broken = tuple(sorted(cache.glob(f"{RESPONSES}.broken-*")))
    if not (folder / DBNAME).is_file():
        return CacheStats(folder, broken=broken)
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    try:
        check_database(folder / DBNAME)
        with closing(connect(folder / DBNAME, read_only=True)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            responses, _, oldest, newest = connection.execute(_STATISTICS).fetchone()
    except (sqlite3.Error, OSError, *DamageErrors) as error:
        return CacheStats(folder, bytes_on_disk=size, trouble=str(error), broken=broken)
    trouble = "" if verdict == "ok" else str(verdict)
    return CacheStats(folder, responses, size, oldest, newest, trouble, broken)


def prune(cache: Path, older_than: float = KEPT_FOR) -> int:
    """Delete responses older than `older_than` seconds, and broken caches; return the number of deleted responses.

    Raises:
        LinkscanError: The cache cannot be opened or removed, or a run is using it.
    """
    stats = cache_stats(cache)
    for folder in stats.broken:
        _remove(folder)
    if not stats.folder.is_dir():
        return 0
    try:
        check_side_files(stats.folder / DBNAME)
    except PermissionError as error:
        raise LinkscanError(f"{stats.folder}: the response cache cannot be used: {error}") from error
    if _is_locked(stats.folder / DBNAME):
        raise LinkscanError(f"{stats.folder}: the response cache is locked; is another run using it?")
    disk = open_disk(stats.folder)
    if disk is None:
        raise LinkscanError(f"{stats.folder}: the response cache cannot be opened; is another run using it?")
    try:
        with closing(disk), disk.transact():
            gone: int = disk.expire(time.time() + KEPT_FOR - older_than)
    except (Timeout, sqlite3.OperationalError) as error:
        raise LinkscanError(f"{stats.folder}: another run is using the response cache; try again later") from error
    except DamageErrors as error:
        raise LinkscanError(
            f"{stats.folder}: the response cache is broken ({error}); `linkscan cache clear`"
        ) from error
    with suppress(sqlite3.Error), closing(sqlite3.connect(stats.folder / DBNAME)) as connection:
        connection.execute("VACUUM")  # frees the space on disk
    return gone


def _is_locked(database: Path) -> bool:
    """Return whether another process is writing; diskcache would wait a minute for it."""
    try:
        with closing(connect(database, read_only=False)) as connection:
            connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False  # damaged: `open_disk` sets it aside
    return False


def clear(cache: Path) -> int:
    """Remove the response cache and the broken ones, and nothing else; return the number of removed responses."""
    stats = cache_stats(cache)
    for folder in (*stats.broken, stats.folder):
        _remove(folder)
    return stats.responses


def _remove(folder: Path) -> None:
    """Remove a folder if it holds the database of a response cache."""
    if (folder / DBNAME).is_file() and not folder.is_symlink():
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise LinkscanError(f"{folder}: cannot be removed: {error.strerror or error}") from error
