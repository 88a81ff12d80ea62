"""An input, opened: judged by its first bytes, decoded while it is read, never held whole."""

import codecs
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from linkscan.errors import CutOffError, InputError
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
_OF_BYTES = ("utf-8", "utf-8-sig")
"""Encodings in which a NUL is no part of another character."""

_NO_TEXT = b"\0\x1a"
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UNKNOWN = re.compile(r"[\udc80-\udcff]")
"""A byte that is no UTF-8, as `surrogateescape` decodes it."""

_IN_A_ROW = 3  # bytes that are no UTF-8: letters of another script; Latin ones stand alone or in twos
_LEAST_WIDE = 16
_LEAST_DAMAGED = 64  # bytes of text; the names that binary files begin with are shorter
_OF_EAST_ASIA = re.compile(r"[\t\n\r -~\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef\u2010-\u2026]")
_MOSTLY = 0.95


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
        self._start, self._rest = _first(_chunks(name, file))
        start = self._start
        self.is_text = not _is_binary(start)
        self.has_nuls = False
        if not self.is_text:
            self.head = start.decode("latin-1")
            return
        encoding, errors = _encoding(name, start)
        pieces: Iterator[bytes] = chain([start], self._rest)
        if encoding in _OF_BYTES:
            pieces, start = self._without_nuls(pieces), _printable(start)
        self.head = _lines_ended_alike(codecs.getincrementaldecoder(encoding)(errors).decode(start))
        if not self.head.strip("\ufeff \t\r\n"):
            raise self.error(1, "empty; give a file with papers in it")
        whole = _JoinedStream(pieces)
        self._text = io.TextIOWrapper(whole, encoding, errors, newline="")  # type: ignore[type-var] # it needs no name

    def _without_nuls(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield pieces of a text without the NULs of a damaged file, and without the end that DOS marked one by."""
        left_out = 0
        for number, piece in enumerate(pieces):
            shown = _printable(piece, is_first=number == 0)
            if b"\0" in piece:
                self.has_nuls = True
                left_out += len(piece) - len(shown)
                if left_out > LONGEST:
                    raise self.error(1, f"holds over {LONGEST} NUL bytes; fetch it again")
            if shown:
                yield shown

    def place(self, line: int) -> str:
        """Return where `line` is, as papers and messages name it: `file:line`."""
        return f"{self.name}:{line}"

    def error(self, line: int, problem: str) -> InputError:
        """Return what is wrong at `line`, and what to do."""
        return InputError(f"{self.name}:{line}: {problem}")

    def cut_off(self, line: int, problem: str) -> CutOffError:
        """Return why the input is not read beyond `line`, and what to do."""
        return CutOffError(f"{self.name}:{line}: {problem}")

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


def _first(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the bytes that a format is told by, and what comes then; a pipe gives as little at once as it likes.

    What breaks the reading off behind some text is raised where the rest is read.
    """
    start = b""
    try:
        while len(start) < HEAD and (chunk := next(chunks, b"")):
            start += chunk
    except InputError as error:
        if not _is_utf8(start) or not start:
            raise
        return start, _broken_off(error)
    return start, chunks


def _broken_off(error: InputError) -> Iterator[bytes]:
    """Yield nothing, and raise what broke the reading off."""
    yield from ()
    raise error


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _is_binary(start: bytes) -> bool:
    if start.startswith(tuple(_BOMS)) or _wide(start):
        return False
    if start.startswith(_BINARY) or len(_CONTROLS.findall(start)) * 50 > len(start):
        return True
    return b"\0" in start and not _is_damaged_text(start)


def _is_damaged_text(start: bytes) -> bool:
    """Return whether it is a text but for its NULs, such as those that a lost connection leaves in a file."""
    text = _printable(start)
    if len(text) < _LEAST_DAMAGED:
        return False
    return len(text) * 2 > len(start.rstrip(b"\0")) and not _CONTROLS.search(text) and _is_utf8(text)


def _printable(piece: bytes, *, is_first: bool = True) -> bytes:
    """Return a piece of a text in bytes without NULs and DOS's end of file; at its start, with one mark at most."""
    while is_first and piece.startswith(codecs.BOM_UTF8 * 2):
        piece = piece[len(codecs.BOM_UTF8) :]
    return piece.translate(None, _NO_TEXT) if b"\0" in piece or b"\x1a" in piece else piece


def _lines_ended_alike(head: str) -> str:
    r"""Return the head with lines that end in \n, as formats look for them."""
    return head.replace("\r\n", "\n").replace("\r", "\n") if "\r" in head else head


def _wide(start: bytes) -> str | None:
    """Return which UTF-16 a text without its mark is in: every other byte of Latin letters is NUL; None for another."""
    sample = start[:1024]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < _LEAST_WIDE or not low + high:
        return None
    if low + high >= len(sample) * 0.4 and min(low, high) == 0:
        return "utf-16-be" if low else "utf-16-le"
    return next((each for each in ("utf-16-le", "utf-16-be") if _is_east_asian(sample, each)), None)


def _is_east_asian(sample: bytes, encoding: str) -> bool:
    """Return whether bytes decode to Chinese, Japanese or Korean, with spaces or breaks between."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    known = len(_OF_EAST_ASIA.findall(text))
    return known >= _MOSTLY * len(text) and any(map(str.isspace, text))


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
    if not _is_utf8(start) and (len(_HIGH.findall(start)) * 4 > len(start) or _is_of_another_script(start)):
        raise InputError(f"{name}:1: not UTF-8; convert it, as in: iconv -f ITS-ENCODING -t UTF-8 {name}")
    return "utf-8", "linkscan.western"


def _is_of_another_script(start: bytes) -> bool:
    """Return whether most is no UTF-8 of what is not ASCII, and stands in rows as Chinese or Cyrillic letters do."""
    text = start.decode("utf-8", "surrogateescape")
    unknown = len(_UNKNOWN.findall(text))
    runs = [len(found[0]) for found in _HIGH_RUN.finditer(start)]
    in_rows = sum(run for run in runs if run >= _IN_A_ROW)
    return 2 * in_rows > sum(runs) and 2 * unknown > sum(not character.isascii() for character in text)


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
