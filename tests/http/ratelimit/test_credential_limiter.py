"""Quotas as hosts report them, and the pace learned from refusals."""

from math import inf

import pytest

from linkscan.http.clock import Clock
from linkscan.http.ratelimit.credential_limiter import GRAIN, BlockCause, CredentialLimiter, QuotaTracker
from linkscan.http.ratelimit.limits import Limit
from tests.http.script import says

SECONDARY = b'{"message":"You have exceeded a secondary rate limit."}'


def heard(*told: tuple[int, float, float], full: int = 0) -> QuotaTracker:
    """A quota that heard (left, seconds to the reset, at what moment)."""
    quota = QuotaTracker(full)
    for left, resets_in, now in told:
        quota.update(left, resets_in, now)
    return quota


@pytest.mark.parametrize(
    ("quota", "left", "room"),
    [
        (heard(), None, inf),
        (heard(full=60), None, 1),
        (heard(full=5000), None, 100),
        (heard((59, 3600, 0), full=60), 59, 59),
        (heard((0, 3600, 0)), 0, 0),
        # responses may be out of order: the lowest count of a window holds
        (heard((7, 3600, 0), (9, 3599, 1)), 7, 7),
        (heard((7, 3600, 0), (6, 3599.5, 1)), 6, 6),
        # about the end of which two answers may differ by two seconds
        (heard((7, 3600, 0), (9, 3602, 0)), 7, 7),
        (heard((7, 3600, 0), (9, 3602.5, 0)), 9, 9),
        # a new window begins where the end is a later one
        (heard((0, 10, -15), (59, 3600, 0)), 59, 59),
        (heard((2, 10, 0), (59, 3600, 9)), 59, 59),
        # the last answers of the window before come late
        (heard((59, 3600, 0), (3, 0, 0.5)), 59, 59),
        (heard((59, 3600, 0), (3, 1, 0.5)), 59, 59),
        (heard((59, 3600, 0), (3, 1.5, 0.5)), 3, 3),
        # the tighter of two quotas
        (heard((400, 3600, 0), (9, 60, 0)), 9, 9),
        (heard((9, 60, 0), (400, 30, 0)), 9, 9),
        # expensive requests leave room for fewer, but for one as long as something is left
        (heard((100, 3600, 0), (90, 3600, 0)), 90, 9),
        (heard((100, 3600, 0), (50, 3600, 0), (3, 3600, 0)), 3, 1),
        # and a cheaper one after it makes up for a tenth
        (heard((100, 3600, 0), (90, 3600, 0), (81, 3600, 0), (80, 3600, 0)), 80, 9),
        (heard((100, 3600, 0), (80, 3600, 0), (79, 3600, 0)), 79, 4),
        # another client used up a thousand of them, which is not the cost of a request
        (heard((5000, 3600, 0), (4000, 3600, 0)), 4000, 40),
    ],
)
def test_remaining_quota_and_requests_in_flight(quota: QuotaTracker, left: int | None, room: float) -> None:
    assert quota.left(1.0) == left
    assert quota.available(1.0) == room


def test_expired_window_allows_a_probe() -> None:
    """A second later than reported, because times are reported in whole seconds."""
    quota = heard((59, 10, 0), (0, 5, 5))
    assert quota.available(10.5) == 0
    assert quota.available(10 + GRAIN) == 1
    quota.update(58, 3600, 12)
    assert quota.available(12) == 58


def test_unanswered_requests_count_towards_the_quota() -> None:
    """The host's next response corrects the count."""
    quota = heard((2, 3600, 0))
    quota.record_lost()
    assert quota.left(0) == 1
    quota.record_lost()
    quota.record_lost()
    assert quota.left(0) == 0


def gap_after(refusals: int, *, good: int = 0) -> float:
    """Return the seconds until the next request, after so many refusals and then good responses."""
    limiter = CredentialLimiter(Limit("a.example", 8), Clock())
    for _ in range(refusals):
        limiter.slow_down()
    for _ in range(good):
        limiter.speed_up()
    limiter.record_send(0.0)
    return limiter.next_allowed_at(0.0)


