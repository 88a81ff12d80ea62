"""Look-ups after the links are examined: archived copies of what is gone, and saving what is present."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

from linkscan.code_hosts import HostKind, find_repository, is_on
from linkscan.examine.archives import Copy, SaveOutcome, find_copy, save_repository
from linkscan.http.flows import drive
from linkscan.http.protocol import Client
from linkscan.models import Content, Health, Kind, LinkResult


async def find_copies(evidence: Iterable[LinkResult], client: Client) -> AsyncIterator[LinkResult]:
    """Yield each link that is gone but has an archived copy, with the address of the copy.

    The links are looked up one at a time: archives ask clients for low concurrency, and few links are gone.
    """
    for found in evidence:
        if found.health is Health.GONE:
            copy = await drive(find_copy(found.canonical or found.url, found.kind), client)
            if copy is not None:
                yield _with_copy(found, copy)


async def save_present(evidence: Iterable[LinkResult], client: Client) -> AsyncIterator[LinkResult]:
    """Ask Software Heritage to save repositories that are present; yield those already archived, with their copy.

    Repositories are requested one at a time, and no more once the archive is rate limited: the next run continues.
    """
    for found in evidence:
        is_repository = found.kind is Kind.REPOSITORY and found.health.is_alive and found.content is Content.PRESENT
        if not is_repository or not is_on(found.canonical, (HostKind.REPOSITORY,)):
            continue
        saving, copy = await drive(save_repository(find_repository(found.canonical) or found.canonical), client)
        if copy is not None:
            yield _with_copy(found, copy)
        if saving is SaveOutcome.LATER:
            return


def _with_copy(found: LinkResult, copy: Copy) -> LinkResult:
    return replace(found, archive_url=copy.url, archived_at=copy.made_at, swhid=copy.swhid)
