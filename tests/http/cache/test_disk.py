"""The cache folder may come from a stranger: nothing in it is executed, and it reads and deletes no other files."""

import os
import pickle
import sqlite3
import subprocess
from contextlib import closing
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import diskcache
import pytest

from linkscan.errors import LinkscanError
from linkscan.http.cache.admin import cache_stats, clear, prune
from linkscan.http.cache.disk import RESPONSES, BytesDisk, is_damage, open_disk, quarantine
from linkscan.http.cache.schema import _SCHEMA, PoisonError, _installed_schema, check_database, connect
from linkscan.http.cache.store import ResponseStore, serialize
from linkscan.models import Response

ANSWER = Response("http://a.example/", 200, body=b"hello", asked_at=1.0)


class Bomb:
    """A pickle that leaves a trace when it is opened."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.trace),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache of ours with one answer in it."""
    path = tmp_path / "answers"
    cache = open_disk(path)
    cache.set("k", serialize(ANSWER))
    cache.close()
    return path


def poison(folder: Path, sql: str, *values: object) -> None:
    """Write something into the database that diskcache would not write."""
    with sqlite3.connect(folder / "cache.db") as connection:
        connection.execute(sql, values)
    connection.close()


def test_the_cache_works_at_all(folder: Path) -> None:
    """Otherwise the other tests would prove nothing."""
    store = ResponseStore(folder)
    response = store.get("k")
    store.close()
    assert response is not None
    assert (response.body, response.from_cache) == (b"hello", True)


