"""JATS (https://jats.nlm.nih.gov), the format of articles in PubMed Central and from many publishers.

Read are the abstract and the section that declares data and code: `sec-type="data-availability"`, or a section with
such a title.
"""

import re
from collections.abc import Mapping

from linkscan.papers.dates import of_year_and_month
from linkscan.papers.xml import dblp
from linkscan.papers.xml.tree import XLINK_HREF, Element

RECORDS = frozenset({"article"})
_AVAILABILITY = re.compile(
    r"(?i)(?:data|code|software|materials?|resources?)\b.{0,40}\bavailab|\bavailability of\b|^availability\b|accession"
)
_OTHERS = frozenset({"graphical", "teaser", "toc", "key-points", "short"})


def knows(root: str, space: str) -> bool:
    return (root == "article" and "docbook" not in space) or root == "pmc-articleset"


def fields(record: Element) -> Mapping[str, object] | None:
    meta = record.find("front/article-meta") or record.find("front-stub")
    if meta is None:
        return dblp.fields(record) if "key" in record.attributes else None  # an article out of DBLP's dump
    ids = {each.attributes.get("pub-id-type", ""): each.text() for each in meta.children("article-id")}
    abstracts = [each for each in meta.children("abstract") if each.attributes.get("abstract-type", "") not in _OTHERS]
    found = {
        "id": ids.get("pmid") or ids.get("pmc") or ids.get("publisher-id", ""),
        "title": meta.markup("title-group/article-title"),
        "abstract": abstracts[0].markup() if abstracts else "",
        "doi": ids.get("doi", ""),
        "arxiv": ids.get("arxiv", ""),
        "published": min((date for each in meta.children("pub-date") if len(date := _date(each)) == 10), default=""),
        "date": min((_date(each) for each in meta.children("pub-date")), default=""),
        "venue": record.text("front/journal-meta/journal-title-group/journal-title")
        or record.text("front/journal-meta/journal-title"),
        "url": next((each.attributes.get(XLINK_HREF, "") for each in meta.children("self-uri")), ""),
        "data availability": "\n\n".join(_availability(record)),
        "authors": [
            f"{each.text('name/given-names')} {each.text('name/surname')}".strip()
            for each in meta.find_all("contrib-group/contrib")
            if each.attributes.get("contrib-type", "author") == "author"
        ],
        "keywords": [each.text() for each in meta.find_all("kwd-group/kwd")],
    }
    return {name: value for name, value in found.items() if value}


def _availability(record: Element) -> list[str]:
    """Return the statements of an article on the availability of data and code."""
    sections = [
        each.markup()
        for each in record.descendants("sec", "notes", "ack")
        if each.attributes.get("sec-type", each.attributes.get("notes-type", ""))
        in ("data-availability", "availability")
        or _AVAILABILITY.search(each.text("title"))
    ]
    customs = [
        each.markup("meta-value")
        for each in record.descendants("custom-meta")
        if "availab" in each.text("meta-name").casefold()
    ]
    return list(dict.fromkeys([*sections, *customs]))


def _date(element: Element) -> str:
    return element.attributes.get("iso-8601-date") or of_year_and_month(
        element.text("year"), element.text("month"), element.text("day")
    )
