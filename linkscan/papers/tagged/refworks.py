"""RefWorks' tagged format, exported by ProQuest and libraries: `RT` begins a reference, a blank line ends it.

https://en.wikipedia.org/wiki/RefWorks#Tagged_format; `T1` is the title, `JF` the journal, `YR` the year.
"""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.tagged import Dialect, Tagged, TaggedLine, is_dialect, read
from linkscan.patterns import lazy_pattern

_LINE = lazy_pattern(r"([A-Z][A-Z0-9])(?: (\S.*)|\s*)$")
_MORE = lazy_pattern(r"\s+(\S.*)$")


def _line(raw: str) -> TaggedLine | None:
    if match := _LINE.match(raw):
        return TaggedLine(match[1], (match[2] or "").strip())
    return TaggedLine("", more[1].strip()) if (more := _MORE.match(raw)) else None


_REFWORKS = Dialect("RefWorks' format", _line, begin=frozenset({"RT"}), end=frozenset())


def sniff(head: str) -> bool:
    """Return whether the first line is the type of a reference in RefWorks' syntax."""
    return is_dialect(head, _REFWORKS)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each reference, or what is wrong with it."""
    return read(source, _REFWORKS, _fields)


def _fields(record: Tagged) -> dict[str, object]:
    return {
        "id": record.first("ID"),
        "title": record.first("T1"),
        "abstract": record.first("AB"),
        "doi": record.first("DO"),
        "published": record.first("FD"),
        "year": record.first("YR"),
        "venue": record.first("JF", "JO", "T2"),
        "url": record.first("UL", "LK"),
        "note": "\n".join(record.all("NO", "U1")),
        "authors": record.all("A1"),
        "keywords": record.all("K1"),
    }
