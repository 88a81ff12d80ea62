"""Render a workbook of three sheets, with filters, a frozen header row, clickable addresses and no formulas. Pure.

xlsxwriter keeps a single row in memory: https://xlsxwriter.readthedocs.io/working_with_memory.html.
"""

import io
from datetime import UTC, datetime
from typing import Any

from linkscan.reports.escaping import is_web, plain
from linkscan.reports.report import Report
from linkscan.reports.tables import COLUMNS, Cell, Table, columns_of, flat

# Limits of a cell (characters) and of a sheet (ROWS, LINKS): "Excel specifications and limits", Microsoft
LONGEST = 32_767
ROWS = 1_048_575
LONGEST_LINK = 2_079
LINKS = 65_000
_WIDTHS = {"title": 60, "reason": 50, "sentence": 60, "url": 45, "code_url": 45, "content_reason": 50}


def render(report: Report) -> bytes:
    """Return `report.xlsx`."""
    import xlsxwriter  # noqa: PLC0415 - an extra

    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd hh:mm",
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": "linkscan report",
                "comments": f"linkscan {report.linkscan_version}",
                "created": _moment(report.generated_at),  # the default is the time of writing
            }
        )
        book.set_calc_mode("manual")
        head = book.add_format({"bold": True, "bottom": 1})
        for table in COLUMNS:
            _sheet(book.add_worksheet(table), report, table, head)
    return out.getvalue()


def _sheet(sheet: Any, report: Report, table: Table, head: Any) -> None:
    columns = columns_of(table, report.papers)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 16))
        sheet.write_string(0, at, plain(column.name), head)
    last = links = 0
    for last, row in enumerate(report.each_row(table), 1):
        if last > ROWS:
            sheet.write_string(ROWS, 0, "truncated: the sheet is full; the other formats have all rows")
            last = ROWS  # noqa: PLW2901 - for the filter below
            break
        for at, (column, cell) in enumerate(zip(columns, row.values(), strict=True)):
            links += _write(sheet, last, at, cell, column.kind, is_linked=links < LINKS)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)  # one page wide: the default would split the columns across pages
    sheet.repeat_rows(0)


def _write(sheet: Any, row: int, at: int, cell: Cell, kind: type, *, is_linked: bool) -> int:
    """Write a cell with its type, never as a formula, and return the number of links written, 0 or 1."""
    value = flat(cell)
    if value is None or value == "":
        return 0
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int):
        sheet.write_number(row, at, value)
    elif kind is datetime and (moment := _moment(value)):
        sheet.write_datetime(row, at, moment)
    else:
        text = plain(value)[:LONGEST]
        if is_linked and is_web(text) and len(text) <= LONGEST_LINK and " " not in text:
            return int(sheet.write_url(row, at, text, string=text) == 0)
        sheet.write_string(row, at, text)
    return 0


def _moment(text: str) -> datetime | None:
    """Return a time in UTC without time zone, which spreadsheets do not support; None if it is not a time."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):  # not a time, or out of range
        return None
