"""Render JSON lines: one paper, or one link, on each line, with the keys of `report.json`. Pure."""

import json
from collections.abc import Sequence

from pydantic import TypeAdapter

from linkscan.models import Evidence, Record
from linkscan.report import Report
from linkscan.reports.escaping import valid

_PAPERS = TypeAdapter(tuple[Record, ...])
_LINKS = TypeAdapter(tuple[Evidence, ...])


def papers(report: Report) -> str:
    """Render `papers.jsonl`."""
    return _lines(_PAPERS.dump_python(report.papers, mode="json"))


def links(report: Report) -> str:
    """Render `links.jsonl`."""
    return _lines(_LINKS.dump_python(report.links, mode="json"))


def _lines(documents: Sequence[object]) -> str:
    return "".join(valid(json.dumps(document, ensure_ascii=False)) + "\n" for document in documents)
