"""The interface of sources of papers: modules that yield requests, are sent responses and return papers. Pure."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from io import BytesIO
from typing import Protocol

from linkscan.errors import InputError
from linkscan.http.responses import health_of
from linkscan.models import Failure, Health, Paper, Request, Response
from linkscan.papers.formats import named
from linkscan.papers.input_file import InputFile
from linkscan.plurals import counted


class ProblemCause(StrEnum):
    """Why a query was not fetched completely."""

    REFUSED = "refused"  # 401, 403, a challenge: the service does not serve this client
    LIMITED = "limited"  # the rate limit is exceeded
    UNAVAILABLE = "unavailable"  # no response, or an error of the service
    OFFLINE = "offline"  # no request is sent: --offline, budget spent, not in the recording
    UNREADABLE = "unreadable"  # a response, but not with papers
    CUT = "cut"  # more papers than `--limit`


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a query was not fetched completely: a cause for programs and a sentence for people."""

    cause: ProblemCause
    reason: str


@dataclass(frozen=True, slots=True)
class Window:
    """The papers to fetch: from `since` (the last complete fetch; None if there was none) until `today`.

    `limit` is the maximum number of papers. A query that names its own dates is bounded by `limit` only.
    """

    today: date
    since: date | None = None
    limit: int = 10_000


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The papers from a source. With a `problem`, the result may be incomplete.

    `broken` are the reasons why some records could not be read.
    """

    papers: tuple[Paper, ...] = ()
    problem: Problem | None = None
    broken: tuple[str, ...] = ()


INDEXED_WITHIN = timedelta(days=30)
"""How long after its publication a paper may be added to an index that has no other date; papers of earlier runs are
left out."""

SourceFlow = Generator[Sequence[Request], Sequence[Response], SourceResult]
"""Yields requests that may be sent concurrently, is sent their responses in the same order, returns the result."""


class Source(Protocol):
    """A service that papers come from; a module implements this by defining these names."""

    NAME: str
    QUERIES: tuple[str, ...]
    """Examples of queries, for help and error messages."""

    def check(self, query: str) -> None:
        """Raise InputError if the source does not understand `query`."""

    def last_day(self, query: str) -> date | None:
        """Return the last day of the period that `query` names, for results that become final, or None."""

    def is_incremental(self, query: str) -> bool:
        """Return whether `query` is for what is new since the last run that fetched it."""

    def flow(self, query: str, window: Window, /) -> SourceFlow:
        """Return the flow that fetches the papers of a query; it never raises because of a response."""


def ensure_query(name: str, query: str, example: str) -> None:
    """Raise InputError if a query is empty, or has nothing after `filter=` or `doi=`."""
    kind, equals, rest = query.partition("=")
    if not (rest if equals and kind in ("filter", "doi") else query).strip():
        given = f"{name}:{query}".rstrip(": ")
        raise InputError(f"{given}: a query is missing; give one as in {example}")


_CAUSES = {
    Failure.OFFLINE: ProblemCause.OFFLINE,
    Failure.BUDGET: ProblemCause.OFFLINE,
    Failure.NOT_RECORDED: ProblemCause.OFFLINE,
    Failure.LIMITED: ProblemCause.LIMITED,
}


def problem_of(response: Response, service: str) -> Problem | None:
    """Return the problem of a failed or truncated response, or None if its status is 200."""
    if response.failure is None and response.status == 200 and not response.truncated:
        return None
    health, reason = health_of(response)
    if response.truncated and health.is_alive:
        return Problem(ProblemCause.UNREADABLE, f"{service}: the answer is larger than expected and was truncated")
    if response.failure is not None:
        return Problem(_CAUSES.get(response.failure, ProblemCause.UNAVAILABLE), f"{service}: {reason}")
    if response.status == 429:
        return Problem(ProblemCause.LIMITED, f"{service}: {reason}")
    cause = ProblemCause.REFUSED if health is Health.RESTRICTED else ProblemCause.UNAVAILABLE
    return Problem(cause, f"{service}: {reason}")


def unreadable(service: str, what: str) -> Problem:
    """Return the problem of a response with status 200 that does not match the documentation of the service."""
    return Problem(ProblemCause.UNREADABLE, f"{service}: {what}")


def is_page(response: Response) -> bool:
    """Return whether a response is an HTML page, which is never the regular response to a query."""
    return response.body[:256].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def undocumented(response: Response, service: str, what: str) -> Problem:
    """Return the problem of a response with status 200 that is `what` instead of the expected records.

    An HTML page is a refusal: OpenReview answers unknown clients with a challenge page and status 200.
    """
    if is_page(response):
        return Problem(ProblemCause.REFUSED, f"{service}: a web page instead of data, perhaps a bot check")
    return unreadable(service, f"the answer is {what}")


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The records of one response: the papers, and why other records could not be read."""

    papers: tuple[Paper, ...]
    broken: tuple[str, ...]


def read_page(response: Response, format_name: str, origin: str) -> ResultPage:
    """Return the papers in the body of a response, parsed by an input format.

    `origin`, the query as it was given (`arxiv:cs.CL`), becomes their source.
    """
    papers: list[Paper] = []
    broken: list[str] = []
    try:
        for entry in named(format_name).load(InputFile(origin, BytesIO(response.body))):
            if isinstance(entry, InputError):
                broken.append(str(entry))
            else:
                papers.append(replace(entry, source=(origin,)))
    except InputError as error:
        broken.append(str(error))
    return ResultPage(tuple(papers), tuple(broken))


class PaperCollector:
    """The papers of several pages, up to a limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._papers: list[Paper] = []
        self._broken: list[str] = []

    @property
    def is_full(self) -> bool:
        """Return whether the limit is reached."""
        return len(self._papers) >= self._limit

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Return the papers collected so far, which may be more than the limit."""
        return tuple(self._papers)

    def add(self, page: ResultPage) -> None:
        """Add the papers and broken records of a page."""
        self.extend(page.papers)
        self._broken.extend(page.broken)

    def extend(self, papers: Iterable[Paper]) -> None:
        """Add papers."""
        self._papers.extend(papers)

    def miss(self, names: Iterable[str], origin: str) -> None:
        """Record the identifiers of requested papers that the service does not have as broken."""
        self._broken.extend(f"{origin}: there is no {name}" for name in sorted(names))

    def result(self, problem: Problem | None = None, *, has_more: bool = False) -> SourceResult:
        """Return the papers up to the limit, with a problem `CUT` if there are more, collected or by `has_more`."""
        papers = tuple(self._papers[: self._limit])
        if problem is None and (len(self._papers) > self._limit or (has_more and self.is_full)):
            problem = Problem(
                ProblemCause.CUT, f"more than {counted(self._limit, 'paper')}; the others were left out (--limit)"
            )
        return SourceResult(papers, problem, tuple(self._broken))
