"""What a host counts as left, and what is made of it."""

from math import inf

import pytest

from linkscan.http.ratelimit.quota_tracker import GRAIN, QuotaTracker


def heard(*told: tuple[int, float, float], full: int = 0) -> QuotaTracker:
    """A quota that heard (left, seconds to the reset, at what moment)."""
    quota = QuotaTracker(full)
    for left, resets_in, now in told:
        quota.hear(left, resets_in, now)
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
    assert quota.room(1.0) == room


def test_a_window_that_is_over_leaves_a_probe() -> None:
    """A second later than told: moments are told in whole seconds."""
    quota = heard((59, 10, 0), (0, 5, 5))
    assert quota.room(10.5) == 0
    assert quota.room(10 + GRAIN) == 1
    quota.hear(58, 3600, 12)
    assert quota.room(12) == 58


def test_what_was_never_answered_may_have_been_counted() -> None:
    """The host's next answer puts it right."""
    quota = heard((2, 3600, 0))
    quota.miss()
    assert quota.left(0) == 1
    quota.miss()
    quota.miss()
    assert quota.left(0) == 0
