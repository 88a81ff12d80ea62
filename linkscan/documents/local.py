"""Checking links to local files and anchors."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePath
from urllib.parse import unquote

from linkscan.documents import files, html, markdown
from linkscan.errors import InputError

_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{|\$\(|^\{")
"""Placeholders of templates: a target with one is not the name of a file yet."""
_ANCHORS: Mapping[str, Callable[[str], set[str]]] = {
    **dict.fromkeys((".md", ".markdown"), markdown.anchors),
    **dict.fromkeys((".html", ".htm"), html.anchors),
}


def missing(target: str, document: Path) -> str | None:
    """Return what is missing of the target of a link in `document`, its file or its anchor, or None."""
    path, _, anchor = target.partition("#")
    path = unquote(path.partition("?")[0])
    if _TEMPLATE.search(target):
        return None
    file = document if not path else _resolve(path, document)
    if not files.exists(file):
        return f"there is no file {path}"
    name = unquote(anchor)
    if not name or name == "top" or name.startswith(":~:") or PurePath(file).suffix.lower() not in _ANCHORS:
        return None
    known = _anchors(file)
    if known is None or name in known or name.lower() in known or name.removeprefix("user-content-") in known:
        return None
    return f"{path or 'this file'} has no heading or anchor #{name}"


def _resolve(path: str, document: Path) -> Path:
    """Return the file that a path points to; a path starting with / is relative to the root of the repository."""
    if path.startswith("/"):
        return _root(document.parent.resolve()) / path.lstrip("/")
    return document.parent / path


@cache
def _root(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)


@cache
def _anchors(file: Path) -> set[str] | None:
    if not file.is_file():  # reading a pipe would block
        return None
    try:
        return _ANCHORS[file.suffix.lower()](files.read(file).text)
    except InputError:
        return None
