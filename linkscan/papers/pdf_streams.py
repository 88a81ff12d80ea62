"""Limit the decompressed size of the streams in a PDF before PDFium loads it, since it creates an object per word.

Measured: PDFium needs some 13 bytes for each byte of page content. It does not decompress images to extract text, so
that streams that are not mostly text count only towards the total.
"""

import re
import zlib
from collections.abc import Iterator

from linkscan.papers.containers import HARMLESS_DOCUMENT, MOST_EXPANSION

_LONGEST_CONTENT = 1 << 24  # bytes of one content stream
_PIECE = 1 << 16
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_MOSTLY = 0.15  # greatest share of other bytes in text
_HEADER = 31  # a zlib header is a multiple of 31: RFC 1950, 2.2


def unpacks_to_too_much(content: bytes) -> bool:
    """Return whether a text stream, or all streams together, decompress to far more than those of papers."""
    most, whole = max(HARMLESS_DOCUMENT, MOST_EXPANSION * len(content)), 0
    for found in _STREAM.finditer(content):
        text = 0
        for piece in _unpacked(_pieces(content, found.end())):
            whole += len(piece)
            if len(piece.translate(None, _PRINTABLE)) <= _MOSTLY * len(piece):
                text += len(piece)
            if text > _LONGEST_CONTENT or whole > most:
                return True
    return False


def unpacked_stream(content: bytes, start: int) -> bytes:
    """Return the stream at `start`, decompressed if it is compressed, and cut to the limit of a content stream."""
    if not _is_zlib(content[start : start + 2]):
        end = content.find(b"endstream", start)
        return content[start : end if end >= 0 else len(content)][:_LONGEST_CONTENT]
    parts, size = list[bytes](), 0
    for piece in _unpacked(_pieces(content, start)):
        parts.append(piece)
        size += len(piece)
        if size > _LONGEST_CONTENT:
            break
    return b"".join(parts)


def _pieces(content: bytes, start: int) -> Iterator[bytes]:
    return (content[at : at + _PIECE] for at in range(start, len(content), _PIECE))


def _unpacked(packed: Iterator[bytes], depth: int = 0) -> Iterator[bytes]:
    """Yield the decompressed chunks of a zlib stream, which may be nested; nothing for other data."""
    pieces = _inflated(packed)
    first = next(pieces, b"")
    if depth < 3 and _is_zlib(first):
        yield from _unpacked(_again(first, pieces), depth + 1)
        return
    yield first
    yield from pieces


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflate, is_begun = zlib.decompressobj(), False
    for piece in packed:
        if not is_begun and not _is_zlib(piece):
            return
        is_begun, left = True, piece
        while left and not inflate.eof:
            try:
                out = inflate.decompress(left, _PIECE)
            except zlib.error:
                return
            yield out
            left = inflate.unconsumed_tail
        if inflate.eof:
            return


def _is_zlib(piece: bytes) -> bool:
    return len(piece) > 1 and piece[0] & 0x0F == zlib.DEFLATED and (piece[0] << 8 | piece[1]) % _HEADER == 0
