"""Events are found in sentence order, without negated ones."""

from itertools import pairwise

from linkscan.text.claims.event_finder import find_events
from tests.text.claims.tagged import tagged


def test_a_negated_event_is_none() -> None:
    """`Not available` releases nothing."""
    assert find_events(tagged("The code is not available.")) == []
    assert find_events(tagged("We cannot release our data.")) == []


def test_events_do_not_overlap_and_keep_their_order() -> None:
    """Each word belongs to one event."""
    events = find_events(tagged("We release code, make our data available, and the models will be released soon."))
    assert [event.pattern.name for event in events] == ["we release", "we make ... available", "is available"]
    assert all(one.end <= other.begin for one, other in pairwise(events))
