"""The ledger: an SQLite file that stores what each run claimed and found."""

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

_LOCK_TIMEOUT = 60.0  # seconds to wait while another run writes to the ledger
_STATEMENT_TIMEOUT = 300.0  # seconds that all statements of an open ledger may take together
_STEPS_PER_CHECK = 100_000  # steps of SQLite's virtual machine between two checks of the time: some milliseconds
_LONGEST_VALUE = 1 << 25  # bytes; the names of a hundred thousand input files have less
_APPLICATION_ID = 0x6C6E6B73  # "lnks", by which `file` and linkscan recognise the database
_SCHEMA = 3

# How long, and for how many runs, the earlier health of a link outweighs a failing host; after that, the host is
# believed.
_PATIENCE = timedelta(days=14)
_PATIENT_RUNS = 3

_HEALTH = "SELECT url, health FROM links WHERE settled_at >= ? OR unsettled_runs < ?"
_HELD = "SELECT url FROM links WHERE content = ?"
_READ = """
INSERT INTO sources VALUES (?, ?) ON CONFLICT DO UPDATE SET read_until = max(read_until, excluded.read_until)
"""
_DATES = "SELECT first_seen, changed_at FROM claims WHERE claim = ?"


class Ledger:
    """An open ledger, as returned by `open_ledger`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, timeout: "_Timeout") -> None:
        """Take the connection to a checked database, and the timeout of its statements."""
        self._connection = connection
        self._path = path
        self._timeout = timeout

    def annotate(self, report: Report, grace: timedelta = GRACE) -> Report:
        """Return `report` with its past: when claims were first seen, what changed, what is overdue.

        Nothing is stored: the report is entered in a transaction that is rolled back.
        """
        with self._transaction("ROLLBACK"):
            entered = enter(self._connection, report)
            papers = map(self._dated, report.papers, entered.numbers)
            known = replace(
                report,
                papers=tuple(papers),
                compared_with=entered.since,
                changes=entered.changes,
                earlier=earlier(self._connection, report),
                trend=trend(self._connection),
            )
        return replace(known, overdue=overdue(known, grace))

    def record(self, report: Report, read_until: Mapping[str, date] | None = None) -> None:
        """Store the findings of `report` in one transaction.

        `read_until` maps the queries to services that its run fetched completely to the day of the run.
        """
        with self._transaction("COMMIT"):
            enter(self._connection, report)
            self._connection.executemany(_READ, [(query, day.isoformat()) for query, day in (read_until or {}).items()])

    def read_until(self) -> Mapping[str, date]:
        """Return, by query, the day of the last run that fetched it completely."""
        with _translate_errors(self._path, self._timeout):
            rows = self._connection.execute("SELECT query, read_until FROM sources")
            return {query: date.fromisoformat(day) for query, day in rows}

    def open_papers(self) -> tuple[tuple[PaperRef, Reading], ...]:
        """Return the papers with an open promise, or a claim that no run could judge yet, and their readings."""
        with _translate_errors(self._path, self._timeout):
            return open_papers(self._connection)

    def unjudged_papers(self) -> tuple[tuple[PaperRef, Reading], ...]:
        """Return the papers with a claim that no run could judge yet, and their readings."""
        with _translate_errors(self._path, self._timeout):
            return unjudged_papers(self._connection)

    def health(self, at: str) -> Mapping[str, Health]:
        """Return, by URL, the last health of each link, for `outages` in a run at the time `at`.

        Links that have not been settled for too many days and runs are left out.
        """
        since = (datetime.fromisoformat(at) - _PATIENCE).isoformat()
        with _translate_errors(self._path, self._timeout):
            rows = self._connection.execute(_HEALTH, (since, _PATIENT_RUNS))
            return {url: Health(health) for url, health in rows}

    def held(self) -> frozenset[str]:
        """Return the URLs of the links behind which content was last found present, for `outages`."""
        with _translate_errors(self._path, self._timeout):
            return frozenset(url for (url,) in self._connection.execute(_HELD, (Content.PRESENT,)))

    def settled_at(self) -> Mapping[str, str]:
        """Return, by URL, when each link was last settled (ISO 8601), without those that never were."""
        with _translate_errors(self._path, self._timeout):
            return dict(self._connection.execute("SELECT url, settled_at FROM links WHERE settled_at IS NOT NULL"))

    def first_seen(self) -> Mapping[str, str]:
        """Return, by id, when each paper was first seen by a run (ISO 8601)."""
        with _translate_errors(self._path, self._timeout):
            return dict(self._connection.execute("SELECT paper, first_seen FROM papers"))

    def history(self, subject: str) -> tuple[HistoryEntry, ...]:
        """Return the history of a paper (by id, arXiv id, DOI or words of its title) or an address, oldest first."""
        with _translate_errors(self._path, self._timeout):
            return history(self._connection, subject)

    def _dated(self, paper: PaperResult, numbers: list[int]) -> PaperResult:
        claims = []
        for claim, number in zip(paper.claims, numbers, strict=True):
            first_seen, changed_at = self._connection.execute(_DATES, (number,)).fetchone()
            claims.append(replace(claim, first_seen=first_seen, changed_at=changed_at))
        return replace(paper, claims=tuple(claims))

    @contextmanager
    def _transaction(self, end: str) -> Iterator[None]:
        with _translate_errors(self._path, self._timeout):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute(end)
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")


@contextmanager
def open_ledger(path: Path | str, wait: float = _LOCK_TIMEOUT) -> Iterator[Ledger]:
    """Open the ledger at `path` for one `with` block, creating it if there is none.

    It uses a rollback journal instead of a write-ahead log, so that it is a single file when no run is using it.

    >>> _ = scan("papers.jsonl", settings, ledger="ledger.sqlite")
    >>> with open_ledger("ledger.sqlite") as ledger:
    ...     [entry.state for entry in ledger.history("a plan")]
    ['unlinked']

    Raises:
        LinkscanError: The file is not a ledger, is from a later linkscan, is locked for too long, or is not writable.
    """
    path, timeout = Path(path), _Timeout(time.monotonic() + _STATEMENT_TIMEOUT + wait)
    with _translate_errors(path, timeout):
        check_side_files(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    with closing(connection):
        connection.set_progress_handler(timeout.is_late, _STEPS_PER_CHECK)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        with _translate_errors(path, timeout):
            _prepare(connection, path)
        yield Ledger(connection, path, timeout)


@dataclass(slots=True)
class _Timeout:
    """Interrupts statements that take too long, as SQLite's progress handler, during which Python handles signals."""

    give_up_at: float
    gave_up: bool = False

    def is_late(self) -> bool:
        """Return whether to interrupt the statement."""
        self.gave_up = time.monotonic() > self.give_up_at
        return self.gave_up


