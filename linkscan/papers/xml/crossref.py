"""Crossref's deposits and Unixref answers: https://www.crossref.org/documentation/schema-library/."""

from collections.abc import Mapping

from linkscan.papers.dates import of_year_and_month
from linkscan.papers.xml.tree import Element

RECORDS = frozenset({"doi_record", "journal_article", "conference_paper", "posted_content", "book", "dissertation"})
_ROOTS = frozenset({"doi_records", "crossref_result", "crossref", "doi_batch", *RECORDS})
_WORKS = ("journal_article", "conference_paper", "posted_content", "dissertation", "content_item")


def knows(root: str, _space: str) -> bool:
    return root in _ROOTS


def fields(record: Element) -> Mapping[str, object]:
    work = next(record.descendants(*_WORKS), record)
    title = work.find("titles/title") or next(work.descendants("title"), None)
    abstract = next(work.descendants("abstract"), None)
    date = work.find("publication_date") or work.find("posted_date") or next(work.descendants("publication_date"), None)
    venue = next(record.descendants("full_title", "proceedings_title"), None)
    found = {
        "title": title.markup() if title else "",
        "abstract": abstract.markup() if abstract else "",
        "doi": work.text("doi_data/doi") or next((each.text() for each in record.descendants("doi")), ""),
        "url": work.text("doi_data/resource"),
        "published": of_year_and_month(date.text("year"), date.text("month"), date.text("day")) if date else "",
        "venue": venue.text() if venue else "",
        "authors": [
            f"{each.text('given_name')} {each.text('surname')}".strip()
            for each in work.find_all("contributors/person_name")
        ],
    }
    return {name: value for name, value in found.items() if value}
