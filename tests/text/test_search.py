"""Words are found where they stand."""

import pytest

from linkscan.text.search import find_words


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
