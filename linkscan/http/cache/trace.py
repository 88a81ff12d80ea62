"""Traces: which stored responses a judgement rests on, so that those that are not believed leave the cache.

A trace is the context of a flow (contextvars): whatever the flow requests, redirects and merged requests included, is
noted where the cache looks it up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

_current: ContextVar["Trace | None"] = ContextVar("linkscan_trace", default=None)


class TracedStore(Protocol):
    """Where responses are stored by key."""

    def delete(self, key: str) -> None:
        """Remove a response."""

    def limit_freshness(self, key: str, seconds: float) -> None:
        """Make a response fresh for no longer than `seconds`."""


class Trace:
    """The responses that were used since it began.

    `missing` counts the requests that the cache or the recording of a run without network could not answer.
    `has_failure` is whether any response was no answer: such are not stored, and requested again by the next run.
    """

    __slots__ = ("_redirects", "_stored", "has_failure", "missing")

    def __init__(self) -> None:
        self.missing = 0
        self.has_failure = False
        self._stored: dict[str, TracedStore] = {}
        self._redirects: set[str] = set()

    def note(self, key: str, store: TracedStore, *, is_redirect: bool = False) -> None:
        """Note that a stored response is used, and whether it led on to another address."""
        self._stored.pop(key, None)
        self._stored[key] = store
        if is_redirect:
            self._redirects.add(key)

    def forget(self) -> None:
        """Remove all that was used from the cache: the next run requests it again."""
        for key, store in self._stored.items():
            store.delete(key)

    def forget_redirects(self) -> None:
        """Remove the redirects from the cache: the next run asks again where they lead to."""
        for key in self._redirects & self._stored.keys():
            self._stored.pop(key).delete(key)

    def forget_last(self) -> None:
        """Remove what was used last from the cache: of a list, the page that was no answer."""
        if self._stored:
            key, store = self._stored.popitem()
            store.delete(key)

    def limit_freshness(self, seconds: float) -> None:
        """Have all that was used requested again after `seconds`."""
        for key, store in self._stored.items():
            store.limit_freshness(key, seconds)

    def limit_redirects(self, seconds: float) -> None:
        """Have the redirects that were used requested again after `seconds`."""
        for key in self._redirects & self._stored.keys():
            self._stored[key].limit_freshness(key, seconds)


@contextmanager
def trace_requests() -> Iterator[Trace]:
    """Trace the requests of the block, and of the tasks that it starts and awaits."""
    trace = Trace()
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)


def note_stored(key: str, store: TracedStore, *, is_redirect: bool = False) -> None:
    """Note for the current trace that a stored response is used, and whether it led on to another address."""
    if (trace := _current.get()) is not None:
        trace.note(key, store, is_redirect=is_redirect)


def note_failure() -> None:
    """Note for the current trace that a response is no answer."""
    if (trace := _current.get()) is not None:
        trace.has_failure = True


def note_missing() -> None:
    """Note for the current trace that a response is not in the cache or the recording."""
    if (trace := _current.get()) is not None:
        trace.missing += 1
