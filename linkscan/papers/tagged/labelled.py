"""Records with one named field per line (`Title: ...`), as printed by scripts and pages of databases.

Fields have the names of table columns, capitalised. A record begins with the same field as the first record, or with a
second title.
"""

from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import islice

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns, fold
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.records import to_paper
from linkscan.papers.tagged import Tagged, TaggedLine
from linkscan.patterns import lazy_pattern

_LINE = lazy_pattern(
    r"\s{0,4}(?:[-*•] )?((?i:doi|url|arxiv|pmid)\b|[^\W\d_a-z][\w()]{0,30}(?:[ /-][\w()]{1,30}){0,3})\s{0,2}[:：]"
    r"\s*(.*)$"
)
_BETWEEN = lazy_pattern(
    r"\W*(?:(?:Paper|Article|Record|Result|Entry|Study|Item|No\.?)\s*)?(?:#?\d{1,6}(?:\s*(?:/|of)\s*\d{1,6})?)?\W*$"
)
"""A line between records: a rule, a number."""

_OTHERS = frozenset(
    ["pmid", "pmcid", "keywords", "source", "timescited", "citations", "volume", "issue", "pages", "issn", "publisher"]
)
_LONGEST_RULE = 200  # characters
_JOURNAL = ("source", "journal")
_NAME = "name"
_ABOVE, _FIRST, _LOOKED_AT = 5, 12, 400  # lines above the first field, fields of a record, lines of the head
_BESIDE = frozenset(["pmid", "pmcid", "source"])


class Meaning(Enum):
    """What the name of a field says about its record."""

    TITLE = auto()
    ABSTRACT = auto()
    BESIDE = auto()  # specific to papers
    KNOWN = auto()
    NOTHING = auto()


def sniff(head: str) -> bool:
    """Return whether a text begins with fields of papers: titles, abstracts, and fields specific to papers."""
    lines = [_line(line) for line in islice(filter(str.strip, head.splitlines()), _LOOKED_AT)]
    if not any(line and line.tag for line in lines[:_ABOVE]):
        return False
    tags = [line.tag for line in lines if line and line.tag]
    titles = sum(_means(tag) is Meaning.TITLE for tag in tags)
    names = {_means(tag) for tag in tags}
    if Meaning.TITLE not in map(_means, tags[:_FIRST]) or not names & {Meaning.ABSTRACT, Meaning.BESIDE}:
        return False
    return titles > 1 or {Meaning.ABSTRACT, Meaning.BESIDE} <= names


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each record, or what is wrong with it."""
    record: Tagged | None = None
    begins, last = _first(source.head), ""
    for number, raw in source.lines():
        line = _line(raw, begins)
        if line is None:
            if record is not None and raw.strip():
                record.go_on(last, raw.strip())
                record.size += len(raw)
        elif line.tag:
            if record is None or (
                line.tag in record.values and (line.tag == begins or _means(line.tag) is Meaning.TITLE)
            ):
                if record is not None:
                    yield to_paper(_fields(record), source, record.line)
                record = Tagged(number)
            record.add(last := line.tag, line.text)
            record.size += len(raw)
        if record is not None and record.size > LONGEST:
            raise source.error(record.line, "a record has no end; fetch the file again")
    if record is not None:
        yield to_paper(_fields(record), source, record.line)


def _first(head: str) -> str:
    """Return the name of the field that begins a record: that of the first line, or else the first known one."""
    lines = list(islice(filter(str.strip, head.splitlines()), _ABOVE + 1))
    if lines and (match := _LINE.match(lines[0])):
        return match[1]
    return next((line.tag for each in lines if (line := _line(each)) and line.tag), "")


def _line(raw: str, begins: str = "") -> TaggedLine | None:
    """Return the field on a line; name and text are empty for a line between records."""
    if (match := _LINE.match(raw)) and (match[1] == begins or _means(match[1]) is not Meaning.NOTHING):
        return TaggedLine(match[1], match[2].strip())
    return TaggedLine("", "") if len(raw) <= _LONGEST_RULE and raw.strip() and _BETWEEN.match(raw) else None


@lru_cache(maxsize=256)
def _means(name: str) -> Meaning:
    """Return the meaning of the name of a field."""
    found = columns((name,))
    folded = fold(name)
    if found.title:
        return Meaning.TITLE if folded != _NAME else Meaning.NOTHING
    if found.abstract:
        return Meaning.ABSTRACT if folded not in ("text", "description") else Meaning.NOTHING
    if found.is_scholarly or found.is_authored or folded in _BESIDE:
        return Meaning.BESIDE
    known = found.is_bibliographic or found.fields or found.pages or found.dates or found.id or folded in _OTHERS
    return Meaning.KNOWN if known else Meaning.NOTHING


def _fields(record: Tagged) -> dict[str, object]:
    fields: dict[str, object] = {}
    for tag, values in record.values.items():
        name = "journal" if fold(tag) in _JOURNAL else tag
        if text := "\n".join(each for each in values if each).strip():
            fields[name] = text
    return fields
