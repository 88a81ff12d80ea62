"""The tagger: turns a sentence into a string of one-character tags."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linkscan.patterns import lazy_pattern
from linkscan.text.claims.lexicon import IDENTIFIER
from linkscan.text.claims.tagset import Tag, tag_set
from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.language import GLUED, Language
from linkscan.text.urls.finder import UrlSpan

_BEFORE_SOURCE = tag_set("the our stop colon opening comma and")
_AFTER_SOURCE = tag_set("be will have colon at opening comma and available")

_FOOTNOTE = lazy_pattern(r"([^\W\d_]+)([1-9])\2([A-Z][a-z]+)")
_HREF_CAPTION = lazy_pattern(r"\}\s?\{(?:(?!https?:|www\.|\w\.[a-z]{2,3}/\w)[^{}]){1,80}\}")
_MAX_FOOTNOTE_DIGITS = 4
_ABBREVIATION = [Tag.OPENING, Tag.NAME, Tag.CLOSING]
_IN_BRACKETS = [Tag.OPENING, Tag.WORD, Tag.CLOSING]
_VERSION = lazy_pattern(r"v\.?\d[\d.]*")
_AT_THE_START: dict[str, str] = {
    Tag.NAME: Tag.WORD,  # the first word is always capitalised
    Tag.AND: Tag.WHEN,  # While labels are available, ...
}

LONGEST = 120
"""Maximum number of words read for one phrase, which keeps reading linear if a text has no full stops."""


class TaggedSentence(NamedTuple):
    """A tagged sentence: `tags[i]` is the tag of `words[i]`, which is in lower case.

    `start` and `end` are its offsets in the text. `links` maps the index of each `ADDRESS` tag to its URL span, from
    left to right.
    """

    start: int
    end: int
    words: tuple[str, ...]
    tags: str
    links: Mapping[int, UrlSpan]
    language: Language = ENGLISH

    def search_before(self, stop: int, pattern: re.Pattern[str], limit: int) -> re.Match[str] | None:
        """Return the first match of a pattern over tags within the `limit` words before `stop`."""
        return pattern.search(self.tags, max(0, stop - limit), stop)

    def words_before(self, stop: int, limit: int) -> tuple[str, ...]:
        """Return the words before `stop`, `limit` at most."""
        return self.words[max(0, stop - limit) : stop]


def tag_sentence(
    text: str,
    start: int,
    end: int,
    spans: Sequence[UrlSpan] = (),
    *,
    begin: int | None = None,
    language: Language = ENGLISH,
) -> TaggedSentence:
    """Return `text[start:end]` tagged; `spans` are the URLs in it.

    Tagging begins at `begin` if it is given, so that a heading can be left out.
    """
    words: list[str] = []
    tags: list[str] = []
    links: dict[int, UrlSpan] = {}
    position = start if begin is None else begin
    for span in spans:
        _tag_words(text, position, _before_footnote_number(text, span.start), words, tags, language)
        caption_end = _caption_end(text, span.end, end)
        if caption_end is not None:
            _tag_words(text, span.end, caption_end, words, tags, language)
        links[len(words)] = span
        words.append("")
        tags.append(Tag.ADDRESS)
        position = span.end if caption_end is None else caption_end
    _tag_words(text, position, end, words, tags, language)
    if "source" in words or words[:1] == ["sources"]:
        _tag_source(words, tags)
    return TaggedSentence(start, end, tuple(words), "".join(tags), links, language)


def _caption_end(text: str, start: int, end: int) -> int | None:
    r"""Return the end of the caption that follows a URL, or None: `\href{URL}{code}` reads as `code (URL)`."""
    found = _HREF_CAPTION.match(text, start, end)
    return found.end() if found else None


def _before_footnote_number(text: str, start: int) -> int:
    """Return the start of a footnote number glued to a URL, else `start`: `available 11https://...`."""
    mark = start
    while start - mark < _MAX_FOOTNOTE_DIGITS and text[mark - 1 : mark].isdigit():
        mark -= 1
    return mark


def _tag_words(text: str, start: int, end: int, words: list[str], tags: list[str], language: Language) -> None:
    look_up, pairs, first_of_pair = language.look_up, language.pairs, language.first_of_pair
    last = words[-1] if words else ""
    is_start = not last and len(words) < 2
    for word in language.tokenizer.words(text, start, end):
        lower, tag = look_up(word)
        if last in first_of_pair and (pair := pairs.get((last, lower))):
            words[-1] = last = f"{last} {lower}"
            tags[-1] = pair
            continue
        if is_start and tag:
            tag = _at_the_start(word, tag)
            is_start = False
        if tag in _SPECIAL:
            last = _tag_special(word, lower, tag, words, tags, language)
            continue
        words.append(lower)
        tags.append(tag)
        last = lower


_SPECIAL = frozenset(("", GLUED, Tag.CLOSING))


def _tag_special(word: str, lower: str, tag: str, words: list[str], tags: list[str], language: Language) -> str:
    """Tag a token that may add no word or several, and return the last of `words`."""
    if tag == GLUED:
        separated = _FOOTNOTE.sub(r"\1. \3", word)
        _tag_words(separated, 0, len(separated), words, tags, language)
    elif tag:
        words.append(lower)
        tags.append(tag)
        is_version = tags[-3:] == _IN_BRACKETS and _VERSION.fullmatch(words[-2]) is not None
        if is_version or (tags[-3:] == _ABBREVIATION and not IDENTIFIER.fullmatch(words[-2])):
            del words[-3:], tags[-3:]  # a Vision-Language (VL) model, the first version (v0.2) of TextNet
    return words[-1] if words else ""


def _at_the_start(word: str, tag: str) -> str:
    """Return the tag of the first word of a sentence, whose capital letter says nothing."""
    return _AT_THE_START.get(tag, tag) if word[0].isupper() and word[1:].islower() else tag


def _tag_source(words: Sequence[str], tags: list[str]) -> None:
    """Tag `source` as code where it is a noun by itself: `Source is available at URL`."""
    for index, word in enumerate(words):
        alone = index == 0 or tags[index - 1] in _BEFORE_SOURCE
        if (
            (word == "source" or (word == "sources" and index == 0))
            and alone
            and index + 1 < len(tags)
            and tags[index + 1] in _AFTER_SOURCE
        ):
            tags[index] = Tag.CODE
