"""Counting papers, claims and links for the summary of a report. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from linkscan.models import (
    Asset,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    LinkResult,
    PaperResult,
    PaperVerdict,
    Stance,
    Summary,
)

Word = TypeVar("Word", bound=StrEnum)


def summarise(records: Sequence[PaperResult], evidence: Sequence[LinkResult]) -> Summary:
    """Return the counts of papers, claims and links by verdict, health and so on; `evidence` has each link once."""
    claims = [claim for record in records for claim in record.claims]
    return Summary(
        papers=len(records),
        papers_with_code_claim=sum(any(c.asset is Asset.CODE for c in r.claims) for r in records),
        papers_by_verdict=_tally(PaperVerdict, (record.verdict for record in records)),
        papers_by_hand=_tally(PaperVerdict, (record.verdict for record in records if record.by_hand)),
        claims=len(claims),
        claims_settled=sum(claim.verdict is not ClaimVerdict.UNVERIFIED for claim in claims),
        claims_by_asset=_tally(Asset, (claim.asset for claim in claims)),
        claims_by_verdict=_tally(ClaimVerdict, (claim.verdict for claim in claims)),
        claims_by_stance={stance: _verdicts(claims, stance) for stance in Stance},
        claims_by_origin=dict(Counter(claim.origin for claim in claims).most_common()),
        links=len(evidence),
        links_settled=sum(link.health.is_settled for link in evidence),
        links_by_health=_tally(Health, (link.health for link in evidence)),
        links_by_content=_tally(Content, (link.content for link in evidence if link.content)),
        links_by_host=_by_host(evidence),
        links_by_push_year=_by_push_year(evidence),
    )


def _tally(words: type[Word], seen: Iterable[Word]) -> Mapping[Word, int]:
    counts = Counter(seen)
    return {word: counts[word] for word in words}


def _verdicts(claims: Iterable[ClaimResult], stance: Stance) -> Mapping[ClaimVerdict, int]:
    return _tally(ClaimVerdict, (claim.verdict for claim in claims if claim.stance is stance))


def _by_host(evidence: Sequence[LinkResult]) -> Mapping[str, Mapping[Health, int]]:
    totals = Counter(link.host for link in evidence)
    counts = Counter((link.host, link.health) for link in evidence)
    hosts = sorted(totals, key=lambda host: (-totals[host], host))
    return {host: {health: counts[host, health] for health in Health} for host in hosts}


def _by_push_year(evidence: Iterable[LinkResult]) -> Mapping[str, int]:
    pushed = (link.metadata.pushed_at or "" for link in evidence if link.metadata)
    counts = Counter(moment[:4] for moment in pushed if moment[:4].isdecimal())
    return {year: counts[year] for year in sorted(counts)}
