"""DataCite's metadata as XML: https://schema.datacite.org. A supplement names the paper as a related item."""

from collections.abc import Mapping

from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"resource"})
_SPACES = ("http://datacite.org/schema/", "http://schema.datacite.org/")
_CODE = frozenset({"IsSupplementTo", "IsDerivedFrom", "IsCompiledBy"})


def knows(root: str, space: str) -> bool:
    return root in ("resource", "resources") and (not space or space.startswith(_SPACES))


def fields(record: Element) -> Mapping[str, object]:
    identifier = record.find("identifier")
    is_doi = identifier is not None and identifier.attributes.get("identifierType", "").casefold() == "doi"
    descriptions = record.find_all("descriptions/description")
    dates = {each.attributes.get("dateType", ""): each.text() for each in record.find_all("dates/date")}
    found = {
        "id": record.text("identifier"),
        "title": record.markup("titles/title"),
        "abstract": next(
            (each.markup() for each in descriptions if each.attributes.get("descriptionType") == "Abstract"), ""
        ),
        "doi": record.text("identifier") if is_doi else "",
        "published": dates.get("Issued") or dates.get("Available", ""),
        "year": record.text("publicationYear"),
        "venue": record.text("publisher"),
        "code": [
            each.text()
            for each in record.find_all("relatedIdentifiers/relatedIdentifier")
            if each.attributes.get("relationType") in _CODE and "github.com/" in each.text()
        ],
        "authors": [each.text("creatorName") for each in record.find_all("creators/creator")],
        "keywords": [each.text() for each in record.find_all("subjects/subject")],
    }
    return {name: value for name, value in found.items() if value}
