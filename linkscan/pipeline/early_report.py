"""The report of a large run that is ended early: what is known, as far as it can be written at once.

Whoever sends SIGTERM kills what is still there some seconds later, and the report with it. A paper takes 0.8 ms to be
judged, compared with earlier runs and written in the default formats, and 0.2 ms for the formats that hold all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from linkscan.examine.collecting import distinct
from linkscan.models import Link, LinkResult, PaperRef, Reading
from linkscan.plurals import counted
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise

FEW_PAPERS = 2_000
"""Papers of which the whole report takes two seconds: nothing is left out of it."""
MOST_PAPERS = 10_000
"""Papers that are reported at once."""
WHOLE_REPORT = 0.001
"""Seconds that a paper takes until the whole report is written."""
FORMATS = ("json", "csv")
"""The formats that hold all; the others are made of the same."""

Readings = Sequence[tuple[PaperRef, Reading]]


def known_first(readings: Readings, evidence: Mapping[str, LinkResult]) -> Readings:
    """Return as many papers as are reported at once, in their order: first those of which an address was examined."""
    if len(readings) <= MOST_PAPERS:
        return readings
    known = [any(link.url in evidence for link in reading.links) for _, reading in readings]
    chosen = [*islice((number for number, is_known in enumerate(known) if is_known), MOST_PAPERS)]
    chosen += islice((number for number, is_known in enumerate(known) if not is_known), MOST_PAPERS - len(chosen))
    return [readings[number] for number in sorted(chosen)]


def links_of(readings: Readings) -> list[Link]:
    """Return the distinct addresses of papers."""
    return distinct(link for _, reading in readings for link in reading.links)


def abridged(report: Report) -> Report:
    """Return the report on its first papers, in which the numbers add up."""
    if len(report.papers) <= MOST_PAPERS:
        return report
    papers = report.papers[:MOST_PAPERS]
    named = {url for paper in papers for url in paper.links}
    links = tuple(link for link in report.links if link.url in named)
    left_out = left_out_of(len(report.papers), MOST_PAPERS)
    return replace(
        report,
        papers=papers,
        links=links,
        summary=summarise(papers, links),
        incomplete=(*report.incomplete, left_out),
    )


def left_out_of(all_papers: int, reported: int) -> str:
    """Return the line on papers that are not in a report."""
    left_out = f"{all_papers - reported} of {counted(all_papers, 'paper')} left out of this report"
    return f"{left_out}, which was to be written at once"
