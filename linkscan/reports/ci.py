"""Render for continuous integration: annotations of GitHub Actions, and a badge. Pure.

Written to a step's output, each annotation becomes a mark at the line where a paper stands:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-a-warning-message
"""

import json

from linkscan.models import PaperResult, PaperVerdict
from linkscan.plurals import counted
from linkscan.reports.escaping import log_line
from linkscan.reports.labels import moment
from linkscan.reports.report import Report

MOST = 50  # GitHub shows ten of a kind for each step; a log that can be read has not many more

_LEVELS = {PaperVerdict.MISSING: "warning", PaperVerdict.UNLINKED: "notice"}
_WORDS = {PaperVerdict.MISSING: "no code found", PaperVerdict.UNLINKED: "no address given"}


def annotations(report: Report) -> str:
    """Return `annotations.txt`: what is missing first, and none for what is there or could not be told."""
    found = [paper for verdict in _LEVELS for paper in report.papers if paper.verdict is verdict]
    return "".join(_mark(paper, report.generated_at) for paper in found[:MOST])


def _mark(paper: PaperResult, at: str) -> str:
    level, what = _LEVELS[paper.verdict], _WORDS[paper.verdict]
    file, _, line = (paper.source[0] if paper.source else "").rpartition(":")
    place = {"file": file, "line": line} if file not in {"", "-"} and line.isdecimal() else {}
    return command(level, f"{paper.title}: {paper.reason} ({moment(at)})", **place, title=what)


def command(name: str, message: str, **properties: str) -> str:
    """Return one workflow command, in which nothing that a stranger wrote is obeyed."""
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escape as GitHub's own toolkit does, packages/core/src/command.ts; line ends are gone by `log_line`."""
    return log_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# share in percent -> colour, the first that fits; the names are those of shields.io
_COLOURS = ((90, "brightgreen"), (75, "green"), (50, "yellow"), (25, "orange"), (0, "red"))


def badge(report: Report) -> str:
    """Return `badge.json`, an endpoint of shields.io (https://shields.io/badges/endpoint-badge)."""
    claimed = report.summary.papers_with_code_claim
    by_hand = report.summary.papers_by_hand.get(PaperVerdict.AVAILABLE, 0)
    available = report.summary.papers_by_verdict[PaperVerdict.AVAILABLE] - by_hand
    shown = {
        "schemaVersion": 1,
        "label": "code available",
        "message": f"{available} of {counted(claimed, 'paper')}" + (f", {by_hand} by hand" if by_hand else ""),
        "color": "lightgrey" if report.incomplete or not claimed else _colour(100 * available / claimed),
    }
    return json.dumps(shown, indent=2) + "\n"


def _colour(percent: float) -> str:
    return next(colour for least, colour in _COLOURS if percent >= least)
