"""Fetching papers from services through the client of the run, with its rate limits, cache and budget."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from linkscan.history.database import Ledger
from linkscan.http import Client, open_client, recorded_info
from linkscan.http.cache.trace import Trace
from linkscan.http.flows import drive
from linkscan.inputs import recorded_feed
from linkscan.models import CacheMode, Paper, PaperRef, Reading, Request, Response, SkipCause
from linkscan.plurals import counted
from linkscan.reports.report import Report
from linkscan.run_control import StopSignal, TimeBudget, until
from linkscan.settings import Settings
from linkscan.sources import CREDENTIALS, Query, SourceResult, Window
from linkscan.sources.base import Problem, ProblemCause

_SETTLED_AFTER = timedelta(days=7)
"""How long a list of papers may still grow after the days it covers, as announcements lag behind submissions."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The inputs of a run besides its files: queries to services, and papers of earlier runs to examine again.

    `since` maps a query, as text, to the day of the last run that fetched it completely; `known` are the ids of papers
    in earlier runs, which incremental queries leave out. `watched` are papers of earlier runs with their readings;
    those that are also among the papers of this run are left out.
    """

    queries: tuple[Query, ...]
    today: date
    since: Mapping[str, date] = field(default_factory=dict)
    known: Collection[str] = frozenset()
    watched: tuple[tuple[PaperRef, Reading], ...] = ()

    def window(self, query: Query, limit: int) -> Window:
        """Return the window of papers for a query."""
        return Window(self.today, self.since.get(str(query)), limit)

    def recorded(self) -> Mapping[str, str]:
        """Return this feed as a field of a recording: replaying needs its dates, and its papers are in no response."""
        if not self.queries and not self.watched:
            return {}
        since = {str(query): self.since[str(query)] for query in self.queries if str(query) in self.since}
        return recorded_feed.as_field(_Recorded(self.today, since, sorted(self.known), self.watched))

    def as_recorded(self, info: Mapping[str, str]) -> "Feed":
        """Return this feed as in the (untrusted) field of a recording, or unchanged if that cannot be read."""
        recorded = recorded_feed.read_field(info, _Recorded)
        if recorded is None:
            return self
        return replace(
            self,
            today=recorded.today,
            since=recorded.since,
            known=frozenset(recorded.known),
            watched=tuple(recorded.watched),
        )


@dataclass(frozen=True, slots=True)
class _Recorded:
    """The part of a feed that a recording holds, all except its queries."""

    today: date
    since: Mapping[str, date]
    known: Sequence[str] = ()
    watched: Sequence[tuple[PaperRef, Reading]] = ()


NO_FEED = Feed((), date.min)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome of queries.

    `whole` are those that were fetched completely; `problems` are sentences about those that were not, each of which
    makes a run incomplete; `notes` say how many papers each returned; `broken` are records that could not be read.
    """

    papers: tuple[Paper, ...] = ()
    whole: tuple[Query, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


async def fetch_papers(feed: Feed, client: Client, limit: int, results: dict[Query, SourceResult]) -> None:
    """Store the result of each query in `results` as it arrives; the queries are fetched concurrently."""

    async def fetch(query: Query) -> None:
        sender = client if _is_settled(query, feed.today) else _Reloading(client)
        with Trace() as trace:
            result = await drive(query.flow(feed.window(query, limit)), sender)
        if result.problem and result.problem.cause in _NO_ANSWERS and not trace.has_failure:
            trace.forget_last()
        results[query] = result

    await asyncio.gather(*map(fetch, dict.fromkeys(feed.queries)))


_NO_ANSWERS = (ProblemCause.UNREADABLE, ProblemCause.REFUSED)
"""Causes with which a service may answer with status 200 but no papers; the response is evicted from the cache."""


async def fetch_apart(
    feed: Feed, settings: Settings, *, record: Path | None = None, replay: Path | None = None
) -> Fetched:
    """Return the outcome of the queries in a feed, fetched like in `pipeline.scan_async` but with a separate client."""
    results: dict[Query, SourceResult] = {}
    stop = StopSignal()
    if replay is not None:
        feed = feed.as_recorded(recorded_info(replay))
    with TimeBudget(stop, settings.budget_time).running():
        async with open_client(settings, record=record, replay=replay, info=feed.recorded()) as client:
            await until(stop, fetch_papers(feed, client, settings.limit, results))
    return collect_fetched(feed, results, stop.reason or "stopped")


def collect_fetched(feed: Feed, results: Mapping[Query, SourceResult], unread: str) -> Fetched:
    """Return the outcome of all queries in a feed, in their order; `unread` is why some have no result."""
    papers: list[Paper] = []
    whole: list[Query] = []
    problems: list[str] = []
    notes: list[str] = []
    broken: list[str] = []
    watched = {name for paper, _ in feed.watched for name in _names(paper)}
    for query in dict.fromkeys(feed.queries):
        result = results.get(query)
        if result is None:
            problems.append(f"{query} was not read to the end: {unread}")
            continue
        papers.extend(
            paper for paper in result.papers if not query.is_incremental() or _is_wanted(paper, feed, watched)
        )
        broken.extend(result.broken)
        problem = result.problem
        if result.papers or problem is None or problem.cause is ProblemCause.CUT:
            notes.append(_count(query, feed, result.papers))
        if problem is None:
            whole.append(query)
        elif problem.cause is ProblemCause.CUT:
            notes.append(f"{query}: {problem.reason}")
        else:
            problems.append(f"{query} was not read to the end: {problem.reason}; {_advice(query, problem)}")
    return Fetched(tuple(papers), tuple(whole), tuple(problems), tuple(notes), tuple(broken))


def feed_of(ledger: Ledger | None, queries: Sequence[Query], settings: Settings, today: date) -> Feed:
    """Return the feed of a run from its queries and what the ledger knows about earlier runs."""
    watch = settings.watch or ("open" if queries else "off")
    if ledger is None:
        return Feed(tuple(queries), today)
    known = frozenset(ledger.first_seen()) if queries else frozenset()
    # Papers that no run could judge are examined again, although an incremental query would leave them out as known.
    unjudged = ledger.unjudged_papers() if queries and watch == "off" else ()
    watched = ledger.open_papers() if watch == "open" else unjudged
    return Feed(tuple(queries), today, ledger.read_until(), known, watched)


def read_to_the_end(report: Report, fetched: Fetched, today: date) -> Mapping[str, date]:
    """Return the incremental queries that the next run may continue from `today`, with that day.

    The result is empty if addresses were skipped because the run ended early: later lists would not have their papers.
    """
    if any(link.skip_cause in _NOT_REACHED for link in report.links):
        return {}
    return {str(query): today for query in fetched.whole if query.is_incremental()}


_NOT_REACHED = (SkipCause.OFFLINE, SkipCause.NOT_RECORDED, SkipCause.BUDGET, SkipCause.STOPPED, SkipCause.NO_NETWORK)


def still_to_watch(feed: Feed, papers: Sequence[PaperRef]) -> list[tuple[PaperRef, Reading]]:
    """Return the watched papers that are not among `papers`, by id, arXiv id or DOI."""
    known = {name for paper in papers for name in _names(paper)}
    return [(paper, reading) for paper, reading in feed.watched if not known & set(_names(paper))]


def watched_in(feed: Feed, readings: Sequence[tuple[PaperRef, Reading]]) -> frozenset[str]:
    """Return the ids of the papers in a run that are watched, as a promise may have been kept since the last run."""
    watched = {name for paper, _ in feed.watched for name in _names(paper)}
    return frozenset(paper.id for paper, _ in readings if watched.intersection(_names(paper)))


def links_of_watched(feed: Feed, readings: Sequence[tuple[PaperRef, Reading]]) -> frozenset[str]:
    """Return the addresses of the watched papers in a run."""
    watched = watched_in(feed, readings)
    return frozenset(link.url for paper, reading in readings if paper.id in watched for link in reading.links)


def _names(paper: PaperRef) -> list[str]:
    return [name.casefold() for name in (paper.id, paper.arxiv_id, paper.doi) if name]


def _advice(query: Query, problem: Problem) -> str:
    variable = CREDENTIALS.get(query.source)
    if variable and problem.cause in (ProblemCause.REFUSED, ProblemCause.LIMITED):
        return f"set {variable} if missing, or run again later"
    return "run again later"


def _is_wanted(paper: Paper, feed: Feed, watched: Collection[str]) -> bool:
    """Return whether a paper is new, or watched, in which case its text may have changed.

    The lists of incremental queries overlap, because a paper is announced some days after the day it is listed under.
    """
    return paper.id not in feed.known or any(name in watched for name in _names(paper))


def _count(query: Query, feed: Feed, papers: Sequence[Paper]) -> str:
    read, new = len(papers), sum(paper.id not in feed.known for paper in papers)
    if not query.is_incremental():
        return f"{query}: {counted(read, 'paper')}"
    since = feed.since.get(str(query))
    known = f", and {read - new} that earlier runs had" if read > new else ""
    return f"{query}: {counted(new, 'new paper')}{f' since {since}' if since else ''}{known}"


def _is_settled(query: Query, today: date) -> bool:
    """Return whether the response to a query will not change any more, so that a cached one can be used."""
    last = query.last_day()
    return last is not None and today - last > _SETTLED_AFTER


@dataclass(frozen=True, slots=True)
class _Reloading:
    """A middleware that revalidates cached responses with a conditional request each time."""

    client: Client

    async def send(self, request: Request) -> Response:
        return await self.client.send(request._replace(cache=CacheMode.RELOAD))
