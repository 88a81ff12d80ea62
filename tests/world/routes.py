"""Which function answers which path."""

import re
from collections.abc import Callable, Mapping
from typing import Any

_PARAMETER = re.compile(r"\{(\w+)(\*?)\}")


class Routes:
    """A table of path patterns: `{name}` is one segment, `{name*}` the rest, slashes included."""

    def __init__(self, table: Mapping[str, Callable[..., Any]]) -> None:
        self._table = [(re.compile(_as_regex(pattern)), function) for pattern, function in table.items()]

    def find(self, path: str) -> tuple[Callable[..., Any], dict[str, str]] | None:
        """Find the first pattern that fits the whole path, with its parameters."""
        for pattern, function in self._table:
            if match := pattern.fullmatch(path):
                return function, match.groupdict()
        return None


def _as_regex(pattern: str) -> str:
    pieces = _PARAMETER.split(pattern)
    regex = re.escape(pieces[0])
    for name, star, literal in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        regex += f"(?P<{name}>{'.*' if star else '[^/]+'})" + re.escape(literal)
    return regex
