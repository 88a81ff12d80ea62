"""The response cache on disk: what is stored, and that disk failures do not fail the run."""

import asyncio
import logging
import multiprocessing
import os
import signal
import sqlite3
import threading
import time
import tracemalloc
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.http.cache.schema import PoisonError
from linkscan.http.cache.store import ResponseStore, deserialize, serialize
from linkscan.models import Response

ANSWER = Response(
    url="http://a.example/ä",
    status=404,
    detail="why",
    headers={"content-type": "text/html", "x": "ä\ufffd"},
    body=b"\0\xff" * 3000,
    truncated=True,
    asked_at=1234.5,
    elapsed_ms=17,
    attempts=2,
)


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """Use real time here, because other processes are involved."""
    return "asyncio"


def quarantine(folder: Path) -> list[Path]:
    """The broken caches that were moved out of the way."""
    return list(folder.glob("answers.broken-*"))


@pytest.mark.parametrize("body", [b"", b"x", b"x" * 100_000, os.urandom(5000)])
def test_serialized_response_is_marked_as_cached(body: bytes) -> None:
    """The body is compressed if that saves space."""
    response = ANSWER._replace(body=body)
    assert deserialize(serialize(response), 1 << 20) == response._replace(from_cache=True)


def test_a_page_is_stored_compactly() -> None:
    """Text is compressed, and the other fields take little space."""
    assert len(serialize(ANSWER._replace(body=b"<p>hello</p>" * 1000))) < 400


def test_short_body_is_stored_uncompressed() -> None:
    assert serialize(ANSWER._replace(body=b"x" * 511)).endswith(b"x" * 511)
    assert not serialize(ANSWER._replace(body=b"x" * 512)).endswith(b"x" * 100)


FROZEN = serialize(ANSWER)
HEAD = FROZEN.partition(b"\n")[0]


@given(st.one_of(st.none(), st.integers(), st.text(), st.binary()))
def test_invalid_serialized_response_is_ignored(data: object) -> None:
    """Whoever wrote it."""
    assert deserialize(data, 1 << 20) is None


@given(st.integers(0, len(FROZEN) - 1), st.binary(max_size=4))
def test_damaged_entry_is_read_or_ignored(position: int, junk: bytes) -> None:
    """Never an exception, never a response with fields of the wrong type."""
    response = deserialize(FROZEN[:position] + junk + FROZEN[position + len(junk) :], 1 << 20)
    if response is not None:
        assert isinstance(response.status, int)
        assert isinstance(response.body, bytes)
        assert all(isinstance(value, str) for value in response.headers.values())


@pytest.mark.parametrize(
    "head",
    [
        b"{}",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"v":1}',
        FROZEN.partition(b"\n")[0].replace(b"404", b'"404"'),
        b'{"v":2}',
    ],
)
def test_foreign_header_is_ignored(head: bytes) -> None:
    """Types are checked, and deep nesting is harmless."""
    assert deserialize(head + b"\nbody", 1 << 20) is None


@pytest.mark.anyio
async def test_stored_response_is_available_at_once_and_later(tmp_path: Path) -> None:
    """Before it is on disk, when it is, and for the next run."""
    store = ResponseStore(tmp_path / "answers")
    store.set("k", ANSWER)
    assert store.get("k") == ANSWER._replace(from_cache=True)
    store.close()
    again = ResponseStore(tmp_path / "answers")
    assert again.get("k") == ANSWER._replace(from_cache=True)
    assert again.get("other") is None
    again.close()


@pytest.mark.anyio
async def test_deleted_entries_are_erased_from_the_disk(tmp_path: Path) -> None:
    first = ResponseStore(tmp_path / "answers")
    first.set("k", ANSWER)
    first.close()
    second = ResponseStore(tmp_path / "answers")
    second.delete("k")
    second.close()
    again = ResponseStore(tmp_path / "answers")
    assert again.get("k") is None
    again.close()


