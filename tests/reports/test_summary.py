"""Counting: every word has its count, and the parts of a whole add up to it."""

from dataclasses import replace

from linkscan.models import (
    Asset,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    LinkResult,
    Metadata,
    PaperResult,
    PaperVerdict,
    Stance,
)
from linkscan.reports.summary import summarise


def claim(
    asset: Asset = Asset.CODE,
    stance: Stance = Stance.RELEASED,
    verdict: ClaimVerdict = ClaimVerdict.AVAILABLE,
) -> ClaimResult:
    return ClaimResult(asset, stance, None, "We release it.", verdict)


def link(
    url: str,
    health: Health,
    content: Content | None = None,
    host: str = "a.example",
    pushed: str | None = None,
) -> LinkResult:
    return LinkResult(url, url, host=host, health=health, content=content, metadata=Metadata(pushed_at=pushed))


PAPERS = (
    PaperResult("1", "A", verdict=PaperVerdict.AVAILABLE, claims=(claim(), claim(Asset.DATA))),
    PaperResult(
        "2",
        "B",
        verdict=PaperVerdict.MISSING,
        claims=(claim(stance=Stance.PROMISED, verdict=ClaimVerdict.DEAD),),
    ),
    PaperResult("3", "C", verdict=PaperVerdict.NONE, claims=(claim(Asset.MODEL, verdict=ClaimVerdict.UNVERIFIED),)),
)
LINKS = (
    link("u1", Health.OK, Content.PRESENT, pushed="2024-05-01T00:00:00Z"),
    link("u2", Health.MOVED, Content.UNKNOWN, host="b.example", pushed="2023-05-01T00:00:00Z"),
    link("u3", Health.GONE, host="b.example", pushed="?"),
    link("u4", Health.RESTRICTED, host="b.example"),
    link("u5", Health.UNREACHABLE),
    link("u6", Health.SKIPPED, host="c.example"),
)


def test_papers_claims_and_links_are_counted_with_their_settled_ones() -> None:
    """Papers, papers with a code claim, claims and links, and how many of them are settled."""
    counts = summarise(PAPERS, LINKS)
    assert (counts.papers, counts.papers_with_code_claim) == (3, 2)
    assert (counts.claims, counts.claims_settled) == (4, 3)
    assert (counts.links, counts.links_settled) == (6, 3)


def test_every_word_is_counted() -> None:
    """A verdict that no paper has is present with zero."""
    counts = summarise((), ())
    assert list(counts.papers_by_verdict) == list(PaperVerdict)
    assert list(counts.claims_by_stance[Stance.PROMISED]) == list(ClaimVerdict)
    assert set(counts.links_by_health.values()) == {0}


def test_parts_add_up() -> None:
    """Each table adds up to its denominator."""
    counts = summarise(PAPERS, LINKS)
    assert sum(counts.papers_by_verdict.values()) == counts.papers
    assert sum(counts.claims_by_asset.values()) == counts.claims
    assert sum(counts.claims_by_verdict.values()) == counts.claims
    assert sum(sum(row.values()) for row in counts.claims_by_stance.values()) == counts.claims
    assert sum(sum(row.values()) for row in counts.links_by_host.values()) == counts.links


def test_claims_are_counted_by_where_they_stand() -> None:
    """Most frequent first; other fields are listed by name."""
    said = [replace(claim(), origin=origin) for origin in ("code", "abstract", "code")]
    summary = summarise([PaperResult("1", "A", claims=tuple(said))], ())
    assert list(summary.claims_by_origin.items()) == [("code", 2), ("abstract", 1)]


def test_hosts_stand_most_links_first_then_by_name() -> None:
    """The order does not depend on chance."""
    assert list(summarise(PAPERS, LINKS).links_by_host) == ["b.example", "a.example", "c.example"]


def test_years_stand_oldest_first_and_only_where_told() -> None:
    """Invalid years are not counted."""
    assert summarise(PAPERS, LINKS).links_by_push_year == {"2023": 1, "2024": 1}
