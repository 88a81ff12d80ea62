"""Crossref: `crossref:graph neural networks` (words), `crossref:issn=1234-5678` or `crossref:filter=...,...`.

https://www.crossref.org/documentation/retrieve-metadata/rest-api/: deep paging by `cursor`, at most 1,000 rows; its
x-rate-limit headers are obeyed by the client. Few records hold an abstract; the others are papers without one.
"""

from datetime import date
from typing import cast

from pydantic import BaseModel, Field

from linkscan.errors import InputError
from linkscan.hosts.schemas import Lenient, Schema
from linkscan.sources.base import SourceFlow, Window
from linkscan.sources.paged import Following, Service, read_pages

NAME = "crossref"
QUERIES = ("crossref:graph neural networks", "crossref:filter=issn:2050-084X,from-pub-date:2026-11-01")

_ROWS = 200
_NAMED = ("filter=", "query.")


class _Record(Schema):
    pass


class _Message(Schema):
    items: tuple[_Record, ...]
    next_cursor: Lenient[str] = Field(default=None, alias="next-cursor")


class _Page(Schema):
    message: _Message


def check(query: str) -> None:
    """Raise InputError when there is no query."""
    if not query.strip():
        raise InputError(f"{NAME}: a query is missing; give one as in {QUERIES[0]}")


def last_day(_query: str) -> date | None:
    """Return None: what matches a search changes."""
    return None


def is_incremental(_query: str) -> bool:
    """Return True: a search is asked for what was indexed since the last run."""
    return True


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that reads all results of a search; since the last run by the date they were indexed."""
    parameters = {"rows": str(min(_ROWS, window.limit)), "cursor": "*"}
    filters = [f"from-index-date:{window.since}"] if window.since else []
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


def _following(page: BaseModel, _read: int) -> Following:
    message = cast(_Page, page).message
    records = len(message.items)
    # The cursor never ends: the last page is the one that holds nothing.
    more = records and message.next_cursor
    return Following(records, {"cursor": message.next_cursor or ""} if more else None)


_SERVICE = Service("Crossref", "https://api.crossref.org/works", _Page, _following)
