"""Web of Science's tagged format: https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html."""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.dates import of_year_and_month
from linkscan.papers.input_file import InputFile
from linkscan.papers.tagged import Dialect, Tagged, TaggedLine, is_dialect, read
from linkscan.patterns import lazy_pattern

_LINE = lazy_pattern(r"([A-Z][A-Z0-9])(?: (.*)|\s*)$")
_MORE = lazy_pattern(r"   (.*)$")


def _line(raw: str) -> TaggedLine | None:
    if match := _LINE.match(raw):
        return TaggedLine(match[1], (match[2] or "").strip())
    return TaggedLine("", more[1].strip()) if (more := _MORE.match(raw)) else None


_WOS = Dialect(
    "Web of Science's format",
    _line,
    begin=frozenset({"PT"}),
    end=frozenset({"ER"}),
    around=frozenset({"FN", "VR", "EF"}),
)


def sniff(head: str) -> bool:
    """Return whether a line is the first of a file, or of a publication."""
    return is_dialect(head, _WOS)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each publication, or what is wrong with it."""
    return read(source, _WOS, _fields)


def _fields(record: Tagged) -> dict[str, object]:
    month, _, day = record.first("PD").partition(" ")
    return {
        "id": record.first("UT", "PM"),
        "title": _joined(record.first("TI")),
        "abstract": _joined(record.first("AB")),
        "doi": record.first("DI"),
        "published": of_year_and_month(record.first("PY"), month, day),
        "venue": _joined(record.first("SO", "CT", "BS")),
        "authors": "; ".join(record.all("AF", "AU")[:1]).split("\n"),
        "keywords": _joined(record.first("DE")).split("; "),
        "language": record.first("LA"),
        "type": record.first("DT"),
    }


def _joined(text: str) -> str:
    """Return the wrapped lines of a value, joined."""
    return text.replace("\n", " ")
