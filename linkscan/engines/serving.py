"""The far end of a pipe: one part of the web, served in a process of its own until the driver has no more to say."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from typing import Any

from linkscan.engines.branch import open_branch
from linkscan.engines.dealing import Part
from linkscan.engines.line import Line, Message
from linkscan.engines.pipe import Pipe, open_pipe
from linkscan.http.cache.disk import ANSWERS
from linkscan.http.cache.store import ResponseStore
from linkscan.http.ratelimit.quota_store import QuotaState


def join(descriptor: int) -> None:
    """Serve a part in a process that was started for it, over the pipe that it has been given."""
    serve(Connection(descriptor), ())


def serve(pipe: Connection, not_our_own: Iterable[Connection]) -> None:
    """Serve a part in a copy of the driver's process, which has opened more pipes than ours."""
    for other in not_our_own:  # as long as we have it open, its other end does not hear that the driver has gone
        other.close()
    signal.set_wakeup_fd(-1)  # the driver's
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all of us; the driver ends the run
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(_wait_for_work(pipe))


async def _wait_for_work(end: Connection) -> None:
    async with open_pipe(end) as pipe:
        said = pipe.heard()
        first = await anext(said, None)
        if first is not None:
            part, quotas = first
            with _silence():
                store = ResponseStore(part.settings.cache / ANSWERS)
            with closing(store):
                await _converse(pipe, said, part, quotas, store)


async def _converse(
    pipe: Pipe, said: AsyncIterator[list[Message]], part: Part, quotas: Mapping[str, QuotaState], store: ResponseStore
) -> None:
    """Answer what the driver says until it has no more to say, or has gone."""

    async def response(call: Any) -> Any:
        return await branch.response(call)

    line = Line(response, lambda _: None)

    async def tell() -> None:
        while True:
            await pipe.tell(await line.outgoing())

    async with open_branch(part, store, quotas, line) as branch:
        telling = asyncio.create_task(tell())
        try:
            async for messages in said:
                line.take(messages)
        finally:
            line.drop()
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep from saying what the driver has said, who opens the same cache."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
