"""Search many short texts as one, for plain words: a pattern, or a search per text, takes several times as long."""

from collections.abc import Iterable

SEPARATOR = "\x0e"
"""What stands between joined texts. Pages contain none: `markup.simplify` replaces it."""


def numbers_containing(words: Iterable[str], joined: str) -> list[int]:
    """Return the numbers of the joined texts that contain any of some words, from 0, in order."""
    numbers = set[int]()
    for word in words:
        if word not in joined:
            continue
        number = searched = 0
        while searched >= 0 and (place := joined.find(word, searched)) >= 0:
            number += joined.count(SEPARATOR, searched, place)
            numbers.add(number)
            searched = joined.find(SEPARATOR, place)
    return sorted(numbers)
