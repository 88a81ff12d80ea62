"""Detect the encoding of a text from its first bytes, and tell text from binary data. Pure.

Almost all inputs are UTF-8. Encodings are not guessed from letter frequencies: text in a legacy encoding of another
script that does not declare it is refused, since a wrong guess would invent titles.
"""

import codecs
import re

from linkscan.errors import InputError
from linkscan.patterns import lazy_pattern

_BINARY = (b"PAR1", b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Binary files whose first bytes need not contain control characters."""

_BOMS = {  # longer ones first: the mark of UTF-32 begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
OF_BYTES = ("utf-8", "utf-8-sig")
"""Encodings in which a NUL byte is not part of another character."""

_NO_TEXT = b"\0\x1a"
CONTINUED = bytes(range(0x80, 0xC0))  # continuation bytes of UTF-8
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_ASCII = bytes(range(0x80))
_HIGH = lazy_pattern(rb"[\x80-\xff]")
_HIGH_RUN = lazy_pattern(rb"[\x80-\xff]+")
_UNKNOWN = lazy_pattern(r"[\udc80-\udcff]")
"""An invalid byte, as decoded by `surrogateescape`."""

_IN_A_ROW = 3  # consecutive invalid bytes that are letters of another script; Latin ones come alone or in pairs
_LEAST_WIDE = 16
_LEAST_DAMAGED = 64  # bytes of text; names at the start of binary files are shorter
_SCRIPTS = lazy_pattern(
    r"[\t\n\r -~\xa0-\u024f\u0370-\u06ff\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
"""Letters of Europe, the Near East and East Asia, with punctuation and spaces."""

_ESCAPES = {b"\x1b$B": "iso2022_jp", b"\x1b$@": "iso2022_jp", b"\x1b$)C": "iso2022_kr"}  # RFC 1468, RFC 1557
_DECLARED = lazy_pattern(rb"\s*(?:<\?xml[^>]{1,100}encoding=[\"']|% ?Encoding: ?)([A-Za-z][\w.:-]{1,30})")
"""The encoding declared by XML, and by JabRef in the first line of BibTeX."""

_DECLARABLE = ("gb", "big5", "shift_jis", "euc_", "cp", "iso8859", "koi8", "mac-")
_LATIN = ("iso8859-1", "cp1252")
"""Encodings by the beginnings of their names: those that are believed, and those that any text is said to be in."""

_INSIDE_WORD = lazy_pattern(rb"(?<=[a-z])[\x80-\xff](?=[a-z])")
_BETWEEN_LETTERS = "’‘´`·–—\xa0\xad"  # signs that occur inside words in Windows-1252
_MAC = "mac_roman"
_ONLY_IN_MAC = frozenset(b"\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x98\x99\x9b\x9d\x9f")
"""Bytes that are small letters in Mac OS Roman, such as `á`, `é`, `ü`, and no letters or quotes in Windows-1252."""
_AMID_LETTERS = lazy_pattern(rb"(?<=[A-Za-z])[\x80-\xff]+(?=[a-z])")

_SEVERAL, _FIFTH = 4, 0.2  # number and share of bytes inside words that are not letters in Windows-1252
_MOSTLY = 0.95


def _western(error: UnicodeError) -> tuple[str, int]:
    """Decode invalid bytes as Windows-1252, as browsers do for Latin-1 (WHATWG Encoding, 4.2)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in wrong), error.end


codecs.register_error("linkscan.western", _western)


def is_binary(start: bytes) -> bool:
    if start.startswith(tuple(_BOMS)) or _wide(start):
        return False
    if start.startswith(_BINARY) or len(_CONTROLS.findall(start)) * 50 > len(start):
        return True
    return b"\0" in start and not _is_damaged_text(start)


def _is_damaged_text(start: bytes) -> bool:
    """Return whether bytes are text apart from NULs, such as those left by an interrupted download."""
    text = printable(start)
    if len(text) < _LEAST_DAMAGED:
        return False
    return len(text) * 2 > len(start.rstrip(b"\0")) and not _CONTROLS.search(text) and is_utf8(text)


def printable(piece: bytes, *, is_first: bool = True) -> bytes:
    """Return a chunk of text without NULs and DOS end-of-file marks; the first chunk keeps one byte order mark."""
    while is_first and piece.startswith(codecs.BOM_UTF8 * 2):
        piece = piece[len(codecs.BOM_UTF8) :]
    return piece.translate(None, _NO_TEXT) if b"\0" in piece or b"\x1a" in piece else piece


