"""Regular expressions: linkscan's own are compiled on first use, and users' are matched in linear time by RE2."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, AnyStr, Generic, Protocol, cast


def lazy_pattern(pattern: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    r"""Return a pattern that is compiled, and if it is given as a function created, on first use.

    Compiling all patterns takes a tenth of the start-up time, and most runs use few of them (Django does the same:
    `django.utils.regex_helper._lazy_re_compile`). Only its methods and attributes may be used: `pattern.sub(...)`, not
    `re.sub(pattern, ...)`.

    >>> lazy_pattern(r"(\d+)").findall("1 and 23")
    ['1', '23']
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of `words`, longer ones first, with common prefixes factored out.

    >>> any_of(["data", "dataset", "tool"])
    '(?:data(?:set)?|tool)'
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        by_first.setdefault(word[:1], []).append(word[1:])
    is_optional = "" in by_first
    by_first.pop("", None)
    branches = []
    for first, rests in by_first.items():
        prefix = first
        while len(rests) > 1 and all(rests) and len({rest[0] for rest in rests}) == 1:
            prefix, rests = prefix + rests[0][0], [rest[1:] for rest in rests]  # noqa: PLW2901
        branches.append(re.escape(prefix) + (any_of(rests) if len(rests) > 1 else re.escape(rests[0])))
    return f"(?:{'|'.join(branches)}){'?' if is_optional else ''}" if branches else ""


class LazyPattern(Generic[AnyStr]):
    """A proxy for a pattern; its attributes are cached, so that further accesses cost no more than the pattern's."""

    def __init__(self, source: AnyStr | Callable[[], AnyStr], flags: int) -> None:
        """Store the pattern for `re.compile`, or the function that returns it."""
        self._source: AnyStr | Callable[[], AnyStr] = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[AnyStr]:
        source = self._source() if callable(self._source) else self._source
        return re.compile(source, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the pattern, and cache it."""
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


class RegexPattern(Protocol):
    """A compiled pattern, RE2's or Python's own."""

    @property
    def pattern(self) -> str:
        """Return the pattern as it was written."""

    def search(self, string: str, /) -> object | None:
        """Return the first match, or None."""


def compiled(pattern: str) -> RegexPattern:
    """Return a pattern compiled by RE2, which never backtracks, or by `re` if it has look-around or references."""
    return _linear(pattern) or re.compile(pattern)


def is_linear(pattern: str) -> bool:
    """Return whether a pattern can be matched in linear time, whatever the text.

    >>> is_linear("(a+)+$"), is_linear("(?=a)b")
    (True, False)
    """
    return _linear(pattern) is not None


def _linear(pattern: str) -> RegexPattern | None:
    import re2  # noqa: PLC0415 - few runs have patterns

    options = re2.Options()
    options.log_errors = False
    try:
        compiled_pattern: RegexPattern = re2.compile(pattern, options)
    except (re2.error, UnicodeError):
        return None
    return compiled_pattern
