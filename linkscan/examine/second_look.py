"""A second look before a paper is called missing: searching elsewhere for what it claims without an address.

The channels are tried from cheap to expensive, each only for papers that are still unsettled: other records of the
paper, its full text, then GitHub's search, which is limited to ten requests a minute. Each address found is examined at
once, so that an empty repository does not end the search. A channel that did not answer leaves its papers undecided.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from linkscan.decide.verdict import count_unlinked
from linkscan.examine.discovery import arxiv_links, find_number, hub_links, openreview_links
from linkscan.examine.examiner import examine
from linkscan.examine.full_text import read_full_text
from linkscan.examine.look_up import Gap, GapCause, LookUp
from linkscan.examine.outages import Trouble, discard_doubtful
from linkscan.examine.parse_pool import RECHECKED_AFTER, ParsePool
from linkscan.examine.repository_search import search_repositories
from linkscan.http.cache.trace import Trace
from linkscan.http.flows import RequestFlow, drive
from linkscan.http.protocol import Client
from linkscan.models import Content, Link, LinkResult, PaperRef, Reading, Request, Response, ThirdPartyLink
from linkscan.settings import Settings

T = TypeVar("T")
Links = tuple[ThirdPartyLink, ...]

_OPENREVIEW = "api2.openreview.net"


class SecondLook:
    """The look-ups, so far, of papers that give no address for what they claim.

    Papers still in `waiting` when the run is stopped were not looked up completely. `unanswered` counts the look-ups
    that were not answered.
    """

    def __init__(
        self,
        readings: Iterable[tuple[PaperRef, Reading]],
        evidence: Mapping[str, LinkResult],
        pool: ParsePool,
        settings: Settings,
        *,
        watched: Collection[str],
        is_replay: bool,
    ) -> None:
        """Take the papers of a run, with the results of their own links.

        For papers whose ids are `watched`, cached records and texts older than `RECHECKED_AFTER` are not used.
        """
        self._pool, self._settings, self._evidence = pool, settings, evidence
        self._watched = frozenset(watched) if settings.max_age is None else frozenset[str]()
        self._rechecking = _Rechecking(pool.client)
        self._is_stored_only = is_replay or settings.offline
        self._readings = {
            paper.id: (paper, reading)
            for paper, reading in readings
            if any(claim.url is None for claim in reading.claims) and count_unlinked(paper, reading, evidence)
        }
        self._named: defaultdict[str, list[ThirdPartyLink]] = defaultdict(list)
        self._gaps: defaultdict[str, list[Gap]] = defaultdict(list)
        self._found: dict[str, LinkResult] = {}
        self.waiting = set(self._readings)
        self.unanswered = 0

    async def run(self) -> None:
        """Look up all papers, and examine the addresses found for them.

        Guessed links are ignored: many lead to a third-party reimplementation.
        """
        if self._settings.discover:
            await self._query_records()
        if self._settings.fulltext:
            await self._query(read_full_text, self._unsettled())
        if self._settings.discover:
            papers = [paper for paper in self._unsettled() if not self._has_content(paper)]
            await self._query(search_repositories, papers)
        self.waiting.clear()

    def clues(self, name: str) -> Sequence[tuple[ThirdPartyLink, LinkResult]]:
        """Return the links found for the paper with this id, with their results, as far as they were examined."""
        return [(link, self._found[link.url]) for link in self._named.get(name, ()) if link.url in self._found]

    def doubt(self, troubles: Sequence[Trouble]) -> None:
        """Discard the results that a trouble makes doubtful."""
        self._found = dict(discard_doubtful(self._found, troubles))

    def gaps(self, name: str, why_stopped: str) -> Sequence[str]:
        """Return why the look-ups of the paper with this id are incomplete; empty if all channels answered."""
        reasons = [gap.reason for gap in self._gaps.get(name, ())]
        return [*dict.fromkeys(reasons), *([why_stopped] if name in self.waiting else [])]

    def _unsettled(self, source: str = "") -> list[PaperRef]:
        """Return the papers with a claim that is still unsettled, except those that came from `source`."""
        return [
            paper
            for paper, reading in self._readings.values()
            if not any(each.startswith(f"{source}:") for each in paper.source if source)
            and count_unlinked(paper, reading, self._evidence, self.clues(paper.id))
        ]

    def _has_content(self, paper: PaperRef) -> bool:
        """Return whether content is present behind one of the links found for a paper."""
        return any(there.health.is_alive and there.content is Content.PRESENT for _, there in self.clues(paper.id))

    async def _query_records(self) -> None:
        """Query other records of the papers, except from the source that a paper came from."""
        papers = self._unsettled()
        found = await asyncio.gather(*(self._look_up(find_number, paper, is_optional=False) for paper in papers))
        numbers = {paper.id: number for paper, number in zip(papers, found, strict=True) if number}
        others = [paper.id for paper in self._unsettled("arxiv") if paper.id in numbers]
        watched = {name: numbers[name] for name in others if name in self._watched}
        unwatched = {name: numbers[name] for name in others if name not in self._watched}
        await self._query_arxiv(watched, self._rechecking)
        await self._query_arxiv(unwatched, self._pool.client)
        known = [paper for paper in self._unsettled("hf") if paper.id in numbers]
        await self._query(lambda paper: hub_links(numbers[paper.id]), known)
        if _OPENREVIEW in self._settings.tokens:
            await self._query(openreview_links, self._unsettled("openreview"))
        elif self._is_stored_only:  # the run that filled the store may have had a token
            await self._query(openreview_links, self._unsettled("openreview"), is_optional=True)

    async def _query_arxiv(self, numbers: Mapping[str, str], client: Client) -> None:
        """Request the arXiv records of papers in batches, and examine the links that their authors give."""
        with Trace() as trace:
            records = await drive(arxiv_links(list(dict.fromkeys(numbers.values()))), client)
        self._count_unanswered({record.gap for record in records.values() if record.gap}, trace)
        for name, number in numbers.items():
            self._named[name].extend(records[number].found)
            self._gaps[name].extend(filter(None, [records[number].gap]))
        await self._examine()

    async def _query(
        self,
        look_up: Callable[[PaperRef], RequestFlow[LookUp[Links]]],
        papers: Sequence[PaperRef],
        *,
        is_optional: bool = False,
    ) -> None:
        """Query a channel for each paper concurrently, and examine the links found.

        If an optional channel is missing from the cache or recording, that leaves no gap.
        """
        found = await asyncio.gather(*(self._look_up(look_up, paper, is_optional=is_optional) for paper in papers))
        for paper, links in zip(papers, found, strict=True):
            self._named[paper.id].extend(link for link in links if not link.is_guess)
        await self._examine()

    async def _look_up(
        self, look_up: Callable[[PaperRef], RequestFlow[LookUp[T]]], paper: PaperRef, *, is_optional: bool
    ) -> T:
        """Return what a look-up finds for a paper, and record the gap that it leaves."""
        is_rechecked = paper.id in self._watched and look_up is not search_repositories  # ten a minute
        with Trace() as trace:
            result = await drive(look_up(paper), self._rechecking if is_rechecked else self._pool.client)
        if result.gap is not None and not (is_optional and trace.missing):
            self._count_unanswered([result.gap], trace)
            self._gaps[paper.id].append(result.gap)
        return result.found

    def _count_unanswered(self, gaps: Iterable[Gap], trace: Trace) -> None:
        """Count the gaps without an answer; if their responses had a good status, evict them so that they are retried.

        A response that failed is not in the cache anyway.
        """
        unanswered = sum(gap.cause is GapCause.UNANSWERED for gap in gaps)
        self.unanswered += unanswered
        if unanswered and not trace.has_failure:
            trace.forget()

    async def _examine(self) -> None:
        """Examine the links found that have not been examined yet."""
        named = dict.fromkeys(link.url for links in self._named.values() for link in links)
        links = [Link(url, url) for url in named if url not in self._found]
        async for found in examine(links, self._pool, self._settings):
            self._found[found.url] = found


@dataclass(frozen=True, slots=True)
class _Rechecking:
    """A middleware that does not accept cached responses older than `RECHECKED_AFTER`."""

    client: Client

    async def send(self, request: Request) -> Response:
        return await self.client.send(request._replace(max_age=RECHECKED_AFTER))
