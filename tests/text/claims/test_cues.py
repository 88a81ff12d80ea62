"""Which cues of claims are found in a text, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.text.claims.cues import Cues, find_cues
from linkscan.text.languages import languages_read
from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.german import GERMAN
from linkscan.text.languages.language import Language
from linkscan.text.urls.finder import lower

LONG = "we sing of rain. " * 30


def cues(text: str, *, has_links: bool = False) -> Cues:
    return find_cues(text, [ENGLISH], has_links=has_links)


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("", []),
        ("we sing of rain", []),
        ("we release it", [3]),
        ("open access, released openly", [0, 5, 13, 22]),
        ("reopened", [2]),
        ("größe: it is available", [13]),
        ("𝄞 open", [2]),
        ("\ud83d open \udc4d releases", [2, 9]),
    ],
)
def test_cues_are_found_in_text_order(text: str, telling: list[int]) -> None:
    assert list(cues(text).telling) == telling


def test_seldom_cues_count_in_short_texts_beside_links_and_beside_other_cues() -> None:
    assert list(cues("install it").telling) == [0]
    assert list(cues("install it. " + LONG).telling) == []
    assert list(cues("install it. " + LONG, has_links=True).telling) == [0]
    assert list(cues("we share it; install it. " + LONG).telling) == [13]
    assert list(cues("released; install it. " + LONG).telling) == [0, 10]


def test_weak_cues_count_behind_the_words_of_authors_only() -> None:
    assert cues("we provide songs") == Cues([], [3])
    assert cues("the choirs provide songs") == Cues([], [])


def test_the_cues_of_every_language_of_a_text_count() -> None:
    text = "die lieder sind verfügbar. the songs are available."
    assert list(find_cues(text, [GERMAN, ENGLISH], has_links=False).telling) == [16, 41]


def test_only_the_main_language_has_seldom_cues() -> None:
    assert list(find_cues("obtainable", [GERMAN, ENGLISH], has_links=False).telling) == []


def test_a_sentence_has_a_telling_cue_if_one_begins_in_it() -> None:
    found = cues("songs are sung. they are released. rain.")
    assert [found.tell(0, 16), found.tell(16, 35), found.tell(35, 40)] == [False, True, False]


@given(st.text(st.characters() | st.sampled_from("\ud800\udfff"), max_size=60), st.sampled_from(languages_read()))
def test_all_telling_cues_are_found_in_any_text(text: str, language: Language) -> None:
    text = lower(text) + language.telling[0] + lower(text)
    every = {at for word in language.telling for at in range(len(text)) if text.startswith(word, at)}
    assert sorted(set(find_cues(text, [language], has_links=False).telling) - _seldom(text, language)) == sorted(every)


def _seldom(text: str, language: Language) -> set[int]:
    return {at for word in language.seldom_telling for at in range(len(text)) if text.startswith(word, at)}
