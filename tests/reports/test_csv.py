"""The CSV tables open correctly and contain no formulas."""

import csv
import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest

from linkscan.models import Metadata
from linkscan.reports import csv as report_csv
from linkscan.reports.report import Report
from linkscan.reports.tables import COLUMNS, Table
from tests.reports.payloads import FORMULAS, SCRIPTS

TABLES: tuple[Table, ...] = ("papers", "links", "claims")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix(report_csv.BOM))))


def with_title(report: Report, title: str) -> Report:
    return replace(report, papers=(replace(report.papers[0], title=title),))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_every_column(report: Report, table: Table) -> None:
    """Each line has as many cells as the header, and there is one line for each paper, link or claim."""
    lines = list(csv.reader(io.StringIO(report_csv.render(report, table))))
    assert {len(line) for line in lines} == {len(COLUMNS[table])}
    assert len(lines) == 1 + len(report.to_rows(table))


def test_the_columns_are_stable() -> None:
    """Column names are never removed, because scripts read them; new ones are added."""
    assert [column.name for column in COLUMNS["claims"]] == [
        "paper", "title", "asset", "stance", "verdict", "reason", "url", "host", "origin", "found_url",
        "sentence",
        "first_seen", "changed_at", "by_hand",
    ]  # fmt: skip
    assert [column.name for column in COLUMNS["papers"]] == [
        "id", "title", "verdict", "reason", "code_url", "paper_url", "arxiv_id", "doi", "published", "venue", "claims",
        "links",
        "first_seen", "changed_at", "source", "by_hand",
    ]  # fmt: skip
    links = [column.name for column in COLUMNS["links"]]
    assert links[-len(fields(Metadata)) :] == [field.name for field in fields(Metadata)]
    assert len(set(links)) == len(links)


def test_a_row_says_what_the_report_says(report: Report) -> None:
    """Lists are JSON, unknown values are empty, booleans are words."""
    (paper, *_), (link, cached, *_) = (
        read(report_csv.render(report, "papers")),
        read(report_csv.render(report, "links")),
    )
    assert paper["source"] == '["daily.txt:3", "weekly.txt:9"]'
    assert paper["claims"] == '["code promised available", "data released unverified"]'
    assert (link["files"], link["topics"], link["gated"]) == (
        '["README.md", "engine.py"]',
        '["history", "computing"]',
        "",
    )
    assert (link["from_cache"], cached["from_cache"], link["papers"]) == ("false", "true", '["1"]')


def test_pandas_takes_the_rows(report: Report) -> None:
    """`to_rows` returns plain records with native types."""
    frame = pd.DataFrame(report.to_rows("links"))
    assert list(frame["stars"].dropna()) == [42, 0]
    assert list(frame.columns) == [column.name for column in COLUMNS["links"]]


def test_it_opens_as_utf8(report: Report) -> None:
    """A byte order mark tells spreadsheets; Python calls this encoding utf-8-sig."""
    text = report_csv.render(with_title(report, "Schrödinger 方程 🐈"), "papers")
    frame = pd.read_csv(io.BytesIO(text.encode()), encoding="utf-8-sig")
    assert (frame.columns[0], frame["title"][0]) == ("id", "Schrödinger 方程 🐈")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(report: Report, formula: str) -> None:
    """No cell begins with a formula, not even after a semicolon."""
    (row,) = read(report_csv.render(with_title(report, formula), "papers"))
    for cell in row["title"].split(";"):
        assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert not set(row["title"]) & set("\t\r\n")


@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_cell_has_invisible_characters(report: Report, payload: str) -> None:
    """Each cell is one line; control and bidirectional characters are shown as escapes."""
    text = report_csv.render(with_title(report, payload), "papers")
    (row,) = read(text)
    assert not set(row["title"]) & set("\x00\x1b\u2028\u202e\u2066\ud800\n")
    text.encode()


def test_numbers_stay_numbers(report: Report) -> None:
    """Only text is ever escaped."""
    assert report_csv.cell(-5) == -5
    assert report_csv.cell(True) == "true"
    assert report_csv.cell(None) == ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice: install libreoffice-calc")
def test_libreoffice_opens_it_and_evaluates_nothing(report: Report, tmp_path: Path) -> None:
    """Opened as a spreadsheet and saved again, every cell is the text that was written."""
    nasty = tuple(
        replace(report.papers[0], id=f"p{n}", title=text) for n, text in enumerate((*FORMULAS, *SCRIPTS, "Müller 方程"))
    )
    text = report_csv.render(replace(report, papers=nasty), "papers")
    (tmp_path / "papers.csv").write_text(text, "utf-8", newline="")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [
        "soffice",
        home,
        "--headless",
        "--infilter=CSV:44,34,UTF8,1",
        "--convert-to",
        "fods",
        "--outdir",
        str(tmp_path),
    ]
    told = subprocess.run(
        [*command, str(tmp_path / "papers.csv")], capture_output=True, text=True, timeout=120, check=True
    )
    said = (told.stdout + told.stderr).splitlines()
    assert not [line for line in said if "arning" in line and "javaldx" not in line]  # that Java is missing
    sheet = ET.parse(tmp_path / "papers.fods")
    assert not [cell for cell in sheet.iter() if any(name.endswith("}formula") for name in cell.attrib)]
    cells = {"".join(cell.itertext()).strip() for cell in sheet.iter() if cell.tag.endswith("}table-cell")}
    assert {"id", "title", "Müller 方程", "'=1+1"} <= cells
