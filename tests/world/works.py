"""A work of the literature, described once for all the services that list it, and a list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from urllib.parse import parse_qsl

from tests.world.messages import Reply, Request, as_json


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a service reports about a work. `day` is when it was published and indexed, in ISO 8601."""

    number: int
    title: str
    abstract: str = ""
    day: str = "2026-11-01"

    @property
    def doi(self) -> str:
        """Return its DOI."""
        return f"10.5555/{self.number}"


class Catalogue:
    """The works of one service, ordered by number."""

    def __init__(self) -> None:
        self._works: list[Work] = []
        self._numbers = count(10_000_001)

    def work(self, title: str, abstract: str = "", day: str = "2026-11-01") -> Work:
        """Add a work."""
        self._works.append(Work(number=next(self._numbers), title=title, abstract=abstract, day=day))
        return self._works[-1]

    def found(self, words: str, first: str = "", last: str = "9999") -> list[Work]:
        """Return the works with every word of a query, from one day until another."""
        wanted = words.casefold().replace('"', " ").split()
        return [
            work
            for work in self._works
            if first <= work.day <= last and all(word in f"{work.title} {work.abstract}".casefold() for word in wanted)
        ]

    def with_doi(self, doi: str) -> Work | None:
        """Return the work with a DOI."""
        return next((work for work in self._works if work.doi == doi), None)


def page_after(works: list[Work], cursor: str, size: int) -> list[Work]:
    """Return the page of works that follows a cursor, which is `*` at first."""
    start = 0 if cursor in ("", "*") else int(cursor.rpartition("-")[2])
    return works[start : start + size]


def next_cursor(works: list[Work], cursor: str, size: int) -> str:
    """Return the cursor that leads to the next page."""
    start = 0 if cursor in ("", "*") else int(cursor.rpartition("-")[2])
    return f"cursor-{min(len(works), start + size)}"


def parameters_of(request: Request) -> Mapping[str, str]:
    """Return the parameters of a request, from its query string or its body."""
    return {**dict(parse_qsl(request.body.decode())), **request.query}


def error(status: int, **body: object) -> Reply:
    """Build an error response of an API."""
    return as_json(body, status)
