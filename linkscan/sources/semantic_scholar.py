"""Semantic Scholar: `s2:protein design`, in the query language of its bulk search.

https://api.semanticscholar.org/api-docs/graph#tag/Paper-Data/operation/get_graph_paper_bulk_search: pages of up to
1,000 records, paging by `token`. Without a key (S2_API_KEY) all clients share one rate limit, and 429 is common.
"""

from datetime import date
from typing import cast

from pydantic import BaseModel, Field, model_validator

from linkscan.http.schemas import Lenient, Schema
from linkscan.sources.base import INDEXED_WITHIN, SourceFlow, Window, ensure_query
from linkscan.sources.paged import NextPage, Service, read_pages

NAME = "s2"
QUERIES = ("s2:protein design", 's2:"diffusion model" + segmentation')

_FIELDS = "title,abstract,externalIds,publicationDate,year,venue,url"


class _Record(Schema):
    pass


class _Page(Schema):
    total: int = Field(ge=0)
    data: tuple[_Record, ...] = ()
    token: Lenient[str] = None

    @model_validator(mode="after")
    def _has_data(self) -> "_Page":
        """Raise ValueError for a page without `data`, unless nothing matches: `{"total": 0, "offset": 0}`."""
        if self.total and "data" not in self.model_fields_set:
            raise ValueError("no data")
        return self


def check(query: str) -> None:
    """Raise InputError if the query is empty."""
    ensure_query(NAME, query, QUERIES[0])


def last_day(_query: str) -> date | None:
    """Return None, since the results of a search change."""
    return None


def is_incremental(_query: str) -> bool:
    """Return True: a search is limited to papers published since the last run."""
    return True


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches the results of a search, published since the last run if there was one."""
    parameters = {"query": query, "fields": _FIELDS, "sort": "publicationDate:desc"}
    if window.since:
        parameters["publicationDateOrYear"] = f"{window.since - INDEXED_WITHIN}:"
    return read_pages(_SERVICE, parameters, f"{NAME}:{query}", window)


def _next_page(page: BaseModel, _read: int) -> NextPage:
    answer = cast(_Page, page)
    return NextPage(len(answer.data), {"token": answer.token} if answer.token else None)


_SERVICE = Service("Semantic Scholar", "https://api.semanticscholar.org/graph/v1/paper/search/bulk", _Page, _next_page)
