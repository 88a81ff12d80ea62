"""CSV and its relatives (tabs, semicolons, bars): a row of column names, then a row for each paper."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.records import columns, to_paper
from linkscan.papers.source import LONGEST, Source

_DELIMITERS = ",\t;|"
_PROOF = 3  # rows as wide as the first one; two lines of prose may have as many commas by chance
_NAME = re.compile(r"[^\W\d][\w \-()./:#]{0,48}")


def sniff(head: str) -> bool:
    """A first row of column names: two known ones; or one, or many, above rows that are as wide."""
    rows = _rows(head, _delimiter(head))
    names = [name.strip() for name in rows[0]] if rows else []
    if not any(names) or not all(_NAME.fullmatch(name) or not name for name in names):
        return False
    known = _known(names)
    alike = [len(row) == len(names) for row in rows[1:-1] or rows[1:]]  # the head may cut the last one
    if known == 0:
        return len(names) > 1 and all(alike) and len(alike) >= _PROOF
    return known > 1 or (len(alike) > 0 and all(alike))


def load(source: Source) -> Iterator[Paper | InputError]:
    """Give the paper, or what is wrong, of each row; raises InputError without a column of abstracts."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # 128 kB otherwise, in all of the process
    header: list[str] = []
    for line, row in _rows_of(source):
        if header:
            yield _read(row, header, source, line)
            continue
        header = [name.strip() for name in row]
        if columns(tuple(header)).abstract is None:
            found = ", ".join(name[:40] for name in header[:12])
            raise source.error(line, f'no column of abstracts among: {found}; name it "abstract" or "summary"')


def _rows_of(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not empty, with the first of its lines."""
    reader = csv.reader(source.raw_lines(), delimiter=_delimiter(source.head))
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise source.error(line, f"not CSV ({error}); look for a quote that is not closed") from None


def _read(row: Sequence[str], header: Sequence[str], source: Source, line: int) -> Paper | InputError:
    if len(row) > len(header) and any(row[len(header) :]):
        return source.error(
            line, f"{len(row)} fields under {len(header)} column names; put texts with delimiters in quotes"
        )
    return to_paper(dict(zip(header, row, strict=False)), source, line)


def _delimiter(head: str) -> str:
    """Choose what makes most known columns of the first row, else most columns."""

    def made(delimiter: str) -> tuple[int, int]:
        names = next(iter(_rows(head, delimiter)), [])
        return _known(names), len(names)

    return max(_DELIMITERS, key=made)


def _known(names: Sequence[str]) -> int:
    found = columns(tuple(names))
    return sum(name is not None for name in (found.title, found.abstract, found.id, found.doi))


def _rows(head: str, delimiter: str) -> list[list[str]]:
    lines = io.StringIO(head, newline="")
    try:
        return [row for row in islice(csv.reader(lines, delimiter=delimiter), 8) if row]
    except csv.Error:
        return []
