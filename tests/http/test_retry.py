"""Retries: which requests, how often, and after how long."""

import asyncio
from typing import Any

import pytest

from linkscan.http.clock import Clock
from linkscan.http.retry import (
    CUT_SHORT,
    TRANSIENT_STATUSES,
    RequestBudget,
    RetryBudget,
    RetryMiddleware,
    is_transient,
)
from linkscan.models import Failure, Request, Response
from linkscan.settings import Settings
from tests.http.ratelimit.test_middleware import throttling
from tests.http.script import Script, says
from tests.http.warp import EPOCH

URL = "http://a.example/"
LIMITED_FOR_AN_HOUR = says(403, x_ratelimit_remaining="0", x_ratelimit_reset=str(int(EPOCH) + 3600))


def fails(failure: Failure, detail: str = "") -> Response:
    return Response("", failure=failure, detail=detail)


async def send(below: Script, clock: Clock, **given: Any) -> Response:
    return await RetryMiddleware(below, Settings(**given), clock).send(Request(URL))


@pytest.mark.parametrize(
    ("response", "is_so"),
    [
        *((says(status), True) for status in sorted(TRANSIENT_STATUSES)),
        *((says(status), False) for status in (200, 204, 301, 304, 400, 401, 403, 404, 405, 410, 451, 501, 999)),
        (says(403, retry_after="5"), True),
        (says(403, x_ratelimit_remaining="0", x_ratelimit_reset="5"), True),
        (says(403, b"You have exceeded a secondary rate limit"), True),
        (fails(Failure.RESET), True),
        (fails(Failure.TIMEOUT), True),
        (fails(Failure.DNS), True),
        (fails(Failure.REFUSED), True),
        (fails(Failure.BUDGET), True),
        (fails(Failure.NO_SUCH_HOST), True),
        (fails(Failure.TLS), False),
        (fails(Failure.PROTOCOL), False),
        (fails(Failure.UNSAFE), False),
        (fails(Failure.LIMITED), False),
        (fails(Failure.OFFLINE), False),
        (fails(Failure.NOT_RECORDED), False),
    ],
)
def test_transient_failures(response: Response, *, is_so: bool) -> None:
    """By one table."""
    assert is_transient(response) is is_so


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("response", "requests"),
    [
        (says(503), 4),
        (fails(Failure.RESET), 4),
        (fails(Failure.NO_SUCH_HOST), 2),
        (fails(Failure.TLS), 1),
        (says(404), 1),
        (LIMITED_FOR_AN_HOUR, 1),
        (says(503, retry_after="91"), 1),
        (says(503, retry_after="90"), 4),
    ],
)
async def test_a_request_is_repeated_as_often_as_its_failure_allows(
    response: Response, requests: int, clock: Clock
) -> None:
    """Never endlessly, never if the wait exceeds `max_wait`; "no such host" once more."""
    below = Script([response])
    told = await send(below, clock, retries=3, max_wait=90)
    assert (len(below.requests), told.attempts) == (requests, requests)


@pytest.mark.anyio
@pytest.mark.parametrize("retries", [0, 1, 7])
async def test_retries_follow_the_setting(retries: int, clock: Clock) -> None:
    """Including no retries at all."""
    below = Script([fails(Failure.RESET)])
    await send(below, clock, retries=retries)
    assert len(below.requests) == retries + 1


