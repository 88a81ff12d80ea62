"""Europe PMC: `europepmc:"single cell" AND FIRST_PDATE:[2026-11-01 TO 2026-11-30]`, in its own query language.

https://europepmc.org/RestfulWebService: `resultType=core` includes the abstract, paging is by `nextCursorMark`, and no
key is needed. `FIRST_IDATE` is the day on which a record was first indexed, which may be weeks after its publication.
"""

from datetime import date, timedelta
from typing import cast

from pydantic import BaseModel, Field

from linkscan.http.schemas import CamelSchema, Lenient, Schema
from linkscan.sources.base import SourceFlow, Window, ensure_query
from linkscan.sources.paged import NextPage, Service, read_pages

NAME = "europepmc"
QUERIES = ('europepmc:"protein design" AND FIRST_PDATE:[2026-11-01 TO 2026-11-30]',)


_LAG = timedelta(days=1)  # the time zones of the index and of this run may differ


class _Record(Schema):
    pass


class _Results(Schema):
    result: tuple[_Record, ...] = ()


class _Page(CamelSchema):
    result_list: _Results
    next_cursor_mark: Lenient[str] = None
    hit_count: int = Field(ge=0)


def check(query: str) -> None:
    """Raise InputError if the query is empty."""
    ensure_query(NAME, query, QUERIES[0])


def last_day(_query: str) -> date | None:
    """Return None, since the results of a search change."""
    return None


def is_incremental(_query: str) -> bool:
    """Return True: a search is limited to records first indexed since the last run."""
    return True


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches the results of a search, first indexed since the last run if there was one."""
    since = f" AND FIRST_IDATE:[{window.since - _LAG} TO {window.today}]" if window.since else ""
    parameters = {
        "query": f"({query}){since}" if since else query,
        "resultType": "core",
        "format": "json",
        "pageSize": str(min(1000, max(1, window.limit))),
        "cursorMark": "*",
    }
    return read_pages(_SERVICE, parameters, f"{NAME}:{query}", window)


def _next_page(page: BaseModel, read: int) -> NextPage:
    answer = cast(_Page, page)
    records = len(answer.result_list.result)
    is_last = read + records >= answer.hit_count or answer.next_cursor_mark is None
    return NextPage(records, None if is_last else {"cursorMark": str(answer.next_cursor_mark)})


_SERVICE = Service("Europe PMC", "https://www.ebi.ac.uk/europepmc/webservices/rest/search", _Page, _next_page)
