"""File guards of SECURITY.md: with a guard removed, the contents of a foreign folder take effect."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from linkscan.errors import LinkscanError, SettingsError
from linkscan.history import open_ledger
from linkscan.http.cache.store import ResponseStore
from linkscan.models import Response
from linkscan.parallel.process_pool import ProcessPool, WorkerLostError
from linkscan.reports import write_reports
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.settings.configuration import configure

guarded = pytest.mark.parametrize("is_guarded", [True, False], ids=["guarded", "guard taken away"])
NOTHING = Report(1, "0", "2026-01-01T00:00:00Z", (), summarise((), ()), (), ())


def take_away(monkeypatch: pytest.MonkeyPatch, guard: str, by: Callable[..., Any] = lambda *_, **__: None) -> None:
    monkeypatch.setattr(guard, by)


@guarded
def test_settings_of_a_foreign_folder_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    monkeypatch.setattr("linkscan.settings.configuration.own_file", lambda: tmp_path / "none")
    (tmp_path / "linkscan.toml").write_text('scheduler = "tcp://evil.example:8786"\nengine = "dask"\n')
    if not is_guarded:
        take_away(monkeypatch, "linkscan.settings.configuration._check_authority")
    configured = None
    with suppress(SettingsError):
        configured = configure(folder=tmp_path, environment={}).settings.scheduler
    assert configured == (None if is_guarded else "tcp://evil.example:8786")


@guarded
@pytest.mark.parametrize("name", ["cache", "reports"])
def test_planted_link_does_not_redirect_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_guarded: bool
) -> None:
    """The user may: by an option, the environment, or their own settings file."""
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    project.mkdir()
    elsewhere.mkdir()
    (project / name).symlink_to(elsewhere)
    if not is_guarded:
        take_away(monkeypatch, "linkscan.settings.configuration._check_folders")
    places = []
    for flags, environment in (({}, {}), ({name: name}, {}), ({}, {f"LINKSCAN_{name.upper()}": name})):
        with suppress(SettingsError):
            places.append(getattr(configure(flags, project, environment).settings, name))
    assert len(places) == (2 if is_guarded else 3)


@guarded
def test_planted_link_is_not_used_as_a_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    """It would create a file at its target, with untrusted content."""
    (tmp_path / "ledger.sqlite").symlink_to(tmp_path / "authorized_keys")
    if not is_guarded:
        monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    with suppress(LinkscanError), open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.record(NOTHING)
    assert (tmp_path / "authorized_keys").exists() is not is_guarded


@guarded
def test_nothing_is_imported_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    """Nor in worker processes, which start as `python -c` with the folder first on the path."""
    (tmp_path / "multiprocessing").mkdir()
    (tmp_path / "multiprocessing/__init__.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    if not is_guarded:
        take_away(monkeypatch, "linkscan.parallel.process_pool.safe_path", by=nullcontext)
    with ProcessPool(1) as pool, suppress(WorkerLostError):
        pool.submit(max, 1, 2).result()
    assert (tmp_path / "ran").exists() is not is_guarded


@guarded
def test_only_reports_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/mine.py").write_text("mine")
    if not is_guarded:
        take_away(monkeypatch, "linkscan.reports.writer._check_replaceable")
    with suppress(LinkscanError):
        write_reports(NOTHING, tmp_path, "src", ["badge"])
    assert (tmp_path / "src/mine.py").exists() is is_guarded


@guarded
def test_a_planted_ledger_runs_no_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path):
        pass
    with closing(sqlite3.connect(path)) as book:
        book.execute("CREATE TABLE planted (x)")
        book.execute("CREATE TRIGGER t AFTER INSERT ON runs BEGIN INSERT INTO planted VALUES (1); END")
        book.commit()
    if not is_guarded:
        take_away(monkeypatch, "linkscan.history.database.strange_object")
    with suppress(LinkscanError), open_ledger(path) as ledger:
        ledger.record(NOTHING)
    with closing(sqlite3.connect(path)) as book:
        assert book.execute("SELECT count(*) FROM planted").fetchone() == (0 if is_guarded else 1,)


@guarded
def test_a_planted_cache_runs_no_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool) -> None:
    folder = tmp_path / "answers"
    _keep_one(folder)
    with closing(sqlite3.connect(folder / "cache.db")) as book:
        book.execute("CREATE TABLE planted (x)")
        book.execute("CREATE TRIGGER t AFTER INSERT ON Cache BEGIN INSERT INTO planted VALUES (1); END")
        book.execute("DELETE FROM Cache")
        book.commit()
    if not is_guarded:
        take_away(monkeypatch, "linkscan.http.cache.disk.check_database")
    _keep_one(folder)
    [database] = [path for path in tmp_path.rglob("cache.db") if _has_planted(path)]
    with closing(sqlite3.connect(database)) as book:
        assert book.execute("SELECT count(*) FROM planted").fetchone() == (0 if is_guarded else 1,)


def _keep_one(folder: Path) -> None:
    store = ResponseStore(folder)
    store._unwritten["a"] = Response("https://a.example/", 200, body=b"x", asked_at=1e9)
    store.close()


def _has_planted(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as book:
        return bool(book.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'planted'").fetchone()[0])


@guarded
def test_a_report_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_guarded: bool
) -> None:
    """Without a temporary folder, a full disk would leave half of it under its name."""
    calls = iter(range(9))

    def full(_: int) -> None:
        if next(calls) == 1:
            raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    if not is_guarded:
        take_away(monkeypatch, "linkscan.reports.writer._scratch_folder", by=nullcontext)
    with suppress(LinkscanError):
        write_reports(NOTHING, tmp_path, "x", ["json", "badge"])
    assert (tmp_path / "x").exists() is not is_guarded