@pytest.mark.anyio
async def test_responses_not_saved_because_of_a_lock_are_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing waits a second for a lock, and reports how many responses were lost."""
    waits: list[float] = []
    store = ResponseStore(tmp_path / "answers")
    store.set("one", ANSWER)
    store.set("two", ANSWER)
    now = SimpleNamespace(monotonic=lambda: sum(waits), sleep=waits.append)
    monkeypatch.setattr("linkscan.http.cache.store.time", now)
    with sqlite3.connect(tmp_path / "answers" / "cache.db", isolation_level=None) as locker:
        locker.execute("BEGIN EXCLUSIVE")
        store.close()
    locker.close()
    assert [record.message for record in caplog.records] == ["2 responses were not saved: the cache cannot be used"]
    assert store._timer is not None
    assert store._timer.cancelled()
    assert sum(waits) == pytest.approx(1.0, abs=0.05)
    assert max(waits) < 0.1


@pytest.mark.anyio
async def test_responses_delayed_by_a_lock_are_written_soon(tmp_path: Path) -> None:
    store = ResponseStore(tmp_path / "answers")
    store.set("one", ANSWER)
    first = store._timer
    with sqlite3.connect(tmp_path / "answers" / "cache.db", isolation_level=None) as locker:
        locker.execute("BEGIN EXCLUSIVE")
        store._write()
    locker.close()
    again = store._timer
    assert first is not None
    assert first.cancelled()
    assert again is not None
    again._run()
    assert not store._unwritten
    store.close()


@pytest.mark.anyio
async def test_held_responses_are_written_at_the_end_unless_discarded(tmp_path: Path) -> None:
    """They can be read and deleted at once; some tens of megabytes are held at most."""
    store = ResponseStore(tmp_path / "answers")
    store.set("discarded", ANSWER, is_held=True)
    assert store.get("discarded") is not None
    store.discard_held()
    assert store.get("discarded") is None
    for number in range(1026):
        store.set(str(number), ANSWER, is_held=True)
    store.delete("5")
    store.limit_freshness("6", 60.0)
    assert not any(store._unwritten.values())
    store.close()
    again = ResponseStore(tmp_path / "answers")
    assert [again.get(key) is not None for key in ("discarded", "0", "1", "2", "5", "6", "1025")] == [
        *(False, False, False), True, False, True, True
    ]  # fmt: skip
    assert again.get("6") == ANSWER._replace(from_cache=True, fresh_for=60.0)
    again.close()


@pytest.mark.anyio
async def test_shortened_lifetime_is_written_once(tmp_path: Path) -> None:
    """A response that is not stored has no lifetime."""
    store = ResponseStore(tmp_path / "answers")
    store.set("k", ANSWER)
    store.limit_freshness("k", 60.0)
    store._write()
    store.limit_freshness("k", 60.0)
    store.limit_freshness("unknown", 60.0)
    assert not store._unwritten
    assert store.get("k") == ANSWER._replace(from_cache=True, fresh_for=60.0)
    store.close()


def test_entries_of_an_earlier_version_are_read() -> None:
    head = (
        b'{"v":1,"url":"http://a.example/","status":200,"detail":"","headers":{},"truncated":false,"asked_at":1.0,'
        b'"elapsed_ms":3,"attempts":1,"packed":false}'
    )
    assert deserialize(head + b"\nhello", 5) == Response(
        "http://a.example/", 200, body=b"hello", asked_at=1.0, elapsed_ms=3, attempts=1, from_cache=True
    )


@pytest.mark.parametrize("max_body", [1000, 500], ids=["compressed", "as it is"])
@pytest.mark.parametrize("too_many", [0, 1])
def test_a_body_longer_than_its_request_reads_is_not_read(max_body: int, too_many: int) -> None:
    stored = serialize(ANSWER._replace(body=b"x" * (max_body + too_many)))
    assert (deserialize(stored, max_body) is None) is bool(too_many)


def test_inflating_a_stored_body_ends_at_the_limit() -> None:
    stored = HEAD + b"\n" + zlib.compress(bytes(20_000_000))
    tracemalloc.start()
    response = deserialize(stored, 1000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert response is None
    assert peak < 1_000_000


@pytest.mark.parametrize("too_many", [0, 1])
def test_a_head_is_read_up_to_a_mebibyte(too_many: int) -> None:
    rest = len(serialize(ANSWER._replace(body=b"", detail="")).partition(b"\n")[0])
    stored = serialize(ANSWER._replace(body=b"", detail="x" * ((1 << 20) - rest + too_many)))
    assert (deserialize(stored, 0) is None) is bool(too_many)


@pytest.mark.anyio
async def test_overlong_response_is_not_stored(tmp_path: Path) -> None:
    """A longer row would be taken for a stranger's, and the whole cache would be quarantined."""
    store = ResponseStore(tmp_path / "answers", max_body=100)
    body, least = os.urandom(100), len(serialize(ANSWER._replace(body=b"", detail="")))
    for key, too_many in (("longest", 0), ("too long", 1)):
        store.set(key, ANSWER._replace(body=body, detail="x" * ((1 << 20) - least + too_many)))
    store.set("other", ANSWER._replace(body=body))
    store._write()
    assert [store.get(key) is not None for key in ("longest", "too long", "other")] == [True, False, True]
    assert store.get("other", 99) is None
    store.close()
    assert not quarantine(tmp_path)