@pytest.mark.anyio
async def test_the_last_answer_counts_and_the_waiting_is_summed_up(clock: Clock) -> None:
    """Time in the network, not in the queue, is counted."""
    below = Script([says(503)._replace(elapsed_ms=5), fails(Failure.RESET)._replace(elapsed_ms=7), says(200)])
    response = await send(below, clock)
    assert (response.status, response.attempts, response.elapsed_ms) == (200, 3, 12)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("response", "least", "most"),
    [
        (says(429, retry_after="30"), 30, 31),
        (says(503, retry_after="30"), 30, 31),
        (says(503, retry_after="Fri, 15 Jan 2027 08:00:20 GMT"), 19, 21),  # a date: the time that has passed counts
        (says(403, b"You have exceeded a secondary rate limit"), 60, 61),
        (says(429, ratelimit='"api";r=0;t=55'), 55, 56),
        (says(503), 0, 1.1),
    ],
)
async def test_a_retry_waits_as_long_as_the_server_orders(
    response: Response, least: float, most: float, clock: Clock
) -> None:
    """As the server says; else up to a second, then two, then four, with full jitter."""
    before = clock.ticks()
    await send(Script([response, says(200)]), clock)
    assert least <= clock.ticks() - before < most


@pytest.mark.anyio
async def test_the_back_off_grows_and_is_bounded(clock: Clock) -> None:
    """Exponential with full jitter, at most half a minute."""
    longest = 0.0
    for _ in range(20):
        before = clock.ticks()
        await send(Script([fails(Failure.RESET)]), clock, retries=8)
        longest = max(longest, clock.ticks() - before)
    assert 10 < longest < 1 + 2 + 4 + 8 + 16 + 30 * 3


@pytest.mark.anyio
@pytest.mark.parametrize("response", [says(429), says(429, retry_after="1"), LIMITED_FOR_AN_HOUR])
async def test_still_limited_response_says_so_and_keeps_its_status(response: Response, clock: Clock) -> None:
    """`LIMITED`, with the status and the number of attempts."""
    told = await send(Script([response]), clock)
    assert (told.failure, told.status) == (Failure.LIMITED, response.status)
    assert told.detail.startswith(f"after {told.attempts} attempt")


@pytest.mark.anyio
async def test_a_limit_says_when_it_opens(clock: Clock) -> None:
    """In UTC, as reports show times."""
    told = await send(Script([LIMITED_FOR_AN_HOUR]), clock)
    assert told.detail.endswith("(status 403, which asks to wait until 2027-01-15 09:00 UTC)")


@pytest.mark.anyio
async def test_rate_limit_error_of_graphql_is_a_limit(clock: Clock) -> None:
    """A 200 that contains only an error."""
    refusal = says(200, b'{"errors":[{"type":"RATE_LIMITED"}]}', retry_after="1")
    told = await send(Script([refusal]), clock)
    assert (told.failure, told.status, told.attempts) == (Failure.LIMITED, 200, 4)


@pytest.mark.anyio
async def test_refusal_by_the_limiter_keeps_the_original_cause(clock: Clock) -> None:
    """The last response of the host is returned; the refusal by the limiter is only added to it."""
    below = Script(
        [fails(Failure.REFUSED, "refused"), (fails(Failure.COOLDOWN, "a.example: paused"))._replace(attempts=0)]
    )
    told = await send(below, clock)
    assert (told.failure, told.detail, told.attempts) == (Failure.REFUSED, "refused; a.example: paused", 1)


@pytest.mark.anyio
async def test_waiting_retry_holds_no_slot(clock: Clock) -> None:
    """With a single slot, a request to another host goes first."""
    order: list[str] = []

    def response(request: Request) -> Response:
        order.append(request.url)
        return says(503, retry_after="30") if order.count(request.url) == 1 and "slow" in request.url else says(200)

    settings = Settings(concurrency=1)
    client = RetryMiddleware(throttling(Script(response), clock, concurrency=1), settings, clock)
    slow = asyncio.ensure_future(client.send(Request("http://slow.example/")))
    await clock.sleep(1)
    await client.send(Request("http://fast.example/"))
    assert not slow.done()
    assert (await slow).status == 200
    assert order == ["http://slow.example/", "http://fast.example/", "http://slow.example/"]


