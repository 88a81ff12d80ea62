"""OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): arXiv, oai_dc, MARCXML, JATS in it.

arXiv's two formats: http://arxiv.org/OAI/arXiv.xsd and arXivRaw.xsd, at https://info.arxiv.org/help/oa/index.html.
"""

from collections.abc import Mapping

from linkscan.errors import InputError
from linkscan.papers.identifiers import arxiv_id
from linkscan.papers.latex import accents
from linkscan.papers.xml import datacite, jats, marc, mods
from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"record", "error", "arXiv", "arXivRaw", "dc"})
_ROOTS = frozenset({"OAI-PMH", "ListRecords", "GetRecord", "arXiv", "arXivRaw", "dc"})
_OAI = "http://www.openarchives.org/OAI/2.0/"


def knows(root: str, space: str) -> bool:
    return root in _ROOTS or (root == "record" and space.startswith(_OAI))


def fields(record: Element) -> Mapping[str, object] | InputError | None:
    if record.name == "error":
        return InputError(
            f"the archive answered with an error: {record.text() or record.attributes.get('code')}; correct the query"
        )
    if record.name != "record":
        return _metadata(record, "")
    inside = next((child for each in record.children("metadata") for child in each.children()), None)
    return _metadata(inside, record.text("header/identifier")) if inside else None  # the record was deleted


def _metadata(inside: Element, identifier: str) -> Mapping[str, object] | None:
    if inside.name in ("arXiv", "arXivRaw"):
        return _arxiv(inside)
    if inside.name == "article":
        return jats.fields(inside)
    if inside.name == "mods":
        return mods.fields(inside)
    if inside.name in marc.RECORDS or inside.find("record/datafield"):
        return marc.fields(inside)
    if resource := next(inside.descendants("resource"), inside if inside.name == "resource" else None):
        return datacite.fields(resource)
    return _dublin_core(inside, identifier)


def _arxiv(paper: Element) -> Mapping[str, object]:
    versions = paper.find_all("version/date")
    authors = [
        f"{each.text('forenames')} {each.text('keyname')}".strip() for each in paper.find_all("authors/author")
    ] or paper.text("authors")
    return {
        "title": accents(paper.text("title")),
        "abstract": paper.text("abstract"),
        "arxiv": paper.text("id"),
        "doi": paper.text("doi"),
        "published": paper.text("created") or (versions[0].text() if versions else ""),
        "venue": paper.text("journal-ref"),
        "comments": paper.text("comments"),
        "authors": authors,
        "categories": paper.text("categories"),
    }


def _dublin_core(paper: Element, identifier: str) -> Mapping[str, object]:
    """Return the fields of `oai_dc`: descriptions are abstracts or arXiv's "Comment: ...", identifiers URLs or DOIs."""
    descriptions = [each.markup() for each in paper.children("description")]
    comments = [text for text in descriptions if text.startswith("Comment: ")]
    names = [each.text() for each in paper.children("identifier")]
    arxiv = next((number for name in (identifier, *names) if (number := arxiv_id(name))), None)
    found = {
        "title": accents(paper.markup("title")),
        "abstract": next((text for text in descriptions if text not in comments), ""),
        "comment": "\n".join(comments),
        "arxiv": arxiv or "",
        "id": "" if arxiv else identifier,
        "doi": next(
            (
                name
                for name in (identifier, *names)
                if "10." in name and ("doi" in name.casefold() or name.startswith("10."))
            ),
            "",
        ),
        "published": min((each.text() for each in paper.children("date") if each.text()), default=""),
        "venue": paper.text("source"),
        "url": next((name for name in names if name.startswith("http")), ""),
        "authors": [each.text() for each in paper.children("creator")],
        "keywords": [each.text() for each in paper.children("subject")],
    }
    return {name: value for name, value in found.items() if value}
