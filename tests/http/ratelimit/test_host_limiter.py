"""What the limiter of one host learns from each response."""

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
async def test_a_host_with_a_published_figure_is_paced_be_it_one_request(clock: Clock, requests: int) -> None:
    limit = Limit("a.example", 8, requests=requests)
    host = HostLimiter(limit, [CredentialLimiter(limit, clock)], clock, max_wait=90, failure_threshold=9)
    assert host.is_paced is (requests > 0)


@pytest.mark.anyio
@pytest.mark.parametrize(("failure", "left"), [(LATE, 8), (REFUSED, 9), (ODD, 9)])
async def test_only_what_was_sent_and_never_answered_may_have_been_counted(
    clock: Clock, failure: Response, left: int
) -> None:
    limit = Limit("a.example", 8)
    credential = CredentialLimiter(limit, clock)
    host = HostLimiter(limit, [credential], clock, max_wait=90, failure_threshold=9)
    host.record_response(credential, says(200, x_ratelimit_remaining="9", x_ratelimit_reset="600"), clock.ticks())
    host.record_response(credential, failure, clock.ticks())
    assert credential.quota.left(clock.ticks()) == left