@pytest.mark.anyio
async def test_answers_reach_the_disk_soon(tmp_path: Path) -> None:
    """Within a fraction of a second, or when a batch is full."""
    store, other = ResponseStore(tmp_path / "answers"), ResponseStore(tmp_path / "answers")
    store.set("one", ANSWER)
    assert other.get("one") is None
    await asyncio.sleep(0.3)
    assert other.get("one") is not None
    for number in range(64):
        store.set(str(number), ANSWER)
    assert other.get("1") is not None
    store.close()
    other.close()


def churn(folder: Path, name: str, count: int) -> None:
    async def fill() -> None:
        store = ResponseStore(folder)
        for number in range(count):
            store.set(f"{name}-{number}", ANSWER)
            await asyncio.sleep(0)
        store.close()

    asyncio.run(fill())


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    """Neither loses a response."""
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=churn, args=(tmp_path / "answers", name, 1000)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    store = ResponseStore(tmp_path / "answers")
    assert all(store.get(f"{name}-{number}") for name in "ab" for number in range(1000))
    store.close()


def test_a_database_that_another_run_is_making_is_waited_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Two runs that begin at once both have a cache."""
    folder = tmp_path / "answers"
    ResponseStore(folder).close()
    maker = sqlite3.connect(folder / "cache.db", isolation_level=None, check_same_thread=False)
    maker.execute("PRAGMA journal_mode = DELETE")  # as before the first one has set it to WAL: readers are locked out
    maker.execute("BEGIN EXCLUSIVE")
    done = threading.Timer(0.2, maker.execute, ["COMMIT"])
    done.start()
    store = ResponseStore(folder)
    done.join()
    maker.close()
    store.close()
    assert not caplog.records
    churn(folder, "a", 1)
    store = ResponseStore(folder)
    assert store.get("a-0") is not None
    store.close()


def test_killed_at_any_moment_the_cache_is_whole(tmp_path: Path) -> None:
    """And contains what was written before."""
    spawn = multiprocessing.get_context("spawn")
    folder = tmp_path / "answers"
    for delay in (0.0, 0.03, 0.1, 0.2):
        process = spawn.Process(target=churn, args=(folder, str(delay), 1_000_000))
        process.start()
        while not (folder / "cache.db").exists():
            time.sleep(0.01)
        time.sleep(delay)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        with sqlite3.connect(folder / "cache.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        store = ResponseStore(folder)
        assert store.get("no such key") is None
        store.close()
    assert not quarantine(tmp_path)


@pytest.mark.anyio
async def test_a_lock_of_another_process_is_waited_for_without_blocking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading continues and responses wait in memory: nothing sleeps, and SQLite waits for no lock."""
    store = ResponseStore(tmp_path / "answers")
    with sqlite3.connect(tmp_path / "answers" / "cache.db", isolation_level=None) as locker:
        locker.execute("BEGIN EXCLUSIVE")
        assert store._cache._con.execute("PRAGMA busy_timeout").fetchone() == (0,)
        with monkeypatch.context() as patch:
            patch.setattr(time, "sleep", lambda _seconds: pytest.fail("the store slept"))
            for number in range(200):
                store.set(str(number), ANSWER)
            assert store.get("1") is not None
            assert store.get("unknown") is None
        locker.execute("COMMIT")
    locker.close()
    await asyncio.sleep(0.3)
    store.close()
    again = ResponseStore(tmp_path / "answers")
    assert again.get("199") is not None
    again.close()


@pytest.mark.anyio
async def test_closing_waits_for_a_lock_that_ends_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that commits its batch costs a moment, and no response."""
    store = ResponseStore(tmp_path / "answers")
    locker = sqlite3.connect(tmp_path / "answers" / "cache.db", isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    store.set("a", ANSWER)
    waits = iter((lambda: None, lambda: None, lambda: locker.execute("COMMIT")))
    monkeypatch.setattr("linkscan.http.cache.store.time.sleep", lambda _seconds: next(waits)())
    store.close()
    locker.close()
    again = ResponseStore(tmp_path / "answers")
    assert again.get("a") is not None
    again.close()


@pytest.mark.anyio
@pytest.mark.parametrize("junk", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_corrupt_cache_is_set_aside(junk: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With a warning, and starting with an empty cache: it costs only time."""
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "cache.db").write_bytes(junk)
    store = ResponseStore(folder)
    assert store.get("k") is None
    store.set("k", ANSWER)
    store.close()
    again = ResponseStore(folder)
    assert again.get("k") is not None
    again.close()
    aside = quarantine(tmp_path)
    assert len(aside) == (1 if junk else 0)  # an empty file is an empty database
    assert ("starting with an empty cache" in caplog.text) is bool(junk)