@pytest.mark.parametrize("mode", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("where", ["value", "file"])
def test_a_pickled_value_does_not_run(mode: int, where: str, folder: Path, tmp_path: Path) -> None:
    """CVE-2025-69872: with diskcache's own Disk this row runs code."""
    trace = tmp_path / "trace"
    bomb = pickle.dumps(Bomb(trace))
    (folder / "bomb.val").write_bytes(bomb)
    value, filename = (bomb, None) if where == "value" else (None, "bomb.val")
    poison(folder, "UPDATE Cache SET mode = ?, value = ?, filename = ?", mode, value, filename)
    store = ResponseStore(folder)
    assert store.get("k") is None
    store.close()
    assert not trace.exists()


def test_planted_pickle_would_run_with_diskcaches_own_disk(folder: Path, tmp_path: Path) -> None:
    """This shows that the test above can fail."""
    trace = tmp_path / "trace"
    poison(folder, "UPDATE Cache SET mode = 4, value = ?", pickle.dumps(Bomb(trace)))
    with diskcache.Cache(str(folder)) as cache:
        cache.get("k")
    assert trace.exists()


@pytest.mark.parametrize("mode", [1, 2, 3, 4])
@pytest.mark.parametrize("filename", ["/etc/hostname", "../secret", "secret"])
def test_no_file_is_read_or_deleted(mode: int, filename: str, folder: Path, tmp_path: Path) -> None:
    """The `filename` column reads any file, and replacing the row deletes it, with diskcache's own Disk."""
    for secret in (tmp_path / "secret", folder / "secret"):
        secret.write_text("secret")
    poison(folder, "UPDATE Cache SET mode = ?, value = NULL, filename = ?", mode, filename)
    cache = open_disk(folder)
    with pytest.raises(PoisonError):
        cache.get("k")
    cache.set("k", b"new")
    cache.delete("k")
    cache.clear()
    cache.close()
    assert (tmp_path / "secret").read_text() == (folder / "secret").read_text() == "secret"


def test_a_pickled_key_does_not_run(folder: Path, tmp_path: Path) -> None:
    """Keys are pickled too where `raw` is 0."""
    trace = tmp_path / "trace"
    poison(folder, "UPDATE Cache SET raw = 0, key = ?", pickle.dumps(Bomb(trace)))
    cache = open_disk(folder)
    with pytest.raises(PoisonError):
        list(cache)
    cache.close()
    assert not trace.exists()


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("INSERT INTO Settings VALUES ('get', ?)", "not a method"),
        ("INSERT INTO Settings VALUES ('sqlite_user_version', ?)", "1; DROP TABLE Cache"),
        ("INSERT INTO Settings VALUES ('disk_evil', ?)", 1),
        ("INSERT INTO Settings VALUES ('_disk', ?)", "x"),
        ("UPDATE Settings SET value = ? WHERE key = 'sqlite_cache_size'", b"1"),
        ("UPDATE Settings SET value = ? WHERE key = 'sqlite_cache_size'", "1" * 65),
        ("CREATE TABLE Evil (x)", None),
        ("CREATE VIEW Evil AS SELECT 1", None),
        ("CREATE INDEX Evil ON Cache (hex(key))", None),
        ("CREATE TRIGGER Evil AFTER INSERT ON Cache BEGIN DELETE FROM Cache; END", None),
        ("ALTER TABLE Cache ADD COLUMN evil AS (hex(value))", None),
    ],
)
def test_foreign_settings_are_rejected(sql: str, value: object, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Diskcache would make attributes and PRAGMAs of them; the cache is set aside instead."""
    check_database(folder / "cache.db")
    poison(folder, sql, *([] if value is None else [value]))
    with pytest.raises(PoisonError, match="linkscan did not"):
        check_database(folder / "cache.db")
    store = ResponseStore(folder)
    assert store.get("k") is None
    store.close()
    assert "starting with an empty cache" in caplog.text


def test_setting_of_64_characters_is_accepted(folder: Path) -> None:
    poison(folder, "UPDATE Settings SET value = ? WHERE key = 'sqlite_cache_size'", "1" * 64)
    check_database(folder / "cache.db")


@pytest.mark.parametrize("column", ["value", "tag", "filename"])
def test_overlong_row_is_not_read(column: str, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Reading it would cost its length in memory; a response that it stood for is requested again."""
    poison(folder, f"UPDATE Cache SET {column} = zeroblob(?)", 1000 + (1 << 20) + (1 << 12) + 1)
    store = ResponseStore(folder, max_body=1000)
    assert store.get("k") is None
    store.close()
    assert "(string or blob too big)" in caplog.text
    assert "starting with an empty cache" in caplog.text


def test_checking_connection_is_restricted(folder: Path) -> None:
    with closing(connect(folder / "cache.db", read_only=False)) as connection:
        assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (0,)
        assert connection.execute("SELECT zeroblob(65536)").fetchone()
        with pytest.raises(sqlite3.DataError):
            connection.execute("SELECT zeroblob(65537)").fetchone()


def test_failed_quarantine_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not quarantine(tmp_path / "nowhere", "damage")
    assert "cannot be set aside" in caplog.text


def test_only_text_and_bytes_are_stored(tmp_path: Path) -> None:
    """A value that would be pickled is a programming error."""
    disk = BytesDisk(str(tmp_path))
    for mistake in (lambda: disk.put(1), lambda: disk.store("text", False), lambda: disk.store({}, False)):
        with pytest.raises(TypeError):
            mistake()


def test_cache_folder_is_ignored_by_git(tmp_path: Path) -> None:
    """A pre-commit hook must leave no untracked files."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    open_disk(tmp_path / "cache/answers").close()
    told = subprocess.run(["git", "-C", tmp_path, "status", "--porcelain"], capture_output=True, check=True)
    assert told.stdout == b""


@pytest.mark.parametrize("name", ["cache.db-wal", "cache.db-shm", "cache.db-journal"])
def test_hard_linked_file_is_not_overwritten(folder: Path, tmp_path: Path, name: str) -> None:
    """An archive may contain hard links."""
    mine = tmp_path / "mine"
    mine.write_text("mine")
    (folder / name).unlink(missing_ok=True)
    (folder / name).hardlink_to(mine)
    assert open_disk(folder) is None
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("name", [".gitignore", "cache.db", "cache.db-wal"])
def test_symbolic_link_in_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    """A stranger's repository may bring a cache along, with links in it to the files of whoever clones it."""
    mine = tmp_path / "mine"
    mine.write_text("")
    mine.chmod(0o644)
    folder = tmp_path / "cache" / "answers"
    folder.mkdir(parents=True, mode=0o700)
    (folder / name).symlink_to(mine)
    cache = open_disk(folder)
    assert (cache is None) is (name != ".gitignore")
    if cache is not None:
        cache.close()
    assert mine.read_text() == ""


def test_a_folder_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    """Otherwise the permissions of its target would be changed."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    elsewhere.chmod(0o755)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "answers").symlink_to(elsewhere)
    assert open_disk(tmp_path / "cache" / "answers") is None
    assert elsewhere.stat().st_mode & 0o777 == 0o755
    assert list(elsewhere.iterdir()) == []


def test_folder_is_private_to_the_user(tmp_path: Path) -> None:
    """Permissions for others are removed from an existing one."""
    for path in (tmp_path / "new", tmp_path / "old"):
        if path.name == "old":
            path.mkdir(mode=0o777)
            path.chmod(0o777)
        open_disk(path).close()
        assert path.stat().st_mode & 0o777 == 0o700


def test_folder_of_another_user_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its owner could change what is read, and read what is stored."""
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert open_disk(tmp_path / "answers") is None
    assert "it belongs to user" in caplog.text


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT {} FROM n"
COLUMNS = "x AS rowid, x AS key, 1 AS raw, 0 AS store_time, 0 AS expire_time, 1 AS size, 1 AS mode, NULL AS value"


@pytest.mark.parametrize(
    "script",
    [
        f"CREATE VIEW Cache AS {ENDLESS.format(COLUMNS)}; CREATE TABLE Settings (key, value)",
        f"CREATE VIEW Settings AS {ENDLESS.format('x AS key, x AS value')}",
        (
            "CREATE TABLE Settings (key TEXT NOT NULL UNIQUE, value); CREATE TABLE Cache (rowid INTEGER PRIMARY KEY);"
            f"CREATE TRIGGER t AFTER INSERT ON Cache BEGIN INSERT INTO Settings {ENDLESS.format('x, x')}; END"
        ),
    ],
)
def test_planted_database_cannot_hang_the_run(script: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A few kilobytes with endless views and triggers: no command runs any of them."""
    folder = tmp_path / RESPONSES
    folder.mkdir()
    with closing(sqlite3.connect(folder / "cache.db")) as made:
        made.executescript(script)
    assert "linkscan did not" in cache_stats(tmp_path).trouble
    store = ResponseStore(folder)
    assert store.get("k") is None
    store.close()
    assert "starting with an empty cache" in caplog.text
    assert cache_stats(tmp_path).trouble == ""


@pytest.mark.parametrize("name", ["cache.db", "cache.db-wal"])
def test_a_pipe_is_not_waited_for(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / RESPONSES
    folder.mkdir()
    os.mkfifo(folder / name)
    assert open_disk(folder) is None
    assert f"{name} is not a file" in caplog.text


def test_the_schema_that_is_known_is_the_one_that_diskcache_makes() -> None:
    """Otherwise each start would create a second database to compare with."""
    assert _installed_schema() == _SCHEMA


def test_schema_of_another_diskcache_version_is_accepted_if_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installed version is examined on demand; a schema that neither makes is rejected."""
    diskcache.Cache(str(tmp_path)).close()
    monkeypatch.setattr("linkscan.http.cache.schema._SCHEMA", frozenset())
    check_database(tmp_path / "cache.db")
    with closing(sqlite3.connect(tmp_path / "cache.db")) as book:
        book.execute("CREATE VIEW more AS SELECT 1")
        book.commit()
    with pytest.raises(PoisonError):
        check_database(tmp_path / "cache.db")


def test_known_schema_is_accepted_without_building_a_reference(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Building one costs some milliseconds at each start."""
    monkeypatch.setattr("linkscan.http.cache.schema._installed_schema", lambda: pytest.fail("it was"))
    check_database(folder / "cache.db")


def test_a_statement_is_interrupted_after_ten_seconds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it does; the time is checked periodically."""
    times, looked = (0.0, 9.9, 10.1, 99.0), count()
    monkeypatch.setattr("linkscan.http.cache.schema.time", SimpleNamespace(monotonic=lambda: times[next(looked)]))
    with (
        closing(connect(folder / "cache.db", read_only=True)) as connection,
        pytest.raises(sqlite3.OperationalError, match="interrupted"),
    ):
        connection.execute(ENDLESS.format("max(x)"))
    assert next(looked) == 3


@pytest.mark.parametrize(
    ("row", "is_believed"),
    [
        ((1, None, b"x", False), True),
        ((4, None, b"x", False), False),
        ((1, "x.val", b"x", False), False),
        ((1, None, b"x", True), False),
        ((1, None, "x", False), False),
    ],
)
def test_a_value_is_raw_bytes_in_the_row(
    row: tuple[int, str | None, object, bool], tmp_path: Path, *, is_believed: bool
) -> None:
    """A pickle, a file, a stream or a text: each is refused."""
    disk = BytesDisk(str(tmp_path))
    if is_believed:
        assert disk.fetch(*row) == b"x"
        return
    with pytest.raises(PoisonError):
        disk.fetch(*row)


def coded(code: int) -> sqlite3.OperationalError:
    """Return what SQLite raises with a result code: sqlite.org/rescode.html."""
    error = sqlite3.OperationalError(f"code {code}")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (coded(sqlite3.SQLITE_BUSY), True),
        (coded(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (coded(sqlite3.SQLITE_LOCKED), True),
        (coded(sqlite3.SQLITE_LOCKED_SHAREDCACHE), True),
        (diskcache.Timeout(), True),
        (coded(sqlite3.SQLITE_READONLY), False),
        (coded(sqlite3.SQLITE_CANTOPEN), False),
        (PermissionError(), False),
    ],
    ids=str,
)
def test_only_locks_are_waited_for_and_at_most_five_seconds(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, passes: bool
) -> None:
    """A run that is creating the database finishes soon; an unusable folder is reported at once."""
    waits: list[float] = []

    def locked(*_: object) -> None:
        raise error

    now = SimpleNamespace(monotonic=lambda: sum(waits), sleep=waits.append)
    monkeypatch.setattr("linkscan.http.cache.disk.time", now)
    monkeypatch.setattr("linkscan.http.cache.disk._open", locked)
    assert open_disk(tmp_path) is None
    assert sum(waits) == pytest.approx(5.0 if passes else 0.0, abs=0.05)
    assert max(waits, default=0.0) < 0.1


PRAGMAS = {"journal_mode": "wal", "synchronous": 0, "auto_vacuum": 0, "trusted_schema": 0}


def test_reading_writes_nothing_and_no_write_waits_for_the_disk(folder: Path) -> None:
    """A kill loses nothing by it. Functions in a schema are not run."""
    with closing(open_disk(folder)) as cache:
        pragmas = {name: cache._con.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
        statements: list[str] = []
        cache._con.set_trace_callback(statements.append)
        cache.get("k")
    assert pragmas == PRAGMAS
    assert {statement.split()[0] for statement in statements} == {"SELECT"}


def test_a_response_is_dropped_after_ninety_days(folder: Path) -> None:
    """Until then it can be revalidated."""
    store = ResponseStore(folder)
    store._unwritten["new"] = ANSWER
    store.close()
    with closing(sqlite3.connect(folder / "cache.db")) as book:
        ((life,),) = book.execute("SELECT expire_time - store_time FROM Cache WHERE key = 'new'").fetchall()
    assert life == pytest.approx(90 * 86_400)


def test_expired_responses_are_deleted_at_the_start_of_a_run(folder: Path) -> None:
    with closing(open_disk(folder)) as cache:
        cache.set("old", b"x", expire=-1.0)
    assert cache_stats(folder.parent).responses == 2
    ResponseStore(folder).close()
    assert cache_stats(folder.parent).responses == 1


def test_a_cache_that_is_damaged_is_set_aside_when_it_is_pruned(tmp_path: Path) -> None:
    folder = tmp_path / RESPONSES
    folder.mkdir()
    (folder / "cache.db").write_bytes(b"not a database at all" * 100)
    assert prune(tmp_path) == 0
    stats = cache_stats(tmp_path)
    assert (len(stats.broken), stats.trouble) == (1, "")


def test_missing_cache_is_empty(tmp_path: Path) -> None:
    stats = cache_stats(tmp_path)
    assert (stats.responses, stats.bytes_on_disk, stats.oldest, stats.trouble) == (0, 0, None, "")


def test_missing_cache_is_pruned_at_once(tmp_path: Path) -> None:
    assert prune(tmp_path) == 0


def test_cache_beside_a_planted_file_is_not_pruned(tmp_path: Path) -> None:
    open_disk(tmp_path / RESPONSES).close()
    (tmp_path / RESPONSES / "cache.db-journal").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LinkscanError, match="the response cache cannot be used"):
        prune(tmp_path)


@pytest.mark.parametrize(
    ("error", "reason"), [(OSError(13, "Permission denied"), "Permission denied"), (OSError("odd"), "odd")]
)
def test_cache_that_cannot_be_removed_is_an_error(
    error: OSError, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_disk(tmp_path / RESPONSES).close()

    def refuse(_: object) -> None:
        raise error

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(LinkscanError, match=f"cannot be removed: {reason}$"):
        clear(tmp_path)


def test_statistics_are_read_from_a_read_only_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_disk(tmp_path / RESPONSES).close()
    modes: list[bool] = []

    def opened(database: Path, *, read_only: bool) -> sqlite3.Connection:
        modes.append(read_only)
        return connect(database, read_only=read_only)

    monkeypatch.setattr("linkscan.http.cache.admin.connect", opened)
    assert not cache_stats(tmp_path).trouble
    assert modes == [True]


def test_interrupted_transaction_is_rolled_back(folder: Path) -> None:
    """A run that is killed while it creates the database leaves a journal behind."""
    with closing(sqlite3.connect(folder / "cache.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE Cache SET value = zeroblob(100000)")
        files = {name: (folder / name).read_bytes() for name in ("cache.db", "cache.db-journal")}
        connection.execute("ROLLBACK")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with closing(open_disk(folder)) as cache:
        assert cache.get("k") == serialize(ANSWER)


def test_pruning_gives_the_space_back(folder: Path) -> None:
    with closing(open_disk(folder)) as cache, cache.transact():
        for number in range(50):
            cache.set(str(number), os.urandom(10_000), expire=-1.0)
    before = (folder / "cache.db").stat().st_size
    assert prune(folder.parent) == 50
    assert (folder / "cache.db").stat().st_size < before / 5


def test_keys_are_text_that_was_stored_as_it_is(tmp_path: Path) -> None:
    disk = BytesDisk(str(tmp_path))
    assert disk.get("key", True) == "key"
    for key, is_raw in (("key", False), (b"key", True)):
        with pytest.raises(PoisonError):
            disk.get(key, is_raw)


@pytest.mark.parametrize(
    ("error", "is_one"),
    [
        (sqlite3.DatabaseError(), True),
        (ValueError(), True),
        (TypeError(), True),
        (AttributeError(), True),
        (KeyError(), True),
        (OverflowError(), True),
        (sqlite3.OperationalError(), False),
        (OSError(), False),
        (diskcache.Timeout(), False),
    ],
    ids=repr,
)
def test_corrupt_rows_are_damage_but_disk_errors_and_locks_are_not(error: Exception, *, is_one: bool) -> None:
    assert is_damage(error) is is_one


def test_a_second_cache_that_is_broken_is_not_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a folder in which every database is broken would be opened for ever."""
    opened: list[Path] = []

    def broken(folder: Path, _longest: int) -> None:
        opened.append(folder)
        assert len(opened) < 5
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr("linkscan.http.cache.disk._open", broken)
    monkeypatch.setattr("linkscan.http.cache.disk.quarantine", lambda *_: True)
    assert open_disk(tmp_path) is None
    assert len(opened) == 2


@pytest.mark.parametrize("is_made", [True, False])
def test_lasting_lock_is_not_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch, *, is_made: bool) -> None:
    """Diskcache would wait for two minutes, and a network file system without locks reports everything as locked."""

    def waits(*_: object, **__: object) -> None:
        raise AssertionError("diskcache waits for the lock")

    monkeypatch.setattr("linkscan.http.cache.disk.Cache", waits)
    monkeypatch.setattr("linkscan.http.cache.disk._PATIENCE", 0.0)
    database = folder / "cache.db"
    if not is_made:
        database.unlink()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert open_disk(folder) is None


def test_a_cache_that_a_run_holds_is_not_pruned(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "cache.db", isolation_level=None)) as run:
        run.execute("BEGIN IMMEDIATE")
        with pytest.raises(LinkscanError, match="is locked; is another run using it"):
            prune(folder.parent)


@pytest.mark.parametrize("read_only", [False, True])
def test_inspecting_connection_is_read_only(tmp_path: Path, *, read_only: bool) -> None:
    sqlite3.connect(tmp_path / "a.db").close()
    with closing(connect(tmp_path / "a.db", read_only=read_only)) as connection:
        if read_only:
            with pytest.raises(sqlite3.OperationalError, match="readonly database"):
                connection.execute("CREATE TABLE songs (name)")
        else:
            connection.execute("CREATE TABLE songs (name)")
