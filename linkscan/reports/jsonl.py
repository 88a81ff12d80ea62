"""Render JSON lines: one paper, or one link, on each line, with the keys of `report.json`. Pure."""

from linkscan.reports.json import line
from linkscan.reports.report import Report


def papers(report: Report) -> str:
    """Render `papers.jsonl`."""
    return "".join(f"{line(paper)}\n" for paper in report.papers)


def links(report: Report) -> str:
    """Render `links.jsonl`."""
    return "".join(f"{line(link)}\n" for link in report.links)
