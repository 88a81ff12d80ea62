"""Hugging Face's daily papers: `hf:2026-11-28`, `hf:2026-W48`, `hf:2026-11`, `hf:today`, `hf:week`, `hf:new`.

One list per day, week or month, in pages of up to 100, with the repositories that users or a program linked
(`githubRepo`, `githubRepoAddedBy`). Sources: https://huggingface.co/docs/hub/api#get-apidailypapers, and
`list_daily_papers` of huggingface_hub 2.4.0 for the names of the parameters.
"""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from urllib.parse import urlencode

from linkscan.errors import InputError
from linkscan.http.responses import read_json
from linkscan.http.schemas import ListSchema, Schema
from linkscan.models import ANY_TOKEN, Request
from linkscan.sources.base import PaperCollector, SourceFlow, Window, problem_of, read_page, undocumented

NAME = "hf"
QUERIES = ("hf:2026-11-28", "hf:2026-W48", "hf:2026-11", "hf:today", "hf:week", "hf:new")

_URL = "https://huggingface.co/api/daily_papers"
_PAGE = 100
_LONGEST = 1 << 24  # bytes of a page; a hundred papers take some 400 KB
_WEEK = re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


class _Entry(Schema):
    pass


class _Entries(ListSchema[_Entry]):
    pass


def check(query: str) -> None:
    """Raise InputError if `query` is neither a day, week or month, nor one of the words for them."""
    if query in ("today", "week", "new") or last_day(query):
        return
    raise InputError(f"{NAME}:{query}: not a day, week or month; give one as in {', '.join(QUERIES)}")


def last_day(query: str) -> date | None:
    """Return the last day of a day, week or month, or None if it does not exist."""
    with suppress(ValueError):
        if _WEEK.fullmatch(query):
            return date.fromisocalendar(int(query[:4]), int(query[-2:]), 7)
        if _MONTH.fullmatch(query):
            year, month = int(query[:4]), int(query[5:])
            return date(year, month, monthrange(year, month)[1])
        return date.fromisoformat(query) if len(query) == len("2026-11-28") else None
    return None


def is_incremental(query: str) -> bool:
    """Return whether `query` is `new`, for the days since the last run."""
    return query == "new"


def flow(query: str, window: Window) -> SourceFlow:
    """Return the flow that fetches all pages of the lists in `query`; `new` means every day since the last run."""
    collected = PaperCollector(window.limit)
    for period in _periods(query, window):
        page = 0
        while True:
            parameters = urlencode({**period, "limit": _PAGE, "p": page})
            (response,) = yield [Request(f"{_URL}?{parameters}", max_body=_LONGEST, auth=ANY_TOKEN)]
            if problem := problem_of(response, "Hugging Face"):
                return collected.result(problem)
            entries = read_json(response, _Entries)
            if entries is None:
                return collected.result(undocumented(response, "Hugging Face", "not a list of papers"))
            if entries.root:
                collected.add(read_page(response, "json", f"{NAME}:{query}"))
            page += 1
            if len(entries.root) < _PAGE:
                break
            if collected.is_full:
                return collected.result(has_more=True)
    return collected.result()


def _periods(query: str, window: Window) -> list[dict[str, str]]:
    """Return the parameters of each list to fetch."""
    if query == "week":
        year, week, _ = window.today.isocalendar()
        return [{"week": f"{year}-W{week:02}"}]
    if query == "new":
        first = window.since or window.today - timedelta(days=1)
        days = (window.today - first).days
        return [{"date": (window.today - timedelta(days=ago)).isoformat()} for ago in range(days, -1, -1)]
    if query == "today":
        return [{"date": window.today.isoformat()}]
    if _WEEK.fullmatch(query):
        return [{"week": query}]
    return [{"month": query}] if _MONTH.fullmatch(query) else [{"date": query}]
