"""One link of a file, and what finding links in any format shares. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from html import unescape


class Scope(Enum):
    """Whether code blocks, literals and comments are looked at too."""

    PROSE = "prose"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link as a file has it: `text[start:end]` is its address as written, `target` what that means.

    A target with a scheme is an address; any other is a path, perhaps with an anchor, or an anchor alone. `is_fixable`
    is False where the text cannot simply be replaced: inside of JSON strings, or where the address is made from it.
    """

    start: int
    end: int
    target: str
    is_fixable: bool = True

    @property
    def is_web(self) -> bool:
        """Return whether the target is an address of the web."""
        return re.match(r"https?://", self.target, re.IGNORECASE) is not None

    @property
    def is_local(self) -> bool:
        """Return whether the target is a file or an anchor: without scheme, and not of another host (`//host`)."""
        return re.match(r"[a-z][a-z0-9+.-]*:|//", self.target, re.IGNORECASE) is None


@dataclass(frozen=True)
class Positions:
    """The lines of a text, to tell where an offset is."""

    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.text))]

    def of(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both counted from 1, columns in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


_NOT_AN_END = re.compile(r"[^\r\n]")


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with spaces in place of some parts, so that what is found in it stands where it stood."""
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            start = max(start, position)  # noqa: PLW2901 - spans may overlap
            parts += (text[position:start], _NOT_AN_END.sub(" ", text[start:end]))
            position = end
    return "".join((*parts, text[position:]))


def blank_matches(text: str, *patterns: "re.Pattern[str]") -> str:
    """Return `text` with spaces in place of all that the patterns match, one after another."""
    for pattern in patterns:
        text = pattern.sub(lambda found: _NOT_AN_END.sub(" ", found[0]), text)
    return text


# Never across white space, quotes, angle brackets or what RFC 3986 does not allow; `*` and `'` are allowed and common.
_START = r"""(?<![^\W_])(?<![@/=.])https?://"""  # `_https://...`: an underscore may begin emphasis
_SIGN = r"""[^\s<>"`{}|\\^\x00-\x1f\x7f]"""
_BARE = re.compile(rf"{_START}{_SIGN}+", re.IGNORECASE)
_BARE_WITH_ESCAPES = re.compile(rf"{_START}(?:{_SIGN}|\\[!#-/:;=?@\[\]_~])+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TRAILING = ".,;:!?'*_~"
_PAIRS = {")": "(", "]": "["}


def bare_addresses(text: str, *, has_entities: bool = False, has_escapes: bool = False) -> Iterator[Reference]:
    """Yield the addresses that stand in running text, without the punctuation of the sentence around them.

    A closing bracket belongs to the address if it was opened there (as GitHub's autolinks have it:
    https://github.github.com/gfm/#extended-autolink-path-validation).
    """
    for found in (_BARE_WITH_ESCAPES if has_escapes else _BARE).finditer(text):
        written = trimmed(found[0]).rstrip("\\")
        if len(written) > len("https://"):
            target = unescape(written) if has_entities else written
            target = _ESCAPED.sub(r"\1", target) if has_escapes else target
            yield Reference(found.start(), found.start() + len(written), target)


def trimmed(written: str) -> str:
    """Return an address without what ends a sentence or a bracket that was not opened in it."""
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
    """Yield references in their order, none of them inside of another."""
    last = 0
    for reference in sorted(references, key=lambda each: (each.start, -each.end)):
        if reference.start >= last:
            last = reference.end
            yield reference
