"""Assemble: from what was read and found to the report. Pure but for the time of day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from linkscan import __version__
from linkscan.decide.overrides import Overrides
from linkscan.decide.verdict import decide, postpone
from linkscan.examine.examiner import unasked
from linkscan.models import (
    SCHEMA_VERSION,
    Failure,
    Health,
    Link,
    LinkResult,
    Paper,
    PaperResult,
    Reading,
    ThirdPartyLink,
)
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise


def judged(
    readings: Sequence[tuple[Paper, Reading]],
    links: Sequence[Link],
    evidence: Mapping[str, LinkResult],
    clues: Mapping[str, Sequence[tuple[ThirdPartyLink, LinkResult]]],
    incomplete: list[str],
) -> Report:
    """Decide what became of each paper. Links that a stop came before are skipped, and the report says so."""
    not_asked = f"not asked: {'; '.join(incomplete)}"
    found = {link.url: evidence.get(link.url) or unasked(link, Health.SKIPPED, not_asked) for link in links}
    if offline := sum(each.health is Health.SKIPPED and Failure.OFFLINE in each.reason for each in found.values()):
        incomplete = [*incomplete, f"offline: {offline} addresses are not in the cache"]
    records = [decide(paper, reading, found, clues.get(paper.id, ())) for paper, reading in readings]
    return _report(records, tuple(found.values()), incomplete)


def corrected(report: Report, overrides: Overrides) -> Report:
    """Put in what a person knows better, and say so at the top of the report."""
    papers = tuple(map(overrides.correct, report.papers))
    notes = (*report.notes, *overrides.notes(report.links, papers))
    return replace(report, papers=papers, notes=notes, summary=summarise(papers, report.links))


def unjudged(readings: Sequence[tuple[Paper, Reading]], links: Sequence[Link], reason: str) -> Report:
    """Report what the texts say, and judge nothing."""
    records = [postpone(paper, reading, reason) for paper, reading in readings]
    return _report(records, [unasked(link, Health.SKIPPED, reason) for link in links], [reason])


def _report(records: Sequence[PaperResult], evidence: Sequence[LinkResult], incomplete: Sequence[str]) -> Report:
    return Report(
        schema_version=SCHEMA_VERSION,
        linkscan_version=__version__,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        inputs=tuple(dict.fromkeys(_file(target) for record in records for target in record.source)),
        summary=summarise(records, evidence),
        papers=tuple(records),
        links=tuple(evidence),
        incomplete=tuple(incomplete),
    )


def _file(target: str) -> str:
    return target.rpartition(":")[0]
