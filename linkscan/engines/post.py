"""The near end of a shard: it carries what is said, and has another worker serve it when one is lost."""

import asyncio
from typing import Any

from linkscan.engines import words
from linkscan.engines.crew import Crew, Employed, GoneError, unless
from linkscan.engines.dealing import Part
from linkscan.engines.desk import Desk
from linkscan.engines.engine import Visit, no_data
from linkscan.engines.line import Line, LostError
from linkscan.errors import LinkscanError
from linkscan.models import Failure, Request, Response, Target

PATIENCE = 3
"""Workers that may be lost with one call before it is given up, or in a row before anything was heard of them."""


class Post:
    """Keeps one part served somewhere. Calls on `line` outlive the workers: they are asked again elsewhere."""

    def __init__(self, part: Part, crew: Crew, desk: Desk) -> None:
        self.line = Line(self._answer, desk.hear)
        self._part, self._crew, self._desk = part, crew, desk
        self._employed: Employed | None = None
        self._in_vain = 0

    async def visit(self, target: Target) -> Visit:
        """Have a place visited; it comes to nothing if worker after worker is lost over it."""
        try:
            found: words.Found = await self.line.call(words.Visit(target))
        except LostError as lost:
            return no_data(target, str(lost))
        return Visit(target, *found)

    async def send(self, request: Request) -> Response:
        """Have a question asked, redirects not followed."""
        try:
            response: Response = await self.line.call(words.Ask(request))
        except LostError as lost:
            return Response(request.url, failure=Failure.RESET, detail=str(lost), attempts=0)
        return response

    async def serve(self) -> None:
        """Serve until cancelled. LinkscanError when nobody can."""
        while True:
            try:
                async with self._crew.employ(self._part, self._desk.quotas()) as self._employed:
                    await self._carry(self._employed)
            except LinkscanError:
                raise
            except Exception as error:  # whatever dask raises of a worker out of reach
                self._in_vain += 1
                if self._in_vain >= PATIENCE and not isinstance(error, GoneError):
                    raise LinkscanError(f"{PATIENCE} workers in a row could not be reached: {error!r}") from error
            self.line.start_over(PATIENCE)

    async def _carry(self, employed: Employed) -> None:
        """Carry messages both ways until one way is cut."""
        ways = [asyncio.ensure_future(self._bring(employed)), asyncio.ensure_future(self._fetch(employed))]
        try:
            await asyncio.gather(*ways)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _bring(self, employed: Employed) -> None:
        while True:
            await unless(employed.lost, employed.shard.tell(await self.line.outgoing()))

    async def _fetch(self, employed: Employed) -> None:
        while True:
            self.line.take(await unless(employed.lost, employed.shard.hear()))
            self._in_vain = 0

    async def _answer(self, call: Any) -> Any:
        if isinstance(call, words.CutOff):
            return await self._excuse()
        return await self._desk.response(call)

    async def _excuse(self) -> None:
        """Take its work from a worker without network; come back only if there is nobody else to do it."""
        if self._employed and await self._crew.dismiss(self._employed.worker):
            await asyncio.Event().wait()  # until the line starts over
