"""arXiv: `arxiv:2401.00001,2402.12345` (papers), `arxiv:cs.CL` (new ones), `arxiv:cs.CL/2026-11` (a month or a day).

Several categories form one list (`arxiv:cs.CL,cs.LG`); the name of an archive means all its categories (`arxiv:cs`).

The source is the API's Atom feeds, which include the authors' comments:
https://info.arxiv.org/help/api/user-manual.html. A request returns at most 2,000 results; a query with more than 10,000
results is answered incompletely, so the period is halved until each part has fewer. If the API does not answer, a few
papers, or recent days, are fetched through OAI-PMH (`arxiv_oai.py`). The client limits requests to one every three
seconds across all of arXiv's interfaces: https://info.arxiv.org/help/api/tou.html.
"""

import re
from calendar import monthrange
from collections.abc import Generator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from linkscan.errors import InputError
from linkscan.models import Request, Response
from linkscan.plurals import counted
from linkscan.sources import arxiv_oai
from linkscan.sources.arxiv_categories import categories_of, similar_category
from linkscan.sources.base import (
    PaperCollector,
    Problem,
    ProblemCause,
    SourceFlow,
    Window,
    problem_of,
    read_page,
    undocumented,
    unreadable,
)
from linkscan.spellings import ARXIV_IDENTIFIER

NAME = "arxiv"
QUERIES = ("arxiv:2401.00001,2402.12345", "arxiv:cs.CL", "arxiv:cs.CL/2026-11", "arxiv:cs.CL/2026-11-28")

_URL = "https://export.arxiv.org/api/query"
_IDS_PER_REQUEST = 100
_PAGE = 500
_MOST_RESULTS = 10_000
_LONGEST = 1 << 24  # bytes of a page; five hundred entries take some 1.5 MB
_ANNOUNCED_WITHIN = timedelta(days=7)
"""A paper is announced some days after its submission, more over holidays, but dated by its submission."""

_ID = re.compile(rf"(?:arxiv:)?(?P<id>{ARXIV_IDENTIFIER})(?:v\d+)?", re.ASCII | re.IGNORECASE)
_CUT = re.compile(r"(?<![\d.])\d{4}\.\d{1,4}(?![\d.])", re.ASCII)  # 2402.1 is what a spreadsheet makes of 2402.10000
_LISTING = re.compile(r"(?P<names>[A-Za-z.,-]+?)(?:/(?P<when>\d{4}-\d{2}(?:-\d{2})?))?", re.ASCII)
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>(\d{1,9})<")
_ENTRY = b"<entry"
_API_PROBLEMS = (ProblemCause.REFUSED, ProblemCause.LIMITED, ProblemCause.UNAVAILABLE, ProblemCause.UNREADABLE)
"""Problems that may affect only the API, not OAI-PMH."""
_NO_FEED = "not an Atom feed"


class _Days(NamedTuple):
    first: date
    last: date


class _Listing(NamedTuple):
    categories: tuple[str, ...]
    days: _Days | None  # None if the query names no period


def check(query: str) -> None:
    """Raise InputError if `query` consists neither of identifiers nor of categories."""
    if _ids(query) or _listing(query):
        return
    unknown = next((name for name in query.partition("/")[0].split(",") if name and not categories_of(name)), "")
    similar = similar_category(unknown)
    advice = f"give one as in {', '.join(QUERIES)}"
    if _ids(whole := _CUT.sub(lambda cut: cut[0].ljust(len("2402.00000"), "0"), query)):
        advice = f"did you mean {NAME}:{whole}?"
    if similar and not _ID.match(query):
        advice = f"did you mean {NAME}:{query.replace(unknown, similar, 1)}?"
    raise InputError(f"{NAME}:{query}: neither an identifier nor a category; {advice}")


def last_day(query: str) -> date | None:
    """Return the last day of the month or day in a query, or None if it names neither."""
    listing = None if _ids(query) else _listing(query)
    return listing.days.last if listing and listing.days else None


