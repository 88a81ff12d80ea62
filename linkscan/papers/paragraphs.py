"""Lines of text become paragraphs; how titles, lines of authors and paragraphs of abstracts look. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

WIDEST = 130
"""Characters that a program or a person wraps text at, at most; a longer line is a paragraph of its own."""

_LONGEST_TITLE = 300  # of 4,000 titles on arXiv none has more than 250
_LONGEST_BLOCK = 256
_LONGEST_AUTHORS = 2000
_MOST = 0.7

_ADDRESS = re.compile(r"(?i)https?\s?:|www\.|\w\.[a-z]{2,6}/\w|[\w-]\.git(?:hub|lab)\.io|\S@\S+\.\S")
_SENTENCE_INSIDE = re.compile(r"[a-z)\d]{3}\. +[A-Z]")
_STOP = re.compile(r"(?<!\.)[.;,。]['\")\]]*$")
_OPENING = re.compile(
    r"(?i)(?:we|our|this (?:paper|work|article|study)|in this|(?:the )?(?:source )?codes?)\b"
)
_HANGING = re.compile(
    r"(?i)(?:[,:(–—-]|\b(?:an?|the|o[fnr]|and|for|with|to|in|a[ts]|by|from|via|using|is|are|that))$"
)
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_ORDINARY = re.compile(r"[a-z]+(?![\w-])")
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\s|[,;·&]|\sand\s)\s*")
_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?[*†‡§\d]*")
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "el", "la", "le", "van", "von"}
)


class Paragraph(NamedTuple):
    """A paragraph, with the number of its first line; `apart` when a blank line is before it."""

    line: int
    text: str
    apart: bool
    is_title: bool | None = None  # None: to be told by its looks
    arxiv: str | None = None  # what a title links to


def paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[Paragraph]:
    """Join what was wrapped. Text with a paragraph on each line, blank lines or not, stays as it is."""
    block: list[tuple[int, str]] = []
    apart = True
    for number, line in lines:
        text = line.strip()
        if text and len(text) <= WIDEST and len(block) < _LONGEST_BLOCK:
            block.append((number, text))
            continue
        if len(text) > WIDEST:  # lines of this block are not wrapped
            yield from _each([*block, (number, text)], apart)
        elif block:
            yield from _unwrapped(block, apart)
        block = [(number, text)] if text and len(text) <= WIDEST else []
        apart = not text
    if block:
        yield from _unwrapped(block, apart)


def _each(lines: Iterable[tuple[int, str]], apart: bool) -> Iterator[Paragraph]:  # noqa: FBT001 - a field of each
    for number, text in lines:
        yield Paragraph(number, text, apart)
        apart = False


def _unwrapped(block: Sequence[tuple[int, str]], apart: bool) -> Iterator[Paragraph]:  # noqa: FBT001 - as above
    """Join a line to the one before, unless that ended early: the next word had room on it."""
    width = max(len(text) for _, text in block)
    first = 0
    for at, ((_, text), (_, following)) in enumerate(pairwise(block), 1):
        early = len(text) + 1 + len(following.split(" ", 1)[0]) <= width
        if early or (at == 1 and _is_headline(text, following, alone=len(block) == 2)):
            yield Paragraph(block[first][0], "\n".join(line for _, line in block[first:at]), apart)
            first, apart = at, False
    yield Paragraph(block[first][0], "\n".join(line for _, line in block[first:]), apart)


def _is_headline(text: str, following: str, *, alone: bool) -> bool:
    """Tell a title that fills its line from the first line of a wrapped paragraph."""
    if not looks_like_title(text) or _HANGING.search(text) or _ORDINARY.match(following):
        return False
    return alone or capitalised(text)


def looks_like_title(text: str) -> bool:
    """Tell a title from a paragraph of an abstract, by length, its end, and what only sentences have."""
    if len(text) > _LONGEST_TITLE or _ADDRESS.search(text) or _SENTENCE_INSIDE.search(text):
        return False
    if _STOP.search(text) or (_OPENING.match(text) and not text.endswith("?")):
        return capitalised(text)
    return any(c.isalpha() for c in text)


def looks_like_authors(text: str) -> bool:
    """Tell a line of names, two or more, from a title."""
    if text.casefold().startswith(("authors:", "author:")):
        return True
    if len(text) > _LONGEST_AUTHORS:
        return False
    names = _BETWEEN_NAMES.split(text.removesuffix("et al.").rstrip("., *†‡§"))
    return len(names) > 1 and all(_is_name(name.split()) for name in names)


def _is_name(words: Sequence[str]) -> bool:
    return 2 <= len(words) <= 5 and all(
        word in _PARTICLES or (_NAME.fullmatch(word) and not word[0].islower()) for word in words
    )


def capitalised(text: str) -> bool:
    """Tell whether most words of four letters or more begin with a capital."""
    words = _LONG_WORD.findall(text)
    return bool(words) and sum(not word.islower() for word in words) >= _MOST * len(words)
