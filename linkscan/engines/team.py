"""The engine of several: each serves one part of the web, and the driver keeps the cache and the report.

A place is visited where the first host that it asks belongs: there its pages are fetched, read and judged. A
hop or a second opinion at another host comes back as a question, and goes on to that host's owner. Whatever is
lost with a worker is done again by the next, which finds in the cache all that had been answered.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from linkscan.engines.crew import Crew
from linkscan.engines.dealing import Dealing, Part
from linkscan.engines.desk import open_desk
from linkscan.engines.engine import Visit
from linkscan.engines.post import Post
from linkscan.hosts import host_of
from linkscan.http import ConnectivityMonitor
from linkscan.models import Request, Response, Target
from linkscan.settings import Settings

_AHEAD = 2
"""Places under way for each request in flight to a host of all: nobody waits while the next place is on its way."""


class Staff:
    """The posts, one for each part."""

    def __init__(self, dealing: Dealing) -> None:
        self.dealing = dealing
        self.posts: list[Post] = []
        self._busy: Counter[int] = Counter()

    async def send(self, request: Request) -> Response:
        """Ask where the host belongs, redirects not followed."""
        return await self.posts[self._owner(request.url)].send(request)

    async def visit(self, target: Target, first_asked: str) -> Visit:
        """Visit a place where the address that is asked first belongs."""
        number = self._owner(first_asked)
        self._busy[number] += 1
        try:
            return await self.posts[number].visit(target)
        finally:
            self._busy[number] -= 1

    def is_of_all(self, url: str) -> bool:
        """Return whether anybody may ask an address."""
        return self.dealing.owner(url) is None

    def _owner(self, url: str) -> int:
        """Return whose an address is: where it is everybody's, of whoever has least to do."""
        owner = self.dealing.owner(url)
        return min(range(self.dealing.parts), key=self._busy.__getitem__) if owner is None else owner


class Team:
    """Has everything done by its staff."""

    def __init__(self, settings: Settings, staff: Staff, witness: ConnectivityMonitor) -> None:
        self.witness = witness
        self.width = settings.per_host * (_AHEAD if staff.dealing.portion else 1)
        self._settings, self._staff = settings, staff

    async def send(self, request: Request) -> Response:
        """Have one question asked, and its redirects followed."""
        return await self.witness.send(request)

    async def visit(self, target: Target) -> Visit:
        """Have a place visited."""
        first = target.url if self._staff.is_of_all(target.url) else self._first_asked(target)
        return await self._staff.visit(target, first)

    def _first_asked(self, target: Target) -> str:
        requests = next(host_of(target).flow(target, self._settings), ())
        return requests[0].url if requests else target.url


@asynccontextmanager
async def open_team(settings: Settings, crew: Crew, parts: Sequence[Part]) -> AsyncIterator[Team]:
    """Yield each part to one of the crew."""
    staff = Staff(parts[0].dealing)
    with open_desk(settings, staff) as desk:
        staff.posts.extend(Post(part, crew, desk) for part in parts)
        async with _served(staff.posts):
            yield Team(settings, staff, desk.witness)


@asynccontextmanager
async def _served(posts: Sequence[Post]) -> AsyncIterator[None]:
    """Serve all parts meanwhile; if one cannot be served, every call on any of them says why."""

    async def serve(post: Post) -> None:
        try:
            await post.serve()
        except Exception as error:  # noqa: BLE001 - raised where a call is awaited
            for each in posts:
                each.line.fail(error)

    serving = [asyncio.create_task(serve(post)) for post in posts]
    try:
        yield
    finally:
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
