"""Render CSV that a spreadsheet opens cleanly and that cannot make it calculate. Pure.

UTF-8 with a byte order mark, without which Excel reads UTF-8 as the local code page; RFC 4180 otherwise
(commas, CRLF, quotes doubled). Readers in code: `encoding="utf-8-sig"`; pandas knows by itself.
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

# What makes a spreadsheet calculate: https://owasp.org/www-community/attacks/CSV_Injection
# After a semicolon too: where the comma is the decimal sign, spreadsheets split cells there.
# The tabs and line ends that they also fear are gone by then.
_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@＝＋－＠])")

_HARMLESS = re.compile(r"(?:[!-*,./0-:<>?A-~][!-:<-~]*(?: [!-:<-~]+)*)?")
"""ASCII without a semicolon, each space between two words, that begins as no formula does."""


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
    rows = (["" if (told := read(noun)) is None else cell(told) for read in reads] for noun in nouns)
    return _sheet([column.name for column in columns], rows)


def write(names: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return any rows as harmless CSV; a cell that is "not told" stays empty."""
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
    """Return one value: text on one line, with an apostrophe before what a spreadsheet would calculate."""
    shown = flat(value)
    if shown is None:
        return ""
    if isinstance(shown, bool):
        return "true" if shown else "false"
    if isinstance(shown, int) or _HARMLESS.fullmatch(shown):  # nearly all are: a tenth of the time
        return shown
    return _FORMULA.sub(r"\1'\2", plain(shown))
