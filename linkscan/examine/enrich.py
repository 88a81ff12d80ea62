"""What is looked up once the links are examined: copies of what is gone, repositories nobody gave an address for."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from linkscan.code_hosts import HostKind, find_repository, is_on
from linkscan.examine.archives import Copy, Saving, find_copy, save_repository
from linkscan.examine.discovery import arxiv_links, find_number, hub_links, openreview_links
from linkscan.examine.examiner import examine
from linkscan.examine.full_text import read_full_text
from linkscan.examine.parse_pool import ParsePool
from linkscan.examine.repository_search import search_repositories
from linkscan.examine.scheduler import drive
from linkscan.hosts.base import RequestFlow
from linkscan.http.protocol import Client
from linkscan.models import Content, Health, Kind, Link, LinkResult, PaperRef, Request, Response, ThirdPartyLink
from linkscan.settings import Settings


async def find_copies(evidence: Iterable[LinkResult], client: Client) -> AsyncIterator[LinkResult]:
    """Yield each link that is gone and has an archived copy, with the copy's address.

    The links are asked for one after another: archives want few requests at a time, and most links are there.
    """
    for found in evidence:
        if found.health is Health.GONE:
            copy = await drive(find_copy(found.canonical or found.url, found.kind), client)
            if copy is not None:
                yield _with_copy(found, copy)


async def save_present(evidence: Iterable[LinkResult], client: Client) -> AsyncIterator[LinkResult]:
    """Ask Software Heritage to save what is present and not archived; yield what it has already, with its copy.

    One after another, and not a request more once the archive has enough: the next run goes on.
    """
    for found in evidence:
        is_repository = found.kind is Kind.REPOSITORY and found.health.is_alive and found.content is Content.PRESENT
        if not is_repository or not is_on(found.canonical, (HostKind.REPOSITORY,)):
            continue
        saving, copy = await drive(save_repository(find_repository(found.canonical) or found.canonical), client)
        if copy is not None:
            yield _with_copy(found, copy)
        if saving is Saving.LATER:
            return


def _with_copy(found: LinkResult, copy: Copy) -> LinkResult:
    return replace(found, archive_url=copy.url, archived_at=copy.made_at, swhid=copy.swhid)


Clues = dict[str, tuple[tuple[ThirdPartyLink, LinkResult], ...]]
"""By the id of a paper, who names what for it, and what is there."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found for papers without an address, and how many requests of the look-up were not answered."""

    clues: Clues
    unanswered: int


@dataclass(slots=True)
class _Counting:
    """A middleware that counts what is not answered: no "no", and so no reason to call a release missing."""

    client: Client
    unanswered: int = 0

    async def send(self, request: Request) -> Response:
        """Send, and count a response that tells nothing."""
        response = await self.client.send(request)
        self.unanswered += response.status is None or response.status in (403, 429) or response.status >= 500
        return response


async def find_clues(papers: Sequence[PaperRef], pool: ParsePool, settings: Settings) -> LookedUp:
    """Look up who names a repository for each paper, and examine it; give the finds by the paper's id.

    Links that a machine guessed are left out: many lead to somebody's reimplementation. What costs more comes later,
    and for those papers alone that nothing before has named an address for: the text of a paper, then GitHub's search,
    of which ten may be sent a minute.
    """
    client = _Counting(pool.client)
    told: dict[str, list[ThirdPartyLink]] = {paper.id: [] for paper in papers}
    if settings.discover:
        await _ask_records(papers, client, settings, told)
    stages: list[Callable[[PaperRef], RequestFlow[tuple[ThirdPartyLink, ...]]]] = []
    stages += [read_full_text] if settings.fulltext else []
    stages += [search_repositories] if settings.discover else []
    for stage in stages:
        await _gather(stage, [paper for paper in papers if not told[paper.id]], client, told)
    links = {clue.url: Link(clue.url, clue.url) for clues in told.values() for clue in clues}
    found = {evidence.url: evidence async for evidence in examine(links.values(), pool, settings)}
    named = {name: tuple((clue, found[clue.url]) for clue in clues) for name, clues in told.items() if clues}
    return LookedUp(named, client.unanswered)


async def _ask_records(
    papers: Sequence[PaperRef], client: Client, settings: Settings, told: dict[str, list[ThirdPartyLink]]
) -> None:
    """Put into `told` what other records of the papers name; what a paper was read from is not asked again."""
    numbers = await asyncio.gather(*(drive(find_number(paper), client) for paper in papers))
    by_number = {paper.id: number for paper, number in zip(papers, numbers, strict=True) if number}
    asked = [by_number[paper.id] for paper in papers if paper.id in by_number and not _is_read_from("arxiv", paper)]
    at_arxiv = await drive(arxiv_links(list(dict.fromkeys(asked))), client)
    for name, number in by_number.items():
        told[name].extend(at_arxiv.get(number, ()))
    known = [paper for paper in papers if paper.id in by_number and not _is_read_from("hf", paper)]
    await _gather(lambda paper: hub_links(by_number[paper.id]), known, client, told)
    if "api2.openreview.net" in settings.tokens:
        unknown = [paper for paper in papers if not told[paper.id] and not _is_read_from("openreview", paper)]
        await _gather(openreview_links, unknown, client, told)


def _is_read_from(source: str, paper: PaperRef) -> bool:
    return any(each.startswith(f"{source}:") for each in paper.source)


async def _gather(
    look_up: Callable[[PaperRef], RequestFlow[tuple[ThirdPartyLink, ...]]],
    papers: Sequence[PaperRef],
    client: Client,
    told: dict[str, list[ThirdPartyLink]],
) -> None:
    """Put into `told` what is named for each paper, guesses left out."""
    named = await asyncio.gather(*(drive(look_up(paper), client) for paper in papers))
    for paper, links in zip(papers, named, strict=True):
        told[paper.id].extend(link for link in links if not link.is_guess)
