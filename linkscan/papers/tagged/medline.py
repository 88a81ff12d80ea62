"""MEDLINE/nbib, PubMed's tagged format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html.

ERIC (https://eric.ed.gov) exports it too, without PMID: a record begins with its owner, below a blank line.
"""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.tagged import Dialect, Tagged, TaggedLine, is_dialect, read
from linkscan.patterns import lazy_pattern

_LINE = lazy_pattern(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|\s*)$")
_MORE = lazy_pattern(r" {4,}(.*)$")
_DOI = lazy_pattern(r"(10\.\S+)\s*\[doi\]")


def _line(raw: str) -> TaggedLine | None:
    if match := _LINE.match(raw):
        return TaggedLine(match[1], (match[2] or "").strip())
    return TaggedLine("", more[1].strip()) if (more := _MORE.match(raw)) else None


_MEDLINE = Dialect("MEDLINE", _line, begin=frozenset({"PMID"}), end=frozenset(), opens=frozenset({"OWN"}))


def sniff(head: str) -> bool:
    """Return whether a line is the first of a record, with the PubMed ID."""
    return is_dialect(head, _MEDLINE)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each article, or what is wrong with it."""
    return read(source, _MEDLINE, _fields)


def _fields(record: Tagged) -> dict[str, object]:
    ids = (_DOI.search(each) for each in record.all("LID", "AID", "SO"))
    return {
        "id": record.first("PMID", "OID"),
        "title": record.first("TI", "TT", "BTI"),
        "abstract": record.first("AB", "OAB"),
        "doi": next((found[1] for found in ids if found), ""),
        "published": record.first("DEP"),
        "date": record.first("DP"),
        "venue": record.first("JT", "TA"),
        "note": "\n".join(record.all("GN")),
        "authors": record.all("FAU") or record.all("AU"),
        "keywords": record.all("OT", "MH"),
        "language": record.first("LA"),
    }
