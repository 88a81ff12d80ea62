"""NoteExpress, the export format of CNKI, Wanfang and other databases in China, with lines like `{Title}: ...`.

Described by https://github.com/Vopaaz/CNKI_2_BibTeX, which parses it; the colon may be a Chinese one.
"""

import re
from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.tagged import Dialect, Tagged, TaggedLine, is_dialect, read

_LINE = re.compile(r"\{([A-Z][A-Za-z /]{1,40})\}[:：][ \t]*(.*)$")
_TYPE = "Reference Type"


def _line(raw: str) -> TaggedLine | None:
    match = _LINE.match(raw)
    return TaggedLine(match[1], match[2].strip()) if match else None


_NOTE_EXPRESS = Dialect("NoteExpress' format", _line, begin=frozenset({_TYPE}), end=frozenset())


def sniff(head: str) -> bool:
    """Return whether the first line is the type of a reference, in braces."""
    return f"{{{_TYPE}}}" in head and is_dialect(head, _NOTE_EXPRESS)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each reference, or what is wrong with it."""
    return read(source, _NOTE_EXPRESS, _fields)


def _fields(record: Tagged) -> dict[str, object]:
    return {
        "title": record.first("Title", "Translated Title"),
        "abstract": record.first("Abstract", "Translated Abstract"),
        "doi": record.first("DOI"),
        "published": record.first("Date", "Date Displayed"),
        "year": record.first("Year"),
        "venue": record.first("Journal", "Secondary Title", "Tertiary Title"),
        "url": record.first("URL", "Link", "Related URL"),
        "note": "\n".join(record.all("Notes")),
        "authors": record.all("Author"),
        "keywords": record.all("Keywords"),
        "language": record.first("Language"),
        "type": record.first(_TYPE),
    }
