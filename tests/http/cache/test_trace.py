"""The responses that a judgement rests on can be removed from the cache, or their lifetime shortened."""

from linkscan.http.cache.trace import Trace, note_failure, note_missing, note_stored


class Store:
    """Records the calls."""

    def __init__(self) -> None:
        self.told: list[tuple[str, float | None]] = []

    def delete(self, key: str) -> None:
        """Record that a response is to be removed."""
        self.told.append((key, None))

    def limit_freshness(self, key: str, seconds: float) -> None:
        """Record that the lifetime of a response is to be shortened."""
        self.told.append((key, seconds))


def test_traced_responses_are_removed_or_shortened_in_every_store() -> None:
    one, other = Store(), Store()
    with Trace() as trace:
        note_stored("a", one)
        note_stored("b", other)
        note_stored("a", one)
    trace.limit_freshness(60.0)
    assert (one.told, other.told) == ([("a", 60.0)], [("b", 60.0)])
    trace.forget_last()
    assert (one.told[1:], other.told[1:]) == ([("a", None)], [])
    trace.forget()
    trace.forget_last()
    trace.forget_last()
    assert (one.told[2:], other.told[1:]) == ([], [("b", None), ("b", None)])


def test_traced_redirects_are_removed_or_shortened_separately() -> None:
    store = Store()
    with Trace() as trace:
        note_stored("page", store)
        note_stored("redirect", store, is_redirect=True)
    trace.limit_redirects(60.0)
    trace.forget_redirects()
    trace.forget()
    assert store.told == [("redirect", 60.0), ("redirect", None), ("page", None)]


def test_trace_covers_its_own_block_only() -> None:
    store = Store()
    with Trace() as outer:
        with Trace() as inner:
            note_stored("a", store)
            note_missing()
            note_missing()
            note_failure()
        note_missing()
    note_stored("b", store)
    note_missing()
    note_failure()
    assert (inner.missing, inner.has_failure, outer.missing, outer.has_failure) == (2, True, 1, False)
    outer.forget()
    assert not store.told
