"""A process of our own that serves a part, and the near end of the pipe to it."""

import asyncio
import logging
import multiprocessing
import signal
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from linkscan.engines.branch import open_branch
from linkscan.engines.crew import Employed
from linkscan.engines.dealing import Part
from linkscan.engines.line import Line
from linkscan.engines.pipe import Pipe, open_pipe
from linkscan.web.standings import Standing
from linkscan.web.store import Store

log = logging.getLogger(__name__)

_THREADS = Path("/proc/self/task")
_FAREWELL = 2.0  # seconds that a process is given to write down what it knows


@dataclass(frozen=True, slots=True)
class Hired:
    """A process that waits for its part."""

    process: BaseProcess
    end: Connection

    @asynccontextmanager
    async def at_work(self, part: Part, quotas: Mapping[str, Standing]) -> AsyncIterator[Employed]:
        """Have it serve a part."""
        pipe = await open_pipe(self.end)
        try:
            await pipe.tell((part, quotas))
            yield Employed(pipe, str(self.process.pid), asyncio.Event())
        finally:
            with suppress(OSError, TimeoutError):
                await asyncio.wait_for(pipe.finish(), _FAREWELL)
            pipe.close()

    def let_go(self) -> None:
        """End it, whatever it does."""
        self.end.close()
        self.process.kill()
        self.process.join()


def hire(count: int) -> list[Hired]:
    """Start so many processes; none if this process cannot be copied.

    They are forks of this one, so that nothing is loaded again, which takes as long as visiting a thousand links. No
    database may be open: https://www.sqlite.org/howtocorrupt.html, section 2.6.
    """
    hired: list[Hired] = []
    if not _can_fork():
        return hired
    try:
        while len(hired) < count:
            hired.append(_fork(hired))
    except OSError as error:  # no memory, or too many processes
        log.info("no more processes: %s", error)
        for one in hired:
            one.let_go()
        return []
    return hired


def _can_fork() -> bool:
    """Tell whether this process may be copied: no other thread may hold a lock meanwhile, nor must it be a pool's.

    macOS has threads of its own in every process: https://docs.python.org/3/library/multiprocessing.html.
    """
    try:
        return len(list(_THREADS.iterdir())) == 1 and not multiprocessing.current_process().daemon
    except OSError:
        return False


def _fork(waiting: Iterable[Hired]) -> Hired:
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    process = context.Process(target=_work, args=(far, (near, *(hired.end for hired in waiting))), daemon=True)
    process.start()
    far.close()
    return Hired(process, near)


def _work(end: Connection, not_our_own: Iterable[Connection]) -> None:
    for other in not_our_own:  # as long as we have it open, its other end does not hear that the driver has gone
        other.close()
    signal.set_wakeup_fd(-1)  # the driver's
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all of us; the driver ends the run
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(_wait_for_work(end))


async def _wait_for_work(end: Connection) -> None:
    pipe = await open_pipe(end)
    with suppress(EOFError, OSError):  # the driver has no more to say, or has gone
        part, quotas = await pipe.hear()
        with _silence():
            store = Store(part.settings.cache / "answers")
        try:
            await _serve(pipe, part, quotas, store)
        finally:
            store.close()


async def _serve(pipe: Pipe, part: Part, quotas: Mapping[str, Standing], store: Store) -> None:
    async def answer(call: Any) -> Any:
        return await branch.answer(call)

    line = Line(answer, lambda _: None)

    async def tell() -> None:
        while True:
            await pipe.tell(await line.outgoing())

    async with open_branch(part, store, quotas, line) as branch:
        telling = asyncio.create_task(tell())
        try:
            while True:
                line.take(await pipe.hear())
        finally:
            line.drop()
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep from saying what the driver has said, who opens the same cache."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
