"""The context of an artefact on which the rules decide."""

import pytest

from linkscan.text.claims.candidate import Candidate, candidates_of
from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.tagger import tag_sentence


def candidates(text: str) -> list[Candidate]:
    """Return the candidates of the only release event of a sentence."""
    (event,) = find_events(tag_sentence(text, 0, len(text)))
    placed = [(mention, ()) for mention in event.mentions]
    return list(candidates_of(event, placed, is_promised=False, has_code=False))


@pytest.mark.parametrize(
    ("text", "word"),
    [("Code is publicly available.", "available"), ("Code has been released.", "released"), ("We release code.", "")],
)
def test_predicate_is_the_word_that_says_available(text: str, word: str) -> None:
    (candidate,) = candidates(text)
    assert candidate.predicate[1] == word


def test_the_part_names_the_artefact() -> None:
    (candidate,) = candidates("Our source code is available for research.")
    assert candidate.part[-1] in ("code", "source code")
    assert candidate.behind[:2] == ("for", "research")


@pytest.mark.parametrize(
    ("text", "is_open", "is_called_open"),
    [
        ("Our tool is available.", False, False),
        ("Our tool is publicly available.", True, True),
        ("Our tool is made available.", True, True),
        ("Our tool is available to the community.", True, False),
        ("Our tool is available for use in clinics.", True, False),
        ("Our tool is available for clinics.", False, False),
        ("Our data are available as open-access files.", True, False),
        ("Our data are available as a table.", False, False),
        ("Our data are available in open-access files.", False, False),
    ],
)
def test_available_to_everybody_is_open(text: str, is_open: bool, is_called_open: bool) -> None:
    (candidate,) = candidates(text)
    assert (candidate.is_open, candidate.is_called_open) == (is_open, is_called_open)


@pytest.mark.parametrize(("words", "has_identifier"), [(15, True), (16, False)])
def test_identifier_is_searched_in_sixteen_words_and_other_signs_in_six(words: int, *, has_identifier: bool) -> None:
    (candidate,) = candidates(f"Our tool is available {'so ' * words}accession.")
    assert (candidate.has_identifier, len(candidate.behind)) == (has_identifier, 6)


def test_list_item_is_added_and_part_of_a_modifier_is_not() -> None:
    added = {candidate.part[-1]: candidate.is_added for candidate in candidates("We release code, and our datasets.")}
    assert added == {"code": True, "datasets": True}
    deep = [candidate for candidate in candidates("We release a tool for images.") if candidate.mention.is_deep]
    assert not any(candidate.is_added for candidate in deep)
