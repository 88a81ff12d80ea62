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
_TEXTS = ("id", "published", "updated", "doi", "comment", "journal_ref")
_MARKED = ("title", "summary", "content")
_ERRORS = "/api/errors"
_ANNOUNCEMENT = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*\S+\s+(?:Abstract:\s*)?", re.IGNORECASE)


def knows(root: str, space: str) -> bool:
    return root in ("feed", "entry") and space == SPACE


def fields(record: Element) -> Mapping[str, object] | InputError:
    parts = record.by_name()
    told = {name: parts[name][0].text() for name in _TEXTS if name in parts}
    marked = {name: parts[name][0].markup() for name in _MARKED if name in parts}
    number = told.get("id", "")
    if _ERRORS in number:
        return InputError(f"arXiv answered with an error: {marked.get('summary', '')}; correct the query")
    arxiv = arxiv_id(number)
    found = {
        "title": accents(marked.get("title", "")),
        "abstract": without_announcement(marked.get("summary") or marked.get("content", "")),
        "arxiv": arxiv or "",
        "published": told.get("published") or told.get("updated", ""),
        "doi": told.get("doi", ""),
        "comment": told.get("comment", ""),
        "venue": told.get("journal_ref", ""),
        "url": next((link for each in parts.get("link", ()) if (link := _own_page(each))), ""),
        "authors": [each.text("name") for each in parts.get("author", ())]
        or [each.text() for each in parts.get("creator", ())],
        "categories": [each.attributes.get("term", "") for each in parts.get("category", ())],
    }
    if arxiv is None:
        found["id"] = number
    return {name: value for name, value in found.items() if value}


def _own_page(link: Element) -> str:
    """Return the address of a link that says what the entry is itself; "" for any other."""
    return link.attributes.get("href", "") if link.attributes.get("rel", "alternate") == "alternate" else ""


def without_announcement(abstract: str) -> str:
    """Return an abstract without the prefix that arXiv's listings add."""
    found = _ANNOUNCEMENT.match(abstract)
    return abstract[found.end() :] if found else abstract
