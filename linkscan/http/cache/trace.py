"""Traces: which stored responses a judgement is based on, so that they can be removed if it is not believed.

A trace belongs to the context of a flow (contextvars). The cache notes every response that the flow uses, including
those of redirects and merged requests.
"""

from contextvars import ContextVar, Token
from typing import Protocol, Self

_current: ContextVar["Trace | None"] = ContextVar("linkscan_trace", default=None)


class TracedStore(Protocol):
    """A store of responses by key."""

    def delete(self, key: str) -> None:
        """Remove a response."""

    def limit_freshness(self, key: str, seconds: float) -> None:
        """Limit the time for which a response is fresh to `seconds`."""


class Trace:
    """The responses used in its block, and by the tasks that the block starts.

    `missing` counts the requests that an offline run found neither in the cache nor in its recording. `has_failure` is
    whether any response could not be cached, as failures cannot, so that the next run requests it again.
    """

    __slots__ = ("_outer", "_redirects", "_stored", "has_failure", "missing")

    def __init__(self) -> None:
        self.missing = 0
        self.has_failure = False
        self._stored: dict[str, TracedStore] = {}
        self._redirects: set[str] = set()

    def __enter__(self) -> Self:
        """Begin the trace."""
        self._outer: Token[Trace | None] = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        """End the trace."""
        _current.reset(self._outer)
        del self._outer  # a token holds its whole context, and traces may be kept

    def note(self, key: str, store: TracedStore, *, is_redirect: bool) -> None:
        """Note that a stored response was used, and whether it is a redirect."""
        self._stored.pop(key, None)
        self._stored[key] = store
        if is_redirect:
            self._redirects.add(key)

    def forget(self) -> None:
        """Remove all responses used from the cache, so that the next run requests them again."""
        for key, store in self._stored.items():
            store.delete(key)

    def forget_redirects(self) -> None:
        """Remove the redirects used from the cache, so that the next run follows them again."""
        for key in self._redirects & self._stored.keys():
            self._stored.pop(key).delete(key)

    def forget_last(self) -> None:
        """Remove the response used last from the cache, such as the invalid page of a paginated list."""
        if self._stored:
            key, store = self._stored.popitem()
            store.delete(key)

    def limit_freshness(self, seconds: float) -> None:
        """Limit the time for which the responses used are fresh to `seconds`."""
        for key, store in self._stored.items():
            store.limit_freshness(key, seconds)

    def limit_redirects(self, seconds: float) -> None:
        """Limit the time for which the redirects used are fresh to `seconds`."""
        for key in self._redirects & self._stored.keys():
            self._stored[key].limit_freshness(key, seconds)


def note_stored(key: str, store: TracedStore, *, is_redirect: bool = False) -> None:
    """Note in the current trace that a stored response was used, and whether it is a redirect."""
    if (trace := _current.get()) is not None:
        trace.note(key, store, is_redirect=is_redirect)


def note_failure() -> None:
    """Note in the current trace that a response could not be cached."""
    if (trace := _current.get()) is not None:
        trace.has_failure = True


def note_missing() -> None:
    """Note in the current trace that a response is not in the cache or the recording."""
    if (trace := _current.get()) is not None:
        trace.missing += 1
