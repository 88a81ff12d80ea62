"""Where CPU-bound work runs: in this process, in a process pool, or on the workers of a dask cluster.

This process alone sends requests, and holds all rate limits, quotas, credentials and the cache. The work that costs
processor time is pure (bytes in, facts out), so it can run anywhere.
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
from linkscan.parallel.chunks import WORTH_IT, core_count
from linkscan.parallel.process_pool import ProcessPool, WorkerLostError, safe_path
from linkscan.settings import Settings
from linkscan.settings.values import without_password

log = logging.getLogger(__name__)
Out = TypeVar("Out")

AHEAD = 3
"""Chunks submitted per worker at most: one in progress and two queued."""
PAPERS_WORTH_IT = WORTH_IT
"""Number of papers from which starting workers costs less than it saves."""
BYTES_WORTH_IT = 1 << 22
"""Bytes of large responses from which starting workers (half a second each) costs less than it saves."""
CONNECT = 10.0
"""Timeout in seconds for connecting to a scheduler."""
MUSTER = 60.0
"""Seconds to wait for the first worker of a cluster."""
LATE = 60.0
"""Seconds after which unfinished work is done in this process: the workers, or their network, may be lost."""


@dataclass(frozen=True, slots=True)
class Workers:
    """The workers that do CPU-bound work outside this process: `count` of them, possibly none.

    `papers_worth_it` and `bytes_worth_it` are the amounts of work from which they are used. `lost` are the exceptions
    that a future of `executor` raises when its work has repeatedly killed workers.
    """

    executor: Executor | None = None
    count: int = 0
    papers_worth_it: int = 0
    bytes_worth_it: int = 0
    lost: tuple[type[Exception], ...] = (WorkerLostError,)

    async def run(self, work: Callable[..., Out], *args: Any) -> Out:
        """Return the result of `work(*args)`. Raise WorkerLostError if it has repeatedly killed workers.

        If the workers fail, or do not finish in time, the work is done in this process.
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
        except Exception as error:  # noqa: BLE001 - an error of the work itself is raised again below
            log.info("continued in this process, since the workers failed: %s: %s", type(error).__name__, error)
        return work(*args)


@contextmanager
def open_workers(settings: Settings) -> Iterator[Workers]:
    """Open the workers that the settings ask for. Raise SettingsError if they are not available.

    Local processes start only when there is enough work to justify them; a cluster is given all the work.
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
    """Connect to the cluster of the configured scheduler, or start a local one with a worker per process or core.

    Raise SettingsError if the connection fails, or the workers run another version of linkscan. dask itself resubmits
    the work of a lost worker up to three times (`distributed.scheduler.allowed-failures`):
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
            stack.enter_context(safe_path())  # as long as the cluster lives, because it may restart workers
            address = stack.enter_context(_local_cluster(dask, settings.processes or core_count()))
        try:
            client = stack.enter_context(dask.Client(address, timeout=CONNECT, asynchronous=False))
        except (OSError, ValueError, TypeError) as error:
            raise SettingsError(
                f"--scheduler: {without_password(address)} cannot be joined "
                f"({without_password(str(error)) or type(error).__name__}); "
                "give the address that `dask scheduler` prints, such as tcp://10.0.0.1:8786"
            ) from error
        _check_version(client)
        if settings.scheduler is None:
            client.run(_ignore_interrupts)
        threads = sum(client.nthreads().values())
        yield Workers(client.get_executor(pure=False), threads, lost=(dask.KilledWorker,))


def _local_cluster(dask: Any, workers: int) -> Any:
    """Return a cluster on this machine that only it can reach. Raise SettingsError if the system does not allow one."""
    try:
        return dask.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,  # what workers log when a run ends is of no use to the user
        )
    except (OSError, RuntimeError) as error:
        raise SettingsError(
            f"--engine dask: no cluster can be started on this machine ({error}); --engine local needs none"
        ) from error


def _check_version(client: Any) -> None:
    """Raise SettingsError unless the workers run this version of linkscan: its models are pickled and sent to them."""
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


def _ignore_interrupts() -> None:
    """Ignore Ctrl-C, which a terminal sends to the whole process group: the driver ends the run, then the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _version() -> str:
    return __version__
