"""Turn a sentence into a string of tags."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from linkscan.text.links import Mention
from linkscan.text.tags import LETTERS
from linkscan.text.words import PAIRS, PUBLICLY, TAGS

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
_ASSETS = frozenset(LETTERS[tag] for tag in ("code", "model", "data"))
_FOOTNOTE = re.compile(r"([^\W\d_]+)([1-9])\2([A-Z][a-z]+)")
_PREDICATES = frozenset(LETTERS[tag] for tag in ("released", "open", "found"))
_MISSPELT = re.compile(r"avai(?!.*(?:ity|s)$)|av\w*(?:ble|bale)$")  # available, in the many ways of spelling it
_LANGUAGE_MODEL = re.compile(r"[A-Z]{1,3}LMs?")
_GLUED = "two words"
_LONGEST_MARK = 4  # digits
_ABBREVIATION = [LETTERS["opening"], LETTERS["name"], LETTERS["closing"]]
_AT_THE_START = {
    LETTERS["name"]: LETTERS["word"],  # any word is capitalised at the start
    LETTERS["and"]: LETTERS["when"],  # While labels are available, ...
}


class Sentence(NamedTuple):
    """A sentence, tagged: `letters[i]` is the tag of `words[i]`, which is in lower case.

    `start` and `end` are its bounds in the text; `links` names the address of each tag `L`.
    """

    start: int
    end: int
    words: tuple[str, ...]
    letters: str
    links: Mapping[int, Mention]


def tag(text: str, start: int, end: int, mentions: Sequence[Mention] = ()) -> Sentence:
    """Tag the words of `text[start:end]`; `mentions` are the addresses in it."""
    words: list[str] = []
    letters: list[str] = []
    links: dict[int, Mention] = {}
    position = start
    for mention in mentions:
        _tag_words(text, position, _before_mark(text, mention.start), words, letters)
        links[len(words)] = mention
        words.append("")
        letters.append(LETTERS["address"])
        position = mention.end
    _tag_words(text, position, end, words, letters)
    if "source" in words:
        _tag_source(words, letters)
    return Sentence(start, end, tuple(words), "".join(letters), links)


def _before_mark(text: str, start: int) -> int:
    """Give where the mark of a footnote begins that is glued to an address: `available 11https://...`."""
    mark = start
    while start - mark < _LONGEST_MARK and text[mark - 1 : mark].isdigit():
        mark -= 1
    return mark


def _tag_words(text: str, start: int, end: int, words: list[str], letters: list[str]) -> None:
    last = words[-1] if words else ""
    for word in _TOKEN.findall(text, start, end):
        lower, letter = _look_up(word)
        if last in _FIRST_OF_PAIR and (pair := PAIRS.get((last, lower))):
            words[-1] = last = f"{last} {lower}"
            letters[-1] = pair
            continue
        if letter == _GLUED:
            parted = _FOOTNOTE.sub(r"\1. \3", word)
            _tag_words(parted, 0, len(parted), words, letters)
        elif letter:
            words.append(lower)
            letters.append(letter if last or words[1:] else _at_the_start(word, letter))
            if lower == ")" and letters[-3:] == _ABBREVIATION:
                del words[-3:], letters[-3:]  # a Vision-Language (VL) model
        last = words[-1] if words else ""


def _at_the_start(word: str, letter: str) -> str:
    """Give the tag of the first word, which is capitalised whatever it is."""
    return _AT_THE_START.get(letter, letter) if word[0].isupper() and word[1:].islower() else letter


@lru_cache(maxsize=1 << 15)
def _look_up(word: str) -> tuple[str, str]:
    """Give a word in lower case, and its tag."""
    lower = word.lower()
    return lower, TAGS.get(lower) or _guess(word, lower)


def _guess(word: str, lower: str) -> str:
    """Guess the tag of an unknown word from its look; nothing for what is not to be read."""
    if word[0] == "\\":
        return LETTERS["opening"] if lower == "\\footnote" else ""
    if word[-1] == ")":
        return LETTERS["and"]
    if word[0] in "*†‡§¶":
        return LETTERS["stop"]
    for guess in (_guess_marked, _guess_form):
        if letter := guess(word, lower):
            return letter
    if not word.islower() and not word[0].isdigit():
        return LETTERS["model" if _LANGUAGE_MODEL.fullmatch(word) else "name"]
    return LETTERS["participle"] if lower.endswith(("ed", "ing")) else LETTERS["word"]


def _guess_marked(word: str, lower: str) -> str:
    """See through the mark of a footnote: `available4`, `11Code`, `community11Code`."""
    if not any(letter.isdigit() for letter in word):
        return ""
    bare = lower.strip("0123456789")
    if bare != lower and bare[-1:].isalpha() and bare in TAGS:
        return TAGS[bare]
    return _GLUED if _FOOTNOTE.fullmatch(word) else ""


def _guess_form(word: str, lower: str) -> str:
    """Read a word by its ending, its beginning, or a part of the compound."""
    if word == "I":
        return LETTERS["we"]
    if lower.endswith(("'s", "’s", "s'", "s’")):
        return LETTERS["our"]
    if "-" in lower and (known := _guess_compound(lower)):
        return known
    if lower.endswith(("at", "on")) and TAGS.get(lower[:-2]) in _PREDICATES:
        return TAGS[lower[:-2]]  # releasedat
    if _MISSPELT.match(lower) or lower.endswith("available"):
        return LETTERS["available"]
    return LETTERS["adverb"] if lower.endswith("ly") else ""


def _guess_compound(lower: str) -> str:
    """Read `test-data` as data, `publicly-shared` as shared."""
    first, _, rest = lower.partition("-")
    if first in PUBLICLY and rest in TAGS:
        return TAGS[rest]
    last = TAGS.get(lower.rpartition("-")[2], "")
    return last if last in _ASSETS else ""


def _tag_source(words: Sequence[str], letters: list[str]) -> None:
    """Read `source` as code where it stands alone: `Source is available at URL`."""
    for index, word in enumerate(words):
        alone = index == 0 or letters[index - 1] in "do;:(,c"
        if word == "source" and alone and index + 1 < len(letters) and letters[index + 1] in "bfh:@(,c":
            letters[index] = LETTERS["code"]
