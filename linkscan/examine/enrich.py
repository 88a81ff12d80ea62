"""What is looked up once the links are examined: copies of what is gone, repositories nobody gave an address for."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace

from linkscan.code_hosts import HostKind, find_repository, is_on
from linkscan.examine.archives import Copy, Saving, find_copy, save_repository
from linkscan.examine.discovery import look_up
from linkscan.examine.examiner import examine
from linkscan.examine.full_text import read_full_text
from linkscan.examine.parse_pool import ParsePool
from linkscan.examine.scheduler import drive
from linkscan.http.protocol import Client
from linkscan.models import Content, Health, Kind, Link, LinkResult, PaperRef, ThirdPartyLink
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


async def find_clues(
    papers: Sequence[PaperRef], pool: ParsePool, settings: Settings
) -> dict[str, tuple[tuple[ThirdPartyLink, LinkResult], ...]]:
    """Look up who names a repository for each paper, and examine it; give the finds by the paper's id.

    Links that a machine guessed are left out: many lead to somebody's reimplementation. The text of a paper comes
    last: what its record says elsewhere costs less to read.
    """
    named = await asyncio.gather(*(_named(paper, pool.client, settings) for paper in papers))
    told = [[clue for clue in clues if not clue.is_guess] for clues in named]
    links = {clue.url: Link(clue.url, clue.url) for clues in told for clue in clues}
    found = {evidence.url: evidence async for evidence in examine(links.values(), pool, settings)}
    return {
        paper.id: tuple((clue, found[clue.url]) for clue in clues)
        for paper, clues in zip(papers, told, strict=True)
        if clues
    }


async def _named(paper: PaperRef, client: Client, settings: Settings) -> tuple[ThirdPartyLink, ...]:
    """Return who names what for a paper, by the channels that the settings allow."""
    told = await drive(look_up(paper), client) if settings.discover else ()
    return (*told, *(await drive(read_full_text(paper), client))) if settings.fulltext else told
