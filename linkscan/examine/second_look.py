"""A second look before an accusation: who names a place for what a paper claims without an address.

What costs more comes later, and for those papers alone that nothing before has settled: other records of the paper,
its text, then GitHub's search, of which ten may be sent a minute. What is named is examined at once, so that a place
without anything in it ends no search. A channel that did not answer leaves its papers undecided.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from linkscan.decide.verdict import count_unlinked
from linkscan.examine.discovery import arxiv_links, find_number, hub_links, openreview_links
from linkscan.examine.examiner import examine
from linkscan.examine.full_text import read_full_text
from linkscan.examine.look_up import Gap, GapCause, LookUp
from linkscan.examine.outages import Trouble, discard_doubtful
from linkscan.examine.parse_pool import RECHECKED_AFTER, ParsePool
from linkscan.examine.repository_search import search_repositories
from linkscan.http.cache.trace import Trace, trace_requests
from linkscan.http.flows import RequestFlow, drive
from linkscan.http.protocol import Client
from linkscan.models import Content, Link, LinkResult, PaperRef, Reading, Request, Response, ThirdPartyLink
from linkscan.settings import Settings

T = TypeVar("T")
Links = tuple[ThirdPartyLink, ...]

_OPENREVIEW = "api2.openreview.net"


class SecondLook:
    """The look-ups of papers that give no address for what they claim, as far as they have come.

    Papers that are still `waiting` were not looked up to the end: the run was stopped. `unanswered` counts the
    look-ups that were not answered.
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
        """Take the papers of a run, with what was found behind their own links.

        Records and texts of those whose ids are `watched` are not taken from a cache that is `RECHECKED_AFTER` old.
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
        """Look all papers up, and examine what is named for them.

        Links that a machine guessed are left out: many lead to somebody's reimplementation.
        """
        if self._settings.discover:
            await self._ask_records()
        if self._settings.fulltext:
            await self._ask(read_full_text, self._unsettled())
        if self._settings.discover:
            await self._ask(search_repositories, [paper for paper in self._unsettled() if not self._holds(paper)])
        self.waiting.clear()

    def clues(self, name: str) -> Sequence[tuple[ThirdPartyLink, LinkResult]]:
        """Return what is named for the paper with an id, and what is there, as far as it was examined."""
        return [(link, self._found[link.url]) for link in self._named.get(name, ()) if link.url in self._found]

    def doubt(self, troubles: Sequence[Trouble]) -> None:
        """Take back what was found in places that are named, where trouble is in the way."""
        self._found = dict(discard_doubtful(self._found, troubles))

    def gaps(self, name: str, why_stopped: str) -> Sequence[str]:
        """Return why it is not known who else names a place for the paper with an id; none where all channels told."""
        told = [gap.reason for gap in self._gaps.get(name, ())]
        return [*dict.fromkeys(told), *([why_stopped] if name in self.waiting else [])]

    def _unsettled(self, source: str = "") -> list[PaperRef]:
        """Return the papers with a claim that nothing settles yet, without those that were read from a source."""
        return [
            paper
            for paper, reading in self._readings.values()
            if not any(each.startswith(f"{source}:") for each in paper.source if source)
            and count_unlinked(paper, reading, self._evidence, self.clues(paper.id))
        ]

    def _holds(self, paper: PaperRef) -> bool:
        """Return whether something is in one of the places that are named for a paper."""
        return any(there.health.is_alive and there.content is Content.PRESENT for _, there in self.clues(paper.id))

    async def _ask_records(self) -> None:
        """Ask other records of the papers; what a paper was read from is not asked again."""
        papers = self._unsettled()
        told = await asyncio.gather(*(self._told_by(find_number, paper, is_optional=False) for paper in papers))
        numbers = {paper.id: number for paper, number in zip(papers, told, strict=True) if number}
        others = [paper.id for paper in self._unsettled("arxiv") if paper.id in numbers]
        await self._ask_arxiv({name: numbers[name] for name in others if name in self._watched}, self._rechecking)
        await self._ask_arxiv({name: numbers[name] for name in others if name not in self._watched}, self._pool.client)
        known = [paper for paper in self._unsettled("hf") if paper.id in numbers]
        await self._ask(lambda paper: hub_links(numbers[paper.id]), known)
        if _OPENREVIEW in self._settings.tokens:
            await self._ask(openreview_links, self._unsettled("openreview"))
        elif self._is_stored_only:  # the run that filled the store may have had a token
            await self._ask(openreview_links, self._unsettled("openreview"), is_optional=True)

    async def _ask_arxiv(self, numbers: Mapping[str, str], client: Client) -> None:
        """Ask arXiv for the records of papers, a hundred at once, and examine what their authors name."""
        with trace_requests() as trace:
            records = await drive(arxiv_links(list(dict.fromkeys(numbers.values()))), client)
        self._doubt({record.gap for record in records.values() if record.gap}, trace)
        for name, number in numbers.items():
            self._named[name].extend(records[number].found)
            self._gaps[name].extend(filter(None, [records[number].gap]))
        await self._examine()

    async def _ask(
        self,
        look_up: Callable[[PaperRef], RequestFlow[LookUp[Links]]],
        papers: Sequence[PaperRef],
        *,
        is_optional: bool = False,
    ) -> None:
        """Ask a channel for each paper, side by side, and examine what it names.

        What an optional one was not asked when cache or recording were made leaves nothing open.
        """
        told = await asyncio.gather(*(self._told_by(look_up, paper, is_optional=is_optional) for paper in papers))
        for paper, links in zip(papers, told, strict=True):
            self._named[paper.id].extend(link for link in links if not link.is_guess)
        await self._examine()

    async def _told_by(
        self, look_up: Callable[[PaperRef], RequestFlow[LookUp[T]]], paper: PaperRef, *, is_optional: bool
    ) -> T:
        """Return what a look-up finds for a paper, and note what it leaves open."""
        is_rechecked = paper.id in self._watched and look_up is not search_repositories  # ten a minute
        with trace_requests() as trace:
            told = await drive(look_up(paper), self._rechecking if is_rechecked else self._pool.client)
        if told.gap is not None and not (is_optional and trace.missing):
            self._doubt([told.gap], trace)
            self._gaps[paper.id].append(told.gap)
        return told.found

    def _doubt(self, gaps: Iterable[Gap], trace: Trace) -> None:
        """Count what was not answered; what has a good status all the same leaves the cache, to be asked for again."""
        unanswered = sum(gap.cause is GapCause.UNANSWERED for gap in gaps)
        self.unanswered += unanswered
        if unanswered and not trace.has_failure:
            trace.forget()

    async def _examine(self) -> None:
        """Examine the places that are named and were not examined yet."""
        named = dict.fromkeys(link.url for links in self._named.values() for link in links)
        links = [Link(url, url) for url in named if url not in self._found]
        async for found in examine(links, self._pool, self._settings):
            self._found[found.url] = found


@dataclass(frozen=True, slots=True)
class _Rechecking:
    """A middleware that takes nothing from the cache that is older than a night."""

    client: Client

    async def send(self, request: Request) -> Response:
        return await self.client.send(replace(request, max_age=RECHECKED_AFTER))
