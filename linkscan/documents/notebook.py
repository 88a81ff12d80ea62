"""Links in the Markdown cells of Jupyter notebooks (https://nbformat.readthedocs.io/en/latest/). Pure."""

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
    """Yield the links in Markdown cells with their position in the file; with `Scope.VERBATIM`, in all cells.

    A link is fixable if its address in the file has no JSON escapes.
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
    """A cell: its type, and the spans in the file of the strings of its source, including quotes."""

    kind: str = ""
    strings: list[tuple[int, int]] = field(default_factory=list)

    def take(self, path: Sequence[str], token: "re.Match[str]") -> None:
        """Process a string in the file, given its path in the JSON document."""
        if path == ["cells", "[", "cell_type"]:
            self.kind = json.loads(token[0])
        elif path in (["cells", "[", "source"], ["cells", "[", "source", "["]):
            self.strings.append(token.span())


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a cell, and where in the file each of its characters starts and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def _source(text: str, strings: Sequence[tuple[int, int]]) -> _Source:
    characters = [each for start, end in strings for each in _CHARACTER.finditer(text, start + 1, end - 1)]
    content = "".join(each[0] if each[0][0] != "\\" else json.loads(f'"{each[0]}"') for each in characters)
    return _Source(content, [each.start() for each in characters], [each.end() for each in characters])


def _cells(text: str) -> Iterator[_Cell]:
    """Yield the cells of a notebook; none if the text is not JSON."""
    if not _is_json(text):
        return
    path: list[str] = []  # the current key of each open object, and a bracket for each open list
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
