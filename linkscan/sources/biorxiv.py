"""bioRxiv and medRxiv: `biorxiv:2026-11-01/2026-11-07`, `biorxiv:new` (since the last run), `biorxiv:10.1101/...`.

https://api.biorxiv.org: /details/SERVER/FROM/TO/CURSOR, where the next cursor is the current one plus the number of
records on the page (30 at present, 100 according to the documentation); /details/SERVER/DOI/na/json. `total` may be too
high: the last page then says "no posts found" (ropensci/medrxivr#19), as does a day without preprints.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from pydantic import BaseModel

from linkscan.errors import InputError
from linkscan.http.schemas import Lenient, Schema
from linkscan.sources.base import SourceFlow, Window
from linkscan.sources.paged import NextPage, Service, read_pages

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/[\w.-]+", re.ASCII)
_NONE = "no posts found"


_URL = "https://api.biorxiv.org/details"


class _Record(Schema):
    pass


class _Message(Schema):
    status: str = ""
    total: Lenient[int] = None


class _Page(Schema):
    messages: tuple[_Message, ...]
    collection: tuple[_Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Server:
    """One of the two servers of the API; implements `Source`."""

    NAME: str

    @property
    def QUERIES(self) -> tuple[str, ...]:  # noqa: N802 - the name in the protocol
        """Examples of queries."""
        return (f"{self.NAME}:2026-11-01/2026-11-07", f"{self.NAME}:new", f"{self.NAME}:10.1101/2026.11.02.123456")

    def check(self, query: str) -> None:
        """Raise InputError if `query` is neither a pair of days, nor `new`, nor a DOI."""
        if query != "new" and _days(query) is None and _DOI.fullmatch(query) is None:
            raise InputError(
                f"{self.NAME}:{query}: neither a pair of days nor a DOI; give them as in {', '.join(self.QUERIES)}"
            )

    def last_day(self, query: str) -> date | None:
        """Return the second of the days, or None if the query has none."""
        days = _days(query)
        return days[1] if days else None

    def is_incremental(self, query: str) -> bool:
        """Return whether `query` is `new`, for the days since the last run."""
        return query == "new"

    def flow(self, query: str, window: Window) -> SourceFlow:
        """Return the flow that fetches all preprints of the days, or the one with the DOI."""
        name = {"biorxiv": "bioRxiv", "medrxiv": "medRxiv"}.get(self.NAME, self.NAME)
        if _DOI.fullmatch(query):
            service = Service(name, f"{_URL}/{self.NAME}/{query}/na/json", _Page, _only)
            return _one(service, query, f"{self.NAME}:{query}", window)
        since = window.since or window.today - timedelta(days=1)
        first, last = _days(query) or (since, window.today)
        url = f"{_URL}/{self.NAME}/{first}/{last}"
        service = Service(name, f"{url}/0", _Page, _next_page(url))
        return read_pages(service, {}, f"{self.NAME}:{query}", window)


def _one(service: Service, doi: str, origin: str, window: Window) -> SourceFlow:
    """Return the flow that fetches the preprint with a DOI."""
    result = yield from read_pages(service, {}, origin, window)
    if result.papers or result.broken or result.problem:
        return result
    return replace(result, broken=(f"{origin}: there is no {doi}",))


def _only(page: BaseModel, _read: int) -> NextPage:
    return NextPage(len(cast(_Page, page).collection), None)


def _next_page(url: str) -> Callable[[BaseModel, int], NextPage]:
    def next_page(page: BaseModel, read: int) -> NextPage:
        answer = cast(_Page, page)
        records = len(answer.collection)
        total = next((message.total for message in answer.messages if message.total is not None), 0)
        is_last = read + records >= total or any(message.status == _NONE for message in answer.messages)
        return NextPage(records, None, None if is_last else f"{url}/{read + records}")

    return next_page


def _days(query: str) -> tuple[date, date] | None:
    """Return the two days in a query, or None if they are invalid or in the wrong order."""
    found = _DAYS.fullmatch(query)
    try:
        days = (date.fromisoformat(found[1]), date.fromisoformat(found[2])) if found else None
    except ValueError:
        return None
    return days if days and days[0] <= days[1] else None


BIORXIV = Server("biorxiv")
MEDRXIV = Server("medrxiv")
