"""CiNii Research: responses of its OpenSearch interface, and the JSON-LD of an article.

https://support.nii.ac.jp/en/cir/r_opensearch and https://cir.nii.ac.jp/schema/1.0/. Texts are given in several
languages; of an article title and abstract are taken in the same one, the first in which there is an abstract.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, objects, told

_READING = "ja-Kana"
"""The language of what only says how a Japanese text is read aloud."""


def knows(names: frozenset[str]) -> bool:
    return names >= {"@id", "@type"} and not names.isdisjoint(
        ("productIdentifier", "dc:creator", "prism:publicationDate")
    )


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    publication = inner(record, "publication") or record
    abstracts = list(_texts(record.get("description")))
    language = abstracts[0][0] if abstracts else ""
    titles = dict(reversed(list(_texts(record.get("dc:title") or record.get("title")))))
    if not titles:
        return None
    return told(
        title=titles.get(language) or next(reversed(titles.values())),
        abstract=abstracts[0][1] if abstracts else None,
        doi=next(_dois(record), None),
        published=publication.get("prism:publicationDate"),
        venue=next((text for _, text in _texts(publication.get("prism:publicationName"))), None),
        url=str(record["@id"]).removesuffix(".json"),
        authors=record.get("dc:creator")
        or [text for each in objects(record.get("creator")) for _, text in _texts(each.get("foaf:name"))],
    )


def _texts(value: object) -> Iterator[tuple[str, str]]:
    """Yield the texts of a field, each with its language: text itself, `@value`, or `notation`s of an abstract."""
    if isinstance(value, str) and value:
        yield "", value
    for each in objects(value):
        text = each.get("@value")
        if isinstance(text, str) and text and each.get("@language") != _READING:
            yield str(each.get("@language") or ""), text
        yield from _texts(each.get("notation") if each.get("type", "abstract") == "abstract" else None)


def _dois(record: Mapping[str, Any]) -> Iterator[object]:
    numbers = [*objects(record.get("dc:identifier"))]
    numbers += [inner(each, "identifier") for each in objects(record.get("productIdentifier"))]
    return (each.get("@value") for each in numbers if str(each.get("@type")).endswith("DOI"))
