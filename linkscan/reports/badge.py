"""Render a badge: of the papers that speak of their code, how many have it. Pure."""

import json

from linkscan.models import PaperVerdict
from linkscan.reports.report import Report

# share in percent -> colour, the first that fits; the names are those of shields.io
_COLOURS = ((90, "brightgreen"), (75, "green"), (50, "yellow"), (25, "orange"), (0, "red"))


def render(report: Report) -> str:
    """Render `badge.json`, an endpoint of shields.io (https://shields.io/badges/endpoint-badge)."""
    claimed = report.summary.papers_with_code_claim
    available = report.summary.papers_by_verdict[PaperVerdict.AVAILABLE]
    badge = {
        "schemaVersion": 1,
        "label": "code available",
        "message": f"{available} of {claimed} papers",
        "color": "lightgrey" if report.incomplete or not claimed else _colour(100 * available / claimed),
    }
    return json.dumps(badge, indent=2) + "\n"


def _colour(percent: float) -> str:
    return next(colour for least, colour in _COLOURS if percent >= least)
