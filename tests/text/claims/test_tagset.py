"""Tags are single characters, and patterns spell them by name."""

from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.claims.tagset import BY_NAME, Tag, tag_pattern, tag_set


def test_every_tag_is_one_character_of_its_own() -> None:
    """A sentence has one character for each word."""
    assert all(len(tag) == 1 for tag in BY_NAME.values())
    assert len(BY_NAME) == len(set(BY_NAME.values()))


def test_a_tag_set_is_written_by_name() -> None:
    """In lower case, as in patterns."""
    assert tag_set("code will") == {Tag.CODE, Tag.WILL}


def test_patterns_are_written_with_the_names_of_tags() -> None:
    """Names become tags, the rest of the pattern stays."""
    tags = tag_sentence("We will release our code", 0, 24).tags
    assert tag_pattern("we [will adverb]* release our? code").fullmatch(tags)
    assert not tag_pattern("we release").match(tags)
