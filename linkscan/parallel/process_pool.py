"""A pool of processes that survives the loss of workers."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from linkscan.errors import LinkscanError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

In = TypeVar("In")
Out = TypeVar("Out")

ATTEMPTS = 3
"""Times that a task is submitted before it is held responsible for the loss of its workers."""


_THREADS = 5
"""Threads of a pool: three that manage, feed and watch it, and some to resubmit lost tasks."""
_WATCH_AGAIN = 1.0
"""Seconds after which the list of watched processes is refreshed."""
_CLOSING = threading.Lock()

_SAFE = "PYTHONSAFEPATH"


class WorkerLostError(LinkscanError):
    """A task was abandoned because each worker that ran it ended."""


def map_ordered(work: Callable[[In], Out], items: Iterable[In], workers: int) -> Iterator[Out]:
    """Yield the results of `work` on each of `items` from a pool of processes, in the order of the items.

    `work` must be a module-level function, since workers import it. At most two items per worker are in memory.
    """
    with ProcessPool(workers) as pool:
        waiting: deque[tuple[Future[Out], In]] = deque()
        for item in items:
            waiting.append((pool.submit(work, item), item))
            if len(waiting) >= 2 * workers:
                yield _result(work, *waiting.popleft())
        while waiting:
            yield _result(work, *waiting.popleft())


def _result(work: Callable[[In], Out], future: "Future[Out]", item: In) -> Out:
    """Return the result of a future; if no process could be started, do the work in this one."""
    try:
        return future.result()
    except BrokenExecutor:
        return work(item)


class ProcessPool(Executor):
    """A `ProcessPoolExecutor` that survives the loss of workers: lost tasks are resubmitted to new workers.

    The loss of one worker breaks a whole `ProcessPoolExecutor`. A future raises what its task raises, WorkerLostError
    if the task was lost `ATTEMPTS` times, and BrokenExecutor if no process can be started. Workers are spawned, since a
    process with threads and an open database must not be forked. None starts before there is work, and none outlives
    this process.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._watched: ProcessPoolExecutor | None = None
        self._lock = threading.RLock()
        self._is_shut = False

    def submit(self, work: Callable[..., Out], /, *args: Any, **kwargs: Any) -> "Future[Out]":
        """Submit a task, and return its future."""
        future: Future[Out] = Future()
        future.set_running_or_notify_cancel()
        self._attempt(future, partial(work, *args, **kwargs), ATTEMPTS)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002 - as above
        """Cancel the tasks that have not started, and kill the workers."""
        with self._lock:
            self._is_shut = True
            pool, self._pool = self._pool, None
        if pool is not None:
            _kill(pool)
            pool.shutdown(wait, cancel_futures=cancel_futures)

    def _attempt(self, future: "Future[Out]", work: Callable[[], Out], attempts: int, lost: object = None) -> None:
        try:
            pool, trial = self._submit(work, lost)
        except Exception as error:  # noqa: BLE001 - no process can be started, or this one is ending: fail the future
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
            except BrokenExecutor:  # it has broken since the last submission
                self._pool = _start(self._workers)
                trial = self._pool.submit(work)
            if self._watched is not self._pool:
                self._watched = self._pool
                threading.Thread(target=_watch, args=(self._pool,), daemon=True).start()
            return self._pool, trial

    def _settle(
        self, future: "Future[Out]", work: Callable[[], Out], attempts: int, pool: Executor, trial: "Future[Out]"
    ) -> None:
        """Pass on the outcome of an attempt; its thread may hold locks of `pool`, and must not take ours."""
        error = BrokenExecutor("shut down") if trial.cancelled() else trial.exception()
        if error is None:
            future.set_result(trial.result())
        elif trial.cancelled() or not isinstance(error, BrokenExecutor):
            future.set_exception(error)
        elif attempts:
            threading.Thread(target=self._attempt, args=(future, work, attempts, pool), daemon=True).start()
        else:
            future.set_exception(WorkerLostError(f"{ATTEMPTS} worker processes in a row died on the same task"))


def _start(workers: int) -> "ProcessPoolExecutor":
    """Start a pool; raise RuntimeError if the system allows too few threads, as the pool would hang without them."""
    _check_threads()
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - takes 10 ms, and few runs need it
    from multiprocessing import get_context  # noqa: PLC0415

    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_initialize_worker)


def _watch(pool: "ProcessPoolExecutor") -> None:
    """Kill a pool once one of its processes has ended: the pool may hang on the rest of a result from that process."""
    from multiprocessing.connection import wait  # noqa: PLC0415 - as above

    while processes := pool._processes:  # noqa: SLF001 - there is no public way to watch them; None once it is shut down
        if wait([process.sentinel for process in tuple(processes.values())], _WATCH_AGAIN):
            _kill(pool)
            return


def _kill(pool: "ProcessPoolExecutor") -> None:
    """Kill the processes of a pool in such a way that the pool notices.

    All of them are killed, as the others may be waiting for a lock that a dead one holds. The pool itself also has the
    writing end of its result pipe open, and would wait for ever for the rest of a result whose writer was killed, so
    that end is closed. The lock is for the watcher and `shutdown`, which may do so at the same time.
    """
    for process in tuple((pool._processes or {}).values()):  # noqa: SLF001 - `kill_workers` comes with Python 3.14
        process.kill()
    results: Any = pool._result_queue  # noqa: SLF001 - no public way either
    if results is not None:
        with _CLOSING:
            results._writer.close()  # noqa: SLF001


def _check_threads() -> None:
    """Raise RuntimeError unless `_THREADS` more threads can run at the same time."""
    done = threading.Event()
    try:
        for _ in range(_THREADS):
            threading.Thread(target=done.wait, daemon=True).start()
    finally:
        done.set()


def _initialize_worker() -> None:
    """Leave Ctrl-C, which a terminal sends to all processes, to the parent; exit when the parent has ended."""
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
    """Hide the module `__main__` from spawned processes.

    They would import it, and so run a script that calls linkscan without `if __name__ == "__main__"` again
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
    """Block Ctrl-C in this thread, and in spawned processes, which inherit that, until `_initialize_worker` runs."""
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
    """Keep spawned processes from importing modules from the working folder, which may be a stranger's.

    They start as `python -c`, which searches that folder first until it is told this process's path
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
