"""How the bytes of a text are read: its encoding, by its first bytes, and what is no text. Pure.

Almost all inputs are UTF-8. Nothing is guessed from letters alone: what is in the encoding of another script and does
not say so is refused, since a wrong guess makes titles that nobody wrote.
"""

import codecs
import re

from linkscan.errors import InputError

_BINARY = (b"PAR1", b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Kinds of file that need not hold a control character in their first bytes."""

_BOMS = {  # the longer ones first: the mark of UTF-32 begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
OF_BYTES = ("utf-8", "utf-8-sig")
"""Encodings in which a NUL is no part of another character."""

_NO_TEXT = b"\0\x1a"
CONTINUED = bytes(range(0x80, 0xC0))  # bytes of UTF-8 that begin no character
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_ASCII = bytes(range(0x80))
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UNKNOWN = re.compile(r"[\udc80-\udcff]")
"""A byte that is no UTF-8, as `surrogateescape` decodes it."""

_IN_A_ROW = 3  # bytes that are no UTF-8: letters of another script; Latin ones stand alone or in twos
_LEAST_WIDE = 16
_LEAST_DAMAGED = 64  # bytes of text; the names that binary files begin with are shorter
_SCRIPTS = re.compile(
    r"[\t\n\r -~\xa0-\u024f\u0370-\u06ff\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
"""Letters of Europe, of the Near East and of East Asia, and what stands between them."""

_ESCAPES = {b"\x1b$B": "iso2022_jp", b"\x1b$@": "iso2022_jp", b"\x1b$)C": "iso2022_kr"}  # RFC 1468, RFC 1557
_DECLARED = re.compile(rb"\s*(?:<\?xml[^>]{1,100}encoding=[\"']|% ?Encoding: ?)([A-Za-z][\w.:-]{1,30})")
"""What XML says of its encoding, and JabRef in the first line of its BibTeX."""

_DECLARABLE = ("gb", "big5", "shift_jis", "euc_", "cp", "iso8859", "koi8", "mac-")
_LATIN = ("iso8859-1", "cp1252")
"""Encodings by the beginnings of their names: those that are believed, and those that any text is said to be in."""

_INSIDE_WORD = re.compile(rb"(?<=[a-z])[\x80-\xff](?=[a-z])")
_BETWEEN_LETTERS = "’‘´`·–—\xa0\xad"  # in words of Windows-1252
_SEVERAL, _FIFTH = 4, 0.2  # bytes inside words that are none of Windows-1252
_MOSTLY = 0.95


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252, as browsers do with Latin-1 (WHATWG Encoding, 4.2)."""
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
    """Return whether it is a text but for its NULs, such as those that a lost connection leaves in a file."""
    text = printable(start)
    if len(text) < _LEAST_DAMAGED:
        return False
    return len(text) * 2 > len(start.rstrip(b"\0")) and not _CONTROLS.search(text) and is_utf8(text)


def printable(piece: bytes, *, is_first: bool = True) -> bytes:
    """Return a piece of a text in bytes without NULs and DOS's end of file; at its start, with one mark at most."""
    while is_first and piece.startswith(codecs.BOM_UTF8 * 2):
        piece = piece[len(codecs.BOM_UTF8) :]
    return piece.translate(None, _NO_TEXT) if b"\0" in piece or b"\x1a" in piece else piece


def _wide(start: bytes) -> str | None:
    """Return which UTF-16 a text without its mark is in: every other byte of Latin letters is NUL; None for another."""
    sample = start[:1024]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < _LEAST_WIDE or not low + high:
        return None
    if low + high >= len(sample) * 0.4 and min(low, high) == 0:
        return "utf-16-be" if low else "utf-16-le"
    return next((each for each in ("utf-16-le", "utf-16-be") if _is_in(sample, each)), None)


def _is_in(sample: bytes, encoding: str) -> bool:
    """Return whether bytes decode to letters of scripts in use, with spaces or breaks between."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    known = len(_SCRIPTS.findall(text))
    return known >= _MOSTLY * len(text) and any(map(str.isspace, text))


def encoding_of(name: str, start: bytes) -> tuple[str, str]:
    """Return encoding and error handler by the first bytes.

    A byte order mark decides, and what only UTF-16 or ISO 2022 looks like; everything else is UTF-8, in which bytes
    that are not UTF-8 are read as Windows-1252. That suits the odd Latin-1 name in a BibTeX file, and no text of
    another script. What a text declares is believed where it is no UTF-8: files that were converted keep it.
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
    if declared := _declared(start):
        return declared, "replace"
    if is_foreign(start):
        raise InputError(f"{name}:1: {NOT_UTF8} {name}")
    return "utf-8", "linkscan.western"


NOT_UTF8 = "not UTF-8; convert it, as in: iconv -f ITS-ENCODING -t UTF-8"


def _declared(start: bytes) -> str | None:
    """Return the encoding that a text which is no UTF-8 declares, if it is in that one; None for a Latin one."""
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


def is_foreign(piece: bytes) -> bool:
    """Return whether bytes are neither UTF-8 nor Windows-1252, but letters of another script or as another system's."""
    if piece.isascii():
        return b"\x1b" in piece and any(escape in piece for escape in _ESCAPES)
    if is_utf8(piece.translate(None, _ASCII)):
        return False  # as almost always; what is decoded anyway is not decoded twice
    return len(_HIGH.findall(piece)) * 4 > len(piece) or _is_of_another_script(piece) or _is_no_western(piece)


def first_foreign(piece: bytes) -> int:
    """Return where the first line begins that is no UTF-8."""
    at = min((at for escape in _ESCAPES if (at := piece.find(escape)) >= 0), default=len(piece))
    try:
        piece.decode()
    except UnicodeDecodeError as error:
        at = error.start
    return piece.rfind(b"\n", 0, at) + 1


def _is_no_western(start: bytes) -> bool:
    """Return whether bytes inside words are often no small letters in Windows-1252, as in other Latin encodings."""
    inside = [byte.decode("cp1252", "replace") for byte in _INSIDE_WORD.findall(start)]
    wrong = sum(not each.islower() and each not in _BETWEEN_LETTERS for each in inside)
    return "\N{REPLACEMENT CHARACTER}" in inside or wrong >= max(_SEVERAL, _FIFTH * len(inside))


def _is_of_another_script(start: bytes) -> bool:
    """Return whether most is no UTF-8 of what is not ASCII, and stands in rows as Chinese or Cyrillic letters do."""
    text = start.decode("utf-8", "surrogateescape")
    unknown = len(_UNKNOWN.findall(text))
    runs = [len(found[0]) for found in _HIGH_RUN.finditer(start)]
    in_rows = sum(run for run in runs if run >= _IN_A_ROW)
    return 2 * in_rows > sum(runs) and 2 * unknown > sum(not character.isascii() for character in text)


def is_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)  # which may end amid a character
    except UnicodeDecodeError:
        return False
    return True
