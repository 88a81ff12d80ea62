"""Render what is missing as annotations of GitHub Actions, at the line where each paper stands. Pure.

Written to a step's output, each line becomes a mark beside the file:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-a-warning-message
"""

from linkscan.models import PaperResult, PaperVerdict
from linkscan.reports.escaping import plain
from linkscan.reports.labels import moment
from linkscan.reports.report import Report

MOST = 50  # GitHub shows ten of a kind for each step; a log that can be read has not many more

_LEVELS = {PaperVerdict.MISSING: "warning", PaperVerdict.UNLINKED: "notice"}
_WORDS = {PaperVerdict.MISSING: "no code found", PaperVerdict.UNLINKED: "no address given"}


def render(report: Report) -> str:
    """Render `annotations.txt`: what is missing first, and none for what is there or could not be told."""
    found = [paper for verdict in _LEVELS for paper in report.papers if paper.verdict is verdict]
    return "".join(_line(paper, report.generated_at) for paper in found[:MOST])


def _line(paper: PaperResult, at: str) -> str:
    level, what = _LEVELS[paper.verdict], _WORDS[paper.verdict]
    file, _, line = (paper.source[0] if paper.source else "").rpartition(":")
    target = f"file={_property(file)},line={line}," if file not in {"", "-"} and line.isdecimal() else ""
    told = _data(f"{paper.title}: {paper.reason} ({moment(at)})")
    return f"::{level} {target}title={_property(what)}::{told}\n"


def _data(text: str) -> str:
    """Escape as GitHub's own toolkit does, packages/core/src/command.ts; line ends are gone by `plain`."""
    return plain(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
