"""Find, read and write the files whose links are checked. The only module here that touches the disk."""

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

LARGEST = 1 << 24  # bytes; no page that people write by hand has more
_LEFT_OUT = {"node_modules", "__pycache__", "site-packages"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Document:
    """A file with its text; bytes that are not of its encoding survive as lone surrogates, and are written back."""

    path: Path
    text: str
    encoding: str = "utf-8"
    bom: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Return another text as this file would hold it."""
        return self.bom + text.encode(self.encoding, "surrogateescape")


def expand(names: Iterable[str]) -> Iterator[Path]:
    """Yield each file that is named, matched by a pattern, or within a folder and of a known format, each once.

    Hidden folders and installed packages are left out.

    Raises:
        InputError: A name, pattern or folder leads to no file.
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
        yield from _within(path)
    elif has_magic(name) and not path.exists():
        named = Path(*takewhile(lambda part: not has_magic(part), path.parts))
        for match in map(Path, sorted(glob(name, recursive=True))):  # noqa: PTH207 - of absolute patterns too
            if _is_of(match, named):
                yield match
    else:
        yield path


def _within(folder: Path) -> Iterator[Path]:
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in _LEFT_OUT)
        for file in sorted(files):
            if Path(file).suffix.lower() in FORMATS and _is_of(Path(base) / file, folder):
                yield Path(base) / file


def _is_of(path: Path, folder: Path) -> bool:
    """Return whether a path is a file of the folder: no pipe, nor a link that leads out of it, or nowhere."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def read(path: Path) -> Document:
    """Return a file with its text.

    Raises:
        InputError: It cannot be read, is too large, or is no text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)  # a device has no size, and no end
        if len(content) > LARGEST:
            raise InputError(f"{path}: larger than {LARGEST >> 20} MiB; take it out, or split it")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return Document(path, content[len(bom) :].decode(encoding, "surrogateescape"), encoding, bom)
    if b"\0" in content[:8192]:
        raise InputError(
            f"{path}: not a text; give files of {', '.join(FORMATS)}, or `linkscan scan {path}` for papers"
        )
    return Document(path, content.decode("utf-8", "surrogateescape"))


def write(document: Document, text: str) -> None:
    """Replace the text of a file: whole or not at all, with its permissions, through links to where it is.

    Raises:
        LinkscanError: It cannot be written, or is another by now, as when an editor saved it; it is as it was.
    """
    path = document.path.resolve()
    try:
        if not _holds(path, document.encoded(document.text)):
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


def _holds(path: Path, content: bytes) -> bool:
    """Return whether that is all that a file holds; what is no file holds nothing, and may have no end."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(content) + 1) == content


def exists(path: Path) -> bool:
    """Return whether a file or folder is there; a path that no system call takes is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
