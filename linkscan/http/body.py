"""Response bodies, decompressed up to a cap: a server may send any amount."""

import zlib
from collections.abc import AsyncIterable
from typing import Any, NamedTuple

# Content types that are read in full: pages, API responses, git's protocol. For anything else (a film, a PDF, weights)
# the beginning is enough to know that it exists.
_READ_TYPES = ("text/", "json", "xml", "x-git-", "javascript", "yaml", "x-www-form")
UNREAD_LIMIT = 64 * 1024
# Compressed bytes read beyond the cap, so that data which inflates to nothing is bounded as well.
WIRE_SLACK = 64 * 1024
_MAX_MEMBERS = 100  # of a gzip stream: each costs a copy of everything after it


class Body(NamedTuple):
    """The part of a body that was read.

    `is_whole` is whether it was read to its end; `trouble` says what was wrong with it, and is empty if nothing was.
    """

    data: bytes
    is_whole: bool
    trouble: str = ""


def max_bytes_for(content_type: str, status: int, limit: int) -> int:
    """Return how many bytes of a body to read: few of a redirect, or of a content type that is not read in full."""
    if status in (301, 302, 303, 307, 308):
        return min(limit, UNREAD_LIMIT)
    kind = content_type.lower()
    if not kind or any(word in kind for word in _READ_TYPES):
        return limit
    return min(limit, UNREAD_LIMIT)


async def read_body(chunks: AsyncIterable[bytes], coding: str, cap: int) -> Body:
    """Return at most `cap` decompressed bytes, which defuses decompression bombs; data before an error is kept."""
    match coding.strip().lower():
        case "" | "identity":
            inflate = None
        case "gzip" | "x-gzip" | "deflate":
            inflate = _Inflate()
        case other:
            return Body(
                b"", is_whole=False, trouble=f"the body came in an encoding that was not requested: {other[:40]}"
            )
    parts: list[bytes] = []
    remaining = cap
    wire = 0
    async for chunk in chunks:
        wire += len(chunk)
        try:
            piece = chunk if inflate is None else inflate(chunk, remaining + 1)
        except zlib.error as error:
            return Body(b"".join(parts), is_whole=False, trouble=f"the body is not valid {coding}: {error}")
        parts.append(piece[:remaining])
        remaining -= len(piece)
        if remaining < 0 or wire > cap + WIRE_SLACK:
            return Body(b"".join(parts), is_whole=False)
    if inflate is not None and wire and not inflate.is_done:
        return Body(b"".join(parts), is_whole=False, trouble=f"the body is not valid {coding}: it ends early")
    return Body(b"".join(parts), is_whole=True)


class _Inflate:
    """Decompressor for gzip (with any number of members), zlib, and the raw deflate that some servers send."""

    def __init__(self) -> None:
        self._head = b""
        self._members = 1
        self._inflater: Any = None

    @property
    def is_done(self) -> bool:
        """Return whether the compressed stream is complete."""
        return self._inflater is not None and bool(self._inflater.eof)

    def __call__(self, chunk: bytes, max_length: int) -> bytes:
        if self._inflater is None:
            chunk = self._head = self._head + chunk
            if len(chunk) < 2:
                return b""
            self._inflater = zlib.decompressobj(_window(chunk))
        data: bytes = self._inflater.decompress(chunk, max_length)
        while self._inflater.eof and self._inflater.unused_data and len(data) < max_length:
            self._members += 1
            if self._members > _MAX_MEMBERS:
                raise zlib.error("too many members")
            rest = self._inflater.unused_data
            self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)
            data += self._inflater.decompress(rest, max_length - len(data))
        return data


def _window(start: bytes) -> int:
    """Return zlib's `wbits` for a stream, by its first two bytes (RFC 1950 2.2, RFC 1952 2.3.1)."""
    is_zlib = start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return zlib.MAX_WBITS | 32 if is_zlib or start[:2] == b"\x1f\x8b" else -zlib.MAX_WBITS
