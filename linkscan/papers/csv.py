"""CSV with any delimiter (comma, tab, semicolon, bar): a header, then a row per paper.

The header may follow Excel's `sep=;` and a few lines from the database. In tables from Web of Science, it may consist
of the tags of its tagged format.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns, in_words, is_known
from linkscan.papers.identifiers import doi
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.mixed import advice, other_format
from linkscan.papers.prose import is_prose
from linkscan.papers.records import begins_table, names_table, to_paper
from linkscan.patterns import lazy_pattern
from linkscan.plurals import counted

_DELIMITERS = ",\t;|"
_PROOF = 3  # rows as wide as the first one; two lines of prose may have as many commas by chance
_SURE = 2  # columns that are known, beside which a name may hold any sign
_TABLE = "the table"
_LONGEST_HEADING = 100  # characters, of what databases write above a table
_BRACES = ("{", "[")
_LINK = "](http"  # of Markdown
_MARKDOWN = ("## ", "- ", "* ")
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
"""A JSON list with unescaped quotes, as in the authors of CORE (https://core.ac.uk)."""


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


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper, or what is wrong, of each row; raise InputError without a column of titles or abstracts.

    A second table below the first may have other columns.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # 128 kB otherwise, in all of the process
    rows = _rows(source.head, _delimiter(source.head))
    above = _above(rows)
    text = "\n".join(",".join(row) for row in rows[:above])
    if above > 1 and (_LINK in text or (len(text) > _LONGEST_HEADING and is_prose(text))):
        yield source.error(1, "text above the table, which is not read; give it as a separate file")
    if any(map(_has_other_delimiters, rows[:above])):
        yield source.error(1, "a table with other delimiters, which is not read; give it as a separate file")
    header: list[str] = []
    for row in islice(_rows_of(source), above, None):
        if header and not (is_known(row.cells[0].strip()) and begins_table(row.cells)):
            yield _read(row, header, source)
            continue
        header = in_words([name.strip() for name in row.cells])
        _check_names(header, source, row.line)


def _check_names(header: Sequence[str], source: InputFile, line: int) -> None:
    """Raise InputError for names of columns that are none of papers."""
    if len(header) > _MOST_COLUMNS:
        raise source.error(line, f"a row of {len(header)} column names; give titles and abstracts")
    found = columns(tuple(header))
    if names_table(found):
        return
    shown = ", ".join(name[:40] for name in header[:12])
    if found.title is not None:
        problem = f"a table of other things than papers, by its columns: {shown}; give a column of abstracts"
    else:
        problem = f'no column of titles or abstracts among: {shown}; name them "title" and "abstract"'
    raise source.error(line, problem)


def _above(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows above the names of columns: the first row that knows two of them, if there is one."""
    known = (number for number, row in enumerate(rows[:_ABOVE]) if _known([name.strip() for name in row]) > 1)
    return next(known, 0)


class _Row(NamedTuple):
    """A row that is not empty, with the first of its lines, and whether an empty one is above it."""

    line: int
    cells: list[str]
    is_apart: bool


def _rows_of(source: InputFile) -> Iterator[_Row]:
    """Yield the non-empty rows."""
    delimiter = _delimiter(source.head)
    lines = _bounded(source, delimiter)
    line = 1
    if _SEPARATOR.match(source.head):
        next(lines)
        line = 2
    reader, above, is_apart = csv.reader(lines, delimiter=delimiter), line - 1, False
    try:
        for cells in reader:
            is_empty = not any(cell.strip() for cell in cells)
            if not is_empty:
                yield _Row(line, cells, is_apart)
            line, is_apart = above + reader.line_num + 1, is_empty
    except csv.Error as error:
        raise source.cut_off(line, f"not CSV ({error}); look for a quote that is not closed") from None


def _bounded(source: InputFile, delimiter: str) -> Iterator[str]:
    """Yield each line; raise InputError for one of more cells than any table has, of which each is an object."""
    for number, line in enumerate(source.raw_lines(), 1):
        if len(line) > _MOST_CELLS and line.count(delimiter) > _MOST_CELLS:
            raise source.error(number, f"a row of over {_MOST_CELLS} cells; give titles and abstracts")
        yield line if '"["' not in line else _LIST.sub(_with_quotes_doubled, line)


def _with_quotes_doubled(found: re.Match[str]) -> str:
    inner = found[1]
    return found[0] if '""' in inner else '"' + inner.replace('"', '""') + '"'


def _read(row: _Row, header: Sequence[str], source: InputFile) -> Paper | InputError:
    line, cells, is_apart = row
    if len(cells) != len(header) or cells[0][:1] in _BRACES:
        _check_format(row, source)
        width = f"{counted(len(cells), 'field')} under {len(header)} column names"
        if len(cells) > len(header) and any(cells[len(header) :]):
            return source.error(line, f"{width}; put texts with delimiters in quotes")
        if is_apart and len(cells) == 1 and len(header) > _SURE:
            return source.error(line, f"{width}, below an empty row; is it a paper?")
    record = dict(zip(header, cells, strict=False))
    if _OF_EMBASE in record and (issue := _ISSUE.match(record.get("Source", ""))):
        record = {"Source title": issue[1], "Year": issue[2], **record}
    elif "EntrezUID" in record and record.keys() >= _OF_PUBMED:
        record = _of_pubmed(record)
    return to_paper(record, source, line)


def _check_format(row: _Row, source: InputFile) -> None:
    """Raise CutOffError where something else than a row of the table begins: another format, or text."""
    text = ",".join(row.cells)
    if other := other_format(text, _TABLE):
        raise source.cut_off(row.line, advice(other, _TABLE))
    if _has_other_delimiters(row.cells):
        raise source.cut_off(row.line, advice("a table with other delimiters", _TABLE))
    if row.is_apart and is_prose(text):
        raise source.cut_off(row.line, advice("text", _TABLE))


def _has_other_delimiters(cells: Sequence[str]) -> bool:
    """Return whether a single cell holds the names of columns, as those of a table with other delimiters do."""
    return len(cells) == 1 and any(_known(cells[0].split(sign)) >= _SURE for sign in _DELIMITERS if sign in cells[0])


def _of_pubmed(record: dict[str, str]) -> dict[str, str]:
    """Return a row of PubMed's former CSV with meaningful column names."""
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
    """Return how many of the names are known; none of a heading or an item of Markdown, which may hold commas."""
    if names and names[0].startswith(_MARKDOWN):
        return 0
    found = columns(tuple(in_words(names[:_MOST_COLUMNS])))
    return sum(name is not None for name in (found.title, found.abstract, found.id, found.doi)) + found.is_bibliographic


def _rows(head: str, delimiter: str) -> list[list[str]]:
    told = _SEPARATOR.match(head)
    lines = io.StringIO(head[told.end() :] if told else head.removeprefix("\ufeff"), newline="")
    try:
        return [row for row in islice(csv.reader(lines, delimiter=delimiter), 8) if any(map(str.strip, row))]
    except csv.Error:
        return []
