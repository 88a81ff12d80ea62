"""Overrides: manual corrections with a reason, which keep the original finding."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from linkscan import diff, history, scan
from linkscan.decide.overrides import Overrides, parse
from linkscan.errors import SettingsError
from linkscan.models import (
    Asset,
    ChangeKind,
    Claim,
    ClaimResult,
    ClaimVerdict,
    Health,
    Link,
    LinkResult,
    PaperRef,
    PaperResult,
    PaperVerdict,
    Reading,
    Stance,
)
from linkscan.settings import Settings

OLD, NEW = "https://github.com/lab/old", "https://gitlab.com/lab/new"
OVERRIDES = parse(
    f"""
    [[moved]]
    from = "{OLD}"
    to = "{NEW}"
    reason = "the lab told us by mail"

    [[verdict]]
    paper = "2301.00001"
    verdict = "available"
    reason = "on the disk of the workshop"
    """,
    "overrides.toml",
)
CLAIM = ClaimResult(
    Asset.CODE, Stance.RELEASED, OLD, "Code is there.", verdict=ClaimVerdict.DEAD, reason="no such page"
)
RECORD = PaperResult("p", "Paper", arxiv_id="2301.00001", claims=(CLAIM,), verdict=PaperVerdict.MISSING)


def test_moved_address_is_requested_at_the_new_place_and_reported_as_written() -> None:
    links = [Link(OLD, "github . com/lab/old", ("spaces removed",)), Link("https://a.org/", "https://a.org/")]
    sent = OVERRIDES.send_on(links)
    assert [link.url for link in sent] == [NEW, "https://a.org/"]
    found = {link.url: LinkResult(link.url, link.url, health=Health.OK, reason="there") for link in sent}
    home = OVERRIDES.bring_home(links, found)
    assert [(each.url, each.health) for each in home.values()] == [
        (OLD, Health.MOVED),
        ("https://a.org/", Health.OK),
    ]
    assert home[OLD].raw == "github . com/lab/old"
    assert home[OLD].reason == f"by hand, moved to {NEW} (the lab told us by mail): there"


@pytest.mark.parametrize("health", [Health.GONE, Health.UNREACHABLE, Health.MOVED])
def test_bad_result_at_the_new_address_is_reported(health: Health) -> None:
    found = {NEW: LinkResult(NEW, NEW, health=health)}
    assert OVERRIDES.bring_home([Link(OLD, OLD)], found)[OLD].health is health


def test_unrequested_address_is_unknown() -> None:
    assert OVERRIDES.bring_home([Link(OLD, OLD)], {}) == {}


def test_a_corrected_verdict_decides_the_paper_and_keeps_what_was_found() -> None:
    record = OVERRIDES.correct(RECORD)
    assert record.verdict is PaperVerdict.AVAILABLE
    assert record.reason == "by hand: on the disk of the workshop (found: dead, no such page)"


@pytest.mark.parametrize(
    "record",
    [
        PaperResult("other", "Paper", claims=(CLAIM,)),
        PaperResult("2301.00001", "Paper", claims=(ClaimResult(Asset.DATA, Stance.RELEASED, OLD, "Data."),)),
    ],
    ids=["another paper", "another asset"],
)
def test_unmatched_claims_are_unchanged(record: PaperResult) -> None:
    assert OVERRIDES.correct(record) is record


def test_every_override_is_noted_and_unused_ones_say_so() -> None:
    assert OVERRIDES.notes([Link(OLD, OLD)], []) == (
        f"by hand: {OLD} moved to {NEW}: the lab told us by mail",
        "by hand: code of 2301.00001 is available: on the disk of the workshop (matches nothing in these inputs)",
    )


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('paper = "Papre on Things"', "(matches nothing in these inputs; did you mean “Paper on Things”?)"),
        ('paper = "Another Thing"', "(matches nothing in these inputs)"),
        (
            'paper = "paper on  things"\nasset = "data"',
            "(matches nothing in these inputs: the paper is there, but makes no such claim)",
        ),
    ],
)
def test_unused_override_suggests_a_correction(entry: str, says: str) -> None:
    overrides = parse(f'[[verdict]]\n{entry}\nverdict = "missing"\nreason = "r"', "x")
    (note,) = overrides.notes([], [replace(RECORD, title="Paper on Things")])
    assert note.endswith(f": r {says}")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[moved", "overrides.toml: not valid TOML"),
        ('[[moved]]\nfrom = "a"\nto = "b"', "overrides.toml:1: [[moved]] 1: reason: missing"),
        (
            '[[verdict]]\npaper = "a"\nverdict = "available"\nreason = ""',
            "overrides.toml:4: [[verdict]] 1: reason: string should",
        ),
        (
            '[[verdict]]\npaper = "a"\nverdict = "lost"\nreason = "r"',
            "overrides.toml:3: [[verdict]] 1: verdict: input should be 'available'",
        ),
        (
            '[[verdict]]\npaper = "a"\nverdict = "availabel"\nreason = "r"',
            "'unverified' or 'none', got 'availabel'",
        ),
        (
            '[[moved]]\nfrom = "https://a.org"\ntoo = "https://b.org"\nreason = "r"',
            "overrides.toml:1: [[moved]] 1: to: missing; too: unknown key; did you mean to?",
        ),
        (
            '[[address]]\npaper = "p"\nurl = "https://b.org"\nreason = "r"\nzzz = 1',
            "overrides.toml:5: [[address]] 1: zzz: unknown key; allowed: reason, paper, asset, url",
        ),
        ('[[verdicts]]\npaper = "a"', "overrides.toml:1: unknown table [[verdicts]]; did you mean"),
    ],
)
def test_mistake_is_reported_with_its_location(text: str, says: str) -> None:
    with pytest.raises(SettingsError) as told:
        parse(text, "overrides.toml")
    assert says in str(told.value)


def test_endless_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no /dev/zero here")
    with pytest.raises(SettingsError, match="not valid TOML"):
        scan([], Settings(overrides=Path("/dev/zero"), offline=True, cache=tmp_path / "cache"))


def one(text: str) -> Overrides:
    return parse(f"{text}\nreason = 'we know'", "ov.toml")


@pytest.mark.parametrize(
    ("verdict", "claim", "paper"),
    [
        ("missing", ClaimVerdict.PLACEHOLDER, PaperVerdict.MISSING),
        ("placeholder", ClaimVerdict.PLACEHOLDER, PaperVerdict.MISSING),
        ("unlinked", ClaimVerdict.UNLINKED, PaperVerdict.UNLINKED),
        ("unverified", ClaimVerdict.UNVERIFIED, PaperVerdict.UNVERIFIED),
        ("available", ClaimVerdict.AVAILABLE, PaperVerdict.AVAILABLE),
    ],
)
def test_values_of_the_tables_are_accepted(verdict: str, claim: ClaimVerdict, paper: PaperVerdict) -> None:
    corrected = one(f'[[verdict]]\npaper = "p"\nverdict = "{verdict}"').correct(RECORD)
    assert (corrected.claims[0].verdict, corrected.verdict) == (claim, paper)
    assert (corrected.claims[0].by_hand, corrected.by_hand) == (True, True)


def test_non_claim_is_removed_and_noted() -> None:
    overrides = one('[[verdict]]\npaper = "p"\nverdict = "none"')
    corrected = overrides.correct(RECORD)
    assert (corrected.claims, corrected.verdict, corrected.by_hand) == ((), PaperVerdict.NONE, True)
    assert corrected.reason == "by hand, no claim: we know"
    assert overrides.notes([], [RECORD]) == ("by hand: code of p is none: we know",)


def test_removed_claim_leaves_the_reason_to_the_other_claims() -> None:
    data = replace(CLAIM, asset=Asset.DATA)
    overrides = one('[[verdict]]\npaper = "p"\nasset = "data"\nverdict = "none"')
    corrected = overrides.correct(replace(RECORD, claims=(CLAIM, data)))
    assert corrected.claims == (CLAIM,)
    assert corrected.reason == CLAIM.reason


def test_corrected_claim_about_other_assets_is_not_a_removed_claim() -> None:
    overrides = one('[[verdict]]\npaper = "p"\nasset = "data"\nverdict = "available"')
    corrected = overrides.correct(replace(RECORD, claims=(replace(CLAIM, asset=Asset.DATA),)))
    assert corrected.verdict is PaperVerdict.NONE
    assert corrected.reason == "no claim about code"


def test_the_reason_for_no_claim_is_that_of_the_paper_it_is_about() -> None:
    entry = '[[verdict]]\npaper = "{}"\nverdict = "none"\nreason = "{}"\n'
    available = '[[verdict]]\npaper = "p"\nasset = "data"\nverdict = "available"\nreason = "seen"\n'
    text = entry.format("other", "not theirs") + available + entry.format("p", "a citation request")
    assert parse(text, "x").correct(RECORD).reason == "by hand, no claim: a citation request"


def test_given_address_is_noted_with_whether_its_paper_is_present() -> None:
    overrides = one(f'[[address]]\npaper = "p"\nurl = "{NEW}"')
    said = f"by hand: code of p is at {NEW}: we know"
    assert overrides.notes([], [RECORD]) == (said,)
    assert overrides.notes([], []) == (f"{said} (matches nothing in these inputs)",)


@pytest.mark.parametrize("key", ["p", "2301.00001", "10.1/x", "a  PAPER of\tOURS"])
def test_a_paper_is_named_by_id_or_title(key: str) -> None:
    record = replace(RECORD, doi="10.1/x", title="A Paper of Ours")
    text = f"[[verdict]]\npaper = '''{key}'''\nverdict = \"available\""
    assert one(text).correct(record).verdict is PaperVerdict.AVAILABLE
    assert one('[[verdict]]\npaper = ""\nverdict = "available"'.replace('""', '"x"')).correct(record) is record


def test_a_paper_without_an_address_is_given_one() -> None:
    overrides = one(f'[[address]]\npaper = "p"\nurl = "{NEW}"')
    said = Reading(links=(), claims=(Claim(Asset.CODE, Stance.RELEASED, None, sentence="We release our code."),))
    reading = overrides.complete(PaperRef("p", "Paper"), said)
    assert [(link.url, link.origin) for link in reading.links] == [(NEW, "overrides")]
    assert [claim.url for claim in reading.claims] == [NEW]
    silent = overrides.complete(PaperRef("p", "Paper"), Reading((), ()))
    assert [(claim.url, claim.origin) for claim in silent.claims] == [(NEW, "overrides")]
    assert overrides.complete(PaperRef("q", "Other"), said) is said


def test_given_address_is_added_to_claims_of_its_asset_as_one_link() -> None:
    overrides = one(f'[[address]]\npaper = "p"\nurl = "{NEW}"')
    theirs = Claim(Asset.CODE, Stance.RELEASED, "https://a.org/own", sentence="Code is at a.org/own.")
    data = Claim(Asset.DATA, Stance.RELEASED, None, sentence="We release our data.")
    reading = overrides.complete(
        PaperRef("p", "Paper"), Reading((Link("https://a.org/own", "a.org/own"),), (theirs, data))
    )
    assert [claim.url for claim in reading.claims] == ["https://a.org/own", None]
    assert [link.url for link in reading.links] == ["https://a.org/own", NEW]
    known = Reading((Link(NEW, NEW),), (replace(theirs, url=None),))
    assert overrides.complete(PaperRef("p", "Paper"), known).links == known.links


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[[verdict]]\npaper = "a"\nverdict = "gone"\nreason = "x"',
            ":3: [[verdict]] 1: verdict: input should be",
        ),
        ('[[verdict]]\npaper = "a"\nverdict = "dead"', "ov.toml:1: [[verdict]] 1: reason: missing"),
        ("[[verdicts]]\n", "ov.toml:1: unknown table [[verdicts]]; did you mean [[verdict]]?"),
        ("[[wholly]]\n", "allowed: [[moved]], [[address]], [[verdict]]"),
        (
            '[[moved]]\nfrom = "a"\nto = "b"\nreason = "c"\n\n[[moved]]\nfrom = "a"\nwhither = "b"\nreason = "c"',
            "ov.toml:6: [[moved]] 2: to: missing",
        ),
        ('[[address]]\npaper = "a"\nurl = "nowhere"\nreason = "x"', "ov.toml:3: [[address]] 1: url: "),
        ('verdict = [{paper = "a", verdict = "dead"}]', "ov.toml: [[verdict]] 1: reason: missing"),
    ],
)
def test_an_error_names_file_line_entry_and_what_is_allowed(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(says)):
        parse(text, "ov.toml")


def test_manual_verdict_is_no_change_event(settings: Settings, tmp_path: Path) -> None:
    """Neither when it is added nor when it is removed, and no figure counts it as found."""
    paper = {"id": "p", "title": "A Plan", "abstract": "Our code will be released soon."}
    file = tmp_path / "ov.toml"
    file.write_text('[[verdict]]\npaper = "p"\nverdict = "available"\nreason = "seen"')
    ledger = tmp_path / "ledger.sqlite"
    scan(paper, settings, ledger=ledger)
    typed = scan(paper, settings.replace(overrides=file), ledger=ledger)
    assert [change.kind for change in typed.changes] == [ChangeKind.BY_HAND]
    assert typed.summary.papers_by_verdict[PaperVerdict.AVAILABLE] == 1
    assert typed.summary.papers_by_hand[PaperVerdict.AVAILABLE] == 1
    again = scan(paper, settings.replace(overrides=file), ledger=ledger)
    assert again.changes == ()
    back = scan(paper, settings, ledger=ledger)
    assert [change.kind for change in back.changes] == [ChangeKind.BY_HAND]


def test_claim_overridden_as_none_is_corrected_and_not_dropped(settings: Settings, tmp_path: Path) -> None:
    """Nor does it appear when the correction is removed."""
    paper = {"id": "p", "title": "A Survey", "abstract": "Our code will be released soon."}
    file, ledger = tmp_path / "ov.toml", tmp_path / "ledger.sqlite"
    file.write_text('[[verdict]]\npaper = "p"\nverdict = "none"\nreason = "of others"')
    found = scan(paper, settings, ledger=ledger)
    typed = scan(paper, settings.replace(overrides=file), ledger=ledger)
    assert [change.kind for change in typed.changes] == [ChangeKind.BY_HAND]
    assert [change.kind for change in diff(found, typed)] == [ChangeKind.BY_HAND]
    assert [change.kind for change in diff(typed, found)] == [ChangeKind.BY_HAND]


def test_ledger_of_the_first_schema_is_migrated(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    paper: dict[str, str] = {"id": "p", "title": "A Plan", "abstract": "Our code will be released soon."}
    scan(paper, settings, ledger=path)
    with closing(sqlite3.connect(path)) as book:
        book.executescript("DROP VIEW promises; DROP VIEW standing; DROP TABLE mentions; DROP TABLE sources")
        for table, column in (
            ("papers", "published"),
            ("papers", "venue"),
            ("papers", "links"),
            ("claims", "by_hand"),
            ("claims", "origin"),
            ("links", "stars"),
        ):
            book.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        schema = (Path(history.__file__).parent / "schema.sql").read_text()
        for view in re.findall(r"CREATE VIEW .*?;", schema, re.DOTALL):
            book.execute(view)
        book.execute("PRAGMA user_version = 1")
        book.commit()
    dated: dict[str, str] = paper | {"published": "2026-01-31"}
    report = scan(dated, settings, ledger=path)
    assert report.changes == ()
    with closing(sqlite3.connect(path)) as book:
        assert book.execute("SELECT published FROM papers").fetchall() == [("2026-01-31",)]
        assert book.execute("PRAGMA user_version").fetchone() > (2,)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache", offline=True, tokens={})


def test_overrides_are_immutable() -> None:
    entry = one("[[address]]\npaper = 'A paper'\nurl = 'https://a.org/'").addresses[0]
    with pytest.raises(ValidationError, match="frozen"):
        entry.url = "https://b.org/"
