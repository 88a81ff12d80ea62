"""Shares of papers whose code was found: groups, totals, intervals; and manual verdicts in every figure."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from linkscan.cli.outcome import sum_up
from linkscan.models import Asset, ClaimResult, ClaimVerdict, PaperResult, PaperVerdict, Stance
from linkscan.reports import charts, ci, markdown, metrics
from linkscan.reports.intervals import wilson
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise


def paper(number: int, verdict: PaperVerdict, year: str | None = "2025-03", **facts: object) -> PaperResult:
    made = PaperResult(str(number), f"Paper {number}", published=year, verdict=verdict, reason="")
    return replace(made, **facts)  # type: ignore[arg-type] # shorthand for the table


CLAIM = ClaimResult(Asset.CODE, Stance.RELEASED, "https://a.github.io/x", "Code: x", ClaimVerdict.AVAILABLE, "")
LACKING = replace(CLAIM, url=None, verdict=ClaimVerdict.UNLINKED)
PAPERS = (
    paper(1, PaperVerdict.AVAILABLE, venue="ICLR", kept={"track": "oral"}, claims=(CLAIM,)),
    paper(2, PaperVerdict.MISSING, venue="ICLR", kept={"track": "poster"}, claims=(LACKING,)),
    paper(3, PaperVerdict.AVAILABLE, "2024", by_hand=True, claims=(replace(CLAIM, by_hand=True),)),
    paper(4, PaperVerdict.NONE, venue="ICLR"),
    paper(5, PaperVerdict.UNVERIFIED, None, claims=(LACKING,)),
)


@pytest.fixture
def report(report: Report) -> Report:
    """The report with every verdict, with these papers."""
    link = replace(report.links[0], url="https://a.github.io/x", canonical="https://a.github.io/x", host="a.github.io")
    return replace(report, papers=PAPERS, links=(link,), summary=summarise(PAPERS, (link,)))


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("year", {"2024": (0, 1), "2025": (1, 2), "no date": (0, 1)}),
        ("venue", {"ICLR": (1, 2), "not given": (0, 2)}),
        ("host", {"*.github.io": (1, 2), "no address": (0, 2)}),
        ("track", {"oral": (1, 1), "poster": (0, 1), "not given": (0, 2)}),
    ],
)
def test_found_code_is_counted_by_group(report: Report, by: str, groups: dict[str, tuple[int, int]]) -> None:
    """Papers without a code claim are in no share, and manual verdicts do not count as found."""
    assert {share.group: (share.found, share.papers) for share in report.shares(by)} == groups
    for share in report.shares(by):
        assert (share.low, share.high) == wilson(share.found, share.papers)
        assert share.share == share.found / share.papers


def test_shares_make_a_frame(report: Report) -> None:
    frame = pd.DataFrame(report.shares())
    assert list(frame.columns) == ["group", "papers", "found", "by_hand", "share", "low", "high"]
    assert frame.set_index("group").loc["2024", "by_hand"] == 1


def test_unknown_grouping_is_an_error_that_lists_the_valid_ones(report: Report) -> None:
    with pytest.raises(ValueError, match="no shares by 'trak'; there are year, venue, host, track"):
        report.shares("trak")


def test_manual_verdicts_are_separate_in_every_figure(report: Report) -> None:
    told = markdown.render(report)
    assert "| available | 2 (1 by hand) | 40 % |" in told
    assert "code found for **1** of these 4" in told
    assert "**1** by hand" in told
    assert "2  available     code is there, 1 of these by hand" in sum_up(report, ())
    assert json.loads(ci.badge(report))["message"] == "1 of 4 papers, 1 by hand"
    assert 'linkscan_papers_by_hand{verdict="available"} 1' in metrics.render(report)
    assert "<td>2 (1 by hand)</td>" in report._repr_html_()
    parts = {bar.label: {part.word: part.count for part in bar.segments} for bar in charts.charts(report)[0].bars}
    assert parts["2024"] == {"by hand": 1}
    said = charts.charts(report)[1].bars
    assert {part.word: part.count for bar in said for part in bar.segments} == {
        "available": 1,
        "unlinked": 2,
        "by hand": 1,
    }
