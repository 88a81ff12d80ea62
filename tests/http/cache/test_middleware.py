"""Caching: what is stored and for how long, and which requests share a response."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from linkscan.http.cache.disk import KEPT_FOR
from linkscan.http.cache.middleware import (
    LIFETIMES,
    CacheMiddleware,
    FreshnessPolicy,
    is_cacheable,
    request_key,
)
from linkscan.http.cache.store import ResponseStore
from linkscan.http.cache.trace import Trace
from linkscan.http.clock import Clock
from linkscan.http.protocol import Client
from linkscan.models import ANY_TOKEN, CacheMode, Failure, Request, Response
from linkscan.settings import Settings
from tests.http.script import Script, says

DAY = 86_400.0
URL = "http://a.example/"
ASK = Request(URL)
GRAPHQL = Request("https://api.github.com/graphql", "POST", (), b"{}")


class Later:
    """Stamps responses with the time of the clock, as the sender does."""

    def __init__(self, below: Client, clock: Clock) -> None:
        self.below, self.clock = below, clock

    async def send(self, http_request: Request) -> Response:
        return (await self.below.send(http_request))._replace(asked_at=self.clock.now())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ResponseStore]:
    """An empty cache."""
    store = ResponseStore(tmp_path / "answers")
    yield store
    store.close()


def caching(
    below: Client, store: ResponseStore, clock: Clock, *, signed: bool = False, **given: Any
) -> CacheMiddleware:
    return CacheMiddleware(Later(below, clock), store, Settings(**given), clock, lambda _question: signed)


@pytest.mark.parametrize(
    ("status", "days"),
    [
        *((200, 3), (203, 3), (204, 3), (206, 3), (301, 7), (308, 7), (300, 1), (302, 1), (303, 1), (307, 1)),
        *((404, 1), (409, 1), (410, 2), (451, 2)),
    ],
)
def test_how_long_a_response_is_fresh(status: int, days: int) -> None:
    """By what the host said; the documentation names the same days."""
    assert FreshnessPolicy().lifetime(ASK, says(status, b"page"), 0.0) == days * DAY


@pytest.mark.anyio
@pytest.mark.parametrize("status", sorted(LIFETIMES))
async def test_settled_responses_are_stored_for_their_lifetime(status: int, store: ResponseStore, clock: Clock) -> None:
    """Less some jitter; then they are requested again."""
    below = Script([says(status, b"first", location="/x"), says(status, b"second", location="/x")])
    client = caching(below, store, clock)
    first = await client.send(ASK)
    assert (first.body, first.from_cache) == (b"first", False)
    await clock.sleep(LIFETIMES[status] * 0.79)
    kept = await client.send(ASK)
    assert kept == first._replace(from_cache=True)
    await clock.sleep(LIFETIMES[status] * 0.22)
    assert (await client.send(ASK)).body == b"second"


@pytest.mark.anyio
@pytest.mark.parametrize(
    "response",
    [
        *(says(status) for status in (400, 401, 403, 405, 408, 418, 429, 500, 502, 503, 504, 522, 999)),
        says(403, x_ratelimit_remaining="0", x_ratelimit_reset="5"),
        *(Response("", failure=failure) for failure in Failure),
        Response("", 429, Failure.LIMITED),
    ],
)
async def test_refusals_and_failures_are_not_stored(response: Response, store: ResponseStore, clock: Clock) -> None:
    """A rate limit, an interstitial or a network failure is not final."""
    below = Script([response])
    client = caching(below, store, clock)
    await client.send(ASK)
    await client.send(ASK)
    assert len(below.requests) == 2


@pytest.mark.parametrize(
    ("http_request", "response", "is_kept"),
    [
        (GRAPHQL, says(200, b'{"data":{"r0":{"name":"x"}}}'), True),
        (
            GRAPHQL,
            says(200, b'{"data":{"r0":null},"errors":[{"type":"NOT_FOUND","message":"Could not"}]}'),
            True,
        ),
        (GRAPHQL, says(200, b'{"errors":[{"type":"RATE_LIMITED","message":"later"}]}'), False),
        (GRAPHQL, says(200, b'{"data":null,"errors":[{"message":"Something went wrong"}]}'), False),
        (
            GRAPHQL,
            says(200, b'{"data":{},"errors":[{"type":"NOT_FOUND","message":"a"},{"message":"timeout"}]}'),
            False,
        ),
        (GRAPHQL, says(200, b"0016ERR not our ref\n"), False),
        (Request("https://raw.githubusercontent.com/a/b/main/x"), says(404), False),
        (Request("https://raw.githubusercontent.com/a/b/main/x"), says(200, b"page"), True),
    ],
)
def test_unsettled_responses_with_good_status_are_not_stored(
    http_request: Request, response: Response, *, is_kept: bool
) -> None:
    """GraphQL fails with 200; GitHub's raw files have failed with 404."""
    assert is_cacheable(http_request, response) is is_kept
    assert (FreshnessPolicy().lifetime(http_request, response, 0.0) > 0) is is_kept


