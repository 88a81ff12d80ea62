"""DOAJ articles, of the API and of the dump: https://doaj.org/api/docs."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.dates import of_year_and_month
from linkscan.papers.producers.shape import first, inner, objects, told


def knows(names: frozenset[str]) -> bool:
    return "bibjson" in names


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    article = inner(record, "bibjson")
    rest = {
        name: value for name, value in article.items() if name not in ("identifier", "link", "journal", "month", "year")
    }
    return {**rest} | told(
        id=record.get("id"),
        doi=first(objects(article.get("identifier")), "id", type="doi"),
        published=of_year_and_month(str(article.get("year") or ""), str(article.get("month") or "")),
        venue=inner(article, "journal").get("title"),
        url=first(objects(article.get("link")), "url", type="fulltext"),
        authors=article.get("author"),
    )
