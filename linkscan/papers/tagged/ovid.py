"""Ovid's citations: each begins with a line like `<1>`, followed by names of fields with their values indented below.

Instead of names there may be tags, as in "TI  - A title"; these are Ovid's own, other than in its RIS export
(https://ospguides.ovid.com/OSPguides/medline.htm has the tags of MEDLINE; each database has its own).
"""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.tagged import Dialect, Tagged, TaggedLine, read
from linkscan.patterns import lazy_pattern

_NUMBER = lazy_pattern(r"<\s*(\d{1,7})\.?\s*(?:of \d+)?>\s*$")
_NAME = lazy_pattern(r"([A-Z][A-Za-z]+(?:[ &/-][A-Za-z]+){0,4})\.?\s*$")
_MORE = lazy_pattern(r"[ \t]+(\S.*)$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = lazy_pattern(rf"(?:(?:\d{{1,2}} )?{_MONTH} )?\b(?:19|20)\d\d\b(?: {_MONTH}(?: \d{{1,2}}\b)?)?")
_TAGGED = lazy_pattern(r" ?([A-Z][A-Z0-9]) {1,2}- (.*)$")
_AUTHORS = ("authors", "author", "AU", "FA")
_BEGIN = "<>"


def _line(raw: str) -> TaggedLine | None:
    if match := _NUMBER.match(raw.lstrip()):
        return TaggedLine(_BEGIN, match[1])
    if match := _NAME.match(raw):
        return TaggedLine(match[1].casefold(), "")
    if match := _TAGGED.match(raw):
        return TaggedLine(match[1], match[2].strip())
    return TaggedLine("", more[1].strip()) if (more := _MORE.match(raw)) else None


_OVID = Dialect("Ovid's format", _line, begin=frozenset({_BEGIN}), end=frozenset())


def sniff(head: str) -> bool:
    """Return whether a text is a numbered record with names of fields, and values indented below them."""
    lines = [line for line in head.removeprefix("\ufeff").splitlines()[:60] if line.strip()]
    if not lines or not _NUMBER.match(lines[0].lstrip()):
        return False
    read = [_line(line) for line in lines[1:]]
    return any(line and line.tag in ("title", "authors", "TI", "AU", "TT") for line in read) and sum(
        line is not None for line in read
    ) * 2 >= len(read)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each citation, or what is wrong with it."""
    return read(source, _OVID, _fields)


def _date(text: str) -> str:
    """Return the last date in a text such as `Ecohydrology. 8(6):1-9, September 2015.`, or ""."""
    return next((found[0] for found in reversed(list(_DATE.finditer(text)))), "")


def _fields(record: Tagged) -> dict[str, object]:
    def told(*names: str) -> str:
        return " ".join(record.first(*names).split())

    return {
        "id": told("unique identifier", "accession number", "pmid", "UI", "AN"),
        "title": told("title", "original title", "TI", "TT", "BT"),
        "abstract": told("abstract", "AB"),
        "doi": told("digital object identifier", "doi", "article identifier", "DO", "DI"),
        "published": told("publication date", "date of publication", "DP", "DC", "DG"),
        "date": _date(told("source", "SO")) or _date(told("status")),
        "year": told("year of publication", "publishing year", "YR", "YP", "PY"),
        "venue": told("JN", "JT", "source", "journal title", "publication title", "SO").partition(".")[0],
        "url": told("url", "link to the ovid full text or citation", "full text link", "UR", "XL"),
        "note": told("comments", "notes", "local messages", "NT"),
        "authors": [
            name for value in record.all("authors", "author", "AU", "FA") for name in value.splitlines() if name.strip()
        ],
    }