def is_incremental(query: str) -> bool:
    """Return whether the query is for categories without a period."""
    listing = None if _ids(query) else _listing(query)
    return listing is not None and listing.days is None


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches the papers with the identifiers, or those in the categories and period."""
    collected = PaperCollector(window.limit)
    origin = f"{NAME}:{query}"
    if ids := _ids(query):
        problem = yield from _by_ids(ids, collected, origin)
        if problem is None or problem.cause not in _API_PROBLEMS or len(ids) > arxiv_oai.MOST_RECORDS:
            return collected.result(problem)
        records = PaperCollector(window.limit)
        other = yield from arxiv_oai.read_records(ids, records, origin)
        return records.result() if other is None else collected.result(_combined(problem, other))
    listing = _listing(query)
    if listing is None:
        return collected.result(unreadable("arXiv", f"{query} is not a category"))
    days = listing.days or _since(window)
    problem = yield from _submitted(listing.categories, days, collected, origin)
    is_recent = days.last >= window.today - _ANNOUNCED_WITHIN and len(listing.categories) <= arxiv_oai.MOST_SETS
    if problem is None or problem.cause not in _API_PROBLEMS or not is_recent:
        return collected.result(problem)
    changed = PaperCollector(window.limit)
    other = yield from arxiv_oai.read_changes(listing.categories, days.first, days.last, changed, origin)
    if other is None:
        return changed.result(has_more=True)
    return collected.result(_combined(problem, other))


def _combined(problem: Problem, other: Problem) -> Problem:
    return Problem(problem.cause, f"{problem.reason}; {other.reason}")


def _by_ids(
    ids: Sequence[str], collected: PaperCollector, origin: str
) -> Generator[Sequence[Request], Sequence[Response], Problem | None]:
    """Collect the papers with these identifiers; return why not all could be fetched, or None.

    arXiv rejects a whole batch with 400 if one of its identifiers is malformed; the batch is then split in half and
    retried.
    """
    waiting = [ids[start : start + _IDS_PER_REQUEST] for start in range(0, len(ids), _IDS_PER_REQUEST)]
    while waiting:
        some = waiting.pop(0)
        parameters = urlencode({"id_list": ",".join(some), "max_results": len(some)}, safe=",/")
        (response,) = yield [Request(f"{_URL}?{parameters}", max_body=_LONGEST)]
        if response.failure is None and response.status == 400:
            if len(some) == 1:
                collected.miss(some, origin)
            else:
                waiting[:0] = [some[: len(some) // 2], some[len(some) // 2 :]]
            continue
        if problem := problem_of(response, "arXiv"):
            return problem
        total = _TOTAL.search(response.body)
        if total is None:
            return undocumented(response, "arXiv", _NO_FEED)
        if (entries := response.body.count(_ENTRY)) < int(total[1]):  # the total counts only existing papers
            return unreadable("arXiv", _short_page(entries, int(total[1])))
        collected.extend(papers := read_page(response, "xml", origin).papers)
        collected.miss(set(some) - {paper.arxiv_id for paper in papers}, origin)
    return None


def _submitted(
    categories: Sequence[str], days: _Days, collected: PaperCollector, origin: str
) -> Generator[Sequence[Request], Sequence[Response], Problem | None]:
    """Collect the papers submitted in the categories and days; return why not all could be fetched, or None.

    The period is halved if it has more results than the API returns.
    """
    listed = " OR ".join(f"cat:{category}" for category in categories)
    listed = f"({listed})" if len(categories) > 1 else listed
    start = 0
    while True:
        search = f"{listed} AND submittedDate:[{days.first:%Y%m%d}0000 TO {days.last:%Y%m%d}2359]"
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
            return undocumented(response, "arXiv", _NO_FEED)
        if int(total[1]) > _MOST_RESULTS and days.first < days.last:
            middle = days.first + (days.last - days.first) // 2
            problem = yield from _submitted(categories, _Days(days.first, middle), collected, origin)
            return problem or (
                yield from _submitted(categories, _Days(middle + timedelta(days=1), days.last), collected, origin)
            )
        entries = response.body.count(_ENTRY)
        if entries:
            collected.add(read_page(response, "xml", origin))
        start += entries
        if start >= int(total[1]) or collected.is_full:
            return None
        if not entries:  # the API occasionally returns an empty page: lukasschwab/arxiv.py#129
            return unreadable("arXiv", _short_page(start, int(total[1])))


def _short_page(read: int, total: int) -> str:
    return f"an empty page after {read} of {counted(total, 'paper')}; run again later"


def _ids(query: str) -> list[str]:
    """Return the identifiers in a query, without versions; empty if it has anything else."""
    found = [_ID.fullmatch(part.strip()) for part in query.split(",")]
    return [match["id"] for match in found if match] if all(found) else []


def _listing(query: str) -> _Listing | None:
    """Return the categories and days in a query, or None if one of them does not exist."""
    found = _LISTING.fullmatch(query)
    if found is None:
        return None
    named = [categories_of(name) for name in found["names"].split(",")]
    days = _days_of(found["when"]) if found["when"] else None
    if not all(named) or (found["when"] and days is None):
        return None
    return _Listing(tuple(dict.fromkeys(each for categories in named for each in categories)), days)


def _days_of(when: str) -> _Days | None:
    """Return the first and last day of a month or day, or None if it does not exist."""
    try:
        if len(when) == len("2026-11"):
            year, month = int(when[:4]), int(when[5:])
            return _Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        day = date.fromisoformat(when)
    except ValueError:
        return None
    return _Days(day, day)


def _since(window: Window) -> _Days:
    """Return the submission days of what was announced since the last run or, without one, in the last announcement.

    Announcements are made from Sunday to Thursday evening, which is the next day in UTC, and cover the submissions of
    one working day, up to some hours before: https://info.arxiv.org/help/availability.html.
    """
    if window.since:
        return _Days(window.since - _ANNOUNCED_WITHIN, window.today)
    announced = window.today - timedelta(days=max(0, window.today.weekday() - 4))  # on Saturday and Sunday: Friday
    return _Days(announced - timedelta(days=4 if announced.weekday() < 2 else 2), window.today)
