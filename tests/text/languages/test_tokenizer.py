"""Words of a text, and what was looked up about them."""

import pytest

from linkscan.text.languages.tokenizer import Tokenizer, remember

WORDS = Tokenizer(r"\w+|[.,]")


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


def test_a_part_in_ascii_of_another_text_has_the_same_words() -> None:
    text = "Élan: the code of 3 tools. Été."
    start, end = text.index("the"), text.index(" Été")
    assert WORDS.words(text, start, end) == ["the", "code", "of", "3", "tools", "."]


def test_a_word_is_looked_up_once() -> None:
    asked = []

    def look_up(word: str) -> tuple[str, str]:
        asked.append(word)
        return word.lower(), "W"

    known = remember(look_up)
    assert [known("Code"), known("Code"), known("data")] == [("code", "W"), ("code", "W"), ("data", "W")]
    assert asked == ["Code", "data"]
