"""INSPIRE-HEP literature: https://inspire-schemas.readthedocs.io/en/latest/schemas/records/hep.html."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import first, inner, objects, told


def knows(names: frozenset[str]) -> bool:
    return names >= {"id", "metadata"} or (
        "titles" in names and bool(names & {"abstracts", "arxiv_eprints", "control_number"})
    )


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    data = inner(record, "metadata") or record
    if "titles" not in data:
        return {**record, **data} if data is not record and "title" in data else None
    imprint = next(objects(data.get("imprints")), {})
    return told(
        id=record.get("id") or data.get("control_number"),
        title=first(objects(data.get("titles")), "title"),
        abstract=first(objects(data.get("abstracts")), "value", source="arXiv")
        or first(objects(data.get("abstracts")), "value"),
        arxiv=first(objects(data.get("arxiv_eprints")), "value"),
        doi=first(objects(data.get("dois")), "value"),
        published=data.get("earliest_date") or data.get("preprint_date") or imprint.get("date"),
        venue=first(objects(data.get("publication_info")), "journal_title"),
        note=[each.get("value") for each in objects(data.get("public_notes")) if each.get("value")],
        url=first(objects(data.get("urls")), "value"),
        authors=[each.get("full_name") for each in objects(data.get("authors"))],
    )
