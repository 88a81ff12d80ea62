"""CSV and its relatives (tabs, semicolons, bars): a row of column names, then a row for each paper.

Also what stands above the names: Excel's `sep=;`, and a line or two of the database. Web of Science names its columns
by the tags of its tagged format.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns, in_words
from linkscan.papers.identifiers import doi
from linkscan.papers.records import names_table, to_paper
from linkscan.papers.source import LONGEST, Source
from linkscan.patterns import lazy_pattern

_DELIMITERS = ",\t;|"
_PROOF = 3  # rows as wide as the first one; two lines of prose may have as many commas by chance
_SURE = 2  # columns that are known, beside which a name may hold any sign
_ABOVE = 5  # rows that may stand above the names
_MOST_COLUMNS = 10_000
_MOST_CELLS = 100_000  # of a line
_NAME = lazy_pattern(r"(?:[^\W\d]|#)[\w \-()./:#?&%*]{0,80}")
_SEPARATOR = lazy_pattern(r'\ufeff?"?sep=(.)"?\r?\n?')
_RULE = lazy_pattern(r":?-*:?")
_OF_EMBASE = "Emtree Medical Index Terms"
_ISSUE = lazy_pattern(r"(.{2,200}?)\s*\(((?:19|20)\d\d)\)")
"""Embase's `Source`: "Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: ..."."""

_OF_PUBMED = frozenset({"Title", "Description", "ShortDetails", "EntrezUID"})
"""Of PubMed's CSV until 2020, of which the `Description` is the authors."""

_YEAR_AT_END = lazy_pattern(r"(.*?)\.?\s+((?:19|20)\d\d)\.?$")
_LIST = lazy_pattern(r'"(\[".*?"\])"(?=,|\s*$)')
"""A list in JSON whose quotes are not doubled, as CORE (https://core.ac.uk) writes authors."""


def sniff(head: str) -> bool:
    """Return whether it begins with column names: two known ones; or one, or many, above rows that are as wide."""
    if _SEPARATOR.match(head):
        return True
    rows = _rows(head, _delimiter(head))
    rows = rows[_above(rows) :]
    if len(rows) > 1 and all(_RULE.fullmatch(cell.strip()) for cell in rows[1]):
        return False  # a table of Markdown
    names = [name.strip() for name in rows[0]] if rows else []
    known = _known(names)
    if not any(names) or (known < _SURE and not all(_NAME.fullmatch(name) or not name for name in names)):
        return False
    alike = [len(row) == len(names) for row in rows[1:-1] or rows[1:]]  # the head may cut the last one
    if known == 0:
        return len(names) > 1 and all(names) and all(alike) and len(alike) >= _PROOF
    return known > 1 or (len(alike) > 0 and all(alike))


def load(source: Source) -> Iterator[Paper | InputError]:
    """Yield the paper, or what is wrong, of each row; raise InputError without a column of titles or abstracts."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # 128 kB otherwise, in all of the process
    above = _above(_rows(source.head, _delimiter(source.head)))
    header: list[str] = []
    for line, row in islice(_rows_of(source), above, None):
        if header:
            yield _read(row, header, source, line)
            continue
        header = in_words([name.strip() for name in row])
        found = columns(tuple(header[:_MOST_COLUMNS]))
        if len(header) > _MOST_COLUMNS:
            raise source.error(line, f"a row of {len(header)} column names; give titles and abstracts")
        if not names_table(found):
            shown = ", ".join(name[:40] for name in header[:12])
            problem = f'no column of titles or abstracts among: {shown}; name them "title" and "abstract"'
            if found.title is not None:
                problem = f"a table of other things than papers, by its columns: {shown}; give a column of abstracts"
            raise source.error(line, problem)


def _above(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows above the names of columns: the first row that knows two of them, if there is one."""
    known = (number for number, row in enumerate(rows[:_ABOVE]) if _known([name.strip() for name in row]) > 1)
    return next(known, 0)


def _rows_of(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty, with the first of its lines."""
    delimiter = _delimiter(source.head)
    lines = _bounded(source, delimiter)
    line = 1
    if _SEPARATOR.match(source.head):
        next(lines)
        line = 2
    reader, above = csv.reader(lines, delimiter=delimiter), line - 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = above + reader.line_num + 1
    except csv.Error as error:
        raise source.cut_off(line, f"not CSV ({error}); look for a quote that is not closed") from None


def _bounded(source: Source, delimiter: str) -> Iterator[str]:
    """Yield each line; raise InputError for one of more cells than any table has, of which each is an object."""
    for number, line in enumerate(source.raw_lines(), 1):
        if len(line) > _MOST_CELLS and line.count(delimiter) > _MOST_CELLS:
            raise source.error(number, f"a row of over {_MOST_CELLS} cells; give titles and abstracts")
        yield line if '"["' not in line else _LIST.sub(_with_quotes_doubled, line)


def _with_quotes_doubled(found: re.Match[str]) -> str:
    inner = found[1]
    return found[0] if '""' in inner else '"' + inner.replace('"', '""') + '"'


def _read(row: Sequence[str], header: Sequence[str], source: Source, line: int) -> Paper | InputError:
    if len(row) > len(header) and any(row[len(header) :]):
        return source.error(
            line, f"{len(row)} fields under {len(header)} column names; put texts with delimiters in quotes"
        )
    record = dict(zip(header, row, strict=False))
    if _OF_EMBASE in record and (issue := _ISSUE.match(record.get("Source", ""))):
        record = {"Source title": issue[1], "Year": issue[2], **record}
    elif "EntrezUID" in record and record.keys() >= _OF_PUBMED:
        record = _of_pubmed(record)
    return to_paper(record, source, line)


def _of_pubmed(record: dict[str, str]) -> dict[str, str]:
    """Return a row of PubMed's former CSV under names that say what its cells are."""
    issue = _YEAR_AT_END.match(record["ShortDetails"])
    named = {"title": record["Title"], "pmid": record["EntrezUID"], "authors": record["Description"]}
    if found := doi(record.get("Details", "")):
        named["doi"] = found
    return named | ({"journal": issue[1], "year": issue[2]} if issue else {})


def _delimiter(head: str) -> str:
    """Choose what Excel's first line says, else what makes most known columns of a row, else most columns."""
    if told := _SEPARATOR.match(head):
        return told[1]

    def made(delimiter: str) -> tuple[int, int]:
        rows = _rows(head, delimiter)
        names = [name.strip() for name in rows[_above(rows)]] if rows else []
        return _known(names), len(names)

    return max(_DELIMITERS, key=made)


def _known(names: Sequence[str]) -> int:
    found = columns(tuple(in_words(names[:_MOST_COLUMNS])))
    return sum(name is not None for name in (found.title, found.abstract, found.id, found.doi)) + found.is_bibliographic


def _rows(head: str, delimiter: str) -> list[list[str]]:
    told = _SEPARATOR.match(head)
    lines = io.StringIO(head[told.end() :] if told else head.removeprefix("\ufeff"), newline="")
    try:
        return [row for row in islice(csv.reader(lines, delimiter=delimiter), 8) if any(map(str.strip, row))]
    except csv.Error:
        return []
