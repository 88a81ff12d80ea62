"""CSL-JSON (https://docs.citationstyles.org) and Crossref's works, which are CSL with single values in lists."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.dates import date_text
from linkscan.papers.producers.shape import objects, told

_DATES = ("published", "issued", "published-online", "published-print", "posted", "accepted", "created")
_NO_PAPERS = frozenset(
    {"journal", "journal-issue", "journal-volume", "component", "grant", "proceedings-series", "book-series"}
)


def knows(names: frozenset[str]) -> bool:
    return "title" in names and bool(
        names & {"DOI", "container-title", "issued", "abstract"} and names & {"DOI", "issued", "container-title", "URL"}
    )


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if record.get("type") in _NO_PAPERS:
        return None
    title = record.get("title")
    rest = {
        name: value
        for name, value in record.items()
        if name
        not in (*_DATES, "title", "DOI", "URL", "container-title", "author", "link", "indexed", "relation", "publisher")
    }
    dates = [date_text(record[name]) for name in _DATES if name in record]
    relation = record.get("relation")
    related = objects(relation.get("has-preprint")) if isinstance(relation, Mapping) else iter(())
    return {**rest} | told(
        title=title[0] if isinstance(title, list) and title else title,
        doi=record.get("DOI"),
        published=max(dates, key=lambda text: text.count("-"), default=""),
        venue=_first(record.get("container-title")),
        url=record.get("URL"),
        arxiv=next((each.get("id") for each in related if each.get("id-type") == "arxiv"), None),
        authors=record.get("author"),
    )


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value
