"""Whether it is out or will be; which rules decide is held by `test_rules_count`."""

import pytest

from linkscan.models import Stance
from linkscan.text.claims.arguments import find_events
from linkscan.text.claims.release_rules import predicate_of, read_stance
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.languages.english import ENGLISH


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Code is available.", Stance.RELEASED),
        ("Code will be available.", Stance.PROMISED),
        ("Code is to be released.", Stance.PROMISED),
        ("We plan to release the code.", Stance.PROMISED),
        ("Code is released upon acceptance.", Stance.PROMISED),
        ("Code is available on request.", Stance.PROMISED),
        ("Code is available upon acceptance of the license.", Stance.RELEASED),
        ("Code can be made available.", Stance.PROMISED),
    ],
)
def test_what_is_put_off_is_promised(text: str, stance: Stance) -> None:
    """By its verb, or by what stands around it."""
    sentence = tag_sentence(text, 0, len(text), language=ENGLISH)
    (event,) = find_events(sentence)
    assert read_stance(event, len(sentence.tags)) is stance


@pytest.mark.parametrize(
    ("text", "word"),
    [("Code is publicly available.", "available"), ("Code has been released.", "released"), ("We release code.", "")],
)
def test_the_predicate_is_the_word_that_says_it_is_out(text: str, word: str) -> None:
    (event,) = find_events(tag_sentence(text, 0, len(text)))
    assert predicate_of(event)[1] == word
