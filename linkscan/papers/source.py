"""An input, opened: judged by its first bytes, decoded while it is read, never held whole."""

import codecs
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from linkscan.errors import InputError

HEAD = 1 << 16
"""Bytes that a format is told by."""

LONGEST = 1 << 24
"""Characters of one line or record; the longest abstracts have some ten thousand."""

STDIN = "<stdin>"

TABLE = "PAR1"
"""The whole head of a Parquet table, which is no text: https://parquet.apache.org/docs/file-format/."""

_PACKED = {
    b"\x1f\x8b": ("compressed with gzip", "unpack it first, as in: gzip -dc {0} | linkscan ... -"),
    b"BZh91AY": ("compressed with bzip2", "unpack it first, as in: bzip2 -dc {0} | linkscan ... -"),
    b"\xfd7zXZ": ("compressed with xz", "unpack it first, as in: xz -dc {0} | linkscan ... -"),
    b"\x28\xb5\x2f\xfd": ("compressed with zstd", "unpack it first, as in: zstd -dc {0} | linkscan ... -"),
    b"PK\x03\x04": ("a zip archive or an office document", "unpack it, or save the table as CSV"),
    b"%PDF-": ("a PDF", "give its title and abstract as text"),
}
_BOMS = {  # the longer ones first: the mark of UTF-32 begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252, as browsers do with Latin-1 (WHATWG Encoding, 4.2)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in wrong), error.end


codecs.register_error("linkscan.western", _western)


def _legible(name: str) -> str:
    """Write what cannot be shown (control characters, bytes that are no UTF-8) as an escape: names go into reports."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


class Source:
    """One input: its name, its head (decoded), and its text by line or by chunk, to be read once."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        """Take an open file; raises InputError when it is empty, binary, or in no encoding known here."""
        self.name = name = _legible(name)
        chunks = _chunks(name, file)
        start = b""
        while len(start) < HEAD and (chunk := next(chunks, b"")):
            start += chunk  # a pipe gives as little as it likes
        self._table = file if start.startswith(TABLE.encode()) else None
        if self._table is not None:
            self.head = TABLE
            return
        encoding, errors = _encoding(name, start)
        self.head = codecs.getincrementaldecoder(encoding)(errors).decode(start)
        if not self.head.strip():
            raise self.error(1, "empty; give a file with papers in it")
        whole = _Rejoined(chain([start], chunks))
        self._text = io.TextIOWrapper(whole, encoding, errors, newline="")  # type: ignore[type-var] # it needs no name

    def place(self, line: int) -> str:
        """Say where `line` is, as papers and messages name it: `file:line`."""
        return f"{self.name}:{line}"

    def error(self, line: int, problem: str) -> InputError:
        """Say what is wrong at `line`, and what to do."""
        return InputError(f"{self.name}:{line}: {problem}")

    def table(self) -> BinaryIO:
        """Give the file of a Parquet table, to be read from its end; InputError for anything else."""
        if self._table is None:
            raise self.error(1, "no Parquet table; leave out --format-in")
        if not self._table.seekable():
            raise self.error(1, "a Parquet table is read from its end; give it as a file")
        self._table.seek(0)
        return self._table

    def raw_lines(self) -> Iterator[str]:
        r"""Give each line with its line end: \n, \r\n or \r."""
        for number, line in enumerate(iter(partial(self._reader().readline, LONGEST), ""), 1):
            if len(line) == LONGEST:
                raise self.error(number, f"a line of over {LONGEST} characters; give a list of papers")
            yield line

    def lines(self) -> Iterator[tuple[int, str]]:
        """Give each line with its number, from 1, and without its line end."""
        for number, line in enumerate(self.raw_lines(), 1):
            yield number, line.rstrip("\r\n")

    def chunks(self) -> Iterator[str]:
        """Give the text in pieces of no particular size."""
        return iter(partial(self._reader().read, HEAD), "")

    def _reader(self) -> "io.TextIOWrapper[_Rejoined]":  # type: ignore[type-var] # it needs no name
        if self._table is not None:
            raise self.error(1, "a Parquet table, which is no text; leave out --format-in")
        return self._text


@contextmanager
def opened(path: str | Path) -> Iterator[Source]:
    """Open a file, or the standard input for `-`; raises InputError when that cannot be done."""
    if str(path) == "-":
        yield Source(STDIN, sys.stdin.buffer)
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below; here only opening it may fail
    except IsADirectoryError:
        raise InputError(f"{path}: a directory; name the files in it, as in {path}/*.txt") from None
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be opened ({_why(error)}); check the path and its permissions") from None
    with file:
        yield Source(str(path), file)


def _chunks(name: str, file: BinaryIO) -> Iterator[bytes]:
    try:
        yield from iter(partial(file.read, HEAD), b"")
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({_why(error)}); copy it and try again") from None


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _encoding(name: str, start: bytes) -> tuple[str, str]:
    """Tell encoding and error handler by the first bytes.

    A byte order mark decides; everything else is UTF-8, in which bytes that are not UTF-8 are read as
    Windows-1252. That suits the odd Latin-1 name in a BibTeX file, and no text of another script.
    """
    for magic, (what, todo) in _PACKED.items():
        if start.startswith(magic):
            raise InputError(f"{name}:1: {what}; {todo.format(name)}")
    for mark, encoding in _BOMS.items():
        if start.startswith(mark):
            return encoding, "linkscan.western" if encoding == "utf-8-sig" else "replace"
    if b"\0" in start or len(_CONTROLS.findall(start)) * 50 > len(start):
        raise InputError(
            f"{name}:1: binary, or UTF-16 without its mark; give one of the formats that `--help` names, in UTF-8"
        )
    if not _is_utf8(start) and len(_HIGH.findall(start)) * 4 > len(start):
        raise InputError(f"{name}:1: not UTF-8; convert it, as in: iconv -f ITS-ENCODING -t UTF-8 {name}")
    return "utf-8", "linkscan.western"


def _is_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)  # which may end amid a character
    except UnicodeDecodeError:
        return False
    return True


class _Rejoined(io.BufferedIOBase):
    """Pieces of bytes as one file again, whether or not the file they came from can seek."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def readable(self) -> bool:
        """Promise to be read, which is all that `TextIOWrapper` does here."""
        return True

    def read1(self, _size: int = -1, /) -> bytes:
        """Give the next piece, whatever its size."""
        return next(self._pieces, b"")
