"""What the limiter of one host learns from each response."""

import asyncio
from collections.abc import Sequence

import pytest

from linkscan.http.clock import Clock
from linkscan.http.ratelimit.credential_limiter import Blocked, CredentialLimiter
from linkscan.http.ratelimit.host_limiter import HostLimiter
from linkscan.http.ratelimit.limits import Limit
from linkscan.models import Failure, Response
from tests.http.script import says

URL = "http://a.example/"
REFUSED, LATE, GOOD = Response(URL, failure=Failure.REFUSED), Response(URL, failure=Failure.TIMEOUT), Response(URL, 200)
ODD = Response(URL, failure=Failure.PROTOCOL)
RESET = Response(URL, failure=Failure.RESET)


async def is_open(clock: Clock, responses: Sequence[Response], threshold: int = 3) -> bool:
    """Return whether the circuit breaker is open after these responses."""
    limit = Limit("a.example", 8)
    credential = CredentialLimiter(limit, clock)
    host = HostLimiter(limit, [credential], clock, max_wait=90, failure_threshold=threshold)
    for response in responses:
        admitted = await host.acquire()
        assert admitted is credential
        host.record_response(credential, response, clock.ticks())
        host.release(credential)
    return isinstance(await host.acquire(max_wait=1), Blocked)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("responses", "opens"),
    [
        ([REFUSED] * 3, True),
        ([REFUSED] * 2, False),
        ([REFUSED, REFUSED, GOOD, REFUSED, REFUSED], False),
        ([REFUSED, REFUSED, ODD, REFUSED], True),
    ],
)
async def test_failures_in_a_row_open_the_breaker_and_only_a_response_ends_the_row(
    clock: Clock, responses: Sequence[Response], opens: bool
) -> None:
    assert await is_open(clock, responses) is opens


@pytest.mark.anyio
@pytest.mark.parametrize("requests", [0, 1])
async def test_host_with_a_published_limit_is_paced_even_for_one_request(clock: Clock, requests: int) -> None:
    limit = Limit("a.example", 8, requests=requests)
    host = HostLimiter(limit, [CredentialLimiter(limit, clock)], clock, max_wait=90, failure_threshold=9)
    assert host.is_paced is (requests > 0)


@pytest.mark.anyio
@pytest.mark.parametrize(("failure", "left"), [(LATE, 8), (RESET, 8), (REFUSED, 9), (ODD, 9)])
async def test_only_unanswered_requests_may_count_towards_the_quota(clock: Clock, failure: Response, left: int) -> None:
    limit = Limit("a.example", 8)
    credential = CredentialLimiter(limit, clock)
    host = HostLimiter(limit, [credential], clock, max_wait=90, failure_threshold=9)
    host.record_response(credential, says(200, x_ratelimit_remaining="9", x_ratelimit_reset="600"), clock.ticks())
    host.record_response(credential, failure, clock.ticks())
    assert credential.quota.left(clock.ticks()) == left


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("status", "opens"), [(429, True), (502, True), (504, True), (519, False), (520, True), (527, True), (528, False)]
)
async def test_overloaded_host_gets_no_requests(clock: Clock, status: int, opens: bool) -> None:
    """By the HTTP statuses for overload, and Cloudflare's for an unresponsive origin."""
    assert await is_open(clock, [Response(URL, status)] * 3) is opens


class Hands:
    """A clock that is set manually."""

    def __init__(self) -> None:
        self.time = 1000.0

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: 1e9 + self.time, ticks=lambda: self.time)


@pytest.mark.anyio
async def test_open_circuit_lasts_a_minute_and_doubles_each_time() -> None:
    """Up to an hour. Until then the limiter is not idle."""
    hands = Hands()
    limit = Limit("a.example", 8)
    credential = CredentialLimiter(limit, hands.clock)
    host = HostLimiter(limit, [credential], hands.clock, max_wait=90, failure_threshold=1)
    for cooldown in (60, 120, 240, 480, 960, 1920, 3600, 3600):
        host.record_response(credential, REFUSED, hands.time)
        hands.time += cooldown - 0.5
        assert isinstance(await host.acquire(max_wait=1), Blocked)
        idle = [host.is_idle]
        hands.time += 0.5
        idle.append(host.is_idle)
        admitted = await host.acquire()
        assert admitted is credential
        assert [*idle, host.is_idle] == [False, True, False]
        assert (host.in_flight, credential.in_flight) == (1, 1)
        host.release(credential)
        assert (host.in_flight, credential.in_flight) == (0, 0)


@pytest.mark.anyio
async def test_after_a_good_response_a_cool_down_is_a_minute_again() -> None:
    hands = Hands()
    limit = Limit("a.example", 8)
    credential = CredentialLimiter(limit, hands.clock)
    host = HostLimiter(limit, [credential], hands.clock, max_wait=90, failure_threshold=1)
    for response in (REFUSED, REFUSED, GOOD, REFUSED):
        host.record_response(credential, response, hands.time)
    hands.time += 120
    assert host.is_idle
    hands.time -= 60
    assert host.is_idle
    hands.time -= 0.5
    blocked = await host.acquire(max_wait=1)
    assert isinstance(blocked, Blocked)
    assert blocked.detail.endswith("in a row (connection refused), retried from 2001-09-09 02:05 UTC")


