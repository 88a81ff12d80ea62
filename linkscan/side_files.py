"""Checks of the files at and beside an SQLite database before SQLite opens it: a stranger's folder may hold anything.

SQLite overwrites a log or an index beside a database, blocks on a pipe, rolls back a journal, and deletes the file that
a journal names as its super-journal (https://www.sqlite.org/fileformat2.html, section 3, and `readSuperJournal` and
`pager_delsuper` in pager.c).
"""

import os
from pathlib import Path

_ENDS = ("-wal", "-shm", "-journal")
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""The first bytes of a journal, and the last bytes of one that names a super-journal, as only those of several
databases do."""


def check_side_files(database: Path) -> None:
    """Raise PermissionError if SQLite would read, write or delete a file that does not belong to this database."""
    for path in (database, *(database.with_name(database.name + end) for end in _ENDS)):
        if path.is_symlink():  # git checks out links: those in a stranger's repository may lead to the user's files
            raise PermissionError(f"{path.name} is a link to elsewhere")
        if path.exists() and not path.is_file():
            raise PermissionError(f"{path.name} is not a file")
        if path is not database and _has_hard_links(path):
            raise PermissionError(f"{path.name} is a link to elsewhere")
    if _names_another_file(database.with_name(f"{database.name}-journal")):
        raise PermissionError(f"{database.name}-journal names a file that SQLite would delete")


def _has_hard_links(path: Path) -> bool:
    """Return whether a file has further hard links; False if it has vanished because another run closed it."""
    try:
        return path.stat().st_nlink > 1
    except FileNotFoundError:
        return False


def _names_another_file(journal: Path) -> bool:
    try:
        with journal.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - len(_JOURNAL_MAGIC)))
            return file.read() == _JOURNAL_MAGIC
    except OSError:
        return False
