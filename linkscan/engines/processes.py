"""The crew of one machine: its cores read, and where one cannot keep up, processes beside this one serve parts."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from linkscan.engines.dealing import Part, deal
from linkscan.engines.engine import Text, read_chunk
from linkscan.http.ratelimit.quota_store import QuotaState
from linkscan.models import Paper
from linkscan.parallel import core_count, map_chunks
from linkscan.settings import Settings

if TYPE_CHECKING:
    from linkscan.engines.crew import Employed
    from linkscan.engines.hired import Hired

WORTH_IT = 1_000
"""Links for each process: half a second of work, against a hundredth for starting one."""
_LEAST_AT_ONCE = 32  # requests in flight that a process is left with: with fewer it waits for the web, not for a core


class Processes:
    """Copies of this process. They share the folder of the cache, and the network."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: list[Hired] = []

    async def muster(self, links: int) -> Sequence[Part]:
        """Start the processes that so many links are worth; mostly this one is enough."""
        count = worthwhile(self._settings, links, core_count())
        if count < 2:
            return ()
        from linkscan.engines.hired import hire  # noqa: PLC0415 - most runs need nobody else

        self._waiting = hire(count, links, self._settings.cache)
        if not self._waiting:
            return ()
        at_once = self._settings.concurrency // count
        return deal(self._settings.replace(concurrency=at_once), count)

    async def read(self, papers: Iterable[Paper]) -> AsyncIterator[Text]:
        """Read papers on all cores."""
        for chunk in map_chunks(read_chunk, papers):
            for text in chunk:
                yield text

    @asynccontextmanager
    async def employ(self, part: Part, quotas: Mapping[str, QuotaState]) -> "AsyncIterator[Employed]":
        """Yield a part to a process that waits; what one of them is lost with, this one takes over."""
        if self._waiting:
            hired = self._waiting.pop()
            try:
                async with hired.at_work(part, quotas) as employed:
                    yield employed
            finally:
                hired.let_go()
        else:
            from linkscan.engines.shard import employed_here  # noqa: PLC0415 - as above

            async with employed_here(part, quotas) as employed:
                yield employed

    async def dismiss(self, worker: str) -> bool:  # noqa: ARG002 - whoever it is
        """Keep everybody: there is one network for all of them."""
        return False

    def close(self) -> None:
        """Let go who still waits."""
        for hired in self._waiting:
            hired.let_go()


@contextmanager
def open_processes(settings: Settings) -> Iterator[Processes]:
    """Open the crew of this machine."""
    processes = Processes(settings)
    try:
        yield processes
    finally:
        processes.close()


def worthwhile(settings: Settings, links: int, cores: int) -> int:
    """Return how many processes so many links keep busy.

    A run that asks nothing needs no second one, and of a budget some portion would be left over.
    """
    if settings.offline or settings.budget_requests is not None:
        return 1
    return min(settings.processes or cores, links // WORTH_IT, settings.concurrency // _LEAST_AT_ONCE)
