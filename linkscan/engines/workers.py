"""The workers of a dask cluster: who is there, who is lost, what they are given. The one module that knows dask."""

import asyncio
import logging
import signal
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

import distributed

from linkscan import __version__
from linkscan.engines.crew import Employed, unless
from linkscan.engines.dealing import Part, deal
from linkscan.engines.engine import Text, read_chunk
from linkscan.engines.shard import Shard
from linkscan.errors import LinkscanError, SettingsError
from linkscan.http.ratelimit.quota_store import QuotaState
from linkscan.models import Paper
from linkscan.parallel import chunked, core_count
from linkscan.settings import Settings

_dask: Any = distributed  # its classes are not typed
CONNECT = 10.0
"""Seconds in which a scheduler must answer."""
MUSTER = 60.0
"""Seconds that a run without any worker waits for one."""
FAREWELL = 2.0
"""Seconds that a shard is given to close."""


class Workers:
    """The workers that are there now; who comes later is counted in when somebody is needed."""

    def __init__(self, client: Any, settings: Settings) -> None:
        self._client, self._settings = client, settings
        self._at_work: Counter[str] = Counter()
        self._lost: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._client.subscribe_topic("all", self._learn)

    def part(self) -> None:
        """Hear no more of the workers."""
        self._client.unsubscribe_topic("all")

    async def workers(self) -> list[str]:
        """List the addresses of those who are there, and fit for work."""
        return [worker for worker in await self._client.nthreads() if not self._lost[worker].is_set()]

    async def muster(self, links: int) -> Sequence[Part]:  # noqa: ARG002 - whoever is there is taken, for few as well
        """Cut the web into as many parts as there are workers."""
        return deal(self._settings, len(await self.workers()))

    async def read(self, papers: Iterable[Paper]) -> AsyncIterator[Text]:
        """Have papers read in chunks, twice as many under way as there are threads.

        dask itself gives a chunk to another worker when one is lost.
        """
        most = 2 * sum((await self._client.nthreads()).values())
        under_way: deque[Awaitable[list[Text]]] = deque()
        for chunk in chunked(papers):
            under_way.append(self._client.submit(read_chunk, chunk, pure=False))
            if len(under_way) >= most:
                for text in await under_way.popleft():
                    yield text
        for reading in under_way:
            for text in await reading:
                yield text

    @asynccontextmanager
    async def employ(self, part: Part, quotas: Mapping[str, QuotaState]) -> AsyncIterator[Employed]:
        """Put a part on whoever has least to do; LinkscanError when there is nobody."""
        worker = await self._choose()
        lost = self._lost[worker]
        self._at_work[worker] += 1
        name = f"linkscan-{part.number}-{uuid4()}"
        hired = self._client.submit(Shard, part, quotas, actor=True, workers=[worker], key=name)
        try:
            shard = await unless(lost, hired)
            try:
                yield Employed(shard, worker, lost)
            finally:
                with suppress(Exception):
                    await asyncio.wait_for(unless(lost, shard.close()), FAREWELL)
        finally:
            self._at_work[worker] -= 1
            hired.release()

    async def dismiss(self, worker: str) -> bool:
        """Return a worker no more work and take away what it has, unless it is the last one."""
        if await self.workers() == [worker]:
            return False
        self._lost[worker].set()
        return True

    async def _choose(self) -> str:
        there = await self.workers()
        if not there:
            with suppress(TimeoutError):
                await self._client.wait_for_workers(1, timeout=MUSTER)
            there = await self.workers()
        if not there:
            raise LinkscanError("the cluster has no worker left; start some, and run again: what is known is kept")
        return min(there, key=lambda worker: (self._at_work[worker], worker))

    async def _learn(self, event: tuple[float, Any]) -> None:
        """Hear from the scheduler who has gone."""
        _, told = event
        if isinstance(told, dict) and told.get("action") == "remove-worker":
            self._lost[told["worker"]].set()


@asynccontextmanager
async def open_workers(settings: Settings) -> AsyncIterator[Workers]:
    """Join a cluster at the address of its scheduler, or start one of as many workers as this machine has cores.

    SettingsError when it cannot be joined, or its workers have another linkscan than this one.
    """
    scheduler = settings.scheduler
    async with AsyncExitStack() as stack:
        if scheduler is None:
            cluster = _dask.LocalCluster(
                n_workers=core_count(),
                threads_per_worker=1,
                dashboard_address=":0",
                silence_logs=logging.CRITICAL,  # what its workers have to say of a run that ends is not the user's
                asynchronous=True,
            )
            address: Any = await stack.enter_async_context(cluster)
        else:
            address = scheduler
        try:
            if scheduler is not None:
                _dask.comm.get_address_host(scheduler)  # a client that does not get this far is left half-made
            client = await stack.enter_async_context(_dask.Client(address, asynchronous=True, timeout=CONNECT))
        except (OSError, ValueError, TypeError) as error:
            raise SettingsError(
                f"--scheduler: {scheduler} cannot be joined ({str(error) or type(error).__name__}); "
                "give the address that `dask scheduler` prints, such as tcp://10.0.0.1:8786"
            ) from error
        await _compare(client)
        if scheduler is None:
            await client.run(_leave_interrupts_to_the_driver)
        client.direct_to_workers = await _is_in_reach(client)
        workers = Workers(client, settings)
        try:
            yield workers
        finally:
            workers.part()


async def _compare(client: Any) -> None:
    """Make sure that the workers have this linkscan: they are sent its nouns."""
    try:
        await client.wait_for_workers(1, timeout=MUSTER)
        versions = set((await client.run(_version)).values())
    except TimeoutError:
        raise SettingsError(
            f"--scheduler: it has no workers after {MUSTER:g} s; start some with `dask worker`"
        ) from None
    except ImportError as error:
        raise SettingsError(
            f"--scheduler: its workers have no linkscan {__version__} ({error}); install it there"
        ) from None
    if versions != {__version__}:
        there = ", ".join(sorted(versions))
        raise SettingsError(
            f"--scheduler: its workers have linkscan {there}, this is {__version__}; make them the same"
        )


async def _is_in_reach(client: Any) -> bool:
    """Return whether the workers can be spoken to directly: spares the scheduler half a millisecond a request."""
    try:
        async with asyncio.timeout(FAREWELL):
            await asyncio.gather(*(client.rpc(worker).identity() for worker in await client.nthreads()))
    except (TimeoutError, OSError):
        return False
    return True


def _leave_interrupts_to_the_driver() -> None:
    """Ignore Ctrl-C, which a terminal sends to all of us: the driver ends the run, and then the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _version() -> str:
    return __version__
