"""NASA ADS search results: https://ui.adsabs.harvard.edu/help/api/. Single values are lists; a day may be 00."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.identifiers import arxiv_id
from linkscan.papers.producers.shape import told


def knows(names: frozenset[str]) -> bool:
    return "bibcode" in names


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    identifiers = record.get("identifier")
    known = identifiers if isinstance(identifiers, list) else []
    return {**record} | told(
        title=_first(record.get("title")),
        id=record.get("bibcode"),
        doi=_first(record.get("doi")),
        arxiv=next((number for each in known if isinstance(each, str) and (number := arxiv_id(each))), None),
        published=record.get("pubdate") or record.get("date"),
        venue=record.get("pub"),
        authors=record.get("author"),
    )


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value