@pytest.mark.parametrize("lot", [0.0, 0.5, 1.0])
def test_lifetimes_have_jitter(lot: float) -> None:
    """So that the requests of one run do not all expire together."""
    assert FreshnessPolicy().lifetime(ASK, says(200, b"page"), lot) == pytest.approx(3 * DAY * (1 - 0.2 * lot))


@pytest.mark.anyio
@pytest.mark.parametrize(("max_age", "requests"), [(0, 3), (60, 2), (1000, 1)])
async def test_max_age_is_the_user_s(max_age: float, requests: int, store: ResponseStore, clock: Clock) -> None:
    """It replaces the table, for what is settled and nothing else."""
    below = Script([says(200, b"page")])
    client = caching(below, store, clock, max_age=max_age)
    await client.send(ASK)
    await clock.sleep(30)
    await client.send(ASK)
    await clock.sleep(60)
    await client.send(ASK)
    assert len(below.requests) == requests


@pytest.mark.parametrize("max_age", [None, 0.0])
def test_content_addressed_responses_stay_fresh(max_age: float | None) -> None:
    """Whatever age the user accepts: they cannot have changed. Failures and truncated responses are not content."""
    lifetimes, http_request = FreshnessPolicy(max_age), GRAPHQL._replace(is_immutable=True)
    assert lifetimes.lifetime(http_request, says(200, b"page"), 0.0) == 60 * DAY < KEPT_FOR
    assert lifetimes.lifetime(http_request, says(200, b"page"), 1.0) == 0.8 * lifetimes.lifetime(
        http_request, says(200, b"page"), 0.0
    )
    assert lifetimes.lifetime(http_request, says(502), 0.0) == 0.0
    assert lifetimes.lifetime(http_request, says(404), 0.0) <= DAY
    assert lifetimes.lifetime(http_request, says(200, b"page")._replace(truncated=True), 0.0) <= 3 * DAY


@pytest.mark.anyio
async def test_wrong_clock_does_not_keep_responses_fresh_for_ever(store: ResponseStore, clock: Clock) -> None:
    """A response from the future is requested again."""
    below = Script([says(200, b"page")])
    await caching(below, store, replace(clock, now=lambda: clock.now() + 10 * DAY)).send(ASK)
    await caching(below, store, clock).send(ASK)
    assert len(below.requests) == 2


@pytest.mark.anyio
async def test_refresh_requests_again_and_stores_the_new_response(store: ResponseStore, clock: Clock) -> None:
    """Unconditionally, since `--refresh` means that the stored response is not trusted."""
    await caching(Script([says(200, b"old", etag='"1"')]), store, clock).send(ASK)
    below = Script([says(200, b"new")])
    assert (await caching(below, store, clock, refresh=True).send(ASK)).body == b"new"
    assert below.requests == [ASK]
    assert (await caching(Script([says(500)]), store, clock).send(ASK)).body == b"new"


