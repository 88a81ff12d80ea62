"""Containers: gzip, bzip2, zstd and zip archives, unpacked while they are read; bombs are refused.

A bomb is told by what comes out of it, not by what it declares: more than `MOST_EXPANSION` times what went in, above
`HARMLESS` bytes. Text compresses 3 to 30 times, and a file of one repeated record some 150 times with gzip.
"""

import io
import struct
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any, cast

from linkscan.errors import CutOffError, InputError, SettingsError, needs
from linkscan.papers.input_file import Stream

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

HARMLESS = 1 << 20
"""Bytes that may come out of anything that is compressed: as many records of four bytes as are read in five seconds."""

HARMLESS_DOCUMENT = 1 << 26
"""Bytes that may come out of a spreadsheet, a PDF or a Parquet file, most of which are not text."""

MOST_EXPANSION = 200
"""Bytes that may come out for each that went in, above `HARMLESS`."""

MOST_MEMBERS = 10_000
"""Files of an archive. Its directory is held in memory, some 500 bytes for each."""

SPREADSHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
"""Name and content of the first member of an .ods, which is not compressed: OpenDocument 1.3, part 2, section 3.3."""

_BEGINNING = 128  # bytes in which they stand
_ZSTD_WINDOW = 1 << 27  # bytes of memory that a frame may ask for; `zstd` itself refuses more without --long
_ZSTD_PIECE = 1 << 10  # bytes unpacked at once, of which four can stand for 128 kB
_DIRECTORY_END = b"PK\x05\x06"  # of the record that ends the directory of a zip archive: APPNOTE.TXT, section 4.3.16
_DIRECTORY_END_SIZE = 22  # bytes of that record, without the comment behind it
_COUNT_AND_SIZE = struct.Struct("<HI")  # of the directory: its entries, and its bytes
_COUNT_AT = 10  # bytes of the record before them
_ENTRY_SIZE = 1000  # bytes of the directory for each file, with a long name
_ENCRYPTED = 1  # the first bit of a member's flags: APPNOTE.TXT, section 4.4.4
_LONGEST_COMMENT = 1 << 16
_BLOCK = 512  # bytes of tar, in the first of which its name stands
_WORKBOOK = "xl/workbook.xml"
_DOCUMENTS = {  # a file that only this kind of archive has
    "word/document.xml": "a Word document; save its text as .txt",
    "ppt/presentation.xml": "a PowerPoint presentation; save its text as .txt",
    "META-INF/container.xml": "an e-book; save its text as .txt",
    "mimetype": "an OpenDocument file; save its text as .txt, or its table as .ods",
    "xl/workbook.bin": "a binary Excel workbook; save it as .xlsx or CSV",
}


def unpacked(name: str, file: Stream) -> Iterator[tuple[str, Stream] | InputError]:
    """Yield the files in a file, each with its name, or why one cannot be read; a plain file holds itself.

    Raises InputError for what is damaged, encrypted, a bomb, or packed in a way that nothing here unpacks.
    """
    start, stream = _peeked(name, file)
    if start.startswith(b"\x1f\x8b"):
        from gzip import GzipFile  # noqa: PLC0415 - most inputs are plain files

        yield name, _bounded(name, stream, lambda packed: GzipFile(fileobj=packed))
    elif start.startswith(b"BZh"):
        from bz2 import BZ2File  # noqa: PLC0415 - likewise

        yield name, _bounded(name, stream, lambda packed: cast(Stream, BZ2File(packed)))
    elif start.startswith(b"\x28\xb5\x2f\xfd"):
        yield name, _bounded(name, stream, _zstd(name))
    elif start.startswith(b"PK\x03\x04") and stream.seekable():
        yield from _members(name, stream)
    elif start.startswith(b"\xfd7zXZ"):
        raise InputError(f"{name}:1: compressed with xz; unpack it first, as in: xz -dc {name} | linkscan ... -")
    elif start.startswith(b"7z\xbc\xaf\x27\x1c"):
        raise InputError(f"{name}:1: a 7z archive; unpack it first, as in: 7z x {name}")
    elif start.startswith(b"Rar!"):
        raise InputError(f"{name}:1: a RAR archive; unpack it first")
    elif start[257:262] == b"ustar":
        raise InputError(f"{name}:1: a tar archive; unpack it first, as in: tar xf {name}")
    else:
        yield name, stream


