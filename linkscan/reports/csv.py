"""Render CSV that spreadsheets open correctly and that cannot inject formulas into them. Pure.

UTF-8 with a byte order mark, without which Excel assumes the local code page; otherwise as in RFC 4180 (commas, CRLF,
doubled quotes). Programs should read it with `encoding="utf-8-sig"`; pandas detects the mark by itself.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from linkscan.reports.escaping import plain
from linkscan.reports.report import Report
from linkscan.reports.tables import Cell, Table, columns_of, flat, nouns_of

BOM = "\ufeff"

# The start of a formula: https://owasp.org/www-community/attacks/CSV_Injection
# Also after a semicolon, where spreadsheets split cells in locales with a decimal comma.
# Tabs and line breaks, which OWASP also warns of, have been replaced by then.
_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@＝＋－＠])")

_HARMLESS = re.compile(r"(?:[!-*,./0-:<>?A-~][!-:<-~]*(?: [!-:<-~]+)*)?")
"""ASCII words separated by single spaces, without semicolons, that do not start like a formula."""


def papers(report: Report) -> Iterator[bytes]:
    """Yield the parts of `papers.csv`."""
    return parts(report, "papers")


def links(report: Report) -> Iterator[bytes]:
    """Yield the parts of `links.csv`."""
    return parts(report, "links")


def claims(report: Report) -> Iterator[bytes]:
    """Yield the parts of `claims.csv`."""
    return parts(report, "claims")


def render(report: Report, table: Table) -> str:
    """Return one table with its header line; the columns are those of `tables.columns_of`."""
    return b"".join(parts(report, table)).decode()


def parts(report: Report, table: Table) -> Iterator[bytes]:
    """Yield one table in parts, the header line first."""
    columns = columns_of(table, report.papers)
    reads = [column.read for column in columns]
    nouns = nouns_of(table, report.papers, report.links)
    rows = (["" if (value := read(noun)) is None else cell(value) for read in reads] for noun in nouns)
    return _sheet([column.name for column in columns], rows)


def write(names: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return arbitrary rows as safe CSV; None becomes an empty cell."""
    return b"".join(_sheet(names, ([cell(value) for value in row.values()] for row in rows))).decode()


def _sheet(names: Iterable[str], rows: Iterator[list[str | int]]) -> Iterator[bytes]:
    lines: Iterator[Sequence[str | int]] = chain([[*names]], rows)
    begin = BOM
    while some := list(islice(lines, _STRIDE)):
        out = io.StringIO()
        out.write(begin)
        csv.writer(out).writerows(some)
        yield out.getvalue().encode()
        begin = ""


_STRIDE = 1000  # rows in a part


def cell(value: Cell) -> str | int:
    """Return the value of a cell: text on one line, with an apostrophe before the start of a formula."""
    shown = flat(value)
    if shown is None:
        return ""
    if isinstance(shown, bool):
        return "true" if shown else "false"
    if isinstance(shown, int) or _HARMLESS.fullmatch(shown):  # nearly all are, which takes a tenth of the time
        return shown
    return _FORMULA.sub(r"\1'\2", plain(shown))
