"""Links of Jupyter notebooks: those of the Markdown cells (https://nbformat.readthedocs.io/en/latest/). Pure."""

import json
from collections.abc import Iterator

from linkscan.documents import markdown
from linkscan.documents.reference import Reference, Scope


def find(text: str, scope: Scope) -> Iterator[Reference]:
    """Yield the links of Markdown cells where the file has them; with `Scope.VERBATIM`, of code cells too."""
    position = 0
    for cell in _cells(text):
        if cell.get("cell_type") != "markdown" and scope is Scope.PROSE:
            continue
        source = cell.get("source", "")
        source = "".join(map(str, source)) if isinstance(source, list) else str(source)
        for found in markdown.find(source, scope):
            written = json.dumps(source[found.start : found.end], ensure_ascii=False)[1:-1]
            start = text.find(written, position)
            if start >= 0:
                position = start + len(written)
                yield Reference(start, position, found.target, is_fixable=False)


def _cells(text: str) -> list[dict[str, object]]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return []
    cells = document.get("cells") if isinstance(document, dict) else None
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []
