"""The ledger: what runs know of earlier ones, and that nothing is lost."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from linkscan.errors import LinkscanError
from linkscan.history import Ledger, Outage, deadline, open_ledger, outages
from linkscan.models import (
    Asset,
    ChangeKind,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    LinkResult,
    Metadata,
    PaperResult,
    Stance,
)
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise

URL = "https://github.com/o/r"
AVAILABLE, PLACEHOLDER, DEAD, UNLINKED, UNVERIFIED = ClaimVerdict

Run = Callable[[Report], Report]


def day(number: int) -> str:
    return f"2026-{1 + number // 28:02}-{1 + number % 28:02}T10:00:00Z"


def report(
    verdict: ClaimVerdict = UNLINKED,
    on: int = 0,
    stance: Stance = Stance.PROMISED,
    health: Health = Health.OK,
    paper: str = "p",
) -> Report:
    claim = ClaimResult(Asset.CODE, stance, URL, "Code will be released soon.", verdict, f"because {verdict}")
    papers = (PaperResult(paper, "The title", arxiv_id="2401.00001", links=(URL,), claims=(claim,)),)
    links = (LinkResult(URL, URL, canonical=URL, host="github.com", health=health, reason=f"because {health}"),)
    return Report(1, "0.1.0", day(on), ("in.txt",), summarise(papers, links), papers, links)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "ledger.sqlite"


@pytest.fixture
def run(path: Path) -> Run:
    """One run as of the command: read the ledger, then write to it."""

    def once(made: Report) -> Report:
        with open_ledger(path) as ledger:
            annotated = ledger.annotate(made)
            ledger.record(annotated)
        return annotated

    return once


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """Read the file with plain SQLite."""
    book = sqlite3.connect(path)
    try:
        return book.execute(query).fetchall()
    finally:
        book.close()


class TestMemory:
    """What a later run learns from earlier ones."""

    def test_the_first_run_has_nothing_to_compare_with(self, run: Run) -> None:
        """A new ledger reports no changes."""
        first = run(report())
        assert (first.compared_with, first.changes, first.overdue) == (None, (), ())
        assert (first.papers[0].claims[0].first_seen, first.papers[0].claims[0].changed_at) == (day(0), None)

    def test_kept_promise_is_reported(self, run: Run) -> None:
        """The change has its evidence, and the claim keeps the day on which it was first seen."""
        run(report(UNLINKED, on=0))
        kept = run(report(AVAILABLE, on=7))
        assert kept.compared_with == day(0)
        assert [(c.kind, c.before, c.after) for c in kept.changes] == [(ChangeKind.KEPT, "unlinked", "available")]
        assert (kept.papers[0].claims[0].first_seen, kept.papers[0].claims[0].changed_at) == (day(0), day(7))

    def test_nothing_changes_twice(self, run: Run) -> None:
        """The run after a change has no change, and still knows when it was."""
        for verdict, on in ((UNLINKED, 0), (AVAILABLE, 7), (AVAILABLE, 14)):
            last = run(report(verdict, on))
        assert last.changes == ()
        assert last.papers[0].claims[0].changed_at == day(7)

    def test_undetermined_result_replaces_nothing(self, run: Run) -> None:
        """A bad day between two good ones changes nothing that is known."""
        run(report(AVAILABLE, on=0))
        bad = run(report(UNVERIFIED, on=1, health=Health.UNREACHABLE))
        good = run(report(AVAILABLE, on=2))
        assert (bad.changes, good.changes) == ((), ())
        assert good.papers[0].claims[0].changed_at is None

    def test_a_change_is_measured_from_the_last_settled_verdict(self, run: Run) -> None:
        """Available, unverified, dead: the change is from available to dead."""
        for verdict, on in ((AVAILABLE, 0), (UNVERIFIED, 1), (DEAD, 2)):
            last = run(report(verdict, on, Stance.RELEASED))
        assert [c.kind for c in last.changes] == [ChangeKind.GONE]

    def test_a_new_paper_is_no_change(self, run: Run) -> None:
        """A daily feed has new papers every day; there is nothing to compare them with."""
        run(report(paper="old"))
        assert run(report(on=1, paper="new")).changes == ()

    def test_reading_writes_nothing(self, path: Path) -> None:
        """`annotate` may be called repeatedly."""
        with open_ledger(path) as ledger:
            assert ledger.annotate(report()) == ledger.annotate(report())
        assert rows(path, "SELECT count(*) FROM runs") == [(0,)]

    def test_trend_counts_what_is_known_over_all_papers(self, run: Run) -> None:
        """Inputs differ from day to day, so the trend covers all papers ever seen."""
        run(report(UNLINKED, on=0, paper="a"))
        last = run(report(AVAILABLE, on=1, paper="b"))
        counts = [
            {verdict: n for verdict, n in point.claims_by_stance[Stance.PROMISED].items() if n} for point in last.trend
        ]
        assert counts == [{UNLINKED: 1}, {UNLINKED: 1, AVAILABLE: 1}]

    def test_changes_of_earlier_runs_are_listed_newest_first(self, run: Run) -> None:
        """A feed reader misses no run; other papers of the ledger are left out."""
        for verdict, on in ((UNLINKED, 0), (AVAILABLE, 1), (DEAD, 2)):
            run(report(verdict, on))
            run(report(verdict, on, paper="another"))
        last = run(report(AVAILABLE, on=3))
        assert [change.kind for change in last.changes] == [ChangeKind.BACK]
        assert [(c.kind, c.paper, c.title, c.at) for c in last.earlier] == [
            (ChangeKind.GONE, "p", "The title", day(2)),
            (ChangeKind.KEPT, "p", "The title", day(1)),
        ]

    def test_trend_has_one_point_a_day(self, run: Run) -> None:
        """Hourly runs still give a readable chart."""
        for hour in ("01", "02", "03"):
            last = run(replace(report(), generated_at=f"2026-01-01T{hour}:00:00Z"))
        assert [point.at for point in last.trend] == ["2026-01-01T03:00:00Z"]

    def test_history_of_a_paper_and_of_an_address(self, run: Run, path: Path) -> None:
        """By id, arXiv id or address; a run that found nothing new adds nothing."""
        for verdict, health, on in (
            (PLACEHOLDER, Health.OK, 0),
            (PLACEHOLDER, Health.OK, 1),
            (DEAD, Health.GONE, 2),
        ):
            run(report(verdict, on, health=health))
        with open_ledger(path) as ledger:
            by_id, by_arxiv, by_url, by_title = (ledger.history(key) for key in ("p", "2401.00001", URL, "THE title"))
            assert ledger.history("nothing of the kind") == ()
            assert ledger.history("no text \udcff") == ()
        told = [(entry.at, entry.state) for entry in by_id]
        assert sorted(told) == [(day(0), "ok"), (day(0), "placeholder"), (day(2), "dead"), (day(2), "gone")]
        assert by_id == by_arxiv == by_url == by_title

    def test_unreported_metadata_are_no_change(self, run: Run, path: Path) -> None:
        """An anonymous run over its limit gets no metadata, which is not recorded as a change."""

        def told(on: int, archived: bool | None) -> Report:
            made = report(on=on)
            return replace(made, links=(replace(made.links[0], metadata=Metadata(archived=archived)),))

        for on, archived in enumerate((None, False, None, False, True, None)):
            run(told(on, archived))
        assert rows(path, "SELECT run, archived FROM sightings ORDER BY run") == [(1, None), (2, 0), (5, 1)]

    def test_history_of_an_address_includes_its_content(self, run: Run, path: Path) -> None:
        """The target existed all the time, but its content changed."""
        for on, content in enumerate((Content.PLACEHOLDER, Content.PRESENT)):
            made = report(on=on)
            run(replace(made, links=(replace(made.links[0], content=content),)))
        with open_ledger(path) as ledger:
            states = [entry.state for entry in ledger.history(URL) if entry.asset is None]
        assert states == ["ok, placeholder", "ok, present"]


class TestPromises:
    """Overdue promises and their deadlines."""

    def test_overdue_beyond_the_grace_period(self, path: Path) -> None:
        """A promise is open from the day on which a run first saw it."""
        with open_ledger(path) as ledger:
            ledger.record(report(on=0))
            assert ledger.annotate(report(on=20), timedelta(days=30)).overdue == ()
            (late,) = ledger.annotate(report(on=40), timedelta(days=30)).overdue
        assert (late.first_seen, late.deadline) == (day(0), "soon")
        assert late.age_days == 43  # the calendar of `day` has 28 days a month, January has 31

    @pytest.mark.parametrize(
        ("published", "days"),
        [
            pytest.param("2025-12-01", 30, id="a day"),
            pytest.param("2025-11", 31, id="a month: from its last day"),
            pytest.param("2024", 365, id="a year: likewise"),
            pytest.param("2026-05-01", 0, id="after it was first seen: a date that is wrong"),
            pytest.param("2026", 0, id="this year: it may have been today"),
            pytest.param("2025-02-31", 0, id="no date"),
            pytest.param("no date", 0, id="nothing of use"),
            pytest.param(None, 0, id="not told"),
        ],
    )
    def test_a_promise_is_as_old_as_its_paper(self, path: Path, published: str | None, days: int) -> None:
        """So that the first run on old papers knows what is overdue; the run is on the first of January."""
        made = report(on=0)
        dated = replace(made, papers=tuple(replace(paper, published=published) for paper in made.papers))
        with open_ledger(path) as ledger:
            (open_,) = ledger.annotate(dated, timedelta(0)).overdue
        assert open_.age_days == days
        assert open_.first_seen == day(0)

    @pytest.mark.parametrize(
        ("verdict", "stance"),
        [
            pytest.param(AVAILABLE, Stance.PROMISED, id="kept"),
            pytest.param(UNVERIFIED, Stance.PROMISED, id="could not be told"),
            pytest.param(UNLINKED, Stance.RELEASED, id="no promise"),
        ],
    )
    def test_kept_or_unknown_promises_and_other_claims_are_not_overdue(
        self, path: Path, verdict: ClaimVerdict, stance: Stance
    ) -> None:
        """Kept, unknown and other claims are not overdue."""
        with open_ledger(path) as ledger:
            ledger.record(report(verdict, stance=stance))
            assert ledger.annotate(report(verdict, 200, stance)).overdue == ()

    @pytest.mark.parametrize(("sentence", "words"), [
        ("Code will be released upon acceptance.", "upon acceptance"),
        ("Code will be made public on publication of the paper.", "on publication"),
        ("We will open-source it upon paper acceptance.", "upon paper acceptance"),
        ("The data will follow after the review.", "after the review"),
        ("Code will be available once the paper is accepted.", "once the paper is accepted"),
        ("Weights will be released soon.", "soon"),
        ("Code will be released very soon.", "very soon"),
        ("Code coming soon!", "coming soon"),
        ("The code will be available by June.", "by June"),
        ("The benchmark will be public in late October 2024.", "in late October 2024"),
        ("We will release all models in Q3 2025.", "in Q3 2025"),
        ("The code will be released by the end of the year.", "by the end of the year"),
        ("The code will be released before 2026.", "before 2026"),
        ("Code will be open-sourced in the near future.", "in the near future"),
        ("We will release the code in the coming weeks.", "in the coming weeks"),
        ("The code will be released within a few months.", "within a few months"),
        ("Training code will follow in a future version.", "in a future version"),
        ("The code will be made publicly available.", None),
        ("We release sooner than others, on acceptances of risk.", None),
    ])  # fmt: skip
    def test_words_of_a_deadline(self, sentence: str, words: str | None) -> None:
        """Deadlines are quoted from the text."""
        assert deadline(sentence) == words


class TestOutages:
    """Failures of a host, or of all, that are not believed."""

    @staticmethod
    def links(**hosts: tuple[Health, int]) -> list[LinkResult]:
        return [
            LinkResult(f"https://{host}/{n}{health}", "", host=host, health=health)
            for host, (health, count) in hosts.items()
            for n in range(count)
        ]

    @pytest.mark.parametrize(("fine", "bad", "struck"), [
        pytest.param(10, 3, True, id="three of thirteen are more than a fifth"),
        pytest.param(12, 3, False, id="three of fifteen are a fifth, not more"),
        pytest.param(0, 3, True, id="all of them"),
        pytest.param(0, 2, False, id="two pages may well go away together"),
        pytest.param(50, 0, False, id="none"),
    ])  # fmt: skip
    @pytest.mark.parametrize("health", [Health.GONE, Health.UNREACHABLE, Health.RESTRICTED, Health.INVALID])
    def test_more_than_a_fifth_of_failures_is_an_outage(
        self, fine: int, bad: int, struck: bool, health: Health
    ) -> None:
        """The threshold of the rule; any kind of failure counts."""
        now = self.links(a=(Health.OK, fine)) + self.links(a=(health, bad))
        before = {link.url: Health.OK for link in now}
        assert outages(before, now) == ((Outage("a", fine + bad, bad),) if struck else ())

    def test_only_addresses_that_were_fine_count(self) -> None:
        """Addresses that were bad already or are new do not count."""
        now = self.links(a=(Health.GONE, 10))
        assert outages({link.url: Health.GONE for link in now}, now) == ()
        assert outages({}, now) == ()

    def test_skipped_links_say_nothing(self) -> None:
        """Excluding a host is not an outage of it."""
        now = self.links(a=(Health.SKIPPED, 10))
        assert outages({link.url: Health.OK for link in now}, now) == ()

    def test_one_host_does_not_cast_doubt_on_the_others(self) -> None:
        """Even a host with most of the links is judged alone."""
        now = self.links(a=(Health.GONE, 50), b=(Health.OK, 20))
        assert outages(dict.fromkeys((e.url for e in now), Health.OK), now) == (Outage("a", 50, 50),)

    def test_failure_of_many_hosts_at_once_is_an_outage_of_the_network(self) -> None:
        """Single pages may be gone, but many on one day mean a network failure."""
        now = self.links(a=(Health.GONE, 1), b=(Health.GONE, 1), c=(Health.GONE, 1), d=(Health.GONE, 9))
        (everywhere,) = outages(dict.fromkeys((e.url for e in now), Health.MOVED), now)
        assert everywhere == Outage(None, 12, 12)
        assert all(everywhere.covers(link) for link in now)

    def test_lasting_failure_makes_the_ledger_forget_earlier_health(self, run: Run, path: Path) -> None:
        """Earlier health is compared for three runs and two weeks, no longer."""
        run(report(on=0))

        def remembered(at: int) -> bool:
            with open_ledger(path) as ledger:
                return URL in ledger.health(day(at))

        for on in (1, 2, 3):
            run(report(UNVERIFIED, on, health=Health.UNREACHABLE))
        assert (remembered(4), remembered(40)) == (True, False)
        run(report(AVAILABLE, on=41))
        assert remembered(80)

    def test_run_without_requests_changes_nothing(self, run: Run, path: Path) -> None:
        """A skipped link is not recorded, and its earlier health is kept."""
        run(report(on=0))
        for on in range(1, 9):
            run(report(UNVERIFIED, on, health=Health.SKIPPED))
        assert rows(path, "SELECT count(*) FROM sightings") == [(1,)]
        with open_ledger(path) as ledger:
            assert ledger.health(day(60)) == {URL: Health.OK}


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
PLANTED = [
    f"CREATE TRIGGER endless AFTER INSERT ON runs BEGIN {ENDLESS}; END",
    (
        "DROP VIEW standing; CREATE VIEW standing AS SELECT claims.*, papers.title "
        f"FROM claims JOIN papers USING (paper) WHERE ({ENDLESS}) > 0"
    ),
    f"CREATE VIEW further AS {ENDLESS}",
    "ALTER TABLE runs ADD COLUMN more TEXT AS (hex(zeroblob(1000000000)))",
    "CREATE INDEX endless ON runs (length(hex(zeroblob(run))))",
    "DROP INDEX claims_of_paper; CREATE INDEX claims_of_paper ON claims (paper) WHERE length(hex(zeroblob(claim))) > 0",
    (
        "ALTER TABLE sources RENAME TO x; CREATE TABLE sources (query TEXT PRIMARY KEY, read_until TEXT NOT NULL, "
        "CHECK (length(hex(zeroblob(1000000000)))));"
    ),
    "DROP TABLE sources; CREATE VIEW sources AS SELECT 'a' AS query, '2026-01-01' AS read_until",
    "CREATE TABLE other (x)",
    "CREATE VIRTUAL TABLE words USING fts5(text)",
]
"""Objects that may be planted in a ledger."""


class TestFile:
    """The file: readable by any tool, shared by runs, and robust."""

    def test_ledger_opens_with_any_tool_and_explains_itself(self, run: Run, path: Path) -> None:
        """Plain tables; the schema carries its own comments; one file at rest."""
        run(report())
        (schema,) = rows(path, "SELECT group_concat(sql, x'0a') FROM sqlite_schema")[0]
        assert "-- the address in the text" in str(schema)
        assert str(schema).count("STRICT") == 10
        assert rows(path, "SELECT paper, deadline, verdict FROM promises") == [("p", "soon", "unlinked")]
        assert [file.name for file in path.parent.iterdir()] == ["ledger.sqlite"]

    @pytest.mark.parametrize("content", [b"not a database at all, but long enough" * 40, b"SQLite format 3\0" * 100])
    def test_a_broken_file_is_refused_in_one_line(self, path: Path, content: bytes) -> None:
        """It is named, left alone, and nothing else breaks."""
        path.parent.mkdir()
        path.write_bytes(content)
        with pytest.raises(LinkscanError, match=r"ledger\.sqlite: ") as caught, open_ledger(path):
            pass
        assert "\n" not in str(caught.value)
        assert path.read_bytes() == content

    @pytest.mark.parametrize(("statement", "reason"), [
        ("PRAGMA application_id = 7", "not a linkscan ledger"),
        ("PRAGMA user_version = 99", "schema 99"),
    ])  # fmt: skip
    def test_foreign_database_is_refused(self, run: Run, path: Path, statement: str, reason: str) -> None:
        """A foreign database, or one of a later linkscan, is not written to."""
        run(report())
        rows(path, statement)
        with pytest.raises(LinkscanError, match=reason), open_ledger(path):
            pass

    @pytest.mark.parametrize("planted", PLANTED)
    def test_planted_sql_neither_runs_nor_hangs(
        self, run: Run, path: Path, planted: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A ledger may be planted: its schema is compared with linkscan's before any of it is executed."""
        run(report())
        monkeypatch.setattr(
            "linkscan.history.database._STATEMENT_TIMEOUT", 5.0
        )  # so that it ends without the comparison
        with closing(sqlite3.connect(path)) as book, book:
            book.executescript(planted)
        before = path.read_bytes()
        with (
            pytest.raises(LinkscanError, match="was not created by linkscan") as caught,
            open_ledger(path, 0.0) as ledger,
        ):
            ledger.annotate(report(on=1))
        assert "\n" not in str(caught.value)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("planted", PLANTED[:2])
    def test_without_the_comparison_it_runs(
        self, run: Run, path: Path, planted: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And it still ends, since a statement that takes too long is interrupted."""
        run(report())
        with closing(sqlite3.connect(path)) as book, book:
            book.executescript(planted.replace("i + 1 FROM n", "i + 1 FROM n LIMIT 20000000"))
        monkeypatch.setattr("linkscan.history.database.strange_object", lambda *_: None)
        monkeypatch.setattr("linkscan.history.database._STATEMENT_TIMEOUT", 0.2)
        with pytest.raises(LinkscanError, match="interrupted"), open_ledger(path, wait=0.0) as ledger:
            ledger.record(report(on=1))

    def test_no_schema_is_trusted(self, path: Path) -> None:
        """No view or trigger may call an unsafe function: https://www.sqlite.org/pragma.html."""
        with open_ledger(path) as ledger:
            assert ledger._connection.execute("PRAGMA trusted_schema").fetchone() == (0,)

    def test_overlong_value_is_not_read(self, run: Run, path: Path) -> None:
        """It would take several times its length in memory."""
        run(report())
        with closing(sqlite3.connect(path, isolation_level=None)) as book:
            book.execute("UPDATE papers SET first_seen = CAST(zeroblob(33554433) AS TEXT)")
        with pytest.raises(LinkscanError, match="cannot be used: string or blob too big"), open_ledger(path) as ledger:
            ledger.first_seen()

    def test_statistics_of_analyze_are_accepted(self, run: Run, path: Path) -> None:
        run(report())
        rows(path, "ANALYZE")
        assert not run(report(on=1)).changes

    def test_pipe_in_place_of_the_ledger_is_not_waited_for(self, path: Path) -> None:
        path.parent.mkdir(parents=True)
        os.mkfifo(path)
        with pytest.raises(LinkscanError, match="cannot be used"), open_ledger(path):
            pass

    def test_folder_in_place_of_the_ledger_is_refused(self, path: Path) -> None:
        """The error is one line of linkscan, not one of SQLite."""
        path.mkdir(parents=True)
        with pytest.raises(LinkscanError, match="cannot be used"), open_ledger(path):
            pass

    def test_error_of_the_caller_is_not_converted(self, path: Path) -> None:
        """Only failures of the ledger are reported as such."""
        with pytest.raises(FileNotFoundError), open_ledger(path):
            raise FileNotFoundError

    def test_hostile_text_is_stored_as_far_as_possible(self, run: Run) -> None:
        """Lone surrogates cannot be stored, everything else is data; quotes are harmless."""
        made = report(paper="'); DROP TABLE claims; --")
        paper = replace(made.papers[0], title="\ud800 \x00 “x”")
        twice = run(replace(made, papers=(paper, paper)))
        assert len(twice.papers) == 2
        assert run(replace(made, papers=(paper,), generated_at=day(1))).compared_with == day(0)

    def test_two_runs_at_once(self, path: Path) -> None:
        """Each is recorded completely, one after the other."""
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda n: _record(path, report(on=n, paper=f"p{n}")), range(12)))
        assert rows(path, "SELECT count(*), count(DISTINCT at) FROM runs") == [(12, 12)]
        assert rows(path, "PRAGMA integrity_check") == [("ok",)]

    def test_killed_at_any_moment(self, path: Path, tmp_path: Path) -> None:
        """Twenty kills at random moments: only complete runs are recorded."""
        script = tmp_path / "forever.py"
        script.write_text(_FOREVER)
        chance = random.Random(7)
        for _ in range(20):
            moment = 0.001 + chance.random() / 20
            victim = subprocess.run([sys.executable, script, path, str(moment)], check=False)
            assert victim.returncode == -signal.SIGALRM
        assert rows(path, "PRAGMA integrity_check") == [("ok",)]
        (runs,) = rows(path, "SELECT count(*) FROM runs")[0]
        assert rows(path, "SELECT count(*) FROM papers") == [(200,)]
        assert rows(path, "SELECT count(DISTINCT run), count(*) FROM shares") == [(runs, runs)]
        with open_ledger(path) as ledger:
            ledger.record(report(on=1))


def _record(path: Path, made: Report) -> None:
    with open_ledger(path) as ledger:
        assert isinstance(ledger, Ledger)
        ledger.record(made)


_FOREVER = """
import signal
import sys
from linkscan.history import open_ledger
from linkscan.models import *
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise

claim = ClaimResult(Asset.CODE, Stance.PROMISED, None, "Soon.", ClaimVerdict.UNLINKED)
papers = tuple(PaperResult(str(n), "The title", claims=(claim,)) for n in range(200))
report = Report(1, "0", "2026-01-01T00:00:00Z", (), summarise(papers, ()), papers, ())
with open_ledger(sys.argv[1]) as ledger:
    ledger.record(report)
    signal.setitimer(signal.ITIMER_REAL, float(sys.argv[2]))  # the system ends us then, wherever we are
    while True:
        ledger.record(report)
"""


ADDED_IN = {
    2: r"^  (published|venue|by_hand|stars) .*\n",
    3: r"^  links INTEGER.*\n|^  origin TEXT NOT NULL DEFAULT.*\n|^CREATE TABLE (mentions|sources)[^;]*;",
}
"""The columns and tables that each schema added."""


def ledger_of_schema(number: int, path: Path) -> None:
    """Write a ledger as an earlier linkscan left it, with one paper, its promise and its address."""
    schema = re.sub(" *--.*", "", files("linkscan.history").joinpath("schema.sql").read_text("utf-8"))
    for later in range(number + 1, 4):
        schema = re.sub(ADDED_IN[later], "", schema, flags=re.MULTILINE)
    at = day(0)
    with closing(sqlite3.connect(path)) as book, book:
        book.executescript(re.sub(r",\s*\)", "\n)", schema))
        book.execute(f"PRAGMA application_id = {0x6C6E6B73}")
        book.execute(f"PRAGMA user_version = {number}")
        book.execute(
            "INSERT INTO papers (paper, title, first_seen, last_seen) VALUES ('p', 'The title', ?, ?)", (at, at)
        )
        book.execute(
            "INSERT INTO claims (paper, asset, stance, url, sentence, verdict, reason, first_seen, last_seen) "
            "VALUES ('p', 'code', 'promised', ?, 'Code will be released.', 'unlinked', '', ?, ?)",
            (URL, at, at),
        )


