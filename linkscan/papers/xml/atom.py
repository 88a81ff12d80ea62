"""Atom (RFC 4287) as arXiv's API and its listings send it, and as blogs do.

arXiv: https://info.arxiv.org/help/api/user-manual.html section 3.3, and https://info.arxiv.org/help/rss.html, whose
summaries begin with "arXiv:2607.30001v1 Announce Type: new Abstract:".
"""

import re
from collections.abc import Mapping

from linkscan.errors import InputError
from linkscan.papers.identifiers import arxiv_id
from linkscan.papers.latex import accents
from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"entry"})
FOR_KEEP = frozenset({"author", "creator", "category", "primary_category"})
SPACE = "http://www.w3.org/2005/Atom"
_ERRORS = "/api/errors"
_ANNOUNCEMENT = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*\S+\s+(?:Abstract:\s*)?", re.IGNORECASE)


def knows(root: str, space: str) -> bool:
    return root in ("feed", "entry") and space == SPACE


def fields(record: Element) -> Mapping[str, object] | InputError:
    parts = record.by_name()

    def told(name: str) -> str:
        return parts[name][0].text() if name in parts else ""

    def marked(name: str) -> str:
        return parts[name][0].markup() if name in parts else ""

    number = told("id")
    if _ERRORS in number:
        return InputError(f"arXiv answered with an error: {told('summary')}; mend the query")
    arxiv = arxiv_id(number)
    links = {each.attributes.get("rel", "alternate"): each.attributes.get("href", "") for each in parts.get("link", ())}
    found = {
        "title": accents(marked("title")),
        "abstract": without_announcement(marked("summary") or marked("content")),
        "arxiv": arxiv or "",
        "published": told("published") or told("updated"),
        "doi": told("doi"),
        "comment": told("comment"),
        "venue": told("journal_ref"),
        "url": links.get("alternate", ""),
        "authors": [each.text("name") for each in parts.get("author", ())]
        or [each.text() for each in parts.get("creator", ())],
        "categories": [each.attributes.get("term", "") for each in parts.get("category", ())],
    }
    if arxiv is None:
        found["id"] = number
    return {name: value for name, value in found.items() if value}


def without_announcement(abstract: str) -> str:
    """Return an abstract without what arXiv's listings put before it."""
    found = _ANNOUNCEMENT.match(abstract)
    return abstract[found.end() :] if found else abstract