@pytest.mark.anyio
async def test_concurrent_requests_count_their_own_attempts(clock: Clock) -> None:
    """One middleware serves them all."""
    counts: dict[str, int] = {}

    def response(request: Request) -> Response:
        counts[request.url] = counts.get(request.url, 0) + 1
        return says(200) if counts[request.url] > int(request.url[-1]) else says(503)

    client = RetryMiddleware(Script(response), Settings(retries=5), clock)
    responses = await asyncio.gather(*[client.send(Request(f"http://h{n}.example/{n % 4}")) for n in range(40)])
    assert [each.attempts for each in responses] == [n % 4 + 1 for n in range(40)]


@pytest.mark.anyio
@pytest.mark.parametrize("response", [says(503), says(429), fails(Failure.TIMEOUT, "20 s")])
async def test_retries_on_a_failing_network_are_limited_to_half(response: Response, clock: Clock) -> None:
    """And each response that was not retried says so."""
    below = Script([response])
    client = RetryMiddleware(below, Settings(retries=3), clock)
    responses = await asyncio.gather(*[client.send(Request(f"http://h{n}.example/")) for n in range(2_000)])
    assert 3_000 <= len(below.requests) <= 3_100
    cut_short = [each for each in responses if CUT_SHORT in each.detail]
    assert len(cut_short) >= 1_900
    assert sum(each.attempts for each in responses) == len(below.requests)


class Counting:
    """A client that answers every request and counts them."""

    asked = 0

    async def send(self, request: Request) -> Response:
        self.asked += 1
        return Response(request.url, status=200)


@pytest.mark.anyio
async def test_request_budget_is_not_exceeded() -> None:
    below = Counting()
    client = RequestBudget(below, 2, 20.0, Clock(now=lambda: 7.0))
    responses = [await client.send(Request(f"https://a.org/{number}")) for number in range(4)]
    assert below.asked == 2
    assert [response.failure for response in responses] == [None, None, Failure.BUDGET, Failure.BUDGET]
    assert (responses[-1].attempts, responses[-1].asked_at) == (0, 7.0)


class Slow:
    """A client whose responses take as many seconds as their address says."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    async def send(self, request: Request) -> Response:
        await self.clock.sleep(float(request.url.rpartition("/")[2]))
        return Response(request.url, status=200)


@pytest.mark.anyio
async def test_requests_in_flight_are_abandoned_when_the_budget_is_spent(clock: Clock) -> None:
    """They may take as long as one request; before the budget is spent, none is abandoned."""
    client = RequestBudget(Slow(clock), 4, 20.0, clock)
    first = await client.send(Request("https://a.org/100"))
    begun = clock.now()
    responses = await asyncio.gather(*(client.send(Request(f"https://a.org/{wait}")) for wait in (19, 21, 900, 1)))
    assert first.status == 200
    assert [response.failure for response in responses] == [None, *[Failure.BUDGET] * 3]
    assert clock.now() - begun == pytest.approx(20.0, abs=1.0)


def test_retry_budget_is_half_of_the_requests_plus_a_hundred() -> None:
    """In the long run; a few dead links all get their full number of attempts."""
    budget = RetryBudget()
    granted = 0
    for _ in range(10_000):
        budget.earn()
        granted += sum(budget.spend(retry) for retry in (1, 2, 3))
    assert granted == pytest.approx(5_100, abs=2)


def test_first_retries_come_first() -> None:
    """With a third of all links dead, each is requested at least twice."""
    budget = RetryBudget()
    first = 0
    for number in range(9_000):
        budget.earn()
        if number % 3 == 0:
            first += budget.spend(1)
            budget.spend(2)
            budget.spend(3)
    assert first == 3_000


def test_long_successful_run_does_not_accumulate_retries() -> None:
    budget = RetryBudget()
    for _ in range(100_000):
        budget.earn()
    assert sum(budget.spend(1) for _ in range(10_000)) == 1_000


def test_first_retries_have_a_reserve() -> None:
    """The last fifty retries of a run are reserved for requests that were not yet retried."""
    budget = RetryBudget()
    assert sum(budget.spend(2) for _ in range(200)) == 50
    assert sum(budget.spend(1) for _ in range(200)) == 50
