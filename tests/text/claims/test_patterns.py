"""Every pattern finds its own example, and its name is its own."""

import pytest

from linkscan.text.claims.arguments import match_patterns
from linkscan.text.claims.patterns import (
    DESCRIPTION_PATTERNS,
    OWN_DESCRIPTION_PATTERNS,
    RELEASE_PATTERNS,
    TITLE_PATTERNS,
    Pattern,
)
from linkscan.text.claims.tagger import TaggedSentence, tag_sentence
from linkscan.text.urls.finder import find_urls

ALL = (*RELEASE_PATTERNS, *DESCRIPTION_PATTERNS, *OWN_DESCRIPTION_PATTERNS, *TITLE_PATTERNS)


def tagged(example: str) -> TaggedSentence:
    """Tag an example."""
    return tag_sentence(example, 0, len(example), find_urls(example))


@pytest.mark.parametrize("pattern", ALL, ids=lambda pattern: pattern.name)
def test_a_pattern_finds_its_example(pattern: Pattern) -> None:
    """The example of a row is the shortest sentence that says it."""
    sentence = tagged(pattern.example)
    assert set(pattern.needs) <= set(sentence.tags)
    assert any(event.mentions for event in match_patterns(sentence, (pattern,)))


def test_names_of_patterns_are_unique() -> None:
    """A test that fails names one row."""
    names = [pattern.name for pattern in ALL]
    assert len(names) == len(set(names))
