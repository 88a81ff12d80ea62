"""`linkscan scan --since`: only recent papers, by their date, else by the run that first had them."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from linkscan.cli.options import Day
from tests.command import linkscan

TOLD = {"old": "2020-05-31", "border": "2026-06-01", "month": "2026-06", "year": "2026", "untold": ""}


def scan(folder: Path, *arguments: str, **told: str) -> dict[str, Any]:
    papers = "".join(
        json.dumps({"id": name, "title": f"Paper {name}", "abstract": "We prove a lemma.", "date": when}) + "\n"
        for name, when in told.items()
    )
    ran = linkscan("scan", "-", "--name=a", "--formats=json", *arguments, environment={}, folder=folder, text=papers)
    assert ran.returncode == 0, ran.stderr
    report: dict[str, Any] = json.loads((folder / "reports/a/report.json").read_text())
    return report


def test_older_papers_are_left_out_and_the_report_says_so(tmp_path: Path) -> None:
    """A paper with an incomplete or missing date is not left out."""
    report = scan(tmp_path, "--since", "2026-06-01", **TOLD)
    assert [paper["id"] for paper in report["papers"]] == ["border", "month", "year", "untold"]
    assert report["papers"][0]["published"] == "2026-06-01"
    assert report["summary"]["papers"] == 4
    assert report["notes"] == ["only papers since 2026-06-01: 1 older paper is left out and not counted"]


def test_paper_without_a_date_counts_from_its_first_run(tmp_path: Path) -> None:
    scan(tmp_path, untold="")
    with closing(sqlite3.connect(tmp_path / "reports/ledger.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE papers SET first_seen = '2026-01-31T10:15:00+00:00'")
    assert [paper["id"] for paper in scan(tmp_path, "--since", "2026-01-31", untold="")["papers"]] == ["untold"]
    assert [paper["id"] for paper in scan(tmp_path, "--since", "2026-02-01", untold="", new="")["papers"]] == ["new"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-06-15", "2026-06-15"), ("20260615", "2026-06-15"), ("2026-06", "2026-06-01"), ("2026", "2026-01-01")],
)
def test_a_month_or_a_year_begins_on_its_first_day(text: str, day: str) -> None:
    assert Day().convert(text, None, None) == day


@pytest.mark.parametrize(("text", "days"), [("30d", 30), ("2w", 14), ("0d", 0), ("48h", 2)])
def test_age_may_be_given_in_hours_days_or_weeks(text: str, days: int) -> None:
    """Counted back from today in UTC, which may begin while this runs."""
    ago = datetime.now(UTC).date() - date.fromisoformat(Day().convert(text, None, None))
    assert days <= ago.days <= days + 1


@pytest.mark.parametrize("text", ["", "30", "junk", "-5d", "2026-13", "2026-02-31", "nand", "infd", "99999999999d"])
def test_neither_date_nor_age_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="neither a date nor an age"):
        Day().convert(text, None, None)


def test_the_future_is_refused() -> None:
    """A typing error would leave out everything."""
    with pytest.raises(click.BadParameter, match="'2605' is in the future"):
        Day().convert("2605", None, None)