@pytest.mark.anyio
async def test_waiter_for_a_closed_credential_takes_another(clock: Clock) -> None:
    limit = Limit("a.example", 8, requests=6, period=60.0, burst=1)
    credentials = [CredentialLimiter(limit, clock, number) for number in (1, 2)]
    host = HostLimiter(limit, credentials, clock, max_wait=90, failure_threshold=9)
    first, second = await host.acquire(), await host.acquire()
    assert {first, second} == {*credentials}
    began = clock.ticks()
    waiting = asyncio.create_task(host.acquire())
    await asyncio.sleep(5)
    (held,) = [each for each in credentials if each.in_flight == 2]
    held.apply_headers(says(429, retry_after="600"), clock.ticks())
    taken = await waiting
    assert isinstance(taken, CredentialLimiter)
    assert taken is not held
    assert clock.ticks() - began < 30
    assert [each.in_flight for each in (held, taken)] == [1, 2]


@pytest.mark.parametrize(("sent_at", "gap"), [(999.5, 0.25), (1000.0, 0.5)])
def test_refusals_of_requests_sent_before_the_last_cut_count_once(sent_at: float, gap: float) -> None:
    hands = Hands()
    limit = Limit("a.example", 8)
    credential = CredentialLimiter(limit, hands.clock)
    host = HostLimiter(limit, [credential], hands.clock, max_wait=90, failure_threshold=9)
    for acquired_at in (1000.0, sent_at):
        host.record_response(credential, says(429), acquired_at)
    credential.record_send(hands.time)
    assert credential.next_allowed_at(hands.time) - hands.time == gap


@pytest.mark.anyio
async def test_after_a_cool_down_one_more_failure_opens_the_breaker_again() -> None:
    hands = Hands()
    limit = Limit("a.example", 8)
    credential = CredentialLimiter(limit, hands.clock)
    host = HostLimiter(limit, [credential], hands.clock, max_wait=90, failure_threshold=3)
    for _ in range(3):
        host.record_response(credential, REFUSED, hands.time)
    hands.time += 60
    assert await host.acquire() is credential
    host.record_response(credential, REFUSED, hands.time)
    assert isinstance(await host.acquire(max_wait=1), Blocked)


def places(host: HostLimiter, credential: CredentialLimiter, now: float) -> int:
    """Return how many requests may be in flight."""
    admitted = 0
    while host._admit_one(now) is not None:
        admitted += 1
    host.in_flight = credential.in_flight = 0
    return admitted


@pytest.mark.parametrize("refusal", [says(429), says(503)])
def test_a_window_doubles_with_each_round_trip_until_the_first_refusal_and_then_grows_by_one(refusal: Response) -> None:
    """It begins with half of what is allowed; a refusal halves it, down to one."""
    hands = Hands()
    limit = Limit("a.example", 16)
    credential = CredentialLimiter(limit, hands.clock)
    host = HostLimiter(limit, [credential], hands.clock, max_wait=90, failure_threshold=99)

    def after(response: Response) -> int:
        hands.time += 1
        host.record_response(credential, response, hands.time)
        return places(host, credential, hands.time)

    assert places(host, credential, hands.time) == 8
    assert [after(GOOD) for _ in range(3)] == [9, 10, 11]
    assert after(refusal) == 5
    assert [after(GOOD) for _ in range(6)] == [5, 5, 6, 6, 6, 6]
    assert [after(refusal) for _ in range(4)] == [3, 1, 1, 1]
    assert after(GOOD) == 2
    assert [after(GOOD) for _ in range(150)][-1] == 16


@pytest.mark.anyio
async def test_slot_of_a_cancelled_waiter_is_released(clock: Clock) -> None:
    """While waiting for the pace, for a turn, and when the turn has just come."""
    limit = Limit("a.example", 2, requests=1, period=60.0, burst=1)
    credential = CredentialLimiter(limit, clock)
    host = HostLimiter(limit, [credential], clock, max_wait=90, failure_threshold=9)
    first = await host.acquire()
    assert first is credential
    queued = [asyncio.create_task(host.acquire()) for _ in range(2)]
    await asyncio.sleep(1)
    assert host.in_flight == 1
    host.release(credential)  # the first in the queue is admitted, and waits for the pace
    await asyncio.sleep(1)
    assert host.in_flight == 1
    queued[0].cancel()
    await asyncio.sleep(1)
    assert host.in_flight == 1  # now the second
    queued[1].cancel()
    await asyncio.wait(queued)
    assert (host.in_flight, credential.in_flight) == (0, 0)


@pytest.mark.anyio
async def test_turn_of_a_just_cancelled_waiter_is_returned(clock: Clock) -> None:
    limit = Limit("a.example", 2)
    credential = CredentialLimiter(limit, clock)
    host = HostLimiter(limit, [credential], clock, max_wait=90, failure_threshold=9)
    assert await host.acquire() is credential
    queued = asyncio.create_task(host.acquire())
    await asyncio.sleep(1)
    host.release(credential)
    queued.cancel()
    await asyncio.wait([queued])
    assert (host.in_flight, credential.in_flight) == (0, 0)
