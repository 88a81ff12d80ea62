"""Whether a release event has happened or is promised."""

import pytest

from linkscan.models import Stance
from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.stance import read_stance
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
        ("Code is released; the models follow upon acceptance.", Stance.RELEASED),
    ],
)
def test_postponed_release_is_promised(text: str, stance: Stance) -> None:
    """By its verb, or by the surrounding words."""
    sentence = tag_sentence(text, 0, len(text), language=ENGLISH)
    (event,) = find_events(sentence)
    assert read_stance(event, len(sentence.tags)) is stance


def test_postponement_does_not_affect_the_next_event() -> None:
    text = "Data are available on request, and we release our code."
    sentence = tag_sentence(text, 0, len(text), language=ENGLISH)
    data, code = find_events(sentence)
    assert read_stance(data, code.begin) is Stance.PROMISED
    assert read_stance(code, len(sentence.tags)) is Stance.RELEASED
