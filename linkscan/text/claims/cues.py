"""Find the cues of claims in a text: nearly every claim contains one of a few strings, and most texts none of them.

All cues of a language are searched for in one pass, by the algorithm of Aho and Corasick
(https://doi.org/10.1145/360825.360855).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.language import Language

_SHORT_TEXT = 400  # characters


class Cues(NamedTuple):
    """The positions of cues in a text, sorted: of those that suffice for a claim, and of all that may belong to one."""

    telling: Sequence[int]
    positions: Sequence[int]

    def tell(self, start: int, end: int) -> bool:
        """Return whether a cue that suffices begins between two positions."""
        return bisect_left(self.telling, start) < bisect_left(self.telling, end)


_NO_CUES = Cues((), ())


def find_cues(lowered: str, languages: Sequence[Language], *, has_links: bool) -> Cues:
    """Return the cues in a text in lower case; `languages` begin with that of the whole text."""
    telling: list[int] = []
    hinting: list[int] = []
    seldom: list[int] = []
    for language in languages:
        words = _cue_words(language)
        for index, start, _ in words.search(lowered):
            if index < words.end_of_telling:
                telling.append(start)
            elif index < words.end_of_hinting:
                hinting.append(start)
            elif language is languages[0]:
                seldom.append(start)
    if seldom and (telling or hinting or has_links or len(lowered) < _SHORT_TEXT):
        telling += seldom
    if not (telling or hinting):
        return _NO_CUES
    telling.sort()
    behind = ENGLISH.hinting_behind
    return Cues(telling, [*telling, *(place for place in hinting if lowered.endswith(behind, 0, place))])


class _CueWords:
    """The cues of a language as one automaton: the telling ones first, then the hinting, then the seldom telling."""

    def __init__(self, language: Language) -> None:
        words = (*language.telling, *language.hinting, *language.seldom_telling)
        self.end_of_telling = len(language.telling)
        self.end_of_hinting = self.end_of_telling + len(language.hinting)
        self._automaton = AhoCorasick(words, implementation=Implementation.DFA)

    def search(self, text: str) -> Iterable[tuple[int, int, int]]:
        """Return the index, the start and the end of each cue in a text, those inside longer words too."""
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # half of a surrogate pair, which has no UTF-8
            text = text.encode("utf-8", "replace").decode()
            return self._automaton.find_matches_as_indexes(text, overlapping=True)


_cue_words = cache(_CueWords)
