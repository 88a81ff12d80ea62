"""The tagger: a sentence becomes a string of one-character tags."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from linkscan.text.claims.lexicon import PAIRS, PUBLICLY, TAGS
from linkscan.text.claims.tagset import CORE_ASSETS, Tag, tag_set
from linkscan.text.urls.finder import UrlSpan

_BEFORE_SOURCE = tag_set("the our stop colon opening comma and")
_BEHIND_SOURCE = tag_set("be will have colon at opening comma and")

_TOKEN = re.compile(
    r"""(?x)
    [^\W\d_]{5,}(?:[\w’'-]*\w)?                # a long word: first, for they are the most
    | \\[A-Za-z]+                                # a LaTeX command: nothing to read
    | \(?\b(?:[ivx]{1,4}|[a-e1-9])\)           # (i), 2): the head of a list item
    | \d+(?:[.,]\d+)+\w*
    | [^\W_](?:[\w’'-]*\w)?\+{0,2}
    | [.,;:!?()&/+=•–—-] | \*{2,} | [†‡§¶]
    """
)
_FIRST_OF_PAIR = frozenset(first for first, _ in PAIRS)
_FOOTNOTE = re.compile(r"([^\W\d_]+)([1-9])\2([A-Z][a-z]+)")
_PREDICATES = tag_set("released open found")
_MISSPELT = re.compile(r"avai(?!.*(?:ity|s)$)|av\w*(?:ble|bale)$")  # available, in the many ways of spelling it
_LANGUAGE_MODEL = re.compile(r"[A-Z]{1,3}LMs?")
_HREF_CAPTION = re.compile(r"\}\s?\{(?:(?!https?:|www\.)[^{}]){1,80}\}")
_GLUED = "two words"
_LONGEST_MARK = 4  # digits
_ABBREVIATION = [Tag.OPENING, Tag.NAME, Tag.CLOSING]
_AT_THE_START: dict[str, str] = {
    Tag.NAME: Tag.WORD,  # any word is capitalised at the start
    Tag.AND: Tag.WHEN,  # While labels are available, ...
}


class TaggedSentence(NamedTuple):
    """A sentence, tagged: `tags[i]` is the tag of `words[i]`, which is in lower case.

    `start` and `end` are its bounds in the text; `links` holds the address behind each tag `ADDRESS`.
    """

    start: int
    end: int
    words: tuple[str, ...]
    tags: str
    links: Mapping[int, UrlSpan]


def tag_sentence(
    text: str, start: int, end: int, spans: Sequence[UrlSpan] = (), begin: int | None = None
) -> TaggedSentence:
    """Return `text[start:end]` tagged; `spans` are the addresses in it, `begin` is where its words begin."""
    words: list[str] = []
    tags: list[str] = []
    links: dict[int, UrlSpan] = {}
    position = start if begin is None else begin
    for span in spans:
        _tag_words(text, position, _before_mark(text, span.start), words, tags)
        caption_end = _caption_end(text, span.end, end)
        if caption_end is not None:
            _tag_words(text, span.end, caption_end, words, tags)
        links[len(words)] = span
        words.append("")
        tags.append(Tag.ADDRESS)
        position = span.end if caption_end is None else caption_end
    _tag_words(text, position, end, words, tags)
    if "source" in words:
        _tag_source(words, tags)
    return TaggedSentence(start, end, tuple(words), "".join(tags), links)


def _caption_end(text: str, start: int, end: int) -> int | None:
    r"""Return where the caption of an address ends that stands behind it: `\href{URL}{code}` reads as `code (URL)`."""
    found = _HREF_CAPTION.match(text, start, end)
    return found.end() if found else None


def _before_mark(text: str, start: int) -> int:
    """Return where the mark of a footnote begins that is glued to an address: `available 11https://...`."""
    mark = start
    while start - mark < _LONGEST_MARK and text[mark - 1 : mark].isdigit():
        mark -= 1
    return mark


def _tag_words(text: str, start: int, end: int, words: list[str], tags: list[str]) -> None:
    last = words[-1] if words else ""
    for word in _TOKEN.findall(text, start, end):
        lower, tag = _look_up(word)
        if last in _FIRST_OF_PAIR and (pair := PAIRS.get((last, lower))):
            words[-1] = last = f"{last} {lower}"
            tags[-1] = pair
            continue
        if tag == _GLUED:
            parted = _FOOTNOTE.sub(r"\1. \3", word)
            _tag_words(parted, 0, len(parted), words, tags)
        elif tag:
            words.append(lower)
            tags.append(tag if last or words[1:] else _at_the_start(word, tag))
            if lower == ")" and tags[-3:] == _ABBREVIATION:
                del words[-3:], tags[-3:]  # a Vision-Language (VL) model
        last = words[-1] if words else ""


def _at_the_start(word: str, tag: str) -> str:
    """Return the tag of the first word, which is capitalised whatever it is."""
    return _AT_THE_START.get(tag, tag) if word[0].isupper() and word[1:].islower() else tag


@lru_cache(maxsize=1 << 15)
def _look_up(word: str) -> tuple[str, str]:
    """Return a word in lower case, and its tag."""
    lower = word.lower()
    return lower, TAGS.get(lower) or _guess(word, lower)


def _guess(word: str, lower: str) -> str:
    """Return the tag that the look of an unknown word suggests; empty for what is not to be read."""
    if word[0] == "\\":
        return Tag.OPENING if lower == "\\footnote" else ""
    if word[-1] == ")":
        return Tag.AND
    if word[0] in "*†‡§¶":
        return Tag.STOP
    for guess in (_guess_marked, _guess_form):
        if tag := guess(word, lower):
            return tag
    if not word.islower() and not word[0].isdigit():
        return Tag.MODEL if _LANGUAGE_MODEL.fullmatch(word) else Tag.NAME
    return Tag.PARTICIPLE if lower.endswith(("ed", "ing")) else Tag.WORD


def _guess_marked(word: str, lower: str) -> str:
    """Return the tag of a word that carries the mark of a footnote: `available4`, `11Code`, `community11Code`."""
    if not any(character.isdigit() for character in word):
        return ""
    bare = lower.strip("0123456789")
    if bare != lower and bare[-1:].isalpha() and bare in TAGS:
        return TAGS[bare]
    return _GLUED if _FOOTNOTE.fullmatch(word) else ""


def _guess_form(word: str, lower: str) -> str:
    """Return the tag of a word by its ending, its beginning, or a part of the compound."""
    if word == "I":
        return Tag.WE
    if lower.endswith(("'s", "’s", "s'", "s’")):
        return Tag.OUR
    if "-" in lower and (known := _guess_compound(lower)):
        return known
    if lower.endswith(("at", "on")) and TAGS.get(lower[:-2]) in _PREDICATES:
        return TAGS[lower[:-2]]  # releasedat
    if _MISSPELT.match(lower) or lower.endswith("available"):
        return Tag.AVAILABLE
    return Tag.ADVERB if lower.endswith("ly") else ""


def _guess_compound(lower: str) -> str:
    """Return the tag of a compound: of `test-data` that of data, of `publicly-shared` that of shared."""
    first, _, rest = lower.partition("-")
    if first in PUBLICLY and rest in TAGS:
        return TAGS[rest]
    last = TAGS.get(lower.rpartition("-")[2], "")
    return last if last in CORE_ASSETS else ""


def _tag_source(words: Sequence[str], tags: list[str]) -> None:
    """Tag `source` as code where it stands alone: `Source is available at URL`."""
    for index, word in enumerate(words):
        alone = index == 0 or tags[index - 1] in _BEFORE_SOURCE
        if word == "source" and alone and index + 1 < len(tags) and tags[index + 1] in _BEHIND_SOURCE:
            tags[index] = Tag.CODE
