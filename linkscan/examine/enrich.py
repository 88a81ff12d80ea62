"""What is looked up once the links are examined: copies of what is gone, repositories nobody gave an address for."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace

from linkscan.examine.archives import find_copy
from linkscan.examine.discovery import look_up
from linkscan.examine.examiner import examine
from linkscan.examine.parse_pool import ParsePool
from linkscan.examine.scheduler import drive
from linkscan.http.protocol import Client
from linkscan.models import Health, Link, LinkResult, PaperRef, ThirdPartyLink
from linkscan.settings import Settings


async def find_copies(evidence: Iterable[LinkResult], client: Client) -> AsyncIterator[LinkResult]:
    """Yield each link that is gone and has an archived copy, with the copy's address.

    The links are asked for one after another: archives want few requests at a time, and most links are there.
    """
    for found in evidence:
        if found.health is Health.GONE:
            copy = await drive(find_copy(found.canonical or found.url, found.kind), client)
            if copy is not None:
                yield replace(found, archive_url=copy.url)


async def find_clues(
    papers: Sequence[PaperRef], pool: ParsePool, settings: Settings
) -> dict[str, tuple[tuple[ThirdPartyLink, LinkResult], ...]]:
    """Look up who names a repository for each paper, and examine it; give the finds by the paper's id.

    Links that a machine guessed are left out: many lead to somebody's reimplementation.
    """
    named = await asyncio.gather(*(drive(look_up(paper), pool.client) for paper in papers))
    told = [[clue for clue in clues if not clue.is_guess] for clues in named]
    links = {clue.url: Link(clue.url, clue.url) for clues in told for clue in clues}
    found = {evidence.url: evidence async for evidence in examine(links.values(), pool, settings)}
    return {
        paper.id: tuple((clue, found[clue.url]) for clue in clues)
        for paper, clues in zip(papers, told, strict=True)
        if clues
    }
