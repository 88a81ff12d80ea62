"""Every pattern of every language finds its example and has a unique name."""

import pytest

from linkscan.text.claims.event_finder import match_patterns
from linkscan.text.claims.patterns import Pattern, Rows
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.languages import languages_read
from linkscan.text.languages.language import Language
from linkscan.text.urls.finder import find_urls

ROWS = [
    (language, pattern)
    for language in languages_read()
    for pattern in (*language.patterns, *language.own_patterns, *language.title_patterns)
]


@pytest.mark.parametrize(
    ("language", "pattern"), ROWS, ids=[f"{language.code} {pattern.name}" for language, pattern in ROWS]
)
def test_a_pattern_finds_its_example(language: Language, pattern: Pattern) -> None:
    """The example of a pattern is the shortest sentence that it matches."""
    example = pattern.example
    sentence = tag_sentence(example, 0, len(example), find_urls(example), language=language)
    assert set(pattern.needs) <= set(sentence.tags)
    assert any(event.mentions for event in match_patterns(sentence, Rows((pattern,))))


@pytest.mark.parametrize("language", languages_read(), ids=lambda language: language.name)
def test_no_pattern_that_matches_is_ruled_out_by_its_tags(language: Language) -> None:
    """Patterns are preselected by a tag in each of their matches, which only saves time."""
    for _, other in ROWS:
        sentence = tag_sentence(other.example, 0, len(other.example), find_urls(other.example), language=language)
        matching = [row for row in language.patterns if row.regex.search(sentence.tags)]
        fitting = language.patterns.fitting(set(sentence.tags))
        assert [row.name for row in matching if row not in fitting] == []


@pytest.mark.parametrize("language", languages_read(), ids=lambda language: language.name)
def test_names_of_patterns_are_unique(language: Language) -> None:
    """So that a failing test names one pattern."""
    names = [pattern.name for code, pattern in ROWS if code is language]
    assert len(names) == len(set(names))