def _peeked(name: str, file: Stream) -> tuple[bytes, Stream]:
    """Read the first bytes, and give a file that begins with them still."""
    try:
        if file.seekable():
            start = file.read(_BLOCK)
            file.seek(0)
            return start, file
        start = b""
        while len(start) < _BLOCK and (more := file.read(_BLOCK - len(start))):
            start += more
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{name}: cannot be read ({reason}); copy it and try again") from None
    return start, io.BufferedReader(_PrefixedStream(start, file))


class _PrefixedStream(io.RawIOBase):
    """Bytes, and then the rest of the file that they were read from."""

    def __init__(self, start: bytes, rest: Stream) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]", /) -> int:  # type: ignore[override] # any buffer will do
        taken = self._start[: len(buffer)] or self._rest.read(len(buffer))
        self._start = self._start[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


class _Counted(io.RawIOBase):
    """A file that counts what is read of it."""

    def __init__(self, file: Stream) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]", /) -> int:  # type: ignore[override] # any buffer will do
        taken = self._file.read(len(buffer))
        buffer[: len(taken)] = taken
        self.count += len(taken)
        return len(taken)


class _Bounded(io.RawIOBase):
    """What comes out of a compressed file, until it is too much for what went in."""

    def __init__(self, name: str, content: Stream, taken_in: Callable[[], int], harmless: int = HARMLESS) -> None:
        self._name, self._taken_in, self._harmless = name, taken_in, harmless
        self._read = getattr(content, "read1", content.read)  # which gives what there is before a damaged part
        self._given = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: "memoryview[int]", /) -> int:  # type: ignore[override] # any buffer will do
        try:
            taken = self._read(len(buffer))
        except InputError:
            raise
        except Exception as error:  # noqa: BLE001 - each library has its own for damaged content
            raise CutOffError(
                f"{self._name}:1: a damaged or incomplete archive ({_why(error)}); fetch it again"
            ) from None
        self._given += len(taken)
        if self._given > self._harmless and self._given > MOST_EXPANSION * self._taken_in():
            raise _bomb(self._name)
        buffer[: len(taken)] = taken
        return len(taken)


def _bounded(name: str, packed: Stream, unpack: Callable[[IO[bytes]], Stream]) -> Stream:
    counted = _Counted(packed)
    return _Bounded(name, unpack(cast(IO[bytes], counted)), lambda: counted.count)


def _bomb(name: str) -> InputError:
    return InputError(
        f"{name}:1: expands to more than {MOST_EXPANSION} times its size; unpack it yourself if you trust it"
    )


