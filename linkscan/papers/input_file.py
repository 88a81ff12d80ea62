"""An open input, which is inspected by its first bytes, decoded while it is read, and never loaded whole."""

import codecs
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from linkscan.errors import CutOffError, InputError
from linkscan.papers.encodings import (
    CONTINUED,
    NOT_UTF8,
    OF_BYTES,
    encoding_of,
    first_foreign,
    is_binary,
    is_foreign,
    is_utf8,
    printable,
)
from linkscan.papers.keep import Keep

HEAD = 1 << 16
"""Bytes from which the format is detected."""

LONGEST = 1 << 24
"""The most characters of a line or record; the longest abstracts have some ten thousand."""

STDIN = "<stdin>"

_IN_MEMORY = 1 << 23  # bytes of a stream that must be seekable; a longer one is copied to a temporary file


def _legible(name: str) -> str:
    """Return a file name with control characters and invalid bytes escaped, since names are written to reports."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


class Stream(Protocol):
    """A file, a pipe or a member of an archive; only some are seekable."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def seekable(self) -> bool: ...


class InputFile:
    """One input: its name, its head, and its text by line or by chunk, which can be read once.

    `head` is the decoded beginning of a text, or the first bytes of a binary input as Latin-1. `keep` tells which
    columns of the records papers keep.
    """

    def __init__(self, name: str, file: Stream, keep: Keep | None = None) -> None:
        """Take an open file. Raise InputError if it is empty, or text in an unknown encoding."""
        self.name = name = _legible(name)
        self.keep = keep or Keep()
        self._file = file
        self._start, self._rest = _first(_chunks(name, file))
        start = self._start
        self.is_text = not is_binary(start)
        self.has_nuls = False
        if not self.is_text:
            self.head = start.decode("latin-1")
            return
        encoding, errors = encoding_of(name, start)
        pieces: Iterator[bytes] = chain([start], self._rest)
        if encoding in OF_BYTES:
            pieces, start = self._without_nuls(pieces), printable(start)
        self.head = _lines_ended_alike(codecs.getincrementaldecoder(encoding)(errors).decode(start))
        if not self.head.strip("\ufeff \t\r\n"):
            raise self.error(1, "empty; give a file with papers in it")
        whole = _JoinedStream(pieces)
        self._text = io.TextIOWrapper(whole, encoding, errors, newline="")  # type: ignore[type-var] # it needs no name

    def _without_nuls(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield chunks of a text without NULs from damage, and without the end-of-file marks of DOS."""
        left_out = 0
        for number, piece in enumerate(self._in_utf8(pieces)):
            shown = printable(piece, is_first=number == 0)
            if b"\0" in piece:
                self.has_nuls = True
                left_out += len(piece) - len(shown)
                if left_out > LONGEST:
                    raise self.error(1, f"holds over {LONGEST} NUL bytes; fetch it again")
            if shown:
                yield shown

    def _in_utf8(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield chunks of a text; raise CutOffError at the first line in the encoding of another script."""
        lines = 0
        for number, piece in enumerate(pieces):
            rest = piece.lstrip(CONTINUED) if number else b""  # of a character that the piece before begins
            if rest and is_foreign(rest):
                good = piece[: len(piece) - len(rest) + first_foreign(rest)]
                yield good
                raise self.cut_off(lines + good.count(b"\n") + 1, f"from here on {NOT_UTF8} {self.name}")
            lines += piece.count(b"\n")
            yield piece

    def place(self, line: int) -> str:
        """Return the place of `line` for papers and messages: `file:line`."""
        return f"{self.name}:{line}"

    def error(self, line: int, problem: str) -> InputError:
        """Return an error about `line`; `problem` says what is wrong and what to do."""
        return InputError(f"{self.name}:{line}: {problem}")

    def cut_off(self, line: int, problem: str) -> CutOffError:
        """Return the error that reading ends at `line`; `problem` says why and what to do."""
        return CutOffError(f"{self.name}:{line}: {problem}")

    @contextmanager
    def file(self) -> Iterator[BinaryIO]:
        """Open a binary input at its start, for formats that need to seek; a stream is copied to a file first."""
        if self.is_text:
            raise self.error(1, "a text file, but this format is binary; leave out --format-in")
        if self._file.seekable():
            self._file.seek(0)
            yield cast(BinaryIO, self._file)
            return
        import shutil  # noqa: PLC0415 - few inputs are both binary and a stream
        import tempfile  # noqa: PLC0415

        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            shutil.copyfileobj(_JoinedStream(chain([self._start], self._rest)), copy, HEAD)
            copy.seek(0)
            yield cast(BinaryIO, copy)

    def raw_lines(self) -> Iterator[str]:
        r"""Yield each line with its ending: \n, \r\n or \r."""
        for number, line in enumerate(iter(partial(self._reader().readline, LONGEST), ""), 1):
            if len(line) == LONGEST:
                raise self._too_long(number)
            yield line

    def _too_long(self, number: int) -> InputError:
        return self.error(number, f"a line of over {LONGEST} characters; give a list of papers")

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line without its ending, and its number from 1."""
        for number, line in enumerate(iter(partial(self._reader().readline, LONGEST), ""), 1):
            if len(line) == LONGEST:
                raise self._too_long(number)
            yield number, line.rstrip("\r\n")

    def chunks(self) -> Iterator[str]:
        """Yield the text in chunks of any size."""
        return iter(partial(self._reader().read, HEAD), "")

    def _reader(self) -> "io.TextIOWrapper[_JoinedStream]":  # type: ignore[type-var] # it needs no name
        if not self.is_text:
            raise self.error(1, "a binary file, not text; leave out --format-in")
        return self._text


@contextmanager
def opened(path: str | Path) -> Iterator[tuple[str, Stream]]:
    """Open a file, or the standard input for `-`, and yield it with its name. Raise InputError if that fails."""
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


def _lines_ended_alike(head: str) -> str:
    r"""Return the head with all line endings as \n, which formats expect."""
    return head.replace("\r\n", "\n").replace("\r", "\n") if "\r" in head else head


def _chunks(name: str, file: Stream) -> Iterator[bytes]:
    try:
        yield from iter(partial(file.read, HEAD), b"")
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({_why(error)}); copy it and try again") from None


def _first(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the bytes from which the format is detected, and the rest; a pipe may deliver few bytes at a time.

    An error after some bytes were read is raised when the rest is read.
    """
    start = b""
    try:
        while len(start) < HEAD and (chunk := next(chunks, b"")):
            start += chunk
    except InputError as error:
        if not is_utf8(start) or not start:
            raise
        return start, _broken_off(error)
    return start, chunks


def _broken_off(error: InputError) -> Iterator[bytes]:
    """Yield nothing, and raise the error that ended reading."""
    yield from ()
    raise error


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


class _JoinedStream(io.BufferedIOBase):
    """Chunks of bytes as a single file, whether or not the original file is seekable."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def readable(self) -> bool:
        """Return True; reading is all that `TextIOWrapper` does here."""
        return True

    def read1(self, _size: int = -1, /) -> bytes:
        """Return the next chunk, whatever its size."""
        return next(self._pieces, b"")

    def read(self, _size: int | None = -1, /) -> bytes:
        """Return the next chunk; whoever copies the file calls this until it returns nothing."""
        return next(self._pieces, b"")
