"""Find words by plain searches: most texts hold none of them, and are done with."""

from collections.abc import Iterable


def lower(text: str) -> str:
    """Give `text` in lower case, each character where it was: `İ` alone becomes two of them (Unicode SpecialCasing)."""
    return text.replace("İ", "I").lower()


def find_words(text: str, words: Iterable[str]) -> list[int]:
    """Give where any of `words` starts in `text`, inside of longer words too, in order."""
    positions = []
    for word in words:
        position = text.find(word)
        while position >= 0:
            positions.append(position)
            position = text.find(word, position + len(word))
    return sorted(positions)
