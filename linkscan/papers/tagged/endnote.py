"""EndNote's tagged format (ENW, also called Refer): `%T title`, `%X abstract`; a blank line, or `%0`, between records.

https://en.wikipedia.org/wiki/EndNote#Tags_and_fields; the same in bib-it and refer(1).
"""

import re
from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.tagged import Dialect, Tagged, TaggedLine, is_dialect, read

_LINE = re.compile(r"%([0-9A-Za-z!@\[\]$*^&<>(=~+?#])(?:[ \t](.*)|\s*)$")


def _line(raw: str) -> TaggedLine | None:
    match = _LINE.match(raw)
    return TaggedLine(match[1], (match[2] or "").strip()) if match else None


_ENDNOTE = Dialect("EndNote's tagged format", _line, begin=frozenset("0"), end=frozenset(), opens=frozenset("TAFLDX"))


def sniff(head: str) -> bool:
    """Return whether each line begins with % and the letter of a field."""
    return is_dialect(head, _ENDNOTE)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each reference, or what is wrong with it."""
    return read(source, _ENDNOTE, _fields)


def _fields(record: Tagged) -> dict[str, object]:
    return {
        "id": record.first("F", "L", "M"),
        "title": record.first("T"),
        "abstract": record.first("X"),
        "doi": record.first("R"),
        "published": record.first("8"),
        "date": record.first("D"),
        "venue": record.first("J", "B", "S"),
        "url": record.first("U"),
        "note": "\n".join(record.all("Z", "O", "1", "2")),
        "authors": record.all("A"),
        "keywords": [word for value in record.all("K") for word in value.split("\n")],
        "type": record.first("0"),
    }
