"""EndNote XML, as EndNote, Covidence, Rayyan and others export it: records with styled text in every field."""

from collections.abc import Mapping

from linkscan.errors import InputError
from linkscan.papers.xml import marc, oai_pmh
from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"record"})


def knows(root: str, space: str) -> bool:
    return root in ("xml", "records", "record") and not space


def fields(record: Element) -> Mapping[str, object] | InputError | None:
    if record.find("metadata") is not None:
        return oai_pmh.fields(record)  # a record that was taken out of an answer, and has lost its namespace
    if record.find("datafield") is not None:
        return marc.fields(record)  # a record of a library's catalogue without its namespace
    found = {
        "id": record.text("label") or record.text("accession-num"),
        "title": record.text("titles/title"),
        "abstract": record.text("abstract"),
        "doi": record.text("electronic-resource-num"),
        "published": record.text("dates/pub-dates/date"),
        "year": record.text("dates/year") or record.text("year"),
        "venue": record.text("periodical/full-title") or record.text("titles/secondary-title"),
        "url": next((each.text() for each in record.find_all("urls/related-urls/url")), "")
        or record.text("urls/web-urls/url"),
        "notes": record.text("notes"),
        "note": record.text("research-notes"),
        "authors": [each.text() for each in record.find_all("contributors/authors/author")],
        "keywords": [each.text() for each in record.find_all("keywords/keyword")],
    }
    return {name: value for name, value in found.items() if value}
