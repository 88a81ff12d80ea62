"""Render OpenMetrics text: counts and times of a run, for Prometheus and compatible systems. Pure.

https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md; the textfile collector reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from linkscan.reports.report import Report


def render(report: Report) -> str:
    """Return the metrics of a report; every value of a label has a sample, even if it is zero."""
    summary, run = report.summary, report.run
    families = [
        _family("linkscan_papers", "Papers by the verdict on their code.", "verdict", summary.papers_by_verdict),
        _family(
            "linkscan_papers_by_hand",
            "Papers of linkscan_papers whose verdict was set by hand.",
            "verdict",
            {verdict: summary.papers_by_hand.get(verdict, 0) for verdict in summary.papers_by_verdict},
        ),
        _family("linkscan_claims", "Claims by verdict.", "verdict", summary.claims_by_verdict),
        _family("linkscan_links", "Addresses by health.", "health", summary.links_by_health),
        _single("linkscan_skipped_records", "Records of the inputs that could not be read.", report.skipped),
        _single("linkscan_incomplete", "Whether the run is incomplete.", int(bool(report.incomplete))),
        _single("linkscan_promises_overdue", "Promises that are open for longer than --grace.", len(report.overdue)),
        _single("linkscan_changes", "Changes since the last run.", len(report.changes)),
        _single(
            "linkscan_finished_timestamp_seconds",
            "When the report was made.",
            datetime.fromisoformat(report.generated_at).timestamp(),
        ),
    ]
    if run is not None:
        families += [
            _single("linkscan_duration_seconds", "How long the run took.", run.seconds),
            _single("linkscan_requests", "Requests that were sent.", run.requests),
            _single("linkscan_from_cache", "Addresses that were answered from the cache.", run.from_cache),
        ]
    return "".join(f"{line}\n" for family in families for line in family) + "# EOF\n"


def _family(name: str, about: str, label: str, counts: Mapping[Any, int]) -> Iterable[str]:
    yield from _head(name, about)
    yield from (f'{name}{{{label}="{word}"}} {count}' for word, count in counts.items())


def _single(name: str, about: str, value: float) -> Iterable[str]:
    yield from _head(name, about)
    yield f"{name} {value:.15g}"


def _head(name: str, about: str) -> Iterator[str]:
    yield f"# TYPE {name} gauge"
    if name.endswith("_seconds"):
        yield f"# UNIT {name} seconds"
    yield f"# HELP {name} {about}"
