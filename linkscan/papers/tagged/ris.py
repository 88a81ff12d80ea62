"""RIS, which all databases and reference managers export: https://en.wikipedia.org/wiki/RIS_(file_format).

Some tags depend on the producer: the title is TI or T1, or T2 without either of them, which otherwise is
the journal; the abstract is AB or N2; notes are N1; addresses are UR and L1 to L4.
"""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import InputFile
from linkscan.papers.tagged import Dialect, Tagged, TaggedLine, is_dialect, read
from linkscan.patterns import lazy_pattern

_LINE = lazy_pattern(r"([A-Z][A-Z0-9](?= )|[A-Z]{4}(?=-)) {0,2}-(?: (.*)|\s*)$")
_WHOLE = lazy_pattern(r"(?s)\ufeff?\s*TY  - .*?\nTI  - .*?\nER  -")
"""A reference most of whose lines continue one tag, as with keywords wrapped by Rayyan."""

_CODE = ("software", "computer program", "comp")


def _line(raw: str) -> TaggedLine | None:
    match = _LINE.match(raw)
    return TaggedLine(match[1], (match[2] or "").strip()) if match else None


_RIS = Dialect("RIS", _line, begin=frozenset({"TY"}), end=frozenset({"ER"}))


def sniff(head: str) -> bool:
    """Return whether a line is the first of a reference, with its type."""
    return is_dialect(head, _RIS) or _WHOLE.match(head) is not None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each reference, or what is wrong with it."""
    return read(source, _RIS, _fields)


def _fields(record: Tagged) -> dict[str, object]:
    addresses = record.all("UR", "L2", "L1", "LK", "L3")
    notes = record.all("N1", "C1", "C2", "M1", "U1")
    title = record.first("TI", "T1", "CT", "BT")
    return {
        "id": record.first("ID", "AN") if not record.first("DO") else record.first("ID"),
        "title": title or record.first("T2", "T3"),
        "abstract": _quoted(record.first("AB", "N2")),
        "doi": _doi(record),
        "arxiv": next(
            (each for each in (*record.all("AN", "M3", "PB", "JO", "T2"), *addresses) if "arxiv" in each.casefold()), ""
        ),
        "published": record.first("DA", "Y2", "Y1", "PY"),
        "year": record.first("PY", "Y1"),
        "venue": record.first("JF", "JO", "T2", "JA", "J2", "BT") if title else "",
        "url": addresses[0] if addresses else "",
        "links": addresses[1:],
        "note": "\n".join(notes),
        "authors": record.all("AU", "A1"),
        "keywords": record.all("KW"),
        "database": record.first("DB"),
        "language": record.first("LA"),
        "type": record.first("TY"),
    }


def _doi(record: Tagged) -> str:
    told = (*record.all("DO", "DI"), *record.all("UR", "M3", "N1"))
    return next(
        (
            each
            for each in told
            if each.startswith("10.") or "doi.org/10." in each or each.casefold().startswith("doi:")
        ),
        "",
    )


def _quoted(text: str) -> str:
    """Return a text without the quotation marks that some exports put around it."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1] else text