class TestEarlierSchema:
    """A ledger of an earlier schema is migrated and then behaves like a current one."""

    @pytest.fixture(params=[1, 2])
    def old(self, request: pytest.FixtureRequest, path: Path) -> Path:
        path.parent.mkdir()
        ledger_of_schema(request.param, path)
        return path

    def test_ledger_is_migrated_in_place(self, run: Run, old: Path, tmp_path: Path) -> None:
        assert run(report(AVAILABLE, on=1)).changes[0].kind is ChangeKind.KEPT
        with open_ledger(tmp_path / "new.sqlite"):
            pass
        columns = (
            "SELECT s.name, c.name, c.type, c.dflt_value "
            "FROM sqlite_schema s, pragma_table_info(s.name) c ORDER BY 1, 2"
        )
        assert rows(old, columns) == rows(tmp_path / "new.sqlite", columns)
        assert rows(old, "PRAGMA user_version") == rows(tmp_path / "new.sqlite", "PRAGMA user_version")

    def test_a_promise_with_its_address_is_watched(self, old: Path) -> None:
        with open_ledger(old) as ledger:
            ((paper, reading),) = ledger.open_papers()
        assert (paper.id, paper.source, reading.claims[0].url) == ("p", ("ledger",), URL)

    def test_paper_with_unknown_links_is_not_open(self, old: Path) -> None:
        """It might be judged with fewer links than the original run."""
        with closing(sqlite3.connect(old)) as book, book:
            book.execute("UPDATE claims SET url = NULL")
        with open_ledger(old) as ledger:
            assert ledger.open_papers() == ()