@pytest.mark.anyio
async def test_reload_bypasses_the_cache(store: ResponseStore, clock: Clock) -> None:
    """As the connectivity monitor does: yesterday's responses say nothing about today's network."""
    client = caching(Script([says(200, b"yesterday"), says(200, b"today")]), store, clock)
    await client.send(ASK)
    told = await client.send(ASK._replace(cache=CacheMode.RELOAD))
    assert (told.body, told.from_cache) == (b"today", False)
    assert (await client.send(ASK)).body == b"today"


@pytest.mark.anyio
async def test_offline_only_stored_responses_are_returned(store: ResponseStore, clock: Clock) -> None:
    """However old; the rest is `OFFLINE`, and nothing is requested."""
    await caching(Script([says(200, b"old")]), store, clock).send(ASK)
    await clock.sleep(80 * DAY)
    below = Script([says(200, b"new")])
    client = caching(below, store, clock, offline=True)
    assert (await client.send(ASK)).body == b"old"
    unknown = await client.send(Request("http://b.example/"))
    assert (unknown.failure, unknown.attempts) == (Failure.OFFLINE, 0)
    assert below.requests == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("headers", "condition"),
    [
        ({"etag": 'W/"1"'}, ("if-none-match", 'W/"1"')),
        (
            {"last_modified": "Fri, 15 Jan 2027 08:00:00 GMT"},
            ("if-modified-since", "Fri, 15 Jan 2027 08:00:00 GMT"),
        ),
    ],
)
async def test_stale_responses_are_revalidated(
    headers: dict[str, str], condition: tuple[str, str], store: ResponseStore, clock: Clock
) -> None:
    """A 304 makes them fresh again, with the stored body and the current time."""
    kept = says(200, b"body")._replace(headers={name.replace("_", "-"): value for name, value in headers.items()})
    below = Script([kept, says(304, x_ratelimit_remaining="7"), says(500)])
    client = caching(below, store, clock)
    first = await client.send(ASK)
    await clock.sleep(4 * DAY)
    renewed = await client.send(ASK)
    assert below.requests[1].headers == (condition,)
    assert (renewed.status, renewed.body, renewed.from_cache) == (200, b"body", False)
    assert renewed.asked_at - first.asked_at >= 4 * DAY
    assert renewed.headers["x-ratelimit-remaining"] == "7"
    await clock.sleep(2 * DAY)
    assert (await client.send(ASK)).body == b"body"
    assert len(below.requests) == 2


@pytest.mark.anyio
async def test_max_age_zero_still_revalidates(store: ResponseStore, clock: Clock) -> None:
    """A response that is never fresh is stored all the same."""
    below = Script([says(200, b"body", etag='"1"'), says(304)])
    client = caching(below, store, clock, max_age=0)
    await client.send(ASK)
    assert (await client.send(ASK)).body == b"body"
    assert below.requests[1].headers == (("if-none-match", '"1"'),)


@pytest.mark.anyio
async def test_changed_response_replaces_the_stored_one(store: ResponseStore, clock: Clock) -> None:
    """As does a "no longer there"."""
    below = Script([says(200, b"body", etag='"1"'), says(404)])
    client = caching(below, store, clock)
    await client.send(ASK)
    await clock.sleep(4 * DAY)
    assert (await client.send(ASK)).status == 404
    assert (await client.send(ASK)).status == 404
    assert len(below.requests) == 2


@pytest.mark.anyio
async def test_concurrent_identical_requests_are_sent_once(store: ResponseStore, clock: Clock) -> None:
    """Whatever the outcome, failures included."""
    asked = 0

    class Slow:
        async def send(self, http_request: Request) -> Response:
            nonlocal asked
            asked += 1
            await clock.sleep(1)
            return Response(http_request.url, failure=Failure.RESET)

    client = caching(Slow(), store, clock)
    responses = await asyncio.gather(*[client.send(ASK) for _ in range(50)], client.send(Request("http://b.example/")))
    assert (asked, {response.failure for response in responses}) == (2, {Failure.RESET})