def _why(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


def _zstd(name: str) -> Callable[[IO[bytes]], Stream]:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise SettingsError(needs(f"{name}: zstd", "zstandard")) from None
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    return lambda packed: cast(Stream, _Zstd(packed, decompressor))


class _Zstd:
    """What comes out of zstd's frames; the library's own reader says nothing of one that is cut off."""

    def __init__(self, packed: IO[bytes], decompressor: Any) -> None:
        self._packed, self._decompressor = packed, decompressor
        self._frame = decompressor.decompressobj()
        self._is_open = False
        self._out = self._left = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return some bytes, `size` at most; raise EOFError where the last frame has no end."""
        while not self._out:
            piece = self._left or self._packed.read(_ZSTD_PIECE)
            if not piece:
                if self._is_open:
                    raise EOFError("compressed file ended before the end of a frame")
                return b""
            if self._frame.eof:
                self._frame = self._decompressor.decompressobj()
            self._out = self._frame.decompress(piece)
            self._left, self._is_open = self._frame.unused_data, not self._frame.eof
        taken, self._out = self._out[:size], self._out[size:]
        return taken


def _members(name: str, file: Stream) -> Iterator[tuple[str, Stream] | InputError]:
    """Yield each file of a zip archive; an office document is one file."""
    from zipfile import ZipFile  # noqa: PLC0415 - likewise

    _check_directory(name, file)
    try:
        archive = ZipFile(cast(IO[bytes], file))
    except _faults() as error:
        raise InputError(f"{name}:1: a damaged or incomplete archive ({_why(error)}); fetch it again") from None
    with archive:
        infos = archive.infolist()
        names = {info.filename for info in infos}
        if _WORKBOOK in names or _is_spreadsheet(file):
            file.seek(0)
            yield name, file
            return
        if document := next((what for member, what in _DOCUMENTS.items() if member in names), None):
            raise InputError(f"{name}:1: {document}")
        for info in infos:
            if not _is_furniture(info.filename):
                yield member_of(f"{name}/{info.filename}", archive, info)


def _is_spreadsheet(file: Stream) -> bool:
    """Return whether the first member says that it is an OpenDocument spreadsheet."""
    file.seek(0)
    return SPREADSHEET in file.read(_BEGINNING)


def _faults() -> tuple[type[Exception], ...]:
    """Return what the libraries raise for a damaged archive."""
    from lzma import LZMAError  # noqa: PLC0415 - likewise
    from zipfile import BadZipFile  # noqa: PLC0415
    from zlib import error  # noqa: PLC0415

    return (OSError, EOFError, error, LZMAError, BadZipFile, struct.error, ValueError, RuntimeError)


def _is_furniture(member: str) -> bool:
    """Return whether an entry is a folder, or one of those that macOS puts beside every file."""
    return member.endswith("/") or member.startswith("__MACOSX/") or member.rpartition("/")[2] == ".DS_Store"


def member_of(
    inner: str, archive: "ZipFile", info: "ZipInfo", harmless: int = HARMLESS
) -> tuple[str, Stream] | InputError:
    """Return the name and the content of a file of an archive, or why it cannot be read."""
    if info.file_size > harmless and info.file_size > MOST_EXPANSION * max(1, info.compress_size):
        return _bomb(inner)
    if info.flag_bits & _ENCRYPTED:
        return InputError(f"{inner}:1: encrypted; unpack it first")
    try:
        opened = archive.open(info)
    except _faults() as error:
        return InputError(f"{inner}:1: cannot be unpacked ({_why(error)}); unpack it yourself")
    size = max(1, info.compress_size)
    content = _Bounded(inner, cast(Stream, opened), lambda: size, harmless)
    try:
        start = content.read(2)
    except InputError as error:
        return error
    if start in (b"\x1f\x8b", b"BZ"):
        return InputError(f"{inner}:1: an archive inside an archive; unpack it first")
    return inner, _PrefixedStream(start, content)


def _check_directory(name: str, file: Stream) -> None:
    """Raise InputError for more files than anybody's archive has, before a list of them is made."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - _LONGEST_COMMENT - _DIRECTORY_END_SIZE))
    tail = file.read()
    at = tail.rfind(_DIRECTORY_END)
    file.seek(0)
    if at < 0 or len(tail) < at + _COUNT_AT + _COUNT_AND_SIZE.size:
        raise InputError(f"{name}:1: a damaged or incomplete archive (no directory at its end); fetch it again")
    count, size = _COUNT_AND_SIZE.unpack_from(tail, at + _COUNT_AT)
    if count > MOST_MEMBERS or size > MOST_MEMBERS * _ENTRY_SIZE:
        raise InputError(f"{name}:1: an archive of over {MOST_MEMBERS} files; unpack it, and name the files")
