"""Checks of an untrusted database before any of its SQL is run: schema and settings must be diskcache's own."""

import sqlite3
import tempfile
import time
from contextlib import closing
from functools import cache
from pathlib import Path

from diskcache import Cache
from diskcache.core import DBNAME, DEFAULT_SETTINGS, METADATA

from linkscan.side_files import check_side_files

_STATEMENT_TIMEOUT = 10.0  # seconds
_LONGEST_TEXT = 1 << 16  # bytes of a name, a setting or a statement of the schema
_OUR_SETTINGS = frozenset({"sqlite_trusted_schema"})
_MAX_SETTING_LENGTH = 64  # characters; diskcache's own are less than half as long
_SETTINGS_SQL = "SELECT key, typeof(value), coalesce(length(value), 0) FROM Settings"
_SCHEMA_SQL = "SELECT type, name, sql FROM sqlite_master"
_CACHE_COLUMNS = (
    "rowid INTEGER PRIMARY KEY, key BLOB, raw INTEGER, store_time REAL, expire_time REAL, access_time REAL,"
    " access_count INTEGER DEFAULT 0, tag BLOB, size INTEGER DEFAULT 0, mode INTEGER DEFAULT 0, filename TEXT,"
    " value BLOB"
)
_TRIGGER = (
    "CREATE TRIGGER Settings_{0}_{1} AFTER {2} ON Cache FOR EACH ROW BEGIN"
    ' UPDATE Settings SET value = value {3} WHERE key = "{0}"; END'
)
_TRIGGERS = (
    ("count", "delete", "- 1"),
    ("count", "insert", "+ 1"),
    ("size", "delete", "- OLD.size"),
    ("size", "insert", "+ NEW.size"),
    ("size", "update", "+ NEW.size - OLD.size"),
)
_SCHEMA: frozenset[tuple[str, str, str | None]] = frozenset(
    {
        ("table", "Cache", f"CREATE TABLE Cache ( {_CACHE_COLUMNS})"),
        ("table", "Settings", "CREATE TABLE Settings ( key TEXT NOT NULL UNIQUE, value)"),
        ("index", "sqlite_autoindex_Settings_1", None),
        ("index", "Cache_expire_time", "CREATE INDEX Cache_expire_time ON Cache (expire_time)"),
        ("index", "Cache_store_time", "CREATE INDEX Cache_store_time ON Cache (store_time)"),
        ("index", "Cache_key_raw", "CREATE UNIQUE INDEX Cache_key_raw ON Cache(key, raw)"),
        *(
            ("trigger", f"Settings_{what}_{event}", _TRIGGER.format(what, event, event.upper(), change))
            for what, event, change in _TRIGGERS
        ),
    }
)
"""The schema of diskcache 5.6.3; that of another installed version is determined when needed."""


class PoisonError(sqlite3.DatabaseError):
    """The database contains something that linkscan never writes."""


def check_database(database: Path) -> None:
    """Raise PoisonError for a database that diskcache did not create, without running any of the database's own SQL.

    A view or a trigger may run for ever, and a generated column may call functions; diskcache turns the settings that
    it finds into PRAGMAs and attributes. PermissionError if a file beside the database is not SQLite's.
    """
    check_side_files(database)
    if not database.exists():
        return
    with closing(connect(database, read_only=False)) as connection:
        objects = {(kind, name, sql) for kind, name, sql in connection.execute(_SCHEMA_SQL)}
        if not objects:
            return  # another run is about to create it
        if not (objects <= _SCHEMA or objects <= _installed_schema()):
            raise PoisonError("it holds tables, views or triggers that linkscan did not create")
        if ("table", "Settings") in {(kind, name) for kind, name, _ in objects}:
            settings = connection.execute(_SETTINGS_SQL).fetchall()
            keys = {key for key, *_ in settings}
            if keys - DEFAULT_SETTINGS.keys() - METADATA.keys() - _OUR_SETTINGS or any(
                kind == "blob" or length > _MAX_SETTING_LENGTH for _, kind, length in settings
            ):
                raise PoisonError("it holds settings that linkscan did not write")


def connect(database: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return a connection that trusts no schema, reads no long value and waits for no lock.

    Its statements are aborted after `_STATEMENT_TIMEOUT` seconds.
    The database is opened by URI, which allows read-only access: https://www.sqlite.org/uri.html
    """
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode={mode}", uri=True, timeout=0)
    give_up_at = time.monotonic() + _STATEMENT_TIMEOUT
    connection.set_progress_handler(lambda: time.monotonic() > give_up_at, 100_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_TEXT)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@cache
def _installed_schema() -> frozenset[tuple[str, str, str | None]]:
    """Return the schema that the installed version of diskcache creates."""
    with tempfile.TemporaryDirectory(prefix="linkscan-") as folder:
        Cache(folder).close()
        with closing(sqlite3.connect(Path(folder) / DBNAME)) as connection:
            return frozenset(connection.execute(_SCHEMA_SQL).fetchall())
