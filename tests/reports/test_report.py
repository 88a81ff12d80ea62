"""The representation of a report in a terminal and in a notebook."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

import linkscan
from linkscan.models import Asset, ClaimResult, ClaimVerdict, Paper, PaperResult, PaperVerdict, Stance
from linkscan.reports import FORMATS
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.reports.writer import render
from linkscan.settings import Settings

CLAIM = ClaimResult(Asset.CODE, Stance.RELEASED, None, "We release our code.", ClaimVerdict.UNLINKED)
PAPERS = (
    PaperResult("1", "A Tool", verdict=PaperVerdict.AVAILABLE, claims=(CLAIM,)),
    PaperResult("2", "A Plan", verdict=PaperVerdict.MISSING, claims=(CLAIM,)),
    PaperResult("3", "A Lemma"),
)
REPORT = Report(1, "0.1.0", "2026-11-21T10:15:00Z", ("a.txt",), summarise(PAPERS, ()), PAPERS, ())


def test_repr_shows_counts_and_totals() -> None:
    assert repr(REPORT) == "<Report: 3 papers, 2 with a claim about code: 1 available, 1 missing>"
    assert repr(replace(REPORT, summary=summarise((), ()))) == "<Report: 0 papers, 0 with a claim about code>"


def test_a_notebook_shows_the_counts() -> None:
    """Every verdict with its count; a warning comes first, as escaped text."""
    hostile = "<script>alert(1)</script>"
    shown = ET.fromstring(f"<div>{replace(REPORT, incomplete=(hostile,))._repr_html_()}</div>")
    assert [[cell.text for cell in row] for row in shown.iter("tr")] == [
        ["code", "papers"], ["available", "1"], ["unverified", "0"], ["missing", "1"], ["unlinked", "0"], ["none", "1"],
        ["unread", "0"],
    ]  # fmt: skip
    assert str(shown.findtext("table/caption")).startswith("3 papers, 2 with a claim about code · 2 of 2 claims")
    assert shown[0].tag == "p"
    assert "".join(shown[0].itertext()) == f"Not complete: {hostile}"


@pytest.mark.anyio
async def test_scan_works_in_a_notebook(tmp_path: Path) -> None:
    """A notebook already runs an event loop, in which another one cannot be run."""
    paper = Paper("1", "A Plan", abstract="The code will be released upon acceptance.")
    report = linkscan.scan([paper], Settings(cache=tmp_path, offline=True))
    assert repr(report) == "<Report: 1 paper, 1 with a claim about code: 1 missing>"


@pytest.mark.parametrize(
    "told", ["0001-01-01T00:00:00+23:59", "9999-99-99T99:99:99+00:00", "", "\ud800", "=1+1", "1" * 5000]
)
def test_whatever_a_host_calls_a_time_is_written_in_every_format(report: Report, told: str) -> None:
    """A date before year 1 ended the run, and its report was lost."""
    links = tuple(replace(link, archived_at=told, checked_at=told) for link in report.links)
    for _, content in render(replace(report, links=links), FORMATS):
        assert content if isinstance(content, (str, bytes)) else b"".join(content)
    assert len(replace(report, links=links).to_pandas("links")) == len(links)
