"""Replacing addresses in a text without changing anything else. Pure."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from urllib.parse import quote

from linkscan.documents.formats import FORMATS
from linkscan.documents.occurrence import Occurrence

_SAFE = "%/:=&?~#+!$,;@*._-"


def _entities(url: str) -> str:
    return quote(url, safe=_SAFE).replace("&", "&amp;")


def _plain(url: str) -> str:
    return quote(url, safe=_SAFE)


_WRITE: Mapping[str, Callable[[str], str]] = {
    **{ending: _plain for ending, finder in FORMATS.items() if finder.__module__.endswith((".markdown", ".rst"))},
    **{ending: _entities for ending, finder in FORMATS.items() if finder.__module__.endswith(".html")},
    **dict.fromkeys((".bib", ".ipynb"), _plain),
}
"""How addresses are written in each format that can be fixed: characters that would end one are percent-encoded."""


def is_fixable(occurrence: Occurrence) -> bool:
    """Return whether an occurrence has a new address that can be written to its file."""
    ending = PurePath(occurrence.file).suffix.lower()
    return occurrence.new is not None and occurrence.reference.is_fixable and ending in _WRITE


def fixed(text: str, occurrences: Iterable[Occurrence]) -> str:
    """Return the text of a file with the addresses of fixable occurrences replaced."""
    parts: list[str] = []
    position = 0
    for each in sorted(filter(is_fixable, occurrences), key=lambda each: each.reference.start):
        start, end = each.reference.start, each.reference.end
        new = _WRITE[PurePath(each.file).suffix.lower()](each.new or "")
        parts += (text[position:start], _escaped_like(text[start:end], new))
        position = end
    return "".join((*parts, text[position:]))


def _escaped_like(old: str, new: str) -> str:
    """Return the new address, escaped in the same way as the old one."""
    if "&amp;" in old:
        return new.replace("&amp;", "&").replace("&", "&amp;")
    return re.sub(r"(?=[_%#&~])", r"\\", new) if re.search(r"\\[_%#&~]", old) else new


def unified(name: str, old: str, new: str) -> str:
    """Return the changes of a file as a unified diff."""
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
