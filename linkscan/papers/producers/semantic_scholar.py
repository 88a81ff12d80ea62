"""Semantic Scholar: https://api.semanticscholar.org/api-docs/graph, and the older S2ORC dumps."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, told


def knows(names: frozenset[str]) -> bool:
    return "title" in names and bool(
        names & {"externalIds", "externalids", "corpusid", "corpusId", "s2fieldsofstudy"} or names >= {"paperId", "url"}
    )


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    ids = {
        name.casefold(): value for name, value in (inner(record, "externalIds") or inner(record, "externalids")).items()
    }
    rest = {
        name: value for name, value in record.items() if name not in ("externalIds", "externalids", "openAccessPdf")
    }
    return {**rest} | told(
        id=record.get("paperId") or record.get("corpusid"),
        arxiv=ids.get("arxiv"),
        doi=ids.get("doi"),
        published=record.get("publicationDate") or record.get("publicationdate"),
        venue=record.get("venue") or inner(record, "journal").get("name"),
    )
