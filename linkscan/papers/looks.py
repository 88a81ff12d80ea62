"""How titles, lines of authors and paragraphs of abstracts look. Pure."""

import re
from collections.abc import Sequence

_LONGEST_TITLE = 300  # characters: twice the longest of 548 in the pages of daily papers
_LONGEST_AUTHORS = 2000
_MOST = 0.8

_ADDRESS = re.compile(r"(?i)https?\s?:|www\.|\w\.[a-z]{2,6}/\w|[\w-]\.git(?:hub|lab)\.io|\S@\S+\.\S")
_SENTENCE_INSIDE = re.compile(r"[a-z)\d]{3}\. +[A-Z]")
_STOP = re.compile(r"(?<!\.)[.;,。]['\")\]]*$")
_OPENING = re.compile(r"(?i)(?:we|our|this (?:paper|work|article|study)|in this|(?:the )?(?:source )?codes?)\b")
_HANGING = re.compile(r"(?i)(?:[,:(–—-]|\b(?:an?|the|o[fnr]|and|for|with|to|in|a[ts]|by|from|via|using|is|are|that))$")
_SMALL = "with|within|without|from|into|over|under|upon|about|across|after|before|between|through|towards?"
_LONG_WORD = re.compile(rf"\b(?!(?:{_SMALL})\b)[^\W\d_][\w'’-]{{3,}}")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|be|been|can|we|our|this|these)\b")  # in sentences only
_ORDINARY = re.compile(r"[a-z]+(?![\w-])")
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\s|[,;·&]|\sand\s)\s*")
_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?[*†‡§\d]*")
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "el", "la", "le", "van", "von"})


def looks_like_title(text: str) -> bool:
    """Tell a title from a paragraph of an abstract, by length, its end, and what only sentences have."""
    if len(text) > _LONGEST_TITLE or _ADDRESS.search(text) or _SENTENCE_INSIDE.search(text):
        return False
    if _STOP.search(text) or (_OPENING.match(text) and not text.endswith("?")):
        return capitalised(text)
    return any(c.isalpha() for c in text)


def looks_like_headline(text: str, following: str, third: str = "") -> bool:
    """Tell a title that fills its line from the first line of a wrapped paragraph, or of a wrapped title."""
    if not looks_like_title(text) or _HANGING.search(text) or _ORDINARY.match(following):
        return False
    if not third:
        return not looks_like_title(following)
    return capitalised(text) and not _VERB.search(text)


def is_finished(text: str) -> bool:
    """Tell whether a paragraph ends as a sentence does."""
    return _STOP.search(text) is not None


def looks_like_authors(text: str) -> bool:
    """Tell a line of names, two or more, from a title."""
    if text[:8].casefold().startswith(("authors:", "author:")):
        return True
    first = _BETWEEN_NAMES.split(text, maxsplit=1)[0]
    if not _is_name(first.split()) or len(text) > _LONGEST_AUTHORS:
        return False  # as it is with most texts, at little cost
    names = _BETWEEN_NAMES.split(text.removesuffix("et al.").rstrip("., *†‡§"))
    return len(names) > 1 and all(_is_name(name.split()) for name in names)


def _is_name(words: Sequence[str]) -> bool:
    return 2 <= len(words) <= 5 and all(
        word in _PARTICLES or (_NAME.fullmatch(word) and not word[0].islower()) for word in words
    )


def capitalised(text: str) -> bool:
    """Tell whether most words that have a capital in titles have it: those of four letters or more."""
    words = _LONG_WORD.findall(text)
    return bool(words) and sum(word != word.lower() for word in words) >= _MOST * len(words)
