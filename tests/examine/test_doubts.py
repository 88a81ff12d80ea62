"""Responses that are removed from the cache, depending on the judgement and the responses."""

from dataclasses import replace

import pytest

from linkscan.examine.doubts import Doubts
from linkscan.examine.parse_pool import TargetResult
from linkscan.hosts import match
from linkscan.http.cache.trace import Trace
from linkscan.models import Asset, Content, Facts, Health, Judgement
from linkscan.urls import parse_url

URL = "https://a.example/x"
DAY = 86_400.0


class Store:
    """Records its calls."""

    def __init__(self) -> None:
        self.done: list[tuple[str, float | None]] = []

    def delete(self, key: str) -> None:
        self.done.append((key, None))

    def limit_freshness(self, key: str, seconds: float) -> None:
        self.done.append((key, seconds))


def result(facts: Facts, url: str = URL) -> TargetResult:
    address = parse_url(url)
    assert address is not None
    return TargetResult(match(address), facts, {})


def traced(store: Store, *, has_failure: bool = False) -> Trace:
    trace = Trace()
    trace.note("redirect", store, is_redirect=True)
    trace.note("key", store, is_redirect=False)
    trace.has_failure = has_failure
    return trace


@pytest.mark.parametrize(
    ("facts", "has_failure", "done"),
    [
        (Facts(Health.OK, "", status_code=200), False, []),
        (Facts(Health.MOVED, "", status_code=200), False, []),
        (Facts(Health.GONE, "", status_code=404), False, [("redirect", DAY)]),
        (Facts(Health.GONE, "", status_code=300), False, [("redirect", DAY)]),
        (Facts(Health.GONE, "the page says so", status_code=200), False, [("redirect", DAY), ("key", DAY)]),
        (Facts(Health.RESTRICTED, "a wall", status_code=200), False, [("redirect", None), ("key", None)]),
        (Facts(Health.UNREACHABLE, "not what it is", status_code=200), False, [("redirect", None), ("key", None)]),
        (Facts(Health.UNREACHABLE, "a time-out after a good response"), True, [("redirect", None)]),
        (Facts(Health.SKIPPED, "excluded"), False, []),
    ],
)
def test_failed_response_is_removed(facts: Facts, done: list[tuple[str, float | None]], *, has_failure: bool) -> None:
    store = Store()
    Doubts().judge(result(facts), traced(store, has_failure=has_failure))
    assert store.done == done


@pytest.mark.parametrize(("host", "is_forgotten"), [("a.example", True), (None, True), ("b.example", False)])
def test_outage_removes_bad_results_on_its_host(host: str | None, *, is_forgotten: bool) -> None:
    """And good results stay."""
    bad, fine, doubts = Store(), Store(), Doubts()
    doubts.judge(result(Facts(Health.GONE, "", status_code=404)), traced(bad))
    doubts.judge(result(Facts(Health.OK, "", status_code=200)), traced(fine))
    doubts.forget(host)
    assert (("key", None) in bad.done) is is_forgotten
    assert fine.done == []


@pytest.mark.parametrize("content", Content)
def test_outage_removes_empty_results(content: Content) -> None:
    store, doubts = Store(), Doubts()
    there = result(Facts(Health.OK, "", status_code=200))
    doubts.judge(replace(there, holdings={Asset.CODE: Judgement(content, "")}), traced(store))
    doubts.forget("a.example")
    assert bool(store.done) is (content in (Content.EMPTY, Content.PLACEHOLDER))