@contextmanager
def _translate_errors(path: Path, timeout: _Timeout) -> Iterator[None]:
    """Convert an error of SQLite or the disk to a LinkscanError that names the file.

    A KeyboardInterrupt in the progress handler is reported by SQLite as an error of its own, and raised again here.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT and not timeout.gave_up:
            raise KeyboardInterrupt from None
        raise LinkscanError(f"{path}: the ledger cannot be used: {error}") from error
    except ValueError as error:  # not a member of one of the enums
        raise LinkscanError(
            f"{path}: the ledger cannot be used, it holds a value that linkscan does not know: {error}"
        ) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Check that the database is a ledger, migrate an older one, and create the tables of an empty one."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("BEGIN IMMEDIATE")
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if not tables:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
        for statement in _statements():
            connection.execute(statement)
    elif application != _APPLICATION_ID:
        raise LinkscanError(f"{path}: a database, but not a linkscan ledger; move it away to start a new one")
    elif schema <= _SCHEMA and (strange := strange_object(connection, _statements())):
        raise LinkscanError(
            f"{path}: its {strange} was not created by linkscan, and may run anything; move the file away to start "
            "a new one"
        )
    elif schema != _SCHEMA and not migrate(connection, schema, _SCHEMA, _table):
        raise LinkscanError(
            f"{path}: a ledger of schema {schema}, and this linkscan knows {_SCHEMA}: a later linkscan wrote it; "
            "upgrade linkscan, or move the file away to start a new one"
        )
    connection.execute("COMMIT")


def _table(name: str) -> str:
    return next(part for part in _statements() if f"CREATE TABLE {name} " in part)


def _statements() -> list[str]:
    """Return the statements of the schema, split at blank lines, with their comments, which SQLite stores."""
    schema = files("linkscan.history").joinpath("schema.sql").read_text("utf-8")
    return [part for part in schema.split("\n\n") if "CREATE" in part]
