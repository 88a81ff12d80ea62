"""OpenReview: `openreview:ICLR.cc/2026/Conference`, a venue's accepted notes; `openreview:forum=ID`, one note.

Notes that only the account of the token may read are left out.

https://docs.openreview.net/reference/api-v2: GET /notes?content.venueid=..., at most 1,000 notes per page, paging by
`offset`. Since 2026-08 anonymous clients receive 403 `ChallengeRequiredError` (ktwu01/benchmark-radar#81), or 200 with
the page of the challenge; the token of an account is accepted (rpatrik96/bibtexupdater#62). `count` is present if
`offset` is given; for notes that are not in this version of the API the response is an empty list, not an error
(uw-share-lab/openproceedings, docs/research/2026-09-27-openreview-and-proceedings-facts.md, with recorded responses).
"""

import re
from dataclasses import replace
from datetime import date
from typing import cast

from pydantic import BaseModel

from linkscan.errors import InputError
from linkscan.http.schemas import Lenient, Schema
from linkscan.sources.base import SourceFlow, Window, unreadable
from linkscan.sources.openreview_notes import has_private_notes, with_public_notes
from linkscan.sources.paged import NextPage, Service, read_pages

NAME = "openreview"
QUERIES = ("openreview:ICLR.cc/2026/Conference", "openreview:TMLR", "openreview:forum=p3ZMRqVrJv")

_PAGE = 1000
_VENUE = re.compile(r"[\w.-]+(?:/[\w.-]+)*", re.ASCII)
_ONE = re.compile(r"forum=([\w-]+)", re.ASCII)


class _Record(Schema):
    pass


class _Page(Schema):
    notes: tuple[_Record, ...]
    count: Lenient[int] = None


def check(query: str) -> None:
    """Raise InputError if `query` is neither the id of a venue nor `forum=ID`."""
    if _VENUE.fullmatch(query) is None and _ONE.fullmatch(query) is None:
        raise InputError(f"{NAME}:{query}: not a venue id; give one as in {', '.join(QUERIES)}")


def last_day(_query: str) -> date | None:
    """Return None, since notes are added to a venue over time."""
    return None


def is_incremental(_query: str) -> bool:
    """Return False, since venues are always fetched in full."""
    return False


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches all notes of a venue, or one note.

    A venue without notes is a problem: venues before 2024 are in the first version of the API, and for those this
    version returns an empty list (openreview/openreview#358).
    """
    origin = f"{NAME}:{query}"
    if one := _ONE.fullmatch(query):
        result = yield from read_pages(_SERVICE, {"id": one[1]}, origin, window)
    else:
        parameters = {"content.venueid": query, "limit": str(_PAGE), "offset": "0"}
        result = yield from read_pages(_SERVICE, parameters, origin, window)
    if result.papers or result.problem:
        return result
    return replace(
        result, problem=unreadable("OpenReview", f"no note of {query}; check its id, and that its year is after 2023")
    )


def _next_page(page: BaseModel, read: int) -> NextPage:
    answer = cast(_Page, page)
    records = len(answer.notes)
    is_last = records < _PAGE if answer.count is None else read + records >= answer.count
    return NextPage(records, None if is_last else {"offset": str(read + records)})


_SERVICE = Service(
    "OpenReview", "https://api2.openreview.net/notes", _Page, _next_page, has_private_notes, with_public_notes
)
