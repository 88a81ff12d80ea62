"""MARCXML (https://www.loc.gov/standards/marcxml/), as library catalogues and INSPIRE's former API send it.

Fields are numbers: https://www.loc.gov/marc/bibliographic/. 245 is the title, 520 the summary, 024 a standard number,
773 where a part appeared, 856 an address, 260 and 264 the publication; 037 with `arXiv` in it is INSPIRE's.
"""

import re
from collections.abc import Iterator, Mapping

from linkscan.papers.identifiers import arxiv_id
from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"record"})
_SPACE = "http://www.loc.gov/MARC21/slim"
_ROOTS = frozenset({"collection", "record", "searchRetrieveResponse"})
_ISBD = " /:;,="
"""Punctuation between parts of a title: International Standard Bibliographic Description."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def knows(root: str, space: str) -> bool:
    return (root in _ROOTS and space in (_SPACE, "")) or root == "searchRetrieveResponse"


def fields(record: Element) -> Mapping[str, object] | None:
    """Return the catalogue record, or None for the envelope of a search service."""
    if record.find("datafield") is None:
        record = next(record.descendants("record"), record)
    if record.find("datafield") is None:
        return None
    numbers = [
        number
        for each in _data(record, "024")
        if "doi" in _parts(each, "2").casefold() or _parts(each, "a").startswith("10.")
        for number in [_parts(each, "a")]
    ]
    reports = [_parts(each, "a") for each in _data(record, "037") if "arxiv" in _parts(each, "9", "a").casefold()]
    title = " ".join(_parts(each, "a", "b") for each in _data(record, "245")[:1]).rstrip(_ISBD + ".")
    host = next(iter(_data(record, "773")), None)
    found = {
        "id": next((each.text() for each in record.children("controlfield") if _tag(each) == "001"), ""),
        "title": re.sub(r"\s+:\s+", ": ", title),
        "abstract": "\n\n".join(_parts(each, "a", "b") for each in _data(record, "520")),
        "doi": numbers[0] if numbers else "",
        "arxiv": next((number for each in reports if (number := arxiv_id(each))), ""),
        "published": _published(record, host),
        "venue": _parts(host, "t", "p").rstrip(_ISBD) if host else "",
        "url": next((_parts(each, "u") for each in _data(record, "856") if _parts(each, "u")), ""),
        "note": "\n".join(_parts(each, "a") for each in _data(record, "500", "538", "583")),
        "links": [_parts(each, "u") for each in _data(record, "856")[1:]],
        "authors": [_parts(each, "a").rstrip(_ISBD) for each in _data(record, "100", "700")],
        "keywords": [_parts(each, "a") for each in _data(record, "650", "653")],
    }
    return {name: value for name, value in found.items() if value}


def _data(record: Element, *tags: str) -> list[Element]:
    return [each for each in record.children("datafield") if _tag(each) in tags]


def _tag(element: Element) -> str:
    return element.attributes.get("tag", "")


def _parts(field: Element, *codes: str) -> str:
    """Return the subfields with these codes, joined."""
    return " ".join(_texts(field, codes)).strip()


def _texts(field: Element, codes: tuple[str, ...]) -> Iterator[str]:
    return (part.text() for part in field.children("subfield") if part.attributes.get("code") in codes)


def _published(record: Element, host: Element | None) -> str:
    """Return the year: of the issue, of the imprint, or the first date of the fixed field 008."""
    told = [_parts(host, "y", "g")] if host else []
    told += [_parts(each, "c") for each in _data(record, "260", "264", "269")]
    told += [each.text()[7:11] for each in record.children("controlfield") if _tag(each) == "008"]
    return next((year[0] for text in told if (year := _YEAR.search(text))), "")
