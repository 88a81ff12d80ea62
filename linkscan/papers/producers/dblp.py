"""DBLP's search results: https://dblp.org/faq/How+to+use+the+dblp+search+API.html. They have no abstracts."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, objects, told


def knows(names: frozenset[str]) -> bool:
    return names >= {"@id", "info"}


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    info = inner(record, "info")
    if "title" not in info:
        return None
    authors = [each.get("text") for each in objects(inner(info, "authors").get("author"))]
    return {**info} | told(
        id=info.get("key"), title=str(info["title"]).removesuffix("."), url=info.get("ee"), authors=authors
    )