@pytest.mark.anyio
async def test_damage_in_the_middle_is_detected_on_reading(tmp_path: Path) -> None:
    """The run goes on with a fresh cache."""
    folder = tmp_path / "answers"
    store = ResponseStore(folder)
    for number in range(2000):
        store.set(str(number), ANSWER._replace(body=os.urandom(2000)))
    store.close()
    data = bytearray((folder / "cache.db").read_bytes())
    data[8192 : len(data) - 8192] = os.urandom(len(data) - 16384)
    (folder / "cache.db").write_bytes(data)
    damaged = ResponseStore(folder)
    for number in range(2000):
        damaged.get(str(number))
    damaged.set("new", ANSWER)
    damaged.close()
    again = ResponseStore(folder)
    assert again.get("new") is not None
    again.close()
    assert quarantine(tmp_path)


@pytest.mark.anyio
async def test_without_a_usable_folder_nothing_is_cached(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A warning is logged once; the run continues."""
    (tmp_path / "file").write_text("in the way")
    store = ResponseStore(tmp_path / "file" / "answers")
    for number in range(100):
        store.set(str(number), ANSWER)
    assert store.get("1") is None
    store.close()
    assert len(caplog.records) == 1
    assert caplog.records[0].levelno == logging.WARNING


@pytest.mark.anyio
@pytest.mark.parametrize(
    "words", ["database or disk is full", "attempt to write a readonly database", "disk I/O error"]
)
async def test_a_disk_that_fails_in_the_middle_ends_the_cache_and_not_the_run(
    words: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warning is logged once."""
    store = ResponseStore(tmp_path / "answers")

    def fail(*_args: object, **_more: object) -> None:
        raise sqlite3.OperationalError(words)

    monkeypatch.setattr(store._cache, "set", fail)
    for number in range(500):
        store.set(str(number), ANSWER)
        store.get(str(number))
    store.close()
    assert [record.message for record in caplog.records if words in record.message]
    assert len(caplog.records) == 1


@pytest.mark.anyio
async def test_a_write_costs_little(tmp_path: Path) -> None:
    """One transaction for many responses, and a handful of statements for each."""
    store = ResponseStore(tmp_path / "answers")
    statements: list[str] = []
    store._cache._con.set_trace_callback(statements.append)
    for number in range(2000):
        store.set(f"{number:032}", ANSWER)
    store.close()
    assert 1 <= sum(statement.startswith("COMMIT") for statement in statements) <= 2000 // 50
    assert len(statements) <= 2000 * 8


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("error", "is_replaced"),
    [
        (sqlite3.DatabaseError("database disk image is malformed"), True),
        (PoisonError("a value of the response cache is not bytes"), True),
        (sqlite3.OperationalError("disk I/O error"), False),
        (sqlite3.InterfaceError("bad parameter or other API misuse"), False),
        (OSError(28, "No space left on device"), False),
    ],
)
async def test_damage_starts_a_new_cache_but_a_disk_error_does_not(
    error: Exception, tmp_path: Path, caplog: pytest.LogCaptureFixture, *, is_replaced: bool
) -> None:
    """In mid-run: an empty cache stores what comes next, while a failing disk stores nothing."""

    def fail(_cache: Any) -> None:
        raise error

    store = ResponseStore(tmp_path / "answers")
    assert store._try(fail) is None
    store.set("a", ANSWER)
    assert (store.get("a") is not None) is is_replaced
    store.close()
    assert ("starting with an empty cache" in caplog.text) is is_replaced
    assert ("no longer used" in caplog.text) is not is_replaced


@pytest.mark.parametrize(("status", "is_one"), [(99, False), (100, True), (999, True), (1000, False)])
def test_a_status_is_one_of_three_digits(status: int, *, is_one: bool) -> None:
    assert (deserialize(serialize(Response("https://a.org/", status)), 0) is not None) is is_one


@pytest.mark.parametrize(
    ("moment", "is_one"), [(-1.0, False), (0.0, True), (249_999_999_999.0, True), (250_000_000_000.0, False)]
)
def test_stored_time_must_be_a_valid_date(moment: float, *, is_one: bool) -> None:
    stored = serialize(Response("https://a.org/", 200, asked_at=moment))
    assert (deserialize(stored, 0) is not None) is is_one


@pytest.mark.anyio
async def test_closing_waits_only_for_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ResponseStore(tmp_path / "answers")
    store.set("k", ANSWER)
    monkeypatch.setattr("linkscan.http.cache.store.time.sleep", lambda _seconds: pytest.fail("the store slept"))
    store.close()
