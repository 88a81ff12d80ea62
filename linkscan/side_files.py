"""What lies at and beside a SQLite database, before SQLite opens it: a stranger's folder may bring anything along.

SQLite writes over a log or an index beside a database, waits for a pipe, plays a journal back, and deletes the file
that a journal names as the journal of several databases (https://www.sqlite.org/fileformat2.html, section 3, and
`readSuperJournal` and `pager_delsuper` in pager.c).
"""

import os
from pathlib import Path

_ENDS = ("-wal", "-shm", "-journal")
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""What a journal begins with, and ends with where it names another file, which those of one database do not."""


def check_side_files(database: Path) -> None:
    """Raise PermissionError where SQLite would read, write or delete what is no file of this database."""
    for path in (database, *(database.with_name(database.name + end) for end in _ENDS)):
        if path.is_symlink():  # git checks links out: in a stranger's repository they lead to files of ours
            raise PermissionError(f"{path.name} is a link to elsewhere")
        if path.exists() and not path.is_file():
            raise PermissionError(f"{path.name} is not a file")
        if path is not database and _has_other_names(path):
            raise PermissionError(f"{path.name} is a link to elsewhere")
    if _names_another_file(database.with_name(f"{database.name}-journal")):
        raise PermissionError(f"{database.name}-journal names a file that SQLite would delete")


def _has_other_names(path: Path) -> bool:
    """Return whether a file is a hard link; none that is there no more, since another run has just closed."""
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