def _wide(start: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, or None: in Latin text every other byte is NUL."""
    sample = start[:1024]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < _LEAST_WIDE or not low + high:
        return None
    if low + high >= len(sample) * 0.4 and min(low, high) == 0:
        return "utf-16-be" if low else "utf-16-le"
    return next((each for each in ("utf-16-le", "utf-16-be") if _is_in(sample, each)), None)


def _is_in(sample: bytes, encoding: str) -> bool:
    """Return whether bytes decode to letters of scripts in use, with spaces or line breaks."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    known = len(_SCRIPTS.findall(text))
    return known >= _MOSTLY * len(text) and any(map(str.isspace, text))


def encoding_of(name: str, start: bytes) -> tuple[str, str]:
    """Return encoding and error handler, from the first bytes.

    A byte order mark decides, or else the patterns of UTF-16 and ISO 2022. Everything else is UTF-8 with invalid bytes
    decoded as Windows-1252, which suits a few Latin-1 names in a BibTeX file, unless the letters are those of Mac OS
    Roman. A declared encoding is believed only if the text is not valid UTF-8, since converted files keep their
    declaration. Raise InputError for other scripts.
    """
    for mark, encoding in _BOMS.items():
        if start.startswith(mark):
            return encoding, "linkscan.western" if encoding == "utf-8-sig" else "replace"
    if wide := _wide(start):
        return wide, "replace"
    if escaped := next((encoding for escape, encoding in _ESCAPES.items() if escape in start), None):
        return escaped, "replace"
    if is_utf8(start):
        return "utf-8", "linkscan.western"
    if told := _declared(start) or (_MAC if _is_mac_roman(start) else None):
        return told, "replace"
    if is_foreign(start):
        raise InputError(f"{name}:1: {NOT_UTF8} {name}")
    return "utf-8", "linkscan.western"


NOT_UTF8 = "not UTF-8; convert it, as in: iconv -f ITS-ENCODING -t UTF-8"


def _declared(start: bytes) -> str | None:
    """Return the declared encoding if the text is valid in it, or None; declarations of Latin encodings are ignored."""
    found = _DECLARED.match(start)
    if found is None:
        return None
    try:
        encoding = codecs.lookup(found[1].decode()).name
        if not encoding.startswith(_DECLARABLE) or encoding in _LATIN:
            return None
        codecs.getincrementaldecoder(encoding)().decode(start)
    except (LookupError, UnicodeError):
        return None
    return encoding


def _is_mac_roman(start: bytes) -> bool:
    """Return whether the bytes inside words are letters in Mac OS Roman, as Excel for Mac writes it, some only there.

    https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/ROMAN.TXT
    """
    inside = b"".join(_AMID_LETTERS.findall(start))
    letters = inside.decode(_MAC)
    return not _ONLY_IN_MAC.isdisjoint(inside) and all(each.islower() or each in _BETWEEN_LETTERS for each in letters)


def is_foreign(piece: bytes) -> bool:
    """Return whether bytes are text in an encoding other than UTF-8 and Windows-1252."""
    if piece.isascii():
        return b"\x1b" in piece and any(escape in piece for escape in _ESCAPES)
    if is_utf8(piece.translate(None, _ASCII)):
        return False  # almost always; ASCII is left out to save time
    return len(_HIGH.findall(piece)) * 4 > len(piece) or any(
        is_so(piece) for is_so in (_is_of_another_script, _is_no_western, _is_mac_roman)
    )


def first_foreign(piece: bytes) -> int:
    """Return the start of the first line that is not UTF-8."""
    at = min((at for escape in _ESCAPES if (at := piece.find(escape)) >= 0), default=len(piece))
    try:
        piece.decode()
    except UnicodeDecodeError as error:
        at = error.start
    return piece.rfind(b"\n", 0, at) + 1


def _is_no_western(start: bytes) -> bool:
    """Return whether many bytes inside words are not lower-case in Windows-1252, as in other Latin encodings."""
    inside = [byte.decode("cp1252", "replace") for byte in _INSIDE_WORD.findall(start)]
    wrong = sum(not each.islower() and each not in _BETWEEN_LETTERS for each in inside)
    return "\N{REPLACEMENT CHARACTER}" in inside or wrong >= max(_SEVERAL, _FIFTH * len(inside))


def _is_of_another_script(start: bytes) -> bool:
    """Return whether most non-ASCII bytes are invalid UTF-8 in long runs, as in Chinese or Cyrillic encodings."""
    text = start.decode("utf-8", "surrogateescape")
    unknown = len(_UNKNOWN.findall(text))
    runs = [len(found[0]) for found in _HIGH_RUN.finditer(start)]
    in_rows = sum(run for run in runs if run >= _IN_A_ROW)
    return 2 * in_rows > sum(runs) and 2 * unknown > sum(not character.isascii() for character in text)


def is_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)  # the chunk may end within a character
    except UnicodeDecodeError:
        return False
    return True
