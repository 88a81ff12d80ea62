"""Threads that nobody waits for."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class DaemonPool(Executor):
    """Threads that are not waited for at exit: a hanging getaddrinfo must not keep Ctrl-C waiting."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._threads = 0
        self._idle = 0
        self._lock = Lock()
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run `fn` in a thread, a new one as long as there are fewer than `size` and none is idle."""
        future: Future[R] = Future()
        with self._lock:
            if self._idle == 0 and self._threads < self._size:
                self._threads += 1
                Thread(target=self._serve, daemon=True, name="linkscan-dns").start()
            else:
                self._idle = max(0, self._idle - 1)
        self._work.put(lambda: _settle(future, fn, *args, **kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature of Executor
        """Let the threads end; those that hang are left behind."""
        for _ in range(self._threads):
            self._work.put(None)

    def _serve(self) -> None:
        while (job := self._work.get()) is not None:
            job()
            with self._lock:
                self._idle += 1


def _settle(future: Future[Any], fn: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(fn(*args, **kwargs))
    except BaseException as error:  # noqa: BLE001 - whoever waits for the future gets it
        future.set_exception(error)
