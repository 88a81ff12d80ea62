"""What a crew is: those who read papers, and can be employed to serve a part of the web."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from linkscan.engines.dealing import Part
from linkscan.engines.engine import Text
from linkscan.engines.line import Message
from linkscan.http.ratelimit.quota_store import QuotaState
from linkscan.models import Paper


class Remote(Protocol):
    """A shard somewhere. Its words raise anything at all when that is out of reach."""

    def tell(self, messages: list[Message]) -> Awaitable[None]:
        """Bring messages."""

    def hear(self) -> Awaitable[list[Message]]:
        """Fetch messages."""


@dataclass(frozen=True, slots=True)
class Employed:
    """A shard at work: on which worker, and the event that this worker is lost."""

    shard: Remote
    worker: str
    lost: asyncio.Event


class Crew(Protocol):
    """Who is there to work."""

    async def muster(self, links: int) -> Sequence[Part]:
        """Get ready to visit about so many links; give the parts to employ somebody for, none if it is not worth it."""

    def read(self, papers: Iterable[Paper]) -> AsyncIterator[Text]:
        """Read papers, many at a time; what they say comes in their order."""

    def employ(self, part: Part, quotas: Mapping[str, QuotaState]) -> AbstractAsyncContextManager[Employed]:
        """Put a part on whoever has least to do; LinkscanError when there is nobody."""

    async def dismiss(self, worker: str) -> bool:
        """Return a worker without network no more work, and take away what it has; False if nobody is better off."""


class GoneError(Exception):
    """The worker is lost."""


async def unless(lost: asyncio.Event, work: Awaitable[Any]) -> Any:
    """Do `work`; GoneError as soon as the worker that does it is lost: dask may never say so."""
    doing, losing = asyncio.ensure_future(_plain(work)), asyncio.ensure_future(lost.wait())
    try:
        await asyncio.wait((doing, losing), return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise GoneError
        return doing.result()
    finally:
        doing.cancel()
        losing.cancel()


async def _plain(work: Awaitable[Any]) -> Any:
    return await work
