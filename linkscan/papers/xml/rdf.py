"""RDF/XML as Zotero exports it (Zotero RDF, Bibliontology RDF), and catalogues that use the same vocabularies.

A work is an element of one of its classes with a title: https://www.bibliontology.com/specification.html, and the
`bib` classes that https://github.com/zotero/translators writes (Zotero RDF.js). RSS 1.0 is RDF too: its items.
"""

from collections.abc import Mapping

from linkscan.papers.xml import rss
from linkscan.papers.xml.tree import Element

_CLASSES = frozenset(
    """AcademicArticle Article Book BookSection Chapter ConferenceProceedings Data Dataset Description Document
    EditedBook Manuscript Patent Proceedings Report Software Thesis""".split()  # noqa: SIM905 - a list to read
)
RECORDS = rss.RECORDS | _CLASSES
_ABOUT = "about"
_DOI = "DOI "


def knows(root: str, _space: str) -> bool:
    return root == "RDF"


def fields(record: Element) -> Mapping[str, object] | None:
    """Return the work, or None for an attachment, a note, or anything without a title."""
    if record.name in rss.RECORDS:
        return rss.fields(record)
    title = record.markup("title")
    if not title or record.text("itemType") in ("attachment", "note"):
        return None
    names = [each.text() or each.text("URI/value") for each in record.children("identifier")]
    host = record.find("isPartOf")
    about = next((value for name, value in record.attributes.items() if name.endswith(_ABOUT)), "")
    addresses = [name for name in (*names, record.text("uri"), about) if name.startswith("http")]
    found = {
        "title": title,
        "abstract": record.markup("abstract") or record.markup("description"),
        "doi": record.text("doi") or next((name.removeprefix(_DOI) for name in names if name.startswith(_DOI)), ""),
        "published": record.text("date") or record.text("issued"),
        "venue": _title_within(host) if host else record.text("conference"),
        "url": next(iter(addresses), ""),
        "note": record.text("extra") or record.text("value"),
        "authors": [
            " ".join(filter(None, (person.text("givenName") or person.text("givenname"), person.text("surname"))))
            for person in (record.find("authors") or record).descendants("Person")
        ],
    }
    return {name: value for name, value in found.items() if value}


def _title_within(host: Element) -> str:
    return next((each.text() for each in host.descendants("title")), "")
