"""Render CSV that a spreadsheet opens cleanly and that cannot make it calculate. Pure.

UTF-8 with a byte order mark, without which Excel reads UTF-8 as the local code page; RFC 4180 otherwise
(commas, CRLF, quotes doubled). Readers in code: `encoding="utf-8-sig"`; pandas knows by itself.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from linkscan.reports.escaping import plain
from linkscan.reports.report import Report
from linkscan.reports.tables import Cell, Table, columns_of, flat

BOM = "\ufeff"

# What makes a spreadsheet calculate: https://owasp.org/www-community/attacks/CSV_Injection
# After a semicolon too: where the comma is the decimal sign, spreadsheets split cells there.
# The tabs and line ends that they also fear are gone by then.
_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@＝＋－＠])")

_HARMLESS = re.compile(r"(?:[A-Za-z0-9/][!-:<-~]*(?: [!-:<-~]+)*)?")
"""ASCII without a semicolon, each space between two words, that begins as no formula does."""


def papers(report: Report) -> str:
    """Return `papers.csv`."""
    return render(report, "papers")


def links(report: Report) -> str:
    """Return `links.csv`."""
    return render(report, "links")


def claims(report: Report) -> str:
    """Return `claims.csv`."""
    return render(report, "claims")


def render(report: Report, table: Table) -> str:
    """Return one table with its header line; the columns are those of `tables.columns_of`."""
    return write([column.name for column in columns_of(table, report.papers)], report.each_row(table))


def write(names: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return any rows as harmless CSV; a cell that is "not told" stays empty."""
    out = io.StringIO()
    out.write(BOM)
    sheet = csv.writer(out)
    sheet.writerow(names)
    sheet.writerows([cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def cell(value: Cell) -> str | int:
    """Return one value: text on one line, with an apostrophe before what a spreadsheet would calculate."""
    if isinstance(value, str) and _HARMLESS.fullmatch(value):  # nearly all are: a tenth of the time
        return value
    value = flat(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    return _FORMULA.sub(r"\1'\2", plain(value))
