"""The ledger: one SQLite file that remembers what was claimed and found, run by run."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.history.promises import GRACE, overdue
from linkscan.history.reader import Entry, earlier, history, trend
from linkscan.history.writer import enter
from linkscan.models import Health, PaperResult
from linkscan.reports.report import Report

NAME = "ledger.sqlite"

_WAIT = 60.0  # seconds to wait while another run writes into the ledger
_APPLICATION = 0x6C6E6B73  # "lnks", so that `file` and we can tell whose database it is
_SCHEMA = 2
_UPGRADES = {
    1: (
        "ALTER TABLE papers ADD COLUMN published TEXT",
        "ALTER TABLE papers ADD COLUMN venue TEXT",
        "ALTER TABLE claims ADD COLUMN by_hand INTEGER",
        "ALTER TABLE links ADD COLUMN stars INTEGER",
    ),
}
"""What makes a ledger of an earlier schema one of the next."""

# How long, and how many runs, the earlier health of a link is held against a host that stays bad; after that
# the host is believed.
_PATIENCE = timedelta(days=14)
_PATIENT_RUNS = 3

_HEALTH = "SELECT url, health FROM links WHERE settled_at >= ? OR unsettled_runs < ?"
_DATES = "SELECT first_seen, changed_at FROM claims WHERE claim = ?"


class Ledger:
    """An open ledger; `open_ledger` gives one."""

    def __init__(self, book: sqlite3.Connection, path: Path) -> None:
        """Take an open and checked database."""
        self._book = book
        self._path = path

    def annotate(self, report: Report, grace: timedelta = GRACE) -> Report:
        """Return `report` with its past: since when claims are known, what changed, what is overdue.

        Nothing is written: the report is entered, read back and taken out again.
        """
        with self._transaction("ROLLBACK"):
            entered = enter(self._book, report)
            papers = map(self._dated, report.papers, entered.numbers)
            known = replace(
                report,
                papers=tuple(papers),
                compared_with=entered.since,
                changes=entered.changes,
                earlier=earlier(self._book, report),
                trend=trend(self._book),
            )
        return replace(known, overdue=overdue(known, grace))

    def record(self, report: Report) -> None:
        """Write down what `report` found: all of it or, should anything fail, nothing."""
        with self._transaction("COMMIT"):
            enter(self._book, report)

    def health(self, at: str) -> Mapping[str, Health]:
        """Return the last settled health of each link by url, for `outages` in a run at the time `at`."""
        since = (datetime.fromisoformat(at) - _PATIENCE).isoformat()
        with _explained(self._path):
            rows = self._book.execute(_HEALTH, (since, _PATIENT_RUNS))
            return {url: Health(health) for url, health in rows}

    def settled_at(self) -> Mapping[str, str]:
        """Return by url when each link was last settled, in ISO 8601; those that never were are left out."""
        with _explained(self._path):
            return dict(self._book.execute("SELECT url, settled_at FROM links WHERE settled_at IS NOT NULL"))

    def first_seen(self) -> Mapping[str, str]:
        """Return by id when a run first met each paper, in ISO 8601."""
        with _explained(self._path):
            return dict(self._book.execute("SELECT paper, first_seen FROM papers"))

    def history(self, subject: str) -> tuple[Entry, ...]:
        """Return all that is known of a paper (id, arXiv id, DOI, words of its title) or an address, oldest first."""
        with _explained(self._path):
            return history(self._book, subject)

    def _dated(self, paper: PaperResult, numbers: list[int]) -> PaperResult:
        claims = []
        for claim, number in zip(paper.claims, numbers, strict=True):
            first_seen, changed_at = self._book.execute(_DATES, (number,)).fetchone()
            claims.append(replace(claim, first_seen=first_seen, changed_at=changed_at))
        return replace(paper, claims=tuple(claims))

    @contextmanager
    def _transaction(self, end: str) -> Iterator[None]:
        with _explained(self._path):
            self._book.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._book.execute(end)
            finally:
                if self._book.in_transaction:
                    self._book.execute("ROLLBACK")


@contextmanager
def open_ledger(path: Path | str, wait: float = _WAIT) -> Iterator[Ledger]:
    """Open the ledger at `path`, made anew if there is none, for one `with` block.

    It has a rollback journal and no write-ahead log, so that it is one file at rest, also after a kill.

    >>> _ = scan("papers.jsonl", settings, ledger="ledger.sqlite")
    >>> with open_ledger("ledger.sqlite") as ledger:
    ...     [entry.state for entry in ledger.history("a plan")]
    ['unlinked']

    Raises:
        LinkscanError: The file is no ledger, of a later linkscan, locked for too long, or cannot be written.
    """
    path = Path(path)
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        book = sqlite3.connect(path, timeout=wait, isolation_level=None)
    with closing(book):
        with _explained(path):
            _prepare(book, path)
        yield Ledger(book, path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn an error of SQLite or the disk into one line that names the file."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise LinkscanError(f"{path}: the ledger cannot be used: {error}") from error
    except ValueError as error:  # a word that is none of ours
        raise LinkscanError(
            f"{path}: the ledger cannot be used, it says what linkscan does not know: {error}"
        ) from error


def _prepare(book: sqlite3.Connection, path: Path) -> None:
    """Check whose database this is, and lay out an empty one."""
    book.execute("PRAGMA trusted_schema = OFF")
    book.execute("BEGIN IMMEDIATE")
    (tables,) = book.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = book.execute("PRAGMA application_id").fetchone()
    (schema,) = book.execute("PRAGMA user_version").fetchone()
    if not tables:
        book.execute(f"PRAGMA application_id = {_APPLICATION}")
        book.execute(f"PRAGMA user_version = {_SCHEMA}")
        for statement in _statements():
            book.execute(statement)
    elif application != _APPLICATION:
        raise LinkscanError(f"{path}: a database, but no ledger of linkscan; move it away to begin anew")
    elif schema in _UPGRADES:
        for earlier_schema in range(schema, _SCHEMA):
            for statement in _UPGRADES[earlier_schema]:
                book.execute(statement)
        book.execute(f"PRAGMA user_version = {_SCHEMA}")
    elif schema != _SCHEMA:
        raise LinkscanError(
            f"{path}: a ledger of schema {schema}, and this linkscan knows {_SCHEMA}: a later linkscan wrote it; "
            "upgrade linkscan, or move the file away to begin a new one"
        )
    book.execute("COMMIT")


def _statements() -> list[str]:
    """Split the schema at the blank lines; its comments stay inside, so that SQLite keeps them."""
    schema = files("linkscan.history").joinpath("schema.sql").read_text("utf-8")
    return [part for part in schema.split("\n\n") if "CREATE" in part]
