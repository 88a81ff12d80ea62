"""The formats by name. A new one is a module with a function `Report -> str` (or bytes) and a line here."""

from collections.abc import Iterable, Mapping
from pkgutil import resolve_name

from linkscan.errors import SettingsError
from linkscan.reports.report import Report

# Format -> file -> the function that renders it. Written as names, so that only what is used is loaded:
# Jinja2 and pydantic cost as much as all the rest of linkscan.
FORMATS: Mapping[str, Mapping[str, str]] = {
    "json": {"report.json": "linkscan.reports.json:render"},
    "csv": {
        "papers.csv": "linkscan.reports.csv:papers",
        "links.csv": "linkscan.reports.csv:links",
        "claims.csv": "linkscan.reports.csv:claims",
    },
    "markdown": {"report.md": "linkscan.reports.markdown:render"},
    "html": {"report.html": "linkscan.reports.html:render"},
    "jsonl": {
        "papers.jsonl": "linkscan.reports.jsonl:papers",
        "links.jsonl": "linkscan.reports.jsonl:links",
    },
    "parquet": {
        "papers.parquet": "linkscan.reports.parquet:papers",
        "links.parquet": "linkscan.reports.parquet:links",
        "claims.parquet": "linkscan.reports.parquet:claims",
    },
    "atom": {"changes.atom": "linkscan.reports.atom:render"},
    "annotations": {"annotations.txt": "linkscan.reports.annotations:render"},
    "badge": {"badge.json": "linkscan.reports.badge:render"},
}

DEFAULT_FORMATS = ("json", "csv", "markdown", "html")


def render(report: Report, formats: Iterable[str] | None = None) -> dict[str, str | bytes]:
    """Render `report` as file name -> what is in it, in the formats asked for or in the default ones."""
    wanted = tuple(formats) if formats is not None else DEFAULT_FORMATS
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise SettingsError(f"formats: there is no {unknown[0]!r}; allowed are {', '.join(FORMATS)}")
    return {file: resolve_name(maker)(report) for name in wanted for file, maker in FORMATS[name].items()}
