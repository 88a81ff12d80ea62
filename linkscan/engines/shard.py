"""The far end of a line: one part of the web, served for as long as somebody listens."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from linkscan.engines.branch import Borrowed, Branch, open_branch
from linkscan.engines.crew import Employed
from linkscan.engines.dealing import Part
from linkscan.engines.line import Line, Message
from linkscan.http.ratelimit.quota_store import QuotaState

BEAT = 15.0
"""Seconds that `hear` waits for news: who listens calls again at least so often."""
SILENCE = 60.0
"""Seconds without a listener after which a shard closes: its driver is gone."""


class Shard:
    """Serves one part. Made in any thread; `tell`, `hear` and `close` are for one event loop.

    It knows nothing of what carries its messages, and keeps nothing: a new one elsewhere takes its place.
    """

    def __init__(self, part: Part, quotas: Mapping[str, QuotaState]) -> None:
        self._part, self._quotas = part, quotas
        self._life: asyncio.Task[None] | None = None
        self._opened: asyncio.Future[Branch] | None = None
        self._line = Line(self._answer, lambda _: None)
        self._listening = asyncio.Event()

    async def tell(self, messages: list[Message]) -> None:
        """Take what the driver says; raises what keeps the web from being opened."""
        await self._branch()
        self._line.take(messages)

    async def hear(self) -> list[Message]:
        """Return what there is to say to the driver as soon as there is something, or nothing after a beat."""
        await self._branch()
        self._listening.set()
        try:
            return await asyncio.wait_for(self._line.outgoing(), BEAT)
        except TimeoutError:
            return []

    async def close(self) -> None:
        """Stop asking, at once."""
        if self._life is not None:
            self._life.cancel()
            with suppress(asyncio.CancelledError):
                await self._life

    async def _branch(self) -> Branch:
        if self._opened is None:
            loop = asyncio.get_running_loop()
            self._opened = loop.create_future()
            self._life = loop.create_task(self._live(self._opened))
        return await asyncio.shield(self._opened)

    async def _live(self, opened: "asyncio.Future[Branch]") -> None:
        """Hold the web open until the shard is closed, or nobody listens any more."""
        try:
            async with open_branch(self._part, Borrowed(self._line), self._quotas, self._line) as branch:
                opened.set_result(branch)
                with suppress(TimeoutError):
                    while True:
                        await asyncio.wait_for(self._listening.wait(), SILENCE)
                        self._listening.clear()
                        await asyncio.sleep(BEAT)
        except Exception as error:
            if opened.done():
                raise
            opened.set_exception(error)
        finally:
            self._line.drop()

    async def _answer(self, call: Any) -> Any:
        branch = await self._branch()
        reply = await branch.response(call)
        await branch.vouch()
        return reply


@asynccontextmanager
async def employed_here(part: Part, quotas: Mapping[str, QuotaState]) -> AsyncIterator[Employed]:
    """Serve a part in this process."""
    shard = Shard(part, quotas)
    try:
        yield Employed(shard, "here", asyncio.Event())
    finally:
        await shard.close()
