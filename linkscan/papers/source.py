"""An input, opened: judged by its first bytes, decoded while it is read, never held whole."""

import codecs
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from linkscan.errors import InputError
from linkscan.papers.keep import Keep

HEAD = 1 << 16
"""Bytes that a format is told by."""

LONGEST = 1 << 24
"""Characters of one line or record; the longest abstracts have some ten thousand."""

STDIN = "<stdin>"

_IN_MEMORY = 1 << 23  # bytes of a stream that must be read from its end; more lie in a temporary file
_BINARY = (b"PAR1", b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Kinds of file that need not hold a control character in their first bytes."""

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


class Stream(Protocol):
    """What a file, a pipe or the content of an archive can do; only some can seek."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def seekable(self) -> bool: ...


class Source:
    """One input: its name, its head, and its text by line or by chunk, to be read once.

    `head` is the beginning of a text, decoded; of a binary input its first bytes as Latin-1. `keep` says
    which columns of its records papers shall keep.
    """

    def __init__(self, name: str, file: Stream, keep: Keep | None = None) -> None:
        """Take an open file; raises InputError when it is empty, or text in no encoding known here."""
        self.name = name = _legible(name)
        self.keep = keep or Keep()
        self._file = file
        self._rest = _chunks(name, file)
        self._start = start = _first(self._rest)
        self.is_text = not _is_binary(start)
        if not self.is_text:
            self.head = start.decode("latin-1")
            return
        encoding, errors = _encoding(name, start)
        self.head = codecs.getincrementaldecoder(encoding)(errors).decode(start)
        if not self.head.strip():
            raise self.error(1, "empty; give a file with papers in it")
        whole = _JoinedStream(chain([start], self._rest))
        self._text = io.TextIOWrapper(whole, encoding, errors, newline="")  # type: ignore[type-var] # it needs no name

    def place(self, line: int) -> str:
        """Return where `line` is, as papers and messages name it: `file:line`."""
        return f"{self.name}:{line}"

    def error(self, line: int, problem: str) -> InputError:
        """Return what is wrong at `line`, and what to do."""
        return InputError(f"{self.name}:{line}: {problem}")

    @contextmanager
    def file(self) -> Iterator[BinaryIO]:
        """Open a binary input at its start, for formats that jump about in it; a stream is copied to a file first."""
        if self.is_text:
            raise self.error(1, "a text, which this format is not; leave out --format-in")
        if self._file.seekable():
            self._file.seek(0)
            yield cast(BinaryIO, self._file)
            return
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            shutil.copyfileobj(_JoinedStream(chain([self._start], self._rest)), copy, HEAD)
            copy.seek(0)
            yield cast(BinaryIO, copy)

    def raw_lines(self) -> Iterator[str]:
        r"""Yield each line with its line end: \n, \r\n or \r."""
        for number, line in enumerate(iter(partial(self._reader().readline, LONGEST), ""), 1):
            if len(line) == LONGEST:
                raise self._too_long(number)
            yield line

    def _too_long(self, number: int) -> InputError:
        return self.error(number, f"a line of over {LONGEST} characters; give a list of papers")

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number, from 1, and without its line end."""
        for number, line in enumerate(iter(partial(self._reader().readline, LONGEST), ""), 1):
            if len(line) == LONGEST:
                raise self._too_long(number)
            yield number, line.rstrip("\r\n")

    def chunks(self) -> Iterator[str]:
        """Yield the text in pieces of no particular size."""
        return iter(partial(self._reader().read, HEAD), "")

    def _reader(self) -> "io.TextIOWrapper[_JoinedStream]":  # type: ignore[type-var] # it needs no name
        if not self.is_text:
            raise self.error(1, "a binary file, which is no text; leave out --format-in")
        return self._text


@contextmanager
def opened(path: str | Path) -> Iterator[tuple[str, Stream]]:
    """Open a file, or the standard input for `-`, with its name; raises InputError when that cannot be done."""
    if str(path) == "-":
        yield STDIN, sys.stdin.buffer
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below; here only opening it may fail
    except IsADirectoryError:
        folder = str(path).rstrip("/")
        raise InputError(f"{path}: a directory; name the files in it, as in {folder}/*.txt") from None
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be opened ({_why(error)}); check the path and its permissions") from None
    with file:
        yield str(path), file


def _chunks(name: str, file: Stream) -> Iterator[bytes]:
    try:
        yield from iter(partial(file.read, HEAD), b"")
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({_why(error)}); copy it and try again") from None


def _first(chunks: Iterator[bytes]) -> bytes:
    """Read the bytes that a format is told by; a pipe gives as little at once as it likes."""
    start = b""
    while len(start) < HEAD and (chunk := next(chunks, b"")):
        start += chunk
    return start


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _is_binary(start: bytes) -> bool:
    if start.startswith(tuple(_BOMS)) or _wide(start):
        return False
    return start.startswith(_BINARY) or b"\0" in start or len(_CONTROLS.findall(start)) * 50 > len(start)


def _wide(start: bytes) -> str | None:
    """Return which UTF-16 a text without its mark is in: every other byte of Latin letters is NUL."""
    sample = start[:1024]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < 16 or low + high < len(sample) * 0.4 or min(low, high) > 0:
        return None
    return "utf-16-be" if low else "utf-16-le"


def _encoding(name: str, start: bytes) -> tuple[str, str]:
    """Return encoding and error handler by the first bytes.

    A byte order mark decides; everything else is UTF-8, in which bytes that are not UTF-8 are read as
    Windows-1252. That suits the odd Latin-1 name in a BibTeX file, and no text of another script. What an XML
    declaration says is believed by nobody: files that were converted keep it.
    """
    for mark, encoding in _BOMS.items():
        if start.startswith(mark):
            return encoding, "linkscan.western" if encoding == "utf-8-sig" else "replace"
    if wide := _wide(start):
        return wide, "replace"
    if not _is_utf8(start) and len(_HIGH.findall(start)) * 4 > len(start):
        raise InputError(f"{name}:1: not UTF-8; convert it, as in: iconv -f ITS-ENCODING -t UTF-8 {name}")
    return "utf-8", "linkscan.western"


def _is_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)  # which may end amid a character
    except UnicodeDecodeError:
        return False
    return True


class _JoinedStream(io.BufferedIOBase):
    """Pieces of bytes as one file again, whether or not the file they came from can seek."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def readable(self) -> bool:
        """Promise to be read, which is all that `TextIOWrapper` does here."""
        return True

    def read1(self, _size: int = -1, /) -> bytes:
        """Return the next piece, whatever its size."""
        return next(self._pieces, b"")

    def read(self, _size: int | None = -1, /) -> bytes:
        """Return the next piece too: a copying reader calls again until nothing comes."""
        return next(self._pieces, b"")
