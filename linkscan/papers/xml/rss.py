"""RSS 2.0, and the items of RSS 1.0, as arXiv (https://info.arxiv.org/help/rss.html), publishers and blogs send it."""

from collections.abc import Mapping

from linkscan.papers.identifiers import arxiv_id
from linkscan.papers.latex import accents
from linkscan.papers.xml.atom import without_announcement
from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"item"})


def knows(root: str, _space: str) -> bool:
    return root == "rss"


def fields(record: Element) -> Mapping[str, object]:
    identifier = record.text("identifier")
    guid, link = record.text("guid"), record.text("link")
    arxiv = arxiv_id(guid) or arxiv_id(link)
    found = {
        "title": accents(record.markup("title")),
        "abstract": without_announcement(record.markup("description") or record.markup("encoded")),
        "arxiv": arxiv or "",
        "id": "" if arxiv or identifier.startswith("doi:") else identifier or guid,
        "doi": record.text("doi") or identifier.removeprefix("doi:"),
        "published": record.text("pubDate") or record.text("date") or record.text("publicationDate"),
        "venue": record.text("publicationName"),
        "url": link,
        "authors": [each.text() for each in record.children("creator", "author")],
        "categories": [each.text() for each in record.children("category")],
    }
    return {name: value for name, value in found.items() if value}
