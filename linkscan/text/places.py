"""Find words by plain searches: most texts hold none of them, and are done with."""

from collections.abc import Iterable


def find_places(text: str, words: Iterable[str]) -> list[int]:
    """Give where any of `words` starts in `text`, in order; a word does not overlap itself."""
    places = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            places.append(place)
            place = text.find(word, place + len(word))
    return sorted(places)