class TestOpenPapers:
    """Papers that are examined again, and their stored readings."""

    def test_claims_are_read_back_unchanged(self, run: Run, path: Path) -> None:
        made = report()
        links = (
            replace(made.links[0], raw="github.com/o/ r", repairs=("space",), origin="comment"),
            LinkResult("https://github.com/x/y", "x/y", health=Health.OK, origin="githubRepo"),
        )
        claim = replace(made.papers[0].claims[0], origin="comment")
        paper = replace(
            made.papers[0],
            claims=(claim,),
            links=tuple(link.url for link in links),
            guesses=("https://github.com/x/y",),
            published="2026-01-01",
        )
        run(replace(made, papers=(paper,), links=links))
        with open_ledger(path) as ledger:
            ((ref, reading),) = ledger.open_papers()
        assert (ref.title, ref.arxiv_id, ref.published) == ("The title", "2401.00001", "2026-01-01")
        assert [(link.raw, link.repairs, link.origin) for link in reading.links] == [
            ("github.com/o/ r", ("space",), "comment"),
            ("x/y", (), "githubRepo"),
        ]
        assert (reading.claims[0].origin, reading.claims[0].stance) == ("comment", Stance.PROMISED)
        assert reading.guesses == {"https://github.com/x/y"}

    @pytest.mark.parametrize(("verdict", "stance", "health", "is_open"), [
        (UNLINKED, Stance.PROMISED, Health.OK, True),
        (PLACEHOLDER, Stance.PROMISED, Health.OK, True),
        (AVAILABLE, Stance.PROMISED, Health.OK, False),
        (DEAD, Stance.RELEASED, Health.GONE, False),
        (UNVERIFIED, Stance.RELEASED, Health.UNREACHABLE, True),
        (UNVERIFIED, Stance.RELEASED, Health.SKIPPED, True),
        (UNVERIFIED, Stance.RELEASED, Health.OK, False),
    ])  # fmt: skip
    def test_a_paper_is_open_while_something_may_change(
        self, run: Run, path: Path, verdict: ClaimVerdict, stance: Stance, health: Health, *, is_open: bool
    ) -> None:
        run(report(verdict, stance=stance, health=health))
        with open_ledger(path) as ledger:
            assert bool(ledger.open_papers()) is is_open

    def test_an_address_that_never_answers_is_given_up(self, run: Run, path: Path) -> None:
        for on in range(3):
            run(report(UNVERIFIED, on, Stance.RELEASED, Health.UNREACHABLE))
        with open_ledger(path) as ledger:
            assert ledger.open_papers() == ()

    @pytest.mark.parametrize(("on", "is_open"), [(0, True), (1, True), (27, True), (29, False)])
    def test_unanswered_claim_without_an_address_is_looked_up_for_thirty_days(
        self, run: Run, path: Path, on: int, *, is_open: bool
    ) -> None:
        for number in {0, on}:
            made = report(UNVERIFIED, number, Stance.RELEASED)
            claim = replace(made.papers[0].claims[0], url=None)
            run(replace(made, papers=(replace(made.papers[0], links=(), claims=(claim,)),), links=()))
        with open_ledger(path) as ledger:
            assert bool(ledger.open_papers()) is bool(ledger.unjudged_papers()) is is_open

    def test_judged_promise_is_no_longer_open(self, run: Run, path: Path) -> None:
        run(report(PLACEHOLDER))
        with open_ledger(path) as ledger:
            assert ledger.open_papers() != ()
            assert ledger.unjudged_papers() == ()


def test_how_far_a_query_was_read_never_goes_back(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert ledger.read_until() == {}
        ledger.record(report(), {"arxiv:cs.CL": date(2026, 11, 28), "hf:new": date(2026, 11, 28)})
        ledger.record(report(on=1), {"arxiv:cs.CL": date(2026, 11, 29), "hf:new": date(2026, 11, 20)})
        assert ledger.read_until() == {"arxiv:cs.CL": date(2026, 11, 29), "hf:new": date(2026, 11, 28)}