def test_each_refusal_doubles_the_gap_between_requests() -> None:
    """From a quarter of a second up to half a minute."""
    assert [gap_after(refusals) for refusals in range(5)] == [0.0, 0.25, 0.5, 1.0, 2.0]
    assert gap_after(20) == 30.0


def test_each_good_response_regains_half_a_request_a_second() -> None:
    """Until the pace no longer matters."""
    assert [1 / gap_after(3, good=good) for good in range(4)] == pytest.approx([1.0, 1.5, 2.0, 2.5])
    assert gap_after(1, good=32) == 1 / 20
    assert gap_after(1, good=33) == 0.0


def test_of_credentials_that_may_send_the_earlier_comes_first() -> None:
    """However short the other one's wait is."""
    clock = Clock()
    ready, waiting = (CredentialLimiter(Limit("a.example", 8), clock, number) for number in (2, 1))
    now = clock.ticks()
    waiting._held_until = now + 0.5
    assert sorted([waiting, ready], key=lambda limiter: limiter.sort_key(now)) == [ready, waiting]


def test_of_credentials_that_may_send_now_the_one_with_the_most_left_comes_first() -> None:
    """Whichever has been unused longer."""
    fuller, rested = (limiter_at(Limit("a.example", 8, requests=60)) for _ in range(2))
    fuller.record_send(50)
    rested.record_send(10)
    fuller.quota.update(20, 600, 50)
    rested.quota.update(9, 600, 50)
    assert fuller.sort_key(100) < rested.sort_key(100)


def test_a_quota_is_compared_by_what_is_left_else_by_what_a_window_holds() -> None:
    assert heard((7, 3600, 0), full=60).estimated(0) == 7
    assert heard(full=60).estimated(0) == 60
    assert heard().estimated(0) == inf


def limiter_at(limit: Limit, ticks: float = 0.0, pace: float | None = None) -> CredentialLimiter:
    """Return a limiter whose clock stands still."""
    return CredentialLimiter(limit, Clock(now=lambda: 1e9 + ticks, ticks=lambda: ticks), pace=pace)


def test_the_last_of_a_quota_may_be_sent_and_no_more_than_that() -> None:
    limiter = limiter_at(Limit("a.example", 8))
    limiter.quota.update(1, 600, 0)
    assert limiter.has_quota(0)
    limiter.in_flight = 1
    assert not limiter.has_quota(0)


@pytest.mark.parametrize(("refusals", "wait"), [(1, 60), (2, 120), (6, 1920), (7, 3600), (8, 3600)])
def test_each_refusal_without_a_time_doubles_the_minute_that_is_waited(refusals: int, wait: float) -> None:
    """Up to an hour; a good response resets it."""
    limiter = limiter_at(Limit("a.example", 8))
    for _ in range(refusals):
        limiter.apply_headers(says(403, SECONDARY), 0)
    assert limiter.next_allowed_at(0) == wait
    limiter.speed_up()
    limiter.apply_headers(says(403, SECONDARY), 4000)
    assert limiter.next_allowed_at(4000) == 4060


@pytest.mark.parametrize(("left", "wait"), [("0", 10 + GRAIN), ("1", 60)])
def test_refusal_with_a_spent_quota_concerns_the_quota(left: str, wait: float) -> None:
    limiter = limiter_at(Limit("a.example", 8))
    limiter.apply_headers(says(403, SECONDARY, x_ratelimit_remaining=left, x_ratelimit_reset="10"), 0)
    assert limiter.next_allowed_at(0) == wait


def test_good_responses_earn_a_faster_pace_and_a_refusal_halves_it() -> None:
    """By two per cent of the limit for each; after a refusal by a tenth of that."""
    limiter = limiter_at(Limit("a.example", 8, requests=60, period=60, burst=4, earned=62))
    limiter.speed_up()
    assert limiter.pace == pytest.approx(61.2)
    limiter.speed_up()
    assert limiter.pace == 62
    limiter.slow_down()
    assert limiter.pace == 31
    limiter.speed_up()
    assert limiter.pace == pytest.approx(31.12)


