"""Which function answers which path."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from tests.world.messages import Request

_PARAMETER = re.compile(r"\{(\w+)(\*?)\}")


class Routes:
    """A table of path patterns, matched before decoding: `{name}` is one segment, `{name*}` the rest."""

    def __init__(self, table: Mapping[str, Callable[..., Any]]) -> None:
        self._table = [(re.compile(_as_regex(pattern)), function) for pattern, function in table.items()]

    def find(self, request: Request) -> tuple[Callable[..., Any], dict[str, str]] | None:
        """Return the first pattern that matches the whole path, with its decoded parameters."""
        path = request.target.partition("?")[0]
        for pattern, function in self._table:
            if match := pattern.fullmatch(path):
                return function, {name: unquote(value) for name, value in match.groupdict().items()}
        return None

    def answer(self, request: Request, otherwise: Callable[[Request], Any]) -> Any:
        """Call the function that answers a path, with the request and the parameters."""
        found = self.find(request)
        return otherwise(request) if found is None else found[0](request, **found[1])


def _as_regex(pattern: str) -> str:
    pieces = _PARAMETER.split(pattern)
    regex = re.escape(pieces[0])
    for name, star, literal in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        regex += f"(?P<{name}>{'.*' if star else '[^/]+'})" + re.escape(literal)
    return regex
