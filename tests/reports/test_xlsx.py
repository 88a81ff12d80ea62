"""report.xlsx as spreadsheet programs read it: three sheets with filters, hyperlinks, no formulas."""

import io
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from linkscan.reports import xlsx
from linkscan.reports.report import Report
from linkscan.reports.tables import COLUMNS
from tests.reports.payloads import FORMULAS, SCRIPTS


def sheets(report: Report) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(xlsx.render(report)))
    return {name: book[name] for name in book.sheetnames}


def test_it_is_as_old_as_the_report(report: Report) -> None:
    """Its timestamps are those of the report, so that equal reports are equal bytes."""
    book = load_workbook(io.BytesIO(xlsx.render(replace(report, generated_at="2001-02-03T04:05:06Z"))))
    moment = datetime.fromisoformat("2001-02-03T04:05:06")
    assert (book.properties.created, book.properties.modified) == (moment, moment)


def test_each_table_is_a_sheet_with_its_columns_and_a_filter(report: Report) -> None:
    read = sheets(report)
    assert list(read) == ["papers", "links", "claims"]
    for table, columns in COLUMNS.items():
        sheet = read[table]
        assert [cell.value for cell in sheet[1]] == [column.name for column in columns]
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "B2"


def test_cells_have_their_types_and_addresses_are_links(report: Report) -> None:
    links = sheets(report)["links"]
    names = [cell.value for cell in links[1]]
    row = dict(zip(names, links[2], strict=True))
    assert row["stars"].value == 42
    assert isinstance(row["checked_at"].value, datetime)
    assert row["from_cache"].value in (True, False)
    assert row["url"].hyperlink is not None
    assert row["url"].hyperlink.target == row["url"].value


@pytest.mark.parametrize("payload", [*FORMULAS, *SCRIPTS])
def test_no_text_is_a_formula(report: Report, payload: str) -> None:
    papers = tuple(replace(paper, title=payload, kept={payload: payload}) for paper in report.papers)
    for sheet in sheets(replace(report, papers=papers)).values():
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]


def test_kept_columns_are_columns(report: Report) -> None:
    papers = tuple(replace(paper, kept={"track": "main"}) for paper in report.papers)
    read = sheets(replace(report, papers=papers))
    assert [read[name]["A1"].parent.cell(1, read[name].max_column).value for name in ("papers", "claims")] == [
        "track"
    ] * 2
    assert read["papers"].cell(2, read["papers"].max_column).value == "main"


def test_a_text_that_is_too_long_for_a_cell_is_cut(report: Report) -> None:
    papers = tuple(replace(paper, title="x" * 40_000) for paper in report.papers)
    assert len(str(sheets(replace(report, papers=papers))["papers"]["B2"].value)) == xlsx.LONGEST
