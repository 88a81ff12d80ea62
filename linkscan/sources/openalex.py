"""OpenAlex: `openalex:graph neural networks` (words) or `openalex:filter=primary_topic.id:T10,publication_year:2026`.

https://developers.openalex.org: paging by `cursor`, at most 100 records per page, abstracts as an inverted index. Since
2026-02-13, more than a few requests a day require a free key (OPENALEX_API_KEY), which the client adds.
"""

from datetime import date
from typing import cast

from pydantic import BaseModel

from linkscan.http.schemas import Lenient, Schema
from linkscan.sources.base import INDEXED_WITHIN, SourceFlow, Window, ensure_query
from linkscan.sources.paged import NextPage, Service, read_pages

NAME = "openalex"
QUERIES = ("openalex:protein design", "openalex:filter=primary_location.source.id:S137773608,publication_year:2026")

_PAGE = 100


class _Record(Schema):
    pass


class _Meta(Schema):
    next_cursor: Lenient[str] = None


class _Page(Schema):
    meta: _Meta
    results: tuple[_Record, ...]


def check(query: str) -> None:
    """Raise InputError if the query is empty."""
    ensure_query(NAME, query, ", ".join(QUERIES))


def last_day(_query: str) -> date | None:
    """Return None, since the results of a search change."""
    return None


def is_incremental(_query: str) -> bool:
    """Return True: a search is limited to papers published since the last run."""
    return True


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches the results of a search, published since the last run if there was one."""
    parameters = {"per_page": str(min(_PAGE, window.limit)), "cursor": "*"}
    filters = [f"from_publication_date:{window.since - INDEXED_WITHIN}"] if window.since else []
    if query.startswith("filter="):
        filters.insert(0, query.removeprefix("filter="))
    else:
        parameters["search"] = query
    if filters:
        parameters["filter"] = ",".join(filters)
    return read_pages(_SERVICE, parameters, f"{NAME}:{query}", window)


def _next_page(page: BaseModel, _read: int) -> NextPage:
    answer = cast(_Page, page)
    cursor = answer.meta.next_cursor
    return NextPage(len(answer.results), {"cursor": cursor} if cursor else None)


_SERVICE = Service("OpenAlex", "https://api.openalex.org/works", _Page, _next_page)
