"""Crossref: `crossref:graph neural networks` (words), `crossref:filter=...,...`, `crossref:doi=10.1000/x` (one work).

https://www.crossref.org/documentation/retrieve-metadata/rest-api/: deep paging by `cursor`, at most 1,000 rows; the
client respects its x-rate-limit headers. Few records have an abstract; the rest become papers without one. New records
are found by their creation date, `from-created-date`, since old records are reindexed, too.
"""

from datetime import date, timedelta
from typing import cast
from urllib.parse import quote

from pydantic import BaseModel, Field

from linkscan.http.schemas import Lenient, Schema
from linkscan.models import ANY_TOKEN, Request
from linkscan.sources.base import PaperCollector, SourceFlow, Window, ensure_query, problem_of, read_page, unreadable
from linkscan.sources.paged import NextPage, Service, read_pages

NAME = "crossref"
QUERIES = ("crossref:graph neural networks", "crossref:filter=issn:2050-084X,from-pub-date:2026-11-01")

_ROWS = 200
_LAG = timedelta(days=1)  # from the creation of a record until it is indexed: "usually within 20 minutes"
_ONE = "doi="


class _Record(Schema):
    pass


class _Message(Schema):
    items: tuple[_Record, ...]
    next_cursor: Lenient[str] = Field(default=None, alias="next-cursor")


class _Page(Schema):
    message: _Message


def check(query: str) -> None:
    """Raise InputError if the query is empty."""
    ensure_query(NAME, query, ", ".join(QUERIES))


def last_day(_query: str) -> date | None:
    """Return None, since the results of a search change."""
    return None


def is_incremental(query: str) -> bool:
    """Return whether `query` is a search, limited to records first deposited since the last run."""
    return not query.startswith(_ONE)


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches a work, or the results of a search, created since the last run if there was one."""
    if query.startswith(_ONE):
        return _one(query.removeprefix(_ONE), f"{NAME}:{query}", window)
    parameters = {"rows": str(min(_ROWS, window.limit)), "cursor": "*"}
    filters = [f"from-created-date:{window.since - _LAG}"] if window.since else []
    if query.startswith("filter="):
        filters.insert(0, query.removeprefix("filter="))
    elif query.startswith("query."):
        field, _, words = query.partition("=")
        parameters[field] = words
    else:
        parameters["query.bibliographic"] = query
    if filters:
        parameters["filter"] = ",".join(filters)
    return read_pages(_SERVICE, parameters, f"{NAME}:{query}", window)


def _one(doi: str, origin: str, window: Window) -> SourceFlow:
    """Return the flow that fetches the work with a DOI."""
    collected = PaperCollector(window.limit)
    (response,) = yield [Request(f"{_URL}/{quote(doi, safe='')}", auth=ANY_TOKEN)]
    if response.failure is None and response.status == 404:
        collected.miss([doi], origin)
        return collected.result()
    if problem := problem_of(response, _SERVICE.name):
        return collected.result(problem)
    collected.add(read_page(response, "json", origin))
    if not collected.papers:
        return collected.result(unreadable(_SERVICE.name, "the answer is not a work"))
    return collected.result()


def _next_page(page: BaseModel, _read: int) -> NextPage:
    message = cast(_Page, page).message
    records = len(message.items)
    # There is always a next cursor: the last page is the one without records.
    more = records and message.next_cursor
    return NextPage(records, {"cursor": message.next_cursor or ""} if more else None)


_URL = "https://api.crossref.org/works"
_SERVICE = Service("Crossref", _URL, _Page, _next_page)
