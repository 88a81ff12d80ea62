"""The ledger: one SQLite file that remembers what was claimed and found, run by run."""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from linkscan.errors import LinkscanError
from linkscan.history.migrations import migrate
from linkscan.history.open_papers import open_papers, unjudged_papers
from linkscan.history.promises import GRACE, overdue
from linkscan.history.reader import HistoryEntry, earlier, history, trend
from linkscan.history.schema_check import strange_object
from linkscan.history.writer import enter
from linkscan.models import Content, Health, PaperRef, PaperResult, Reading
from linkscan.reports.report import Report
from linkscan.side_files import check_side_files

NAME = "ledger.sqlite"

_WAIT = 60.0  # seconds to wait while another run writes into the ledger
_LONGEST = 300.0  # seconds that an open ledger may take to read or to write
_TICK = 100_000  # steps of SQLite's virtual machine between two looks at the time: some milliseconds
_APPLICATION = 0x6C6E6B73  # "lnks", so that `file` and we can tell whose database it is
_SCHEMA = 3

# How long, and how many runs, the earlier health of a link is held against a host that stays bad; after that
# the host is believed.
_PATIENCE = timedelta(days=14)
_PATIENT_RUNS = 3

_HEALTH = "SELECT url, health FROM links WHERE settled_at >= ? OR unsettled_runs < ?"
_HELD = "SELECT url FROM links WHERE content = ?"
_READ = """
INSERT INTO sources VALUES (?, ?) ON CONFLICT DO UPDATE SET read_until = max(read_until, excluded.read_until)
"""
_DATES = "SELECT first_seen, changed_at FROM claims WHERE claim = ?"


class Ledger:
    """An open ledger; `open_ledger` gives one."""

    def __init__(self, book: sqlite3.Connection, path: Path, watch: "_Watch") -> None:
        """Take an open and checked database, and what watches its statements."""
        self._book = book
        self._path = path
        self._watch = watch

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

    def record(self, report: Report, read_until: Mapping[str, date] | None = None) -> None:
        """Write down what `report` found: all of it or, should anything fail, nothing.

        `read_until` are the queries to services that its run read to their end, with its day.
        """
        with self._transaction("COMMIT"):
            enter(self._book, report)
            self._book.executemany(_READ, [(query, day.isoformat()) for query, day in (read_until or {}).items()])

    def read_until(self) -> Mapping[str, date]:
        """Return by query the day of the last run that read it to its end."""
        with _explained(self._path, self._watch):
            rows = self._book.execute("SELECT query, read_until FROM sources")
            return {query: date.fromisoformat(day) for query, day in rows}

    def open_papers(self) -> tuple[tuple[PaperRef, Reading], ...]:
        """Return the papers with an open promise, or a claim that no run could judge yet, and what they say."""
        with _explained(self._path, self._watch):
            return open_papers(self._book)

    def unjudged_papers(self) -> tuple[tuple[PaperRef, Reading], ...]:
        """Return the papers with a claim that no run could judge yet, and what they say."""
        with _explained(self._path, self._watch):
            return unjudged_papers(self._book)

    def health(self, at: str) -> Mapping[str, Health]:
        """Return the last settled health of each link by url, for `outages` in a run at the time `at`."""
        since = (datetime.fromisoformat(at) - _PATIENCE).isoformat()
        with _explained(self._path, self._watch):
            rows = self._book.execute(_HEALTH, (since, _PATIENT_RUNS))
            return {url: Health(health) for url, health in rows}

    def held(self) -> frozenset[str]:
        """Return the urls of the links that last led to code, models or data, for `outages`."""
        with _explained(self._path, self._watch):
            return frozenset(url for (url,) in self._book.execute(_HELD, (Content.PRESENT,)))

    def settled_at(self) -> Mapping[str, str]:
        """Return by url when each link was last settled, in ISO 8601; those that never were are left out."""
        with _explained(self._path, self._watch):
            return dict(self._book.execute("SELECT url, settled_at FROM links WHERE settled_at IS NOT NULL"))

    def first_seen(self) -> Mapping[str, str]:
        """Return by id when a run first met each paper, in ISO 8601."""
        with _explained(self._path, self._watch):
            return dict(self._book.execute("SELECT paper, first_seen FROM papers"))

    def history(self, subject: str) -> tuple[HistoryEntry, ...]:
        """Return all that is known of a paper (id, arXiv id, DOI, words of its title) or an address, oldest first."""
        with _explained(self._path, self._watch):
            return history(self._book, subject)

    def _dated(self, paper: PaperResult, numbers: list[int]) -> PaperResult:
        claims = []
        for claim, number in zip(paper.claims, numbers, strict=True):
            first_seen, changed_at = self._book.execute(_DATES, (number,)).fetchone()
            claims.append(replace(claim, first_seen=first_seen, changed_at=changed_at))
        return replace(paper, claims=tuple(claims))

    @contextmanager
    def _transaction(self, end: str) -> Iterator[None]:
        with _explained(self._path, self._watch):
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
    path, watch = Path(path), _Watch(time.monotonic() + _LONGEST + wait)
    with _explained(path, watch):
        check_side_files(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        book = sqlite3.connect(path, timeout=wait, isolation_level=None)
    with closing(book):
        book.set_progress_handler(watch.is_late, _TICK)
        with _explained(path, watch):
            _prepare(book, path)
        yield Ledger(book, path, watch)


@dataclass(slots=True)
class _Watch:
    """Ends the statements of a ledger that take too long; what SQLite asks meanwhile, where signals are heard too."""

    give_up_at: float
    gave_up: bool = False

    def is_late(self) -> bool:
        """Return whether the statement is to end."""
        self.gave_up = time.monotonic() > self.give_up_at
        return self.gave_up


@contextmanager
def _explained(path: Path, watch: _Watch) -> Iterator[None]:
    """Turn an error of SQLite or the disk into one line that names the file.

    Ctrl-C is raised where SQLite asks the watch, and SQLite makes an error of its own of it.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT and not watch.gave_up:
            raise KeyboardInterrupt from None
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
    elif schema <= _SCHEMA and (strange := strange_object(book, _statements())):
        raise LinkscanError(
            f"{path}: its {strange} is not what linkscan makes, and may run anything; move the file away to begin anew"
        )
    elif schema != _SCHEMA and not migrate(book, schema, _SCHEMA, _table):
        raise LinkscanError(
            f"{path}: a ledger of schema {schema}, and this linkscan knows {_SCHEMA}: a later linkscan wrote it; "
            "upgrade linkscan, or move the file away to begin a new one"
        )
    book.execute("COMMIT")


def _table(name: str) -> str:
    return next(part for part in _statements() if f"CREATE TABLE {name} " in part)


def _statements() -> list[str]:
    """Split the schema at the blank lines; its comments stay inside, so that SQLite keeps them."""
    schema = files("linkscan.history").joinpath("schema.sql").read_text("utf-8")
    return [part for part in schema.split("\n\n") if "CREATE" in part]
