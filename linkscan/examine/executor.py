"""Where pure work is done: in this process, in a pool of processes, or by the workers of a dask cluster.

All requests of a run are made by this process, with every limit, quota, credential and the cache. What costs
processor time is pure (bytes in, facts out), and may be done anywhere.
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from linkscan import __version__
from linkscan.errors import SettingsError, needs
from linkscan.parallel import WORTH_IT, ProcessPool, WorkerLostError, core_count, safe_path
from linkscan.settings import Settings
from linkscan.settings.values import without_password

log = logging.getLogger(__name__)
Out = TypeVar("Out")

AHEAD = 3
"""Chunks that are with each worker at most: one that it works on, and two that it finds when it is done."""
PAPERS_WORTH_IT = WORTH_IT
"""Papers from which on starting workers costs less than it saves."""
BYTES_WORTH_IT = 1 << 22
"""Bytes of large responses from which on starting workers (half a second each) costs less than they save."""
CONNECT = 10.0
"""Seconds in which a scheduler must answer."""
MUSTER = 60.0
"""Seconds that a run without any worker waits for one."""
LATE = 60.0
"""Seconds after which work that no worker has done is done here: they may be lost, or have lost their network."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Those who do pure work beside this process: `count` of them, or none.

    They are worth handing work to from so many papers and bytes of responses on. `lost` is what a future of
    `executor` raises when worker after worker ended over its work.
    """

    executor: Executor | None = None
    count: int = 0
    papers_worth_it: int = 0
    bytes_worth_it: int = 0
    lost: tuple[type[Exception], ...] = (WorkerLostError,)

    async def run(self, work: Callable[..., Out], *args: Any) -> Out:
        """Return what pure work comes to. Raise WorkerLostError when worker after worker was lost over it.

        What could not be done elsewhere, or was not done in time, is done here.
        """
        if self.executor is None:
            return work(*args)
        try:
            future = asyncio.wrap_future(self.executor.submit(work, *args))
            try:
                await asyncio.wait((future,), timeout=LATE)
                if future.done() and not future.cancelled():
                    return future.result()
            finally:
                future.cancel()  # of no effect once it is done; else asyncio would report how it ended
        except self.lost as error:
            raise WorkerLostError(str(error)) from error
        except Exception as error:  # noqa: BLE001 - what the work itself raises, it raises again
            log.info("done here, since the workers failed: %s: %s", type(error).__name__, error)
        return work(*args)


@contextmanager
def open_workers(settings: Settings) -> Iterator[Workers]:
    """Open the workers that the settings name. Raise SettingsError when there are none to be had.

    Processes of this machine start when there is work that is worth it, those of a cluster get all there is.
    """
    count = settings.processes or core_count()
    if settings.engine == "dask":
        with open_cluster(settings) as workers:
            yield workers
    elif count > 1:
        with ProcessPool(count) as pool:
            yield Workers(pool, count, PAPERS_WORTH_IT, BYTES_WORTH_IT)
    else:
        yield Workers()


@contextmanager
def open_cluster(settings: Settings) -> Iterator[Workers]:
    """Join a cluster at the address of its scheduler, or start one of as many workers as this machine has cores.

    Raise SettingsError when it cannot be joined, or its workers have another linkscan than this one. dask itself
    submits work again when a worker is lost, three times (`distributed.scheduler.allowed-failures`):
    https://distributed.dask.org/en/stable/resilience.html
    """
    try:
        import distributed  # noqa: PLC0415 - an extra, and half a second to load
    except ModuleNotFoundError:
        raise SettingsError(needs("--engine dask", "distributed")) from None
    dask: Any = distributed  # its classes are not typed
    with ExitStack() as stack:
        address: Any = settings.scheduler
        if address is None:
            stack.enter_context(safe_path())  # for as long as workers may be started again
            address = stack.enter_context(_local_cluster(dask, settings.processes or core_count()))
        try:
            client = stack.enter_context(dask.Client(address, timeout=CONNECT, asynchronous=False))
        except (OSError, ValueError, TypeError) as error:
            raise SettingsError(
                f"--scheduler: {without_password(address)} cannot be joined "
                f"({without_password(str(error)) or type(error).__name__}); "
                "give the address that `dask scheduler` prints, such as tcp://10.0.0.1:8786"
            ) from error
        _compare(client)
        if settings.scheduler is None:
            client.run(_leave_interrupts_to_the_driver)
        threads = sum(client.nthreads().values())
        yield Workers(client.get_executor(pure=False), threads, lost=(dask.KilledWorker,))


def _local_cluster(dask: Any, workers: int) -> Any:
    """Return a cluster of this machine, which nobody else can reach; SettingsError where the system allows none."""
    try:
        return dask.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,  # what its workers have to say of a run that ends is not the user's
        )
    except (OSError, RuntimeError) as error:
        raise SettingsError(
            f"--engine dask: no cluster can be started on this machine ({error}); --engine local needs none"
        ) from error


def _compare(client: Any) -> None:
    """Raise SettingsError unless the workers have this linkscan: they are sent its nouns."""
    try:
        client.wait_for_workers(1, timeout=MUSTER)
        versions = set(client.run(_version).values())
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


def _leave_interrupts_to_the_driver() -> None:
    """Ignore Ctrl-C, which a terminal sends to all of us: the driver ends the run, and then the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _version() -> str:
    return __version__
