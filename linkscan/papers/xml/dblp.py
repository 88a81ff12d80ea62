"""DBLP's XML, of the dump and of search results (https://dblp.org/xml/docu/dblpxml.pdf); it has no abstracts."""

from collections.abc import Mapping

from linkscan.papers.xml.tree import Element

RECORDS = frozenset(["article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "proceedings"])


def knows(root: str, _space: str) -> bool:
    return root in ("dblp", "bht", "dblpperson", "result", "inproceedings")


def fields(record: Element) -> Mapping[str, object] | None:
    if record.name == "proceedings":
        return None
    addresses = [each.text() for each in record.children("ee")]
    found = {
        "id": record.attributes.get("key", ""),
        "title": record.markup("title").removesuffix("."),
        "doi": next((each for each in addresses if "doi.org/" in each), ""),
        "year": record.text("year"),
        "venue": record.text("journal") or record.text("booktitle"),
        "url": addresses[0] if addresses else "",
        "note": record.text("note"),
        "authors": [each.text() for each in record.children("author")],
    }
    return {name: value for name, value in found.items() if value}
