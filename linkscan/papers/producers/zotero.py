"""Zotero's items, of its API and of Better BibTeX's JSON: https://www.zotero.org/support/dev/web_api/v3/basics."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, objects, told

_NO_PAPERS = frozenset({"attachment", "note", "annotation"})


def knows(names: frozenset[str]) -> bool:
    return "itemType" in names or names >= {"key", "version", "data"}


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    item = inner(record, "data") or record
    if item.get("itemType") in _NO_PAPERS or not isinstance(item.get("title"), str):
        return None
    notes = item.get("notes")
    rest = {name: value for name, value in item.items() if name not in ("key", "notes", "date", "creators")}
    return {**rest} | told(
        id=item.get("citationKey") or item.get("citekey") or item.get("key") or item.get("itemKey"),
        abstract=item.get("abstractNote"),
        venue=item.get("publicationTitle") or item.get("proceedingsTitle") or item.get("conferenceName"),
        date=item.get("date"),
        authors=[
            each.get("name") or f"{each.get('firstName', '')} {each.get('lastName', '')}".strip()
            for each in objects(item.get("creators"))
        ],
        note=[note if isinstance(note, str) else note.get("note") for note in notes if isinstance(note, str | Mapping)]
        if isinstance(notes, list)
        else None,
    )
