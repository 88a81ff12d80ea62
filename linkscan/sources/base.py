"""What a source of papers is: a module that yields requests, is sent responses and returns papers. No network here."""

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
    """Why a source was not read to its end."""

    REFUSED = "refused"  # 401, 403, a challenge: the service does not serve this caller
    LIMITED = "limited"  # its rate limit is spent
    UNAVAILABLE = "unavailable"  # no answer, or trouble of the service
    OFFLINE = "offline"  # this run does not ask: --offline, budget spent, not in the recording
    UNREADABLE = "unreadable"  # answered, but not with papers
    CUT = "cut"  # more papers than `--limit`


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a source was not read to its end, in one value for programs and one sentence for people."""

    cause: ProblemCause
    reason: str


@dataclass(frozen=True, slots=True)
class Window:
    """Which papers are asked for: those since `since` (the last whole reading; None if there was none) until `today`.

    `limit` is how many papers are taken at most. A query that names its own dates is bounded by `limit` only.
    """

    today: date
    since: date | None = None
    limit: int = 10_000


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The papers that a source gave. With a `problem` there may be more, and the reading is not a whole one.

    `broken` are the records that could not be read, each with its reason.
    """

    papers: tuple[Paper, ...] = ()
    problem: Problem | None = None
    broken: tuple[str, ...] = ()


INDEXED_WITHIN = timedelta(days=30)
"""How long after its publication a paper may come into an index that tells no other date; what earlier runs had is
left out."""

SourceFlow = Generator[Sequence[Request], Sequence[Response], SourceResult]
"""Yields requests that may be sent at once, is sent their responses in the same order, returns the result."""


class Source(Protocol):
    """One service that papers come from. A module satisfies this by defining these names."""

    NAME: str
    QUERIES: tuple[str, ...]
    """Examples of queries, for help and error messages."""

    def check(self, query: str) -> None:
        """Raise InputError when `query` is none that this source understands."""

    def last_day(self, query: str) -> date | None:
        """Return the last day of the time that `query` names, after which nothing is added; None if it names none."""

    def is_incremental(self, query: str) -> bool:
        """Return whether `query` means what is new since the last run that read it."""

    def flow(self, query: str, window: Window, /) -> SourceFlow:
        """Return the flow that reads the papers of a query; never raises for what a server does."""


def ensure_query(name: str, query: str, example: str) -> None:
    """Raise InputError when there is no query, or nothing behind the name of its kind (`filter=`, `doi=`)."""
    kind, equals, rest = query.partition("=")
    if not (rest if equals and kind in ("filter", "doi") else query).strip():
        said = f"{name}:{query}".rstrip(": ")
        raise InputError(f"{said}: a query is missing; give one as in {example}")


_CAUSES = {
    Failure.OFFLINE: ProblemCause.OFFLINE,
    Failure.BUDGET: ProblemCause.OFFLINE,
    Failure.NOT_RECORDED: ProblemCause.OFFLINE,
    Failure.LIMITED: ProblemCause.LIMITED,
}


def problem_of(response: Response, service: str) -> Problem | None:
    """Return why a response is no answer to a query; None when it is one."""
    if response.failure is None and response.status == 200 and not response.truncated:
        return None
    health, reason = health_of(response)
    if response.truncated and health.is_alive:
        return Problem(ProblemCause.UNREADABLE, f"{service}: the answer is larger than expected and was cut")
    if response.failure is not None:
        return Problem(_CAUSES.get(response.failure, ProblemCause.UNAVAILABLE), f"{service}: {reason}")
    if response.status == 429:
        return Problem(ProblemCause.LIMITED, f"{service}: {reason}")
    cause = ProblemCause.REFUSED if health is Health.RESTRICTED else ProblemCause.UNAVAILABLE
    return Problem(cause, f"{service}: {reason}")


def unreadable(service: str, what: str) -> Problem:
    """Return the problem of an answer with status 200 that is not what the service documents."""
    return Problem(ProblemCause.UNREADABLE, f"{service}: {what}")


def is_page(response: Response) -> bool:
    """Return whether a response is a page for browsers, which no service answers a query with."""
    return response.body[:256].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def undocumented(response: Response, service: str, what: str) -> Problem:
    """Return the problem of an answer with status 200 that is not `what` was asked for.

    A page for browsers is a refusal: OpenReview answers callers that it does not know with its challenge and 200.
    """
    if is_page(response):
        return Problem(
            ProblemCause.REFUSED, f"{service}: a page for browsers instead of an answer, perhaps a challenge"
        )
    return unreadable(service, f"the answer is {what}")


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The records of one response: papers, and why others could not be read."""

    papers: tuple[Paper, ...]
    broken: tuple[str, ...]


def read_page(response: Response, format_name: str, origin: str) -> ResultPage:
    """Return the papers in the body of a response, read by an input format; their source is `origin`.

    `origin` is the query as it was given (`arxiv:cs.CL`). An empty list of papers is an empty page.
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
        """Return what there is so far."""
        return tuple(self._papers)

    def add(self, page: ResultPage) -> None:
        """Add what a page holds."""
        self.extend(page.papers)
        self._broken.extend(page.broken)

    def extend(self, papers: Iterable[Paper]) -> None:
        """Add papers."""
        self._papers.extend(papers)

    def miss(self, names: Iterable[str], origin: str) -> None:
        """Add papers that were asked for by name and that the service does not have."""
        self._broken.extend(f"{origin}: there is no {name}" for name in sorted(names))

    def result(self, problem: Problem | None = None, *, has_more: bool = False) -> SourceResult:
        """Return all that was collected; what is beyond the limit, or `has_more` says is left, is told as `CUT`."""
        papers = tuple(self._papers[: self._limit])
        if problem is None and (len(self._papers) > self._limit or (has_more and self.is_full)):
            problem = Problem(
                ProblemCause.CUT, f"more than {counted(self._limit, 'paper')}; the others were left out (--limit)"
            )
        return SourceResult(papers, problem, tuple(self._broken))
