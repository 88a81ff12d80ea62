"""Words are found where they stand."""

import sys

import pytest

from linkscan.text.search import find_words, lower


@pytest.mark.parametrize(
    ("text", "words", "positions"),
    [
        ("", ["open"], []),
        ("we release it", ["open", "releas"], [3]),
        ("open access, released openly", ["releas", "open", "access"], [0, 5, 13, 22]),
        ("reopened", ["open"], [2]),
        ("////", ["//"], [0, 2]),
    ],
)
def test_words_are_found_in_the_order_of_the_text(text: str, words: list[str], positions: list[int]) -> None:
    assert find_words(text, words) == positions


def test_lower_case_moves_nothing() -> None:
    """What `İ` becomes by itself is two characters: a letter, and a dot to put on it."""
    assert lower("OPEN Access in İSTANBUL") == "open access in istanbul"
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(lower(every)) == len(every)
