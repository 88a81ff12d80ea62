"""Patterns that people write, matched in time linear in the text wherever RE2 knows how."""

import re
from typing import Protocol


class Pattern(Protocol):
    """A compiled pattern, RE2's or Python's own."""

    @property
    def pattern(self) -> str:
        """Return the pattern as it was written."""

    def search(self, string: str, /) -> object | None:
        """Return where the pattern matches, or None."""


def compiled(pattern: str) -> Pattern:
    """Return a compiled pattern: RE2's, which cannot be made to backtrack, else Python's (look-around, references)."""
    return _linear(pattern) or re.compile(pattern)


def is_linear(pattern: str) -> bool:
    """Return whether a pattern is matched in linear time, whatever the text.

    >>> is_linear("(a+)+$"), is_linear("(?=a)b")
    (True, False)
    """
    return _linear(pattern) is not None


def _linear(pattern: str) -> Pattern | None:
    import re2  # noqa: PLC0415 - few runs have patterns

    options = re2.Options()
    options.log_errors = False
    try:
        made: Pattern = re2.compile(pattern, options)
    except (re2.error, UnicodeError):
        return None
    return made