@pytest.mark.anyio
async def test_cancelled_request_does_not_cancel_those_that_wait_for_it(store: ResponseStore, clock: Clock) -> None:
    """The next waiter sends it instead; cancelling a mere waiter changes nothing."""
    asked = 0

    class Slow:
        async def send(self, http_request: Request) -> Response:
            nonlocal asked
            asked += 1
            await clock.sleep(10)
            return says(200, b"page")

    client = caching(Slow(), store, clock)
    tasks = [asyncio.ensure_future(client.send(ASK)) for _ in range(5)]
    await clock.sleep(1)
    tasks[0].cancel()
    tasks[3].cancel()
    responses = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(response, Response) for response in responses] == [False, True, True, False, True]
    assert asked == 2


OTHERS = (
    Request("http://b.example/"),
    Request(URL, "HEAD"),
    Request(URL, "POST"),
    Request(URL, body=b"x"),
    Request(URL, headers=(("accept", "application/json"),)),
    Request(URL, max_body=10),
)


@pytest.mark.anyio
@pytest.mark.parametrize("other", OTHERS)
async def test_different_requests_have_different_responses(other: Request, store: ResponseStore, clock: Clock) -> None:
    """Everything that may change the response is in the key."""
    below = Script([says(200, b"page")])
    client = caching(below, store, clock)
    await client.send(ASK)
    await client.send(other)
    assert len(below.requests) == 2


@pytest.mark.anyio
async def test_responses_are_stored_per_credential(store: ResponseStore, clock: Clock) -> None:
    """A response to a token is not returned without one."""
    await caching(Script([says(200, b"private")]), store, clock, signed=True).send(ASK)
    assert (await caching(Script([says(404)]), store, clock).send(ASK)).status == 404


def _with(name: str, value: str) -> Request:
    return ASK._replace(headers=((name, value),))


def test_cache_key_does_not_reveal_the_request() -> None:
    """It is a digest; anonymous requests and other letter case have the same key."""
    assert len(request_key(ASK)) == 32
    assert request_key(ASK) == request_key(ASK, max_body=0, is_authenticated=False)
    assert len({request_key(ASK), request_key(ASK, max_body=1), request_key(ASK, is_authenticated=True)}) == 3
    assert request_key(ASK._replace(auth=None)) == request_key(ASK)
    assert request_key(_with("cookie", "a=1; b=2")) == request_key(_with("Cookie", "a=3; b=4"))
    assert request_key(_with("cookie", "a=1")) != request_key(_with("cookie", "c=1"))
    assert request_key(_with("accept", "a=1")) != request_key(_with("accept", "a=2"))
    assert request_key(ASK._replace(headers=(("A", "b"), ("C", "d")))) == request_key(
        ASK._replace(headers=(("c", "d"), ("a", "b")))
    )


@pytest.mark.anyio
async def test_no_store_requests_bypass_the_cache(store: ResponseStore, clock: Clock) -> None:
    """As when a token is checked."""
    below = Script([says(200, b"page")])
    client = caching(below, store, clock)
    await client.send(ASK)
    for _ in range(2):
        await client.send(ASK._replace(cache=CacheMode.NO_STORE))
    await client.send(ASK)
    assert len(below.requests) == 3


@pytest.mark.parametrize(
    "response",
    [
        says(200),
        says(200, b"half")._replace(detail="the body is not valid gzip: it ends early"),
        says(200)._replace(detail="the body came in an encoding that was not requested: br"),
    ],
    ids=["empty", "broken", "unreadable"],
)
def test_a_good_status_without_its_body_is_not_stored(response: Response) -> None:
    assert not is_cacheable(ASK, response)
    assert is_cacheable(ASK._replace(method="HEAD"), says(200))


