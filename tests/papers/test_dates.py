"""Dates: what an input says about when a paper appeared, and no more."""

import doctest

import pytest

from linkscan.models import Paper
from linkscan.papers import dates, merge
from linkscan.papers.dates import of_year_and_month, published
from tests.papers.conftest import DATA, Load


@pytest.mark.parametrize(
    ("told", "arxiv", "date"),
    [
        pytest.param(["2026-11-21T10:15:00Z"], None, "2026-11-21", id="ISO 8601"),
        pytest.param(["20261121"], None, "2026-11-21", id="without dashes"),
        pytest.param(["2026/11/21"], None, "2026-11-21", id="with slashes"),
        pytest.param(["2026-11"], None, "2026-11", id="a month"),
        pytest.param(["2026"], None, "2026", id="a year"),
        pytest.param(["Mon, 2 Apr 2007 19:18:42 GMT"], None, "2007-04-02", id="of a mail, as arXiv's metadata"),
        pytest.param(["2026", "2025-12-31"], None, "2025-12-31", id="the most exact one"),
        pytest.param(["2026"], "2606.01234", "2026-06", id="arXiv's id is more exact than a year"),
        pytest.param(["2026-07-01"], "2606.01234", "2026-07-01", id="and less than a day"),
        pytest.param([], "hep-th/9901001", "1999-01", id="an old arXiv id"),
        pytest.param([], "math.GT/0309136", "2003-09", id="an old one with a subject"),
        pytest.param(["2026-13-45"], None, "2026", id="as far as it makes sense"),
        pytest.param(["20261121123"], None, None, id="a long number"),
        pytest.param(["n.d.", "", "forthcoming", "1643", "x" * 100_000], None, None, id="no date"),
        pytest.param([], "1843.00001", None, id="an id with no such month"),
        pytest.param([], None, None, id="nothing told"),
    ],
)
def test_the_date_of_a_paper(told: list[str], arxiv: str | None, date: str | None) -> None:
    assert published(told, arxiv) == date


@pytest.mark.parametrize(
    ("month", "date"),
    [("jun", "2026-06"), ("June", "2026-06"), ("Sept.", "2026-09"), ("6", "2026-06"), ("06", "2026-06"),
     ("", "2026"), ("spring", "2026"), ("99", "2026")],
)  # fmt: skip
def test_the_month_of_bibtex(month: str, date: str) -> None:
    assert published([of_year_and_month("2026", month)]) == date


def test_the_examples_run() -> None:
    assert doctest.testmod(dates).attempted
    assert not doctest.testmod(dates).failed


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("references.bib", ["2023-01", "2024-02", None, None]),
        ("arxiv.atom", ["2023-01-02", "2003-07-07"]),
        ("arxiv.jsonl", ["2007-04", "1999-01"]),
        ("zotero.csv", ["2023-01-02", "2024"]),
    ],
)
def test_the_dates_that_producers_write(load: Load, file: str, found: list[str | None]) -> None:
    assert [paper.published for paper in load(DATA / file).papers] == found


def test_duplicate_paper_has_its_best_date() -> None:
    papers = [Paper("a", "A Tool", abstract="We present a tool.", published=date) for date in (None, "2026", "2026-05")]
    assert [paper.published for paper in merge(papers)] == ["2026-05"]
