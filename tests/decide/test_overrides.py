"""Overrides: what a person knows better is put in, with the reason, and what was found stays readable."""

from pathlib import Path

import pytest

from linkscan.api import scan
from linkscan.decide.overrides import parse
from linkscan.errors import SettingsError
from linkscan.models import (
    Asset,
    ClaimResult,
    ClaimVerdict,
    Health,
    Link,
    LinkResult,
    PaperResult,
    PaperVerdict,
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


def test_a_moved_address_is_asked_there_and_reported_here() -> None:
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
    assert home[OLD].reason == f"by hand, looked for at {NEW} (the lab told us by mail): there"


@pytest.mark.parametrize("health", [Health.GONE, Health.UNREACHABLE, Health.MOVED])
def test_what_is_not_well_there_is_not_well_here(health: Health) -> None:
    found = {NEW: LinkResult(NEW, NEW, health=health)}
    assert OVERRIDES.bring_home([Link(OLD, OLD)], found)[OLD].health is health


def test_what_was_not_asked_is_not_known() -> None:
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
def test_what_is_not_meant_stays(record: PaperResult) -> None:
    assert OVERRIDES.correct(record) is record


def test_every_override_is_said_and_one_that_met_nothing_says_so() -> None:
    assert OVERRIDES.notes([Link(OLD, OLD)], []) == (
        f"by hand: {OLD} is looked for at {NEW}: the lab told us by mail",
        "by hand: code of 2301.00001 is available: on the disk of the workshop (matches nothing in these inputs)",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[moved", "overrides.toml: not valid TOML"),
        ('[[moved]]\nfrom = "a"\nto = "b"', "overrides.toml: moved.0.reason: Field required"),
        ('[[verdict]]\npaper = "a"\nverdict = "available"\nreason = ""', "verdict.0.reason"),
        ('[[verdict]]\npaper = "a"\nverdict = "lost"\nreason = "r"', "verdict.0.verdict: Input should be 'available'"),
        ('[[verdicts]]\npaper = "a"', "overrides.toml: verdicts: Extra inputs are not permitted"),
    ],
)
def test_a_mistake_is_said_with_its_place(text: str, says: str) -> None:
    with pytest.raises(SettingsError) as told:
        parse(text, "overrides.toml")
    assert says in str(told.value)


def test_a_file_without_end_is_read_to_a_point(tmp_path: Path) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is no /dev/zero here")
    with pytest.raises(SettingsError, match="not valid TOML"):
        scan([], Settings(overrides=Path("/dev/zero"), offline=True, cache=tmp_path / "cache"))
