"""Finding, reading and writing the files whose links are checked."""

import codecs
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from glob import glob, has_magic
from itertools import takewhile
from pathlib import Path

from linkscan.documents.formats import FORMATS
from linkscan.errors import InputError, LinkscanError

LARGEST = 1 << 24  # bytes; no hand-written page is larger
_SKIPPED_FOLDERS = {"node_modules", "__pycache__", "site-packages"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Document:
    """A file with its text; undecodable bytes are kept as lone surrogates, and written back unchanged."""

    path: Path
    text: str
    encoding: str = "utf-8"
    bom: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Return another text in the encoding of this file."""
        return self.bom + text.encode(self.encoding, "surrogateescape")


def expand(names: Iterable[str]) -> Iterator[Path]:
    """Yield the distinct files that are named, matched by a pattern, or of a known format in a folder.

    Hidden folders and installed packages are skipped.

    Raises:
        InputError: There is no file for a pattern or folder.
    """
    seen: set[Path] = set()
    for name in names:
        found = list(_matches(name))
        if not found:
            raise InputError(f"{name}: nothing to check here; name files of {', '.join(FORMATS)}")
        for path in found:
            if path not in seen:
                seen.add(path)
                yield path


def _matches(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from _walk(path)
    elif has_magic(name) and not path.exists():
        named = Path(*takewhile(lambda part: not has_magic(part), path.parts))
        for match in map(Path, sorted(glob(name, recursive=True))):  # noqa: PTH207 - supports absolute patterns, too
            if _is_file_in(match, named):
                yield match
    else:
        yield path


def _walk(folder: Path) -> Iterator[Path]:
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in _SKIPPED_FOLDERS)
        for file in sorted(files):
            if Path(file).suffix.lower() in FORMATS and _is_file_in(Path(base) / file, folder):
                yield Path(base) / file


def _is_file_in(path: Path, folder: Path) -> bool:
    """Return whether a path is a regular file inside the folder, also after following links."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def read(path: Path) -> Document:
    """Return a file with its text.

    Raises:
        InputError: The file cannot be read, is too large, or is not text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)  # not by its size: a device has none, and may be endless
        if len(content) > LARGEST:
            raise InputError(f"{path}: larger than {LARGEST >> 20} MiB; leave it out, or split it")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return Document(path, content[len(bom) :].decode(encoding, "surrogateescape"), encoding, bom)
    if b"\0" in content[:8192]:
        raise InputError(
            f"{path}: not a text file; give files of {', '.join(FORMATS)}, or `linkscan scan {path}` for papers"
        )
    return Document(path, content.decode("utf-8", "surrogateescape"))


def write(document: Document, text: str) -> None:
    """Replace the text of a file atomically, keeping its permissions; links are followed.

    Raises:
        LinkscanError: The file cannot be written, or has changed since it was read; it is left unchanged.
    """
    path = document.path.resolve()
    try:
        if not _has_content(path, document.encoded(document.text)):
            raise LinkscanError(f"{document.path}: changed since it was read, and is left as it is; run again")
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=".linkscan-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(document.encoded(text))
                out.flush()
                os.fsync(out.fileno())
            Path(made).chmod(path.stat().st_mode & 0o7777)
            Path(made).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(made).unlink()
            raise
    except OSError as error:
        raise LinkscanError(f"{document.path}: cannot be written: {error.strerror or error}") from error


def _has_content(path: Path, content: bytes) -> bool:
    """Return whether a path is a regular file with exactly this content."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(content) + 1) == content


def exists(path: Path) -> bool:
    """Return whether a file or folder exists; False for an invalid path."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
