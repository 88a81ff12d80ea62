"""Processes of our own that serve parts: how they are started, and the near end of the pipe to one."""

import asyncio
import gc
import logging
import multiprocessing
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from linkscan.engines.crew import Employed
from linkscan.engines.dealing import Part
from linkscan.engines.pipe import open_pipe
from linkscan.engines.serving import serve
from linkscan.http.cache.disk import database_in
from linkscan.http.ratelimit.quota_store import QuotaState

log = logging.getLogger(__name__)

MANY = 50_000
"""Links from which on a copy of this process would be too large: 200 bytes of each."""
WORTH_A_START = 5_000
"""Links in all that are worth starting new processes, half a second each."""
_THIS = Path("/proc/self")
_FAREWELL = 2.0  # seconds that a process is given to write down what it knows


@dataclass(frozen=True, slots=True)
class Hired:
    """A process that waits for its part; `end` kills it."""

    pid: int
    pipe: Connection
    end: Callable[[], None]

    @asynccontextmanager
    async def at_work(self, part: Part, quotas: Mapping[str, QuotaState]) -> AsyncIterator[Employed]:
        """Have it serve a part."""
        async with open_pipe(self.pipe) as pipe:
            try:
                await pipe.tell((part, quotas))
                yield Employed(pipe, str(self.pid), asyncio.Event())
            finally:
                with suppress(OSError, TimeoutError):
                    await asyncio.wait_for(pipe.finish(), _FAREWELL)

    def let_go(self) -> None:
        """End it, whatever it does."""
        self.pipe.close()
        self.end()


def hire(count: int, links: int, cache: Path) -> list[Hired]:
    """Start so many processes for so many links in all, which will use a cache; none if that is not worth it.

    Forks of this process have nothing to load, which takes as long as visiting a thousand links. They hold what this
    one does, all the links too, and not every process can be copied: else new ones are started.
    """
    start: Callable[[Iterable[Hired]], Hired]
    if links < MANY and _can_fork(cache):
        start = _fork
    elif links >= WORTH_A_START and sys.executable:
        start = _launch
    else:
        return []
    hired: list[Hired] = []
    try:
        while len(hired) < count:
            hired.append(start(hired))
    except OSError as error:  # no memory, or too many processes
        log.info("no more processes: %s", error)
        for one in hired:
            one.let_go()
        return []
    return hired


def _can_fork(cache: Path) -> bool:
    """Return whether this process may be copied.

    No other thread may hold a lock meanwhile; macOS has threads of its own in every process
    (https://docs.python.org/3/library/multiprocessing.html). A database that is open here may not be opened in
    the copy (https://www.sqlite.org/howtocorrupt.html, section 2.6): another run of this process may have it open.
    Nor may a process of somebody's pool have such children.
    """
    try:
        is_alone = len(list((_THIS / "task").iterdir())) == 1
        return is_alone and not multiprocessing.current_process().daemon and not _is_open(database_in(cache))
    except OSError:  # there is no /proc
        return False


def _is_open(file: Path) -> bool:
    return file.exists() and any(map(file.samefile, filter(Path.exists, (_THIS / "fd").iterdir())))


def _fork(waiting: Iterable[Hired]) -> Hired:
    context = multiprocessing.get_context("fork")
    near, far = context.Pipe()
    process = context.Process(target=serve, args=(far, (near, *(hired.pipe for hired in waiting))), daemon=True)
    process.start()
    far.close()

    def end() -> None:
        process.kill()
        process.join()

    return Hired(process.pid or 0, near, end)


def _launch(_: Iterable[Hired]) -> Hired:
    """Start a process afresh; unlike multiprocessing's own way this does not run the user's program again."""
    near, far = multiprocessing.Pipe()
    with far:
        here = f"sys.path[:] = {sys.path!r}; gc.set_threshold(*{gc.get_threshold()!r})"
        code = f"import gc, sys; {here}; from linkscan.engines.serving import join; join({far.fileno()})"
        process = subprocess.Popen(  # noqa: S603 - nothing in the command comes from outside
            [sys.executable, "-c", code],
            pass_fds=[far.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # out of reach of a terminal's Ctrl-C, before it can ignore that itself
        )

    def end() -> None:
        process.kill()
        process.wait()

    return Hired(process.pid, near, end)
