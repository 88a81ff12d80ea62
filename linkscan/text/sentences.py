"""Split a text into sentences, never inside an address."""

import re
from collections.abc import Iterator, Sequence

from linkscan.text.links import Mention

_STOP = re.compile(r"[.!?\n]")
_END = re.compile(
    r"""(?x)
    (?<![.!?]) [.!?]++ ["'”’)\]}]*+ (?:\s+|$)             # a full stop and a space
    | (?<=[a-z)\]}0-9]) [.!?] (?=[A-Z][a-z]*\s)           # a full stop glued to the next sentence
    | (?<=[a-z)]) [.] (?=\d{1,2}[A-Z][a-z]+\s)            # or to the mark of a footnote
    | \n [^\S\n]*+ \n \s*+                                # an empty line
    """
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|cf|vs|etc|al|Figs?|Eqs?|Secs?|Tab|Refs?|Nos?|Dr|Prof|Mr|Mrs|Ms|St|approx|resp|viz|Inc|Ltd|Univ|Dept|ca)|\b[A-Z])$"
)
_ENDS_ANYWAY = re.compile(r"(?:We|Our|The|This|In|To|It|These|Code|All|Project|Moreover|However|Finally|Experiments)\b")
_SMALL_NAME = re.compile(r"[a-z]+-?[a-z]*(?:[A-Z]\w*|\d)? (?:[\d.]+ )?(?:is|are) |https?:|www\.|[\w.]+\.(?:com|io|org)/")
_LOOK_BACK = 8
_LONGEST = 4000
"""Characters of the longest sentence; a text without full stops is cut, so that reading it stays linear."""


def split_sentences(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Give the bounds of every sentence; `mentions` are the addresses, which hold no sentence ends."""
    start = 0
    for end in (*_ends(text, mentions), len(text)):
        while end - start > _LONGEST:
            cut = _outside(mentions, text.rfind(" ", start + 1, start + _LONGEST) + 1 or start + _LONGEST)
            if cut >= end:
                break
            yield start, cut
            start = cut
        if start < end:
            yield start, end
        start = end


def _ends(text: str, mentions: Sequence[Mention]) -> Iterator[int]:
    """Give where sentences end: behind the full stop and the space after it."""
    start = position = 0
    known = iter(mentions)
    mention = next(known, None)
    while stop := _STOP.search(text, position):
        position = stop.end()
        while mention is not None and mention.end <= stop.start():
            mention = next(known, None)
        if mention is not None and mention.start <= stop.start():
            position = mention.end
            continue
        found = _END.match(text, stop.start())
        if found is None or _continues(text, start, found):
            continue
        start = position = found.end()
        yield start


def _outside(mentions: Sequence[Mention], cut: int) -> int:
    """Move a cut out of the address that it would divide."""
    return next((mention.end for mention in mentions if mention.start < cut < mention.end), cut)


def _continues(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether the full stop belongs to an abbreviation, or a small letter follows it."""
    if found[0][0] == "\n":
        return False
    following = text[found.end() : found.end() + 1]
    if following.islower() and found[0][0] == "." and not _SMALL_NAME.match(text, found.end()):
        return True
    before = text[max(start, found.start() - _LOOK_BACK) : found.start()]
    return bool(_ABBREVIATION.search(before)) and not _ENDS_ANYWAY.match(text, found.end())
