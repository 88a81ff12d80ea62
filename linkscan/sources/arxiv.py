"""arXiv: `arxiv:2401.00001,2402.12345` (papers), `arxiv:cs.CL` (new ones), `arxiv:cs.CL/2026-11` (a month or a day).

The API's Atom feeds, with the authors' comments: https://info.arxiv.org/help/api/user-manual.html. At most 2,000
results a request; a query of over 10,000 results is answered incompletely, so a longer stretch of time is halved
until each part has fewer. One request in three seconds over all of arXiv's interfaces, which the client keeps:
https://info.arxiv.org/help/api/tou.html.
"""

import re
from calendar import monthrange
from collections.abc import Generator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from linkscan.errors import InputError
from linkscan.hosts.arxiv import IDENTIFIER
from linkscan.models import Request, Response
from linkscan.sources.base import Collected, Problem, SourceFlow, Window, problem_of, read_page, unreadable

NAME = "arxiv"
QUERIES = ("arxiv:2401.00001,2402.12345", "arxiv:cs.CL", "arxiv:cs.CL/2026-11", "arxiv:cs.CL/2026-11-28")

_URL = "https://export.arxiv.org/api/query"
_IDS_A_REQUEST = 100
_PAGE = 500
_MOST_RESULTS = 10_000
_LONGEST = 1 << 24  # bytes of a page; five hundred entries take some 1.5 MB
_ANNOUNCED_WITHIN = timedelta(days=7)
"""A paper is announced some days after it was submitted, more over holidays, and dated by its submission."""

_ID = re.compile(rf"(?P<id>{IDENTIFIER})(?:v\d+)?")
_LISTING = re.compile(r"(?P<category>[a-z-]+(?:\.[A-Za-z-]+)?)(?:/(?P<when>\d{4}-\d{2}(?:-\d{2})?))?")
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>(\d{1,9})<")
_ENTRY = b"<entry"


class _Days(NamedTuple):
    first: date
    last: date


def check(query: str) -> None:
    """Raise InputError when `query` is neither identifiers nor a category."""
    if _ids(query) or ((listing := _LISTING.fullmatch(query)) and (not listing["when"] or _days_of(listing["when"]))):
        return
    raise InputError(f"{NAME}:{query}: no identifier and no category; give one as in {', '.join(QUERIES)}")


def last_day(query: str) -> date | None:
    """Return the last day of a month or day; identifiers and whole categories name none."""
    listing = _LISTING.fullmatch(query)
    days = _days_of(listing["when"]) if listing and listing["when"] else None
    return days.last if days else None


def is_incremental(query: str) -> bool:
    """Return whether it is a category without a time."""
    listing = _LISTING.fullmatch(query)
    return listing is not None and not _ids(query) and not listing["when"]


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that reads the papers of those identifiers, or those submitted in that category and time."""
    collected = Collected(window.limit)
    origin = f"{NAME}:{query}"
    if ids := _ids(query):
        for start in range(0, len(ids), _IDS_A_REQUEST):
            some = ids[start : start + _IDS_A_REQUEST]
            parameters = urlencode({"id_list": ",".join(some), "max_results": len(some)}, safe=",/")
            (response,) = yield [Request(f"{_URL}?{parameters}", max_body=_LONGEST)]
            if problem := problem_of(response, "arXiv"):
                return collected.result(problem)
            collected.add(read_page(response, "xml", origin))
        return collected.result()
    listing = _LISTING.fullmatch(query)
    if listing is None:
        return collected.result(unreadable("arXiv", f"{query} is no category"))
    days = _days_of(listing["when"]) if listing["when"] else _since(window)
    problem = yield from _submitted(listing["category"], days or _since(window), collected, origin)
    return collected.result(problem)


def _submitted(
    category: str, days: _Days, collected: Collected, origin: str
) -> Generator[Sequence[Request], Sequence[Response], Problem | None]:
    """Read what was submitted in a category on some days; halve the days where the API would not give all."""
    start = 0
    while True:
        search = f"cat:{category} AND submittedDate:[{days.first:%Y%m%d}0000 TO {days.last:%Y%m%d}2359]"
        parameters = urlencode(
            {
                "search_query": search,
                "start": start,
                "max_results": _PAGE,
                "sortBy": "submittedDate",
                "sortOrder": "ascending",
            }
        )
        (response,) = yield [Request(f"{_URL}?{parameters}", max_body=_LONGEST)]
        if problem := problem_of(response, "arXiv"):
            return problem
        total = _TOTAL.search(response.body)
        if total is None:
            return unreadable("arXiv", "the answer is no Atom feed of the API")
        if int(total[1]) > _MOST_RESULTS and days.first < days.last:
            middle = days.first + (days.last - days.first) // 2
            problem = yield from _submitted(category, _Days(days.first, middle), collected, origin)
            return problem or (
                yield from _submitted(category, _Days(middle + timedelta(days=1), days.last), collected, origin)
            )
        entries = response.body.count(_ENTRY)
        if entries:
            collected.add(read_page(response, "xml", origin))
        start += entries
        if start >= int(total[1]) or collected.is_full:
            return None
        if not entries:  # the API now and then answers an empty page: lukasschwab/arxiv.py#129
            return unreadable("arXiv", f"an empty page after {start} of {int(total[1])} papers; run again later")


def _ids(query: str) -> list[str]:
    """Return the identifiers of a query, without their versions; none when it is something else."""
    found = [_ID.fullmatch(part.strip()) for part in query.split(",")]
    return [match["id"] for match in found if match] if all(found) else []


def _days_of(when: str) -> _Days | None:
    """Return the first and last day of a month or a day; None when there is no such one."""
    try:
        if len(when) == len("2026-11"):
            year, month = int(when[:4]), int(when[5:])
            return _Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        day = date.fromisoformat(when)
    except ValueError:
        return None
    return _Days(day, day)


def _since(window: Window) -> _Days:
    """Return the days that hold what was announced since the last run; without one, what was announced of late."""
    first = window.since or window.today - timedelta(days=1)
    return _Days(first - _ANNOUNCED_WITHIN, window.today) if window.since else _Days(first, window.today)
