"""Pure work on other cores, as `concurrent.futures` has it: chunks of items in, results in the order of the input."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from linkscan.errors import LinkscanError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK = 500
"""Items a worker takes at once: a second's tenth of work, against a thousandth for handing it over."""
WORTH_IT = 4 * CHUNK
"""Items below which starting workers (a tenth of a second each) costs more than they save."""
ATTEMPTS = 3
"""Times that a piece of work is submitted before the loss of its worker is taken to be its own doing."""


_THREADS = 5
"""Threads of a pool: three that manage, feed and watch it, and some to submit again what was lost."""
_WATCH_AGAIN = 1.0
"""Seconds after which the processes that a pool has started since are watched too."""
_CLOSING = threading.Lock()

_SAFE = "PYTHONSAFEPATH"


class WorkerLostError(LinkscanError):
    """Worker after worker ended over a piece of work."""


def core_count() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunked(items: Iterable[In]) -> Iterator[Sequence[In]]:
    """Yield chunks of `items`, the last one as long as it is."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def map_chunks(work: Callable[[Sequence[In]], Out], items: Iterable[In], cores: int | None = None) -> Iterator[Out]:
    """Yield the results of `work` on chunks of `items`, in order; few items are worked on right here.

    `work` must be a function of a module, since workers import it. At most two chunks a core are in memory.
    """
    cores = cores or core_count()
    rest = iter(items)
    first = list(islice(rest, WORTH_IT))
    if cores == 1 or len(first) < WORTH_IT:
        yield from map(work, chunked(chain(first, rest)))
        return
    with ProcessPool(cores) as pool:
        waiting: deque[tuple[Future[Out], Sequence[In]]] = deque()
        for chunk in chunked(chain(first, rest)):
            waiting.append((pool.submit(work, chunk), chunk))
            if len(waiting) >= 2 * cores:
                yield _result(work, *waiting.popleft())
        while waiting:
            yield _result(work, *waiting.popleft())


def _result(work: Callable[[Sequence[In]], Out], future: "Future[Out]", chunk: Sequence[In]) -> Out:
    """Return the result of a future; what no process could be started for is done here."""
    try:
        return future.result()
    except BrokenExecutor:
        return work(chunk)


class ProcessPool(Executor):
    """A `ProcessPoolExecutor` that outlives its workers: what is lost with one is submitted again, to new ones.

    The loss of one breaks all of a `ProcessPoolExecutor`. A future raises what its work raises, WorkerLostError when
    its work was lost `ATTEMPTS` times, and BrokenExecutor when no process can be started. Workers are spawned, since
    a process with threads and an open database must not be forked; none starts before there is work, and none
    outlives this process.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._watched: ProcessPoolExecutor | None = None
        self._lock = threading.RLock()
        self._is_shut = False

    def submit(self, work: Callable[..., Out], /, *args: Any, **kwargs: Any) -> "Future[Out]":
        """Return the future of a piece of work."""
        future: Future[Out] = Future()
        future.set_running_or_notify_cancel()
        self._attempt(future, partial(work, *args, **kwargs), ATTEMPTS)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002 - as above
        """Cancel what has not begun, and end the workers, whatever they are doing."""
        with self._lock:
            self._is_shut = True
            pool, self._pool = self._pool, None
        if pool is not None:
            _kill(pool)
            pool.shutdown(wait, cancel_futures=cancel_futures)

    def _attempt(self, future: "Future[Out]", work: Callable[[], Out], attempts: int, lost: object = None) -> None:
        try:
            pool, trial = self._submit(work, lost)
        except Exception as error:  # noqa: BLE001 - no process can be started, or this one ends: who waits must know
            future.set_exception(BrokenExecutor(f"{type(error).__name__}: {error}"))
        else:
            trial.add_done_callback(partial(self._settle, future, work, attempts - 1, pool))

    def _submit(self, work: Callable[[], Out], lost: object) -> "tuple[Executor, Future[Out]]":
        with self._lock, _without_main(), safe_path(), _interrupts_blocked():
            if self._is_shut:
                raise BrokenExecutor("shut down")
            if self._pool is None or self._pool is lost:
                self._pool = _start(self._workers)
            try:
                trial = self._pool.submit(work)
            except BrokenExecutor:  # since it was submitted to last
                self._pool = _start(self._workers)
                trial = self._pool.submit(work)
            if self._watched is not self._pool:
                self._watched = self._pool
                threading.Thread(target=_watch, args=(self._pool,), daemon=True).start()
            return self._pool, trial

    def _settle(
        self, future: "Future[Out]", work: Callable[[], Out], attempts: int, pool: Executor, trial: "Future[Out]"
    ) -> None:
        """Pass on how an attempt ended, in a thread that may hold the locks of `pool`: it must not wait for ours."""
        error = BrokenExecutor("shut down") if trial.cancelled() else trial.exception()
        if error is None:
            future.set_result(trial.result())
        elif trial.cancelled() or not isinstance(error, BrokenExecutor):
            future.set_exception(error)
        elif attempts:
            threading.Thread(target=self._attempt, args=(future, work, attempts, pool), daemon=True).start()
        else:
            future.set_exception(WorkerLostError(f"{ATTEMPTS} processes in a row ended over a piece of work"))


