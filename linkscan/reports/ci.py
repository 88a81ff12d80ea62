"""Render for continuous integration: annotations for GitHub Actions, and a badge. Pure.

Printed by a step, each annotation is shown at the line of the input that holds the paper:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-a-warning-message
"""

import json

from linkscan.models import PaperResult, PaperVerdict
from linkscan.plurals import counted
from linkscan.reports.escaping import log_line
from linkscan.reports.report import Report
from linkscan.reports.times import moment

MOST = 50  # GitHub shows ten of each level per step; more would clutter the log

_LEVELS = {PaperVerdict.MISSING: "warning", PaperVerdict.UNLINKED: "notice"}
_WORDS = {PaperVerdict.MISSING: "no code found", PaperVerdict.UNLINKED: "no address given"}


def annotations(report: Report) -> str:
    """Return `annotations.txt`: missing papers, then unlinked ones; none for those available or unknown."""
    found = [paper for verdict in _LEVELS for paper in report.papers if paper.verdict is verdict]
    return "".join(_annotation(paper, report.generated_at) for paper in found[:MOST])


def _annotation(paper: PaperResult, at: str) -> str:
    level, what = _LEVELS[paper.verdict], _WORDS[paper.verdict]
    file, _, line = (paper.source[0] if paper.source else "").rpartition(":")
    place = {"file": file, "line": line} if file not in {"", "-"} and line.isdecimal() else {}
    return command(level, f"{paper.title}: {paper.reason} ({moment(at)})", **place, title=what)


def command(name: str, message: str, **properties: str) -> str:
    """Return one workflow command, escaped so that untrusted text cannot inject another."""
    parameters = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {parameters}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escape as GitHub's toolkit does (packages/core/src/command.ts); `log_line` has removed line breaks."""
    return log_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# minimum share in percent -> colour, with the names of shields.io; the first match wins
_COLOURS = ((90, "brightgreen"), (75, "green"), (50, "yellow"), (25, "orange"), (0, "red"))


def badge(report: Report) -> str:
    """Return `badge.json` for the endpoint badge of shields.io (https://shields.io/badges/endpoint-badge)."""
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