def test_no_refusal_makes_the_pace_less_than_a_quarter_of_the_limits_own() -> None:
    limiter = limiter_at(Limit("a.example", 8, requests=60, period=60, burst=4, earned=120))
    for _ in range(2):
        limiter.slow_down()
    assert (limiter.pace, limiter.is_idle(1000)) == (15, True)
    limiter.slow_down()
    assert (limiter.pace, limiter.is_idle(1000)) == (15, False)


def test_earned_pace_allows_a_burst_of_two() -> None:
    limiter = limiter_at(Limit("a.example", 8, requests=60, period=60, burst=4, earned=120), pace=120)
    limiter.record_send(0)
    assert limiter.next_allowed_at(0) == 0
    limiter.record_send(0)
    assert limiter.next_allowed_at(0) == 0.5


@pytest.mark.parametrize(("max_wait", "is_blocked"), [(60.0, False), (59.9, True)])
def test_limit_that_ends_within_the_maximum_wait_is_waited_for(max_wait: float, *, is_blocked: bool) -> None:
    """A Retry-After, a spent quota, a limit per period: to the second."""
    held, spent, slow = (limiter_at(limit) for limit in (*[Limit("a.example", 8)] * 2, Limit("b.example", 8, 4)))
    held.apply_headers(says(429, retry_after="60"), 0)
    spent.quota.update(0, 60, 0)
    slow.record_send(0)
    causes = [
        blocked and blocked.cause for each in (held, spent, slow) for blocked in [each.blocked_reason(0, max_wait)]
    ]
    assert causes == ([BlockCause.RETRY_AFTER, BlockCause.QUOTA_SPENT, BlockCause.PACE] if is_blocked else [None] * 3)


@pytest.mark.parametrize(("requests", "cause"), [(20, None), (19, BlockCause.PACE)])
def test_unbearable_limit_is_waited_for_five_seconds(requests: int, cause: BlockCause | None) -> None:
    limit = Limit("a.example", 8, requests=4, period=100.0, burst=1)
    limiter = limiter_at(limit)
    limiter.record_send(0)
    blocked = limiter.blocked_reason(requests, 90)
    assert (blocked and blocked.cause) is cause


def test_credential_is_idle_when_its_state_no_longer_matters() -> None:
    """A pace learned from a refusal, a wait, a quota, a window with requests in it."""
    limiter = limiter_at(Limit("a.example", 8, requests=60, period=60, burst=4), 100.0)
    assert limiter.is_idle(1.0)
    limiter.record_send(100)
    assert not limiter.is_idle(100)
    assert limiter.is_idle(101)
    limiter.record_done()
    assert not limiter.is_idle(159)
    assert limiter.is_idle(160)
    limiter.quota.update(5, 200, 0)
    assert not limiter.is_idle(200)
    assert limiter.is_idle(200 + GRAIN)
    limiter.slow_down()
    assert not limiter.is_idle(1000)


def test_no_more_requests_per_period_than_the_limit() -> None:
    """Requests in flight count like answered ones; a limiter without a credential is anonymous."""
    limiter = limiter_at(Limit("a.example", 8, requests=3, period=60.0, burst=3))
    assert limiter.credential_id == 0
    for _ in range(2):
        limiter.record_send(0)
        limiter.record_done()
    assert limiter.next_allowed_at(0) == 0
    limiter.record_send(0)
    assert limiter.next_allowed_at(0) == 60
    limiter.record_done()
    assert limiter.next_allowed_at(0) == 60


def test_a_place_in_a_window_is_free_again_a_period_after_the_oldest_response() -> None:
    now = [0.0]
    limit = Limit("a.example", 8, requests=3, period=60.0, burst=3)
    limiter = CredentialLimiter(limit, Clock(now=lambda: 1e9 + now[0], ticks=lambda: now[0]))
    for now[0] in (0.0, 30.0, 50.0):
        limiter.record_send(now[0])
        limiter.record_done()
    assert limiter.next_allowed_at(50.0) == 60
    now[0] = 60.0
    limiter.record_send(60.0)
    assert limiter.next_allowed_at(60.0) == 90
    limiter.record_send(90.0)
    assert limiter.next_allowed_at(90.0) == 110
