"""Links of Jupyter notebooks: those of the Markdown cells (https://nbformat.readthedocs.io/en/latest/). Pure."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from linkscan.documents import markdown
from linkscan.documents.reference import Reference, Scope

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[][{},:]', re.DOTALL)
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_CHARACTER = re.compile(rf"{_PAIR}|\\u[0-9a-fA-F]{{4}}|\\.|[^\\]", re.DOTALL)


def find(text: str, scope: Scope) -> Iterator[Reference]:
    """Yield the links of Markdown cells where the file has them; with `Scope.VERBATIM`, of code cells too.

    A link can be replaced where its address stands in the file as it stands in the cell, without JSON's escapes.
    """
    for cell in _cells(text):
        if cell.kind != "markdown" and scope is Scope.PROSE:
            continue
        source = _source(text, cell.strings)
        for found in markdown.find(source.text, scope):
            start, end = source.starts[found.start], source.ends[found.end - 1]
            is_plain = text[start:end] == source.text[found.start : found.end]
            yield replace(found, start=start, end=end, is_fixable=found.is_fixable and is_plain)


@dataclass(slots=True)
class _Cell:
    """A cell: its type, and where in the file the strings of its source stand, quotes included."""

    kind: str = ""
    strings: list[tuple[int, int]] = field(default_factory=list)

    def take(self, path: Sequence[str], token: "re.Match[str]") -> None:
        """Receive a string of the file, and where it belongs."""
        if path == ["cells", "[", "cell_type"]:
            self.kind = json.loads(token[0])
        elif path in (["cells", "[", "source"], ["cells", "[", "source", "["]):
            self.strings.append(token.span())


@dataclass(frozen=True, slots=True)
class _Source:
    """What a cell says, and where in the file each of its characters begins and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def _source(text: str, strings: Sequence[tuple[int, int]]) -> _Source:
    characters = [each for start, end in strings for each in _CHARACTER.finditer(text, start + 1, end - 1)]
    said = "".join(each[0] if each[0][0] != "\\" else json.loads(f'"{each[0]}"') for each in characters)
    return _Source(said, [each.start() for each in characters], [each.end() for each in characters])


def _cells(text: str) -> Iterator[_Cell]:
    """Yield the cells of a notebook; of what is no JSON, none."""
    if not _is_json(text):
        return
    path: list[str] = []  # of each open object the key that is read, of each open list a bracket
    is_key, cell = False, _Cell()
    for token in _TOKEN.finditer(text):
        match token[0][0]:
            case "{" | "[" as bracket:
                path.append("[" if bracket == "[" else "")
                is_key = bracket == "{"
            case "}" | "]":
                path.pop()
                if path == ["cells", "["]:
                    yield cell
                    cell = _Cell()
            case ",":
                is_key = path[-1] != "["
            case ":":
                is_key = False
            case _ if is_key:
                path[-1] = json.loads(token[0])
            case _:
                cell.take(path, token)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