def test_a_judgement_may_shorten_a_lifetime() -> None:
    """Never lengthen it; the user's own setting overrides both."""
    response = says(200, b"page")._replace(fresh_for=DAY)
    assert FreshnessPolicy().lifetime(ASK, response, 0.0) == DAY
    assert FreshnessPolicy().lifetime(ASK, response._replace(fresh_for=9 * DAY), 0.0) == 3 * DAY
    assert FreshnessPolicy(max_age=5.0).lifetime(ASK, response, 0.0) == 5.0


PLAIN, SECURE = Request("http://a.example/"), Request("https://b.example/")


@pytest.mark.anyio
@pytest.mark.parametrize("is_proven", [True, False])
async def test_plain_http_is_stored_once_any_host_answered_over_https(
    store: ResponseStore, clock: Clock, *, is_proven: bool
) -> None:
    """Only the connectivity monitor decides this: an https page that a portal redirects to is no proof."""
    client = caching(Script([says(200, b"page")]), store, clock)
    await client.send(PLAIN)
    await client.send(SECURE)
    assert (await client.send(PLAIN)).from_cache
    if is_proven:
        client.release_unproven()
    client.discard_unproven()
    assert (await client.send(PLAIN)).from_cache is is_proven


@pytest.mark.anyio
async def test_trace_lists_the_responses_of_a_judgement(store: ResponseStore, clock: Clock) -> None:
    """All responses used are removed from the cache, new or not, and nothing else; failures are noted."""
    client = caching(Script(lambda request: says(503 if "bad" in request.url else 200, b"page")), store, clock)
    await client.send(PLAIN)
    await client.send(SECURE)
    with Trace() as trace:
        await asyncio.gather(client.send(SECURE), client.send(Request("https://c.example/")))
    assert (trace.has_failure, trace.missing) == (False, 0)
    trace.forget()
    urls = ("http://a.example/", "https://b.example/", "https://c.example/")
    assert [(await client.send(Request(url))).from_cache for url in urls] == [True, False, False]
    with Trace() as trace:
        await client.send(Request("https://bad.example/"))
    assert trace.has_failure


@pytest.mark.anyio
async def test_offline_misses_are_counted(store: ResponseStore, clock: Clock) -> None:
    client = caching(Script([says(200, b"page")]), store, clock, offline=True)
    with Trace() as trace:
        await client.send(PLAIN)
    assert trace.missing == 1


@pytest.mark.anyio
@pytest.mark.parametrize("signed", [True, False])
async def test_offline_the_response_of_another_credential_is_used(
    store: ResponseStore, clock: Clock, *, signed: bool
) -> None:
    """A response requested with a token is found without one, and vice versa."""
    request = Request("https://api.github.com/repos/a/b", auth=ANY_TOKEN)
    await caching(Script([says(200, b"page")]), store, clock, signed=signed).send(request)
    client = caching(Script([says(500)]), store, clock, signed=not signed, offline=True)
    assert (await client.send(request)).body == b"page"


@pytest.mark.anyio
async def test_the_life_of_a_response_varies_by_a_fifth_with_its_key(store: ResponseStore, clock: Clock) -> None:
    """By its first four hexadecimal digits, so that simultaneous requests do not expire together."""
    policy = FreshnessPolicy()
    client = CacheMiddleware(Script([]), store, Settings(), clock, lambda _: False)
    stored = says(200, b"page")._replace(asked_at=clock.now())
    for key, share in (("0000", 0.0), ("8000", 0x8000 / 0xFFFF), ("ffff", 1.0)):
        life = policy.lifetime(ASK, stored, share)
        for age, is_fresh in ((life - 1, True), (life + 1, False)):
            assert client._is_fresh(key, ASK, stored._replace(asked_at=clock.now() - age)) is is_fresh
    assert policy.lifetime(ASK, stored, 1.0) == 0.8 * policy.lifetime(ASK, stored, 0.0)