def _start(workers: int) -> "ProcessPoolExecutor":
    """Start a pool. Raise RuntimeError where the system allows too few threads: it would wait for its own for ever."""
    _check_threads()
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - 10 ms that few runs need
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _watch(pool: "ProcessPoolExecutor") -> None:
    """End a pool when one of its processes has ended: it may wait for the rest of a result that this one wrote."""
    from multiprocessing.connection import wait  # noqa: PLC0415 - as above

    while processes := pool._processes:  # noqa: SLF001 - there is no public way to learn of their end; None once it is shut
        if wait([process.sentinel for process in tuple(processes.values())], _WATCH_AGAIN):
            _kill(pool)
            return


def _kill(pool: "ProcessPoolExecutor") -> None:
    """End the processes of a pool, and let it notice.

    It holds the writing end of its pipe of results too, so that it would wait for ever for the rest of a result whose
    writer was killed: that end is closed. Its other processes would wait for the lock of the dead one. Who watches the
    pool and who shuts it down may come at once, and a pipe is closed by one thread only.
    """
    for process in tuple((pool._processes or {}).values()):  # noqa: SLF001 - `kill_workers` comes with Python 3.14
        process.kill()
    results: Any = pool._result_queue  # noqa: SLF001 - likewise
    if results is not None:
        with _CLOSING:
            results._writer.close()  # noqa: SLF001


def _check_threads() -> None:
    """Raise RuntimeError unless so many more threads can run at once as a pool has, and the pieces it submits again."""
    done = threading.Event()
    try:
        for _ in range(_THREADS):
            threading.Thread(target=done.wait, daemon=True).start()
    finally:
        done.set()


def _begin() -> None:
    """Leave Ctrl-C, which a terminal sends to all of us, to the parent; end when it has ended, however it did."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = parent_process()

    def end_with_parent() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the module `__main__` from a process that is spawned.

    It would be imported there: a script that calls linkscan without `if __name__ == "__main__"` would run again
    (https://docs.python.org/3/library/multiprocessing.html, "Safe importing of main module").
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C in this thread and in a process that is spawned, which inherits that until `_begin` ignores it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def safe_path() -> Iterator[None]:
    """Keep a process that is spawned from importing what lies in the folder we are in, which may be a stranger's.

    It begins as `python -c`, which looks there first, before it is told our own path
    (https://docs.python.org/3/using/cmdline.html#envvar-PYTHONSAFEPATH).
    """
    before = os.environ.get(_SAFE)
    os.environ[_SAFE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE]
        else:
            os.environ[_SAFE] = before
