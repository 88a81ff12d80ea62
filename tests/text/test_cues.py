"""Every cue finds its own example, and its name is its own."""

from itertools import pairwise

import pytest

from linkscan.text.cue import Cue
from linkscan.text.cues import CUES
from linkscan.text.descriptions import DESCRIPTIONS, OWN_DESCRIPTIONS, TITLE_DESCRIPTIONS
from linkscan.text.events import find_events, match_cues
from linkscan.text.links import find_mentions
from linkscan.text.tagging import Sentence, tag

ALL = (*CUES, *DESCRIPTIONS, *OWN_DESCRIPTIONS, *TITLE_DESCRIPTIONS)


def tagged(example: str) -> Sentence:
    """Tag an example."""
    return tag(example, 0, len(example), find_mentions(example))


@pytest.mark.parametrize("cue", ALL, ids=lambda cue: cue.name)
def test_a_cue_finds_its_example(cue: Cue) -> None:
    """The example of a row is the shortest sentence that says it."""
    sentence = tagged(cue.example)
    assert set(cue.needs) <= set(sentence.letters)
    assert any(event.items for event in match_cues(sentence, (cue,)))


def test_names_of_cues_are_unique() -> None:
    """A test that fails names one row."""
    names = [cue.name for cue in ALL]
    assert len(names) == len(set(names))


def test_a_denied_act_is_none() -> None:
    """`Not available` releases nothing."""
    assert find_events(tagged("The code is not available.")) == []
    assert find_events(tagged("We cannot release our data.")) == []


def test_acts_do_not_overlap_and_keep_their_order() -> None:
    """Each word belongs to one act."""
    events = find_events(tagged("We release code, make our data available, and the models will be released soon."))
    assert [event.cue.name for event in events] == ["we release", "we make ... available", "is available"]
    assert all(one.end <= other.begin for one, other in pairwise(events))