@pytest.mark.anyio
async def test_a_response_as_old_as_its_lifetime_is_stale(store: ResponseStore) -> None:
    stopped = Clock(now=lambda: 100.0)
    client = CacheMiddleware(Script([]), store, Settings(max_age=60.0), stopped, lambda _: False)
    for asked_at, is_fresh in ((39.5, False), (40.0, False), (40.5, True), (100.0, True), (100.5, False)):
        assert client._is_fresh("0000", ASK, says(200, b"page")._replace(asked_at=asked_at)) is is_fresh


@pytest.mark.anyio
async def test_shared_response_is_in_the_trace_of_every_waiter(store: ResponseStore, clock: Clock) -> None:
    """A disbelieved response is removed from the cache, whoever requested it first."""
    client = caching(Script([says(200, b"page")]), store, clock)

    async def judged() -> None:
        with Trace() as trace:
            await client.send(ASK)
        trace.forget()

    await asyncio.gather(client.send(ASK), judged())
    assert store.get(request_key(ASK, max_body=min(ASK.max_body, Settings().max_bytes), is_authenticated=False)) is None


@pytest.mark.anyio
@pytest.mark.parametrize(("status", "is_kept"), [(301, False), (200, True)])
async def test_a_redirect_is_traced_as_one(status: int, store: ResponseStore, clock: Clock, *, is_kept: bool) -> None:
    headers = {"location": "/nothing"} if status == 301 else {}
    below = Script([says(status, b"page", **headers)])
    client = caching(below, store, clock)
    with Trace() as trace:
        await client.send(ASK)
    trace.forget_redirects()
    await client.send(ASK)
    assert (len(below.requests) == 1) is is_kept


@pytest.mark.anyio
async def test_a_stored_body_longer_than_its_request_reads_is_requested_again(
    store: ResponseStore, clock: Clock
) -> None:
    """Otherwise a page of 25 MiB would be read to its end, of which only the first part is requested."""
    request = Request(URL, max_body=3)
    store.set(request_key(request, max_body=3), says(200, b"page")._replace(asked_at=clock.now()))
    store._write()
    assert (await caching(Script([says(200, b"new")]), store, clock).send(request)).body == b"new"


@pytest.mark.anyio
async def test_reload_requests_again_what_is_fresh(store: ResponseStore, clock: Clock) -> None:
    client = caching(Script([says(200, b"old"), says(200, b"new")]), store, clock)
    await client.send(ASK)
    assert (await client.send(ASK._replace(cache=CacheMode.RELOAD))).body == b"new"


@pytest.mark.anyio
async def test_request_s_own_age_limit_is_for_what_can_change(store: ResponseStore) -> None:
    stopped = Clock(now=lambda: 100.0)
    client = CacheMiddleware(Script([]), store, Settings(), stopped, lambda _: False)
    stored = says(200, b"page")._replace(asked_at=50.0)
    for is_immutable in (False, True):
        request = ASK._replace(max_age=40.0, is_immutable=is_immutable)
        assert client._is_fresh("0000", request, stored) is is_immutable


def test_final_status_without_a_lifetime_counts_for_a_day() -> None:
    """Such as 401 from git, which says that a repository is private or missing."""
    assert FreshnessPolicy().lifetime(ASK._replace(final_on=(401,)), says(401), 0.0) == DAY


@pytest.mark.anyio
async def test_post_request_is_never_conditional(store: ResponseStore, clock: Clock) -> None:
    below = Script([says(200, b"{}", etag='"1"')])
    client = caching(below, store, clock, max_age=0.0)
    for _ in range(2):
        await client.send(GRAPHQL)
    assert [request.headers for request in below.requests] == [(), ()]


def test_cache_of_an_earlier_version_is_found_again() -> None:
    """The key of a request stays what it is."""
    keys = [request_key(ASK, max_body=7, is_authenticated=signed) for signed in (False, True)]
    assert keys == ["1db34f8417aed66b5c8aeeecc6bdc992", "76fdd867d08cd54be13768784dbf5324"]
