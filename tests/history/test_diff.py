"""What changed between two runs, step by step."""

from dataclasses import replace

import pytest

from linkscan.history.diff import diff, pair
from linkscan.models import (
    Asset,
    ChangeKind,
    ClaimResult,
    ClaimVerdict,
    Health,
    LinkResult,
    Metadata,
    PaperResult,
    Stance,
)
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise

URL = "https://github.com/o/r"
RELEASED, PROMISED = Stance.RELEASED, Stance.PROMISED
AVAILABLE, PLACEHOLDER, DEAD, UNLINKED, UNVERIFIED = ClaimVerdict


def claim(
    stance: Stance = RELEASED,
    verdict: ClaimVerdict = AVAILABLE,
    url: str | None = URL,
    asset: Asset = Asset.CODE,
) -> ClaimResult:
    return ClaimResult(asset, stance, url, "The words.", verdict, f"because {verdict}")


def link(
    health: Health = Health.OK, canonical: str = URL, *, archived: bool | None = None, url: str = URL
) -> LinkResult:
    metadata = Metadata(archived=archived)
    return LinkResult(url, url, canonical=canonical, health=health, reason=f"because {health}", metadata=metadata)


def report(
    *claims: ClaimResult, links: tuple[LinkResult, ...] = (), at: str = "2026-11-21T00:00:00Z", paper: str = "p"
) -> Report:
    papers = (PaperResult(paper, "The title", links=tuple(link.url for link in links), claims=claims),)
    return Report(1, "0", at, (), summarise(papers, links), papers, links)


@pytest.mark.parametrize(
    ("stance", "before", "after", "kind"),
    [
        (PROMISED, UNLINKED, AVAILABLE, ChangeKind.KEPT),
        (PROMISED, PLACEHOLDER, AVAILABLE, ChangeKind.KEPT),
        (RELEASED, UNLINKED, AVAILABLE, ChangeKind.APPEARED),
        (RELEASED, PLACEHOLDER, AVAILABLE, ChangeKind.APPEARED),
        (RELEASED, DEAD, AVAILABLE, ChangeKind.BACK),
        (PROMISED, DEAD, AVAILABLE, ChangeKind.BACK),
        (RELEASED, DEAD, PLACEHOLDER, ChangeKind.BACK),
        (RELEASED, AVAILABLE, DEAD, ChangeKind.GONE),
        (RELEASED, PLACEHOLDER, DEAD, ChangeKind.GONE),
        (RELEASED, AVAILABLE, PLACEHOLDER, ChangeKind.EMPTIED),
        (PROMISED, UNLINKED, PLACEHOLDER, ChangeKind.OTHER),
        (RELEASED, UNVERIFIED, DEAD, ChangeKind.SETTLED),
        (RELEASED, UNVERIFIED, AVAILABLE, ChangeKind.SETTLED),
        (RELEASED, AVAILABLE, UNVERIFIED, None),
        (RELEASED, DEAD, UNVERIFIED, None),
        (RELEASED, AVAILABLE, AVAILABLE, None),
    ],
)
def test_steps_of_a_verdict(stance: Stance, before: ClaimVerdict, after: ClaimVerdict, kind: ChangeKind | None) -> None:
    """Each step between two verdicts has one name; an unverified verdict is no step."""
    changes = diff(report(claim(stance, before)), report(claim(stance, after)))
    assert [change.kind for change in changes] == ([kind] if kind else [])


def test_change_includes_its_evidence() -> None:
    """Paper, asset, address, before, after, reason and time."""
    (change,) = diff(report(claim(PROMISED, UNLINKED)), report(claim(PROMISED, AVAILABLE)))
    assert (change.paper, change.title, change.asset, change.url) == ("p", "The title", Asset.CODE, URL)
    assert (change.before, change.after) == ("unlinked", "available")
    assert (change.reason, change.at) == ("because available", "2026-11-21T00:00:00Z")


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        pytest.param(link(), link(Health.GONE), [ChangeKind.GONE], id="gone"),
        pytest.param(link(Health.GONE), link(Health.MOVED), [ChangeKind.BACK], id="back"),
        pytest.param(link(), link(Health.UNREACHABLE), [], id="a time-out is no change"),
        pytest.param(link(), link(Health.RESTRICTED), [], id="a wall is no change"),
        pytest.param(link(), link(Health.MOVED, URL + "2"), [ChangeKind.RENAMED], id="renamed"),
        pytest.param(link(), link(canonical=URL.upper()), [], id="letter case is no new name"),
        pytest.param(link(archived=False), link(archived=True), [ChangeKind.ARCHIVED], id="archived"),
        pytest.param(link(archived=None), link(archived=True), [], id="not told before"),
        pytest.param(link(), link(), [], id="the same"),
    ],
)
def test_steps_of_a_link(before: LinkResult, after: LinkResult, kinds: list[ChangeKind]) -> None:
    """A link may change while the claims about it do not."""
    assert [c.kind for c in diff(report(links=(before,)), report(links=(after,)))] == kinds


def test_one_event_is_reported_once() -> None:
    """A dead claim already says that its link is gone."""
    old = report(claim(verdict=AVAILABLE), links=(link(),))
    new = report(claim(verdict=DEAD), links=(link(Health.GONE),))
    assert [(c.kind, c.asset) for c in diff(old, new)] == [(ChangeKind.GONE, Asset.CODE)]


def test_a_promise_stays_the_same_claim_when_the_text_says_it_is_kept() -> None:
    """The new version of an abstract gives an address: one claim with one change, not two claims."""
    old = report(claim(PROMISED, UNLINKED, url=None))
    new = report(claim(RELEASED, AVAILABLE, url=URL))
    assert [c.kind for c in diff(old, new)] == [ChangeKind.KEPT]


def test_a_reworded_claim_says_both_wordings() -> None:
    """A change of text only is reported as such."""
    (change,) = diff(report(claim(PROMISED, UNLINKED, url=None)), report(claim(RELEASED, UNLINKED, url=None)))
    assert (change.kind, change.before, change.after) == (ChangeKind.REWORDED, "promised", "released")


def test_claims_are_matched_by_address_before_order() -> None:
    """A second repository mentioned first does not take over the history of the other one."""
    one, two = claim(url="https://a.example"), claim(url="https://b.example")
    assert list(pair([one, two], [two, one])) == [(two, two), (one, one)]


def test_unmatched_claims_are_added_or_dropped() -> None:
    """A dropped claim leaves no reason, since the text gives none."""
    old, new = report(claim(asset=Asset.CODE)), report(claim(asset=Asset.DATA))
    assert [(c.kind, c.asset) for c in diff(old, new)] == [
        (ChangeKind.ADDED, Asset.DATA),
        (ChangeKind.DROPPED, Asset.CODE),
    ]


def test_papers_are_added_and_removed() -> None:
    """A paper that only one run has is reported once, without its claims."""
    changes = diff(report(claim(), paper="old"), report(claim(), paper="new"))
    assert [(c.kind, c.paper, c.asset) for c in changes] == [
        (ChangeKind.ADDED, "new", None),
        (ChangeKind.DROPPED, "old", None),
    ]


def test_a_report_does_not_differ_from_itself() -> None:
    """Without changes nothing is reported, whatever the time."""
    same = report(claim(), claim(PROMISED, UNLINKED, None), links=(link(),))
    assert diff(same, replace(same, generated_at="2027-01-01T00:00:00Z")) == ()
