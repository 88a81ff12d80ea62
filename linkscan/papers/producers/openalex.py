"""OpenAlex works: https://docs.openalex.org/api-entities/works/work-object. The abstract is an inverted index."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, objects, told

_LONGEST = 1 << 16  # words; greater positions are not those of an abstract


def knows(names: frozenset[str]) -> bool:
    return "abstract_inverted_index" in names or names >= {"display_name", "publication_year", "ids"}


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    location = inner(record, "primary_location")
    ids = inner(record, "ids")
    rest = {name: value for name, value in record.items() if name not in ("abstract_inverted_index", "ids", "title")}
    return {**rest} | told(
        title=record.get("title") or record.get("display_name"),
        abstract=abstract(record.get("abstract_inverted_index")) or record.get("abstract"),
        doi=record.get("doi") or ids.get("doi"),
        date=record.get("publication_date") or record.get("publication_year"),
        venue=inner(location, "source").get("display_name") or inner(record, "host_venue").get("display_name"),
        url=location.get("landing_page_url"),
        arxiv_url=next(
            (
                each["landing_page_url"]
                for each in objects(record.get("locations"))
                if "arxiv.org" in str(each.get("landing_page_url"))
            ),
            None,
        ),
        authors=[inner(each, "author").get("display_name") for each in objects(record.get("authorships"))],
    )


def abstract(index: object) -> str:
    """Return the text of an inverted index, which maps words to positions."""
    if not isinstance(index, Mapping):
        return ""
    places = [
        (place, word)
        for word, found in index.items()
        if isinstance(found, list)
        for place in found
        if isinstance(place, int) and 0 <= place < _LONGEST
    ]
    return " ".join(word for _, word in sorted(places, key=lambda each: each[0]))
