"""Europe PMC's search results: https://europepmc.org/RestfulWebService (resultType=core)."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, told


def knows(names: frozenset[str]) -> bool:
    return "abstractText" in names or names >= {"pmid", "source", "title"} or "firstPublicationDate" in names


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    journal = inner(inner(record, "journalInfo"), "journal")
    return {**record} | told(
        abstract=record.get("abstractText") or record.get("abstract"),
        published=record.get("firstPublicationDate") or record.get("electronicPublicationDate"),
        year=record.get("pubYear"),
        venue=journal.get("title") or record.get("journalTitle"),
        authors=record.get("authorString"),
    )
