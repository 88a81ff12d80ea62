"""A release event: the words of its trigger, its neighbouring tags, and whether its author is named."""

from dataclasses import replace

import pytest

from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.patterns import AgentRule
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.claims.tagset import Tag


def event_in(text: str) -> ReleaseEvent:
    return find_events(tag_sentence(text, 0, len(text)))[0]


def test_the_trigger_is_what_the_pattern_matched() -> None:
    event = event_in("Today we release the code .")
    assert "release" in event.words
    assert Tag.RELEASE in event.trigger
    assert len(event.words) == len(event.trigger) == event.end - event.begin
    assert event.sentence.tags[event.end : event.end + 1] == event.behind


def test_neighbouring_tags_are_empty_at_the_ends_of_a_sentence() -> None:
    event = event_in("Today we release the code .")
    whole = event._replace(begin=0, end=len(event.sentence.tags))
    assert (whole.before, whole.behind) == ("", "")
    assert event._replace(begin=1).before == event.sentence.tags[0]


@pytest.mark.parametrize(("text", "is_named"), [("We release the code.", True), ("They release the code.", False)])
def test_the_author_stands_before_the_trigger(text: str, *, is_named: bool) -> None:
    sentence = tag_sentence(text, 0, len(text))
    event = event_in("We release the code.")._replace(sentence=sentence, begin=1, end=2)
    assert event.has_agent() is is_named
    assert event.has_agent(start=1) is False


def test_pattern_with_conditions_is_complete_only_if_they_are_met() -> None:
    event = event_in("We release the code.")._replace(begin=1, end=2)
    pattern = replace(event.pattern, words=frozenset(), agent=AgentRule.BEFORE)
    assert event._replace(pattern=pattern).is_complete
    assert not event._replace(pattern=replace(pattern, words=frozenset(["share"]))).is_complete
    late = event._replace(pattern=pattern, sentence=tag_sentence("They release the code.", 0, 22))
    assert not late.is_complete


def test_a_slash_is_no_trigger() -> None:
    text = "uptake / release of a drug"
    event = event_in("We release the code.")
    cells = event._replace(sentence=tag_sentence(text, 0, len(text)), begin=1, end=3)
    assert cells.words[0] == "/"
    assert not cells.is_complete
