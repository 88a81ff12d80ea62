"""Files next to a SQLite database are untrusted: nothing that they lead to is read, written or deleted."""

import os
import sqlite3
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.history import open_ledger
from linkscan.http.cache.admin import cache_stats, prune
from linkscan.http.cache.disk import RESPONSES, open_disk
from linkscan.side_files import check_side_files

MAGIC = bytes.fromhex("d9d505f920a163d7")


def journal_of_several(mine: Path) -> bytes:
    """Return the journal of a transaction over several databases, with `mine` as the super-journal."""
    name = os.fsencode(mine)
    head = (MAGIC + struct.pack(">5I", 0, 0, 1, 512, 4096)).ljust(512, b"\0")
    return head + struct.pack(">I", 1 << 31) + name + struct.pack(">2I", len(name), sum(name)) + MAGIC


def link(path: Path, mine: Path) -> None:
    path.symlink_to(mine)


def another_name(path: Path, mine: Path) -> None:
    path.hardlink_to(mine)


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def folder(path: Path, _: Path) -> None:
    path.mkdir()


def journal(path: Path, mine: Path) -> None:
    path.write_bytes(journal_of_several(mine))


@pytest.mark.parametrize(
    ("end", "plant"),
    [
        *((end, plant) for end in ("-wal", "-shm", "-journal") for plant in (link, another_name, pipe, folder)),
        ("-journal", journal),
        ("", link),
        ("", pipe),
    ],
)
def test_other_file_types_are_refused(tmp_path: Path, end: str, plant: Callable[[Path, Path], None]) -> None:
    """SQLite would overwrite it, wait for it, or delete what it names."""
    (tmp_path / "mine").write_text("mine")
    plant(tmp_path / f"ledger.sqlite{end}", tmp_path / "mine")
    with pytest.raises(PermissionError, match="ledger"):
        check_side_files(tmp_path / "ledger.sqlite")
    with pytest.raises(LinkscanError, match="ledger"), open_ledger(tmp_path / "ledger.sqlite", wait=0.0):
        pass


def test_a_journal_of_one_database_is_its_own(tmp_path: Path) -> None:
    """A killed run leaves one, and the next run rolls it back."""
    (tmp_path / "ledger.sqlite-journal").write_bytes(journal_of_several(tmp_path)[:512])
    check_side_files(tmp_path / "ledger.sqlite")


def use_ledger(home: Path) -> None:
    with suppress(LinkscanError), open_ledger(home / "db"):
        pass


def use_cache(home: Path) -> None:
    if (cache := open_disk(home / RESPONSES)) is not None:
        cache.close()


def look_at_cache(home: Path) -> None:
    cache_stats(home)


def prune_cache(home: Path) -> None:
    with suppress(LinkscanError):
        prune(home)


@pytest.mark.parametrize("is_guarded", [True, False], ids=["guarded", "guard taken away"])
@pytest.mark.parametrize("use", [use_ledger, use_cache, look_at_cache, prune_cache])
def test_a_file_that_a_planted_journal_names_is_not_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Path], None], *, is_guarded: bool
) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    database = tmp_path / "db" if use is use_ledger else tmp_path / RESPONSES / "cache.db"
    database.parent.mkdir(exist_ok=True)
    with sqlite3.connect(database) as book:
        book.execute("CREATE TABLE something (x)")
    book.close()
    database.with_name(f"{database.name}-journal").write_bytes(journal_of_several(mine))
    if not is_guarded:
        monkeypatch.setattr("linkscan.side_files._names_another_file", lambda _: False)
    use(tmp_path)
    assert mine.exists() is is_guarded
