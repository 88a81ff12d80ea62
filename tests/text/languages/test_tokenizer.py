"""The words of a text, and the cache of look-ups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.text.languages.tokenizer import SpacedTokenizer, Tokenizer, remember

WORDS = Tokenizer(r"\w+|[.,]")
TOKEN = r"[^\W\d_]+|(?<!\w)\(\w\)|[.,()]"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Code is here.", ["Code", "is", "here", "."]),
        ("Señal 2, café", ["Señal", "2", ",", "café"]),
        ("Поиск – code", ["Поиск", "code"]),
    ],
)
def test_words_are_those_of_any_script(text: str, words: list[str]) -> None:
    assert WORDS.words(text, 0, len(text)) == words


def test_ascii_part_of_a_text_has_the_same_words() -> None:
    text = "Élan: the code of 3 tools. Été."
    start, end = text.index("the"), text.index(" Été")
    assert WORDS.words(text, start, end) == ["the", "code", "of", "3", "tools", "."]


def test_a_short_word_is_looked_up_once() -> None:
    asked = []

    def look_up(word: str) -> tuple[str, str]:
        asked.append(word)
        return word.lower(), "W"

    known = remember(look_up)
    long = "A" * 101
    assert [known("Code"), known("Code"), known("data")] == [("code", "W"), ("code", "W"), ("data", "W")]
    assert known(long) == known(long) == (long.lower(), "W")
    assert asked == ["Code", "data", long, long]


@given(st.text("ab1é .,()\n\xa0"), st.integers(0, 9))
def test_text_split_at_spaces_has_the_same_words(text: str, start: int) -> None:
    every = (text, min(start, len(text)), len(text))
    assert SpacedTokenizer(TOKEN).words(*every) == Tokenizer(TOKEN).words(*every)
