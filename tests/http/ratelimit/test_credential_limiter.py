"""Quotas as hosts report them, and the pace that refusals teach."""

from math import inf

import pytest

from linkscan.http.clock import Clock
from linkscan.http.ratelimit.credential_limiter import GRAIN, CredentialLimiter, QuotaTracker
from linkscan.http.ratelimit.limits import Limit


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
        # answers overtake each other: the lowest count of a window holds
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
        # of two quotas the tighter one
        (heard((400, 3600, 0), (9, 60, 0)), 9, 9),
        (heard((9, 60, 0), (400, 30, 0)), 9, 9),
        # one that costs more each time leaves room for fewer, but for one as long as something is left
        (heard((100, 3600, 0), (90, 3600, 0)), 90, 9),
        (heard((100, 3600, 0), (50, 3600, 0), (3, 3600, 0)), 3, 1),
        # another client used up a thousand of them: that is no question's cost
        (heard((5000, 3600, 0), (4000, 3600, 0)), 4000, 40),
    ],
)
def test_what_is_left_and_how_many_may_be_on_their_way(quota: QuotaTracker, left: int | None, room: float) -> None:
    assert quota.left(1.0) == left
    assert quota.available(1.0) == room


def test_a_window_that_is_over_leaves_a_probe() -> None:
    """A second later than told: moments are told in whole seconds."""
    quota = heard((59, 10, 0), (0, 5, 5))
    assert quota.available(10.5) == 0
    assert quota.available(10 + GRAIN) == 1
    quota.update(58, 3600, 12)
    assert quota.available(12) == 58


def test_what_was_never_answered_may_have_been_counted() -> None:
    """The host's next answer puts it right."""
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
    """From a quarter of a second to half a minute."""
    assert [gap_after(refusals) for refusals in range(5)] == [0.0, 0.25, 0.5, 1.0, 2.0]
    assert gap_after(20) == 30.0


def test_each_good_response_regains_half_a_request_a_second() -> None:
    """Until the pace is no longer worth keeping."""
    assert [1 / gap_after(3, good=good) for good in range(4)] == pytest.approx([1.0, 1.5, 2.0, 2.5])
    assert gap_after(1, good=33) == 0.0


def test_of_credentials_that_may_send_the_earlier_comes_first() -> None:
    """However short the wait of the other one is."""
    clock = Clock()
    ready, waiting = (CredentialLimiter(Limit("a.example", 8), clock, number) for number in (2, 1))
    now = clock.ticks()
    waiting._held_until = now + 0.5
    assert sorted([waiting, ready], key=lambda limiter: limiter.sort_key(now)) == [ready, waiting]
