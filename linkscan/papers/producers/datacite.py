"""DataCite metadata, alone or as JSON:API: https://support.datacite.org/docs/api-get-doi."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import first, inner, objects, told


def knows(names: frozenset[str]) -> bool:
    return names >= {"attributes", "type"} or (
        "titles" in names and bool(names & {"descriptions", "creators", "publicationYear", "types"})
    )


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    data = inner(record, "attributes") or record
    titles, descriptions = list(objects(data.get("titles"))), list(objects(data.get("descriptions")))
    if not titles:
        return {**record, **data} if "title" in data else None
    dates = list(objects(data.get("dates")))
    names = ("id", "language", "publisher", "version", "state", "types", "subjects", "creators", "rightsList")
    return {name: data[name] for name in names if name in data} | told(
        title=first(titles, "title"),
        abstract=first(descriptions, "description", descriptionType="Abstract"),
        id=data.get("doi") or record.get("id"),
        doi=data.get("doi"),
        arxiv=first(objects(data.get("identifiers")), "identifier", identifierType="arXiv"),
        published=first(dates, "date", dateType="Issued") or first(dates, "date", dateType="Available"),
        year=data.get("publicationYear"),
        venue=inner(data, "container").get("title") or data.get("publisher"),
        url=data.get("url"),
        authors=data.get("creators"),
        keywords=[each.get("subject") for each in objects(data.get("subjects"))],
        code=[
            each["relatedIdentifier"]
            for each in objects(data.get("relatedIdentifiers"))
            if each.get("relationType") in ("IsSupplementTo", "IsDerivedFrom", "IsCompiledBy")
            and "github.com/" in str(each.get("relatedIdentifier"))
        ],
    )
