"""Headers in which servers say how long to wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.http.rate_limit_headers import RemainingQuota, is_rate_limited, remaining_quota, wait_before_retry
from linkscan.models import Failure, Response
from tests.http.script import says
from tests.http.warp import EPOCH

DAY = 86_400.0
SECONDARY = b'{"message":"You have exceeded a secondary rate limit.","documentation_url":"x"}'
GRAPHQL = b'{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}'
GRAPHQL_TODAY = (
    b'{"errors":[{"type":"RATE_LIMIT","code":"graphql_rate_limit",'
    b'"message":"API rate limit already exceeded for user ID 1."}]}'
)
PAGE_OF_LIMITS = (
    b'{"message":"Forbidden","documentation_url":'
    b'"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}'
)
PAGE_OF_REPOSITORIES = (
    b'{"message":"No","documentation_url":"https://docs.github.com/rest/repos/repos#get-a-repository"}'
)
GRAPHQL_SECONDARY = b'{"errors":[{"message":"You have exceeded a secondary rate limit"}]}'
A_MINUTE_BEFORE = "Fri, 15 Jan 2027 08:59:00 GMT"
IN_AN_HOUR = str(int(EPOCH) + 3600)


@pytest.mark.parametrize(
    ("response", "wait"),
    [
        # Retry-After: seconds, a date, and other observed values
        (says(429, retry_after="7"), 7.0),
        (says(429, retry_after="0"), 0.0),
        (says(429, retry_after=" 7 "), 7.0),
        (says(429, retry_after="3s"), 3.0),
        (says(429, retry_after="1m1s"), 61.0),
        (says(429, retry_after="2h"), 7200.0),
        (says(429, retry_after="1.5"), 1.0),
        (says(429, retry_after="Fri, 15 Jan 2027 08:00:42 GMT"), 42.0),
        (says(429, retry_after="Fri, 15 Jan 2027 07:00:00 GMT"), 0.0),
        (says(429, retry_after="Friday, 15-Jan-27 08:00:42 GMT"), 42.0),
        (says(429, retry_after="99999999"), DAY),
        (says(503, retry_after="5"), 5.0),
        (says(403, retry_after="60"), 60.0),
        (says(429, retry_after="soon"), None),
        (says(429, retry_after="-5"), None),
        (says(429, retry_after=""), None),
        (says(429), None),
        # on a redirect or a page it means something else
        (says(301, retry_after="5"), None),
        (says(200, retry_after="5"), None),
        # the server's clock is an hour off: its times are relative to its own Date
        (says(429, retry_after="Fri, 15 Jan 2027 09:00:42 GMT", date="Fri, 15 Jan 2027 09:00:00 GMT"), 42.0),
        (
            says(
                403,
                x_ratelimit_remaining="0",
                x_ratelimit_reset=IN_AN_HOUR,
                date=A_MINUTE_BEFORE,
            ),
            60.0,
        ),
        (says(429, retry_after="Fri, 15 Jan 2027 08:00:42 GMT", date="junk"), 42.0),
        # GitHub
        (says(403, x_ratelimit_remaining="0", x_ratelimit_reset=IN_AN_HOUR), 3600.0),
        (says(429, x_ratelimit_remaining="0", x_ratelimit_reset=IN_AN_HOUR), 3600.0),
        (says(200, x_ratelimit_remaining="0", x_ratelimit_reset=IN_AN_HOUR), 3600.0),
        (says(200, x_ratelimit_remaining="1", x_ratelimit_reset=IN_AN_HOUR), None),
        (says(403, x_ratelimit_remaining="59", x_ratelimit_reset=IN_AN_HOUR), None),
        (says(403, SECONDARY, x_ratelimit_remaining="59", x_ratelimit_reset=IN_AN_HOUR), 60.0),
        (says(403, SECONDARY, retry_after="30"), 30.0),
        (says(429, SECONDARY), 60.0),
        (says(200, GRAPHQL, x_ratelimit_remaining="0", x_ratelimit_reset=IN_AN_HOUR), 3600.0),
        (says(200, GRAPHQL_SECONDARY), 60.0),
        # GitLab, in timestamps and in seconds
        (says(429, ratelimit_remaining="0", ratelimit_reset=IN_AN_HOUR), 3600.0),
        (says(429, ratelimit_remaining="0", ratelimit_reset="42"), 42.0),
        # IETF drafts and Hugging Face
        (says(429, ratelimit='"api";r=0;t=55', ratelimit_policy='"fixed window";"api";q=500;w=300'), 55.0),
        (says(200, ratelimit='"api";r=0;t=55'), 55.0),
        (says(200, ratelimit='"api";r=1;t=55'), None),
        (says(200, ratelimit='"burst";r=9;t=1, "daily";r=0;t=3600'), 3600.0),
        (says(429, ratelimit="limit=100, remaining=0, reset=50"), 50.0),
        (says(429, ratelimit="limit=100, remaining=3, reset=50"), None),
        # Zenodo, OSF and others repeat theirs; invalid values are ignored
        (says(429, x_ratelimit_remaining="0, 0", x_ratelimit_reset="30, 30"), 30.0),
        (says(429, x_ratelimit_remaining="none", x_ratelimit_reset="later"), None),
        (says(429, x_ratelimit_remaining="0"), None),
        (says(429, x_ratelimit_remaining="-1", x_ratelimit_reset="5"), None),
        (says(429, ratelimit="r=0;t=99999999999999"), None),
        # a failure has no such header
        (Response("x", failure=Failure.TIMEOUT), None),
    ],
)
def test_retry_after(response: Response, wait: float | None) -> None:
    """Seconds, or nothing; never more than a day, never negative."""
    assert wait_before_retry(response, EPOCH) == wait


@pytest.mark.parametrize(
    ("response", "is_so"),
    [
        (says(429), True),
        (says(403), False),
        (says(403, b"Repository access blocked"), False),
        (says(403, cf_mitigated="challenge"), False),
        (says(403, x_ratelimit_remaining="59"), False),
        (says(403, x_ratelimit_remaining="0", x_ratelimit_reset="1"), True),
        (says(403, retry_after="1"), True),
        (says(403, SECONDARY), True),
        (says(403, PAGE_OF_LIMITS), True),
        (says(403, PAGE_OF_REPOSITORIES), False),
        (says(200, GRAPHQL), True),
        (says(200, GRAPHQL_TODAY), True),
        (says(200, b'{"data":{"r0":{"description":"RATE_LIMITED"}}}'), False),
        (says(200, GRAPHQL_SECONDARY), True),
        (says(200, b'{"data":{"r0":{"description":"a secondary rate limit"}}}'), False),
        (says(200, b"<p>API rate limit exceeded, and what to do about it</p>"), False),
        (says(404, SECONDARY), False),
        (says(503), False),
        (Response("x", failure=Failure.REFUSED), False),
    ],
)
def test_rate_limit_refusals(response: Response, *, is_so: bool) -> None:
    """They are distinguished from other refusals."""
    assert is_rate_limited(response) is is_so


@pytest.mark.parametrize(
    ("response", "left"),
    [
        (says(200), None),
        (says(200, retry_after="5"), None),
        (says(200, x_ratelimit_remaining="7", x_ratelimit_reset=IN_AN_HOUR), RemainingQuota(7, 3600.0)),
        (
            says(200, x_ratelimit_remaining="7", x_ratelimit_reset=IN_AN_HOUR, date=A_MINUTE_BEFORE),
            RemainingQuota(7, 60.0),
        ),
        (says(200, ratelimit_remaining="7", ratelimit_reset="30"), RemainingQuota(7, 30.0)),
        (says(200, ratelimit='"burst";r=9;t=1, "daily";r=4;t=3600'), RemainingQuota(4, 3600.0)),
        (says(200, ratelimit="limit=100, remaining=50, reset=5"), RemainingQuota(50, 5.0)),
    ],
)
def test_remaining_quota(response: Response, left: RemainingQuota | None) -> None:
    """The tightest of those reported."""
    assert remaining_quota(response, EPOCH) == left


HEADERS = (
    "retry-after",
    "date",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "ratelimit",
    "ratelimit-reset",
)


@given(st.dictionaries(st.sampled_from(HEADERS), st.text(max_size=60)), st.sampled_from([200, 403, 429, 503]))
def test_arbitrary_headers_never_raise(headers: dict[str, str], status: int) -> None:
    """Hypothesis generates the headers."""
    wait = wait_before_retry(Response("x", status, headers=headers), EPOCH)
    assert wait is None or 0 <= wait <= DAY
