"""A link in a file, and functions for finding links that the formats share. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from html import unescape


class Scope(Enum):
    """Whether to include code blocks, literals and comments."""

    PROSE = "prose"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link in a file: `text[start:end]` is its address as written, `target` the address without escapes.

    A target with a scheme is an address; any other is a path, possibly with an anchor, or just an anchor. `is_fixable`
    is False if the text cannot simply be replaced: in JSON strings with escapes, or for an address derived from a DOI.
    """

    start: int
    end: int
    target: str
    is_fixable: bool = True

    @property
    def is_web(self) -> bool:
        """Return whether the target is a web address."""
        return re.match(r"https?://", self.target, re.IGNORECASE) is not None

    @property
    def is_local(self) -> bool:
        """Return whether the target is a file or an anchor: without a scheme or host (`//host`)."""
        return re.match(r"[a-z][a-z0-9+.-]*:|//", self.target, re.IGNORECASE) is None


@dataclass(frozen=True)
class Positions:
    """Converts offsets in a text to lines and columns."""

    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, both starting from 1, with columns in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


_NOT_LINE_BREAK = re.compile(r"[^\r\n]")


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with some spans replaced by spaces, so that the positions of the rest do not change."""
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            start = max(start, position)  # noqa: PLW2901 - spans may overlap
            parts += (text[position:start], _NOT_LINE_BREAK.sub(" ", text[start:end]))
            position = end
    return "".join((*parts, text[position:]))


def blank_matches(text: str, *patterns: "re.Pattern[str]") -> str:
    """Return `text` with all matches of the patterns, applied in order, replaced by spaces."""
    for pattern in patterns:
        text = pattern.sub(lambda found: _NOT_LINE_BREAK.sub(" ", found[0]), text)
    return text


# No white space, quotes, angle brackets or other characters that RFC 3986 forbids; `*` and `'` are allowed and common.
_START = r"""(?<![^\W_])(?<![@/=.])https?://"""  # `_https://...`: an underscore may start emphasis
_SIGN = r"""[^\s<>"`{}|\\^\x00-\x1f\x7f]"""
_BARE = re.compile(rf"{_START}{_SIGN}+", re.IGNORECASE)
_BARE_WITH_ESCAPES = re.compile(rf"{_START}(?:{_SIGN}|\\[!#-/:;=?@\[\]_~])+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TRAILING = ".,;:!?'*_~"
_PAIRS = {")": "(", "]": "["}


def bare_addresses(text: str, *, has_entities: bool = False, has_escapes: bool = False) -> Iterator[Reference]:
    """Yield the addresses in running text, without the punctuation of the surrounding sentence.

    A closing bracket is part of the address if it was opened there, as in GitHub's autolinks:
    https://github.github.com/gfm/#extended-autolink-path-validation.
    """
    for found in (_BARE_WITH_ESCAPES if has_escapes else _BARE).finditer(text):
        written = trimmed(found[0]).rstrip("\\")
        if len(written) > len("https://"):
            target = unescape(written) if has_entities else written
            target = _ESCAPED.sub(r"\1", target) if has_escapes else target
            yield Reference(found.start(), found.start() + len(written), target)


def trimmed(written: str) -> str:
    """Return an address without trailing punctuation, including brackets that were not opened in it."""
    counts = {sign: written.count(sign) for sign in "()[]"}
    end = len(written)
    while end:
        last = written[end - 1]
        if last in _TRAILING:
            pass
        elif last in _PAIRS and counts[last] > counts[_PAIRS[last]]:
            counts[last] -= 1
        else:
            break
        end -= 1
    return written[:end]


def distinct(references: Iterable[Reference]) -> Iterator[Reference]:
    """Yield references in order, without those that overlap an earlier one."""
    last = 0
    for reference in sorted(references, key=lambda each: (each.start, -each.end)):
        if reference.start >= last:
            last = reference.end
            yield reference
