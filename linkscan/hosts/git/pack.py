"""Read packfiles (https://git-scm.com/docs/gitformat-pack), truncated ones as far as they go."""

import hashlib
import zlib
from collections.abc import Mapping
from typing import NamedTuple

BUDGET = 1 << 26  # bytes that one pack may unpack to: a limit for decompression bombs
DELTAS = 1 << 22  # bytes of delta instructions among them: each instruction takes processor time
_CHUNK = 1 << 12
_KINDS = {1: "commit", 2: "tree", 3: "blob", 4: "tag"}
_BY_OFFSET, _BY_NAME = 6, 7


class GitObject(NamedTuple):
    """A git object: `kind` is commit, tree, blob or tag."""

    kind: str
    data: bytes


class _EndOfPack(Exception):  # noqa: N818 - control flow: the pack is truncated, malformed or over the budget
    """Nothing more can be read."""


def read_pack(pack: bytes, known: Mapping[str, GitObject] | None = None, budget: int = BUDGET) -> dict[str, GitObject]:
    """Return the objects of a pack by name, up to the first that is damaged, truncated or over the budget.

    `known` are objects from other packs, which deltas may have as their base. Deltas without a base are left out.
    """
    by_offset: dict[int, GitObject] = {}
    by_name = dict(known or {})
    if len(pack) < 12 or pack[:4] != b"PACK" or pack[4:8] not in (b"\0\0\0\2", b"\0\0\0\3"):
        return {}
    view, position, found, deltas = memoryview(pack), 12, dict[str, GitObject](), min(DELTAS, budget)
    for _ in range(int.from_bytes(pack[8:12], "big")):
        try:
            start = position
            obj, position, spent = _read_entry(view, start, by_offset, by_name, budget, deltas)
        except _EndOfPack:
            break
        deltas -= spent
        if obj is None:
            continue
        budget -= len(obj.data)
        name = object_name(obj)
        by_offset[start] = by_name[name] = found[name] = obj
    return found


def object_name(obj: GitObject) -> str:
    """Return an object's name: the SHA-1 of its header and data."""
    header = f"{obj.kind} {len(obj.data)}\0".encode()
    return hashlib.sha1(header + obj.data, usedforsecurity=False).hexdigest()


def _read_entry(
    view: memoryview,
    position: int,
    by_offset: Mapping[int, GitObject],
    by_name: Mapping[str, GitObject],
    budget: int,
    deltas: int,
) -> tuple[GitObject | None, int, int]:
    """Return one object (None if it is a delta whose base is missing), the next position, and the delta's size."""
    start = position
    number, size, position = _read_head(view, position)
    base: GitObject | None = None
    if number == _BY_OFFSET:
        back, position = _read_offset(view, position)
        base = by_offset.get(start - back)
    elif number == _BY_NAME:
        base = by_name.get(view[position : position + 20].hex())
        position += 20
    elif number not in _KINDS:
        raise _EndOfPack
    if number in _KINDS:
        data, position = _inflate(view, position, size, budget)
        return GitObject(_KINDS[number], data), position, 0
    delta, position = _inflate(view, position, size, deltas)
    obj = GitObject(base.kind, _apply(base.data, delta, budget)) if base else None
    return obj, position, len(delta)


def _read_head(view: memoryview, position: int) -> tuple[int, int, int]:
    """Return the type, the unpacked size (4 bits, then 7 at a time, low bits first) and the next position."""
    byte = _byte(view, position)
    number, size, shift = byte >> 4 & 7, byte & 15, 4
    while byte & 128:
        position += 1
        byte = _byte(view, position)
        size |= (byte & 127) << shift
        shift += 7
        if shift > 60:
            raise _EndOfPack
    return number, size, position + 1


def _read_offset(view: memoryview, position: int) -> tuple[int, int]:
    """Return the distance back to the base (7 bits a byte, high bits first, plus one each) and the next position."""
    byte = _byte(view, position)
    back = byte & 127
    while byte & 128:
        position += 1
        byte = _byte(view, position)
        back = (back + 1) << 7 | byte & 127
        if back > 1 << 60:
            raise _EndOfPack
    return back, position + 1


def _byte(view: memoryview, position: int) -> int:
    if position >= len(view):
        raise _EndOfPack
    return view[position]


def _inflate(view: memoryview, position: int, size: int, budget: int) -> tuple[bytes, int]:
    """Return exactly `size` unpacked bytes and the next position; feed zlib in chunks, so that it copies little."""
    if size > budget:
        raise _EndOfPack
    stream, parts, left = zlib.decompressobj(), list[bytes](), size
    while not stream.eof:
        piece = view[position : position + _CHUNK]
        if not piece:
            raise _EndOfPack
        try:
            parts.append(stream.decompress(piece, left + 1))
        except zlib.error:
            raise _EndOfPack from None
        left -= len(parts[-1])
        if left < 0:
            raise _EndOfPack
        position += len(piece) - len(stream.unused_data) - len(stream.unconsumed_tail)
    if left:
        raise _EndOfPack
    return b"".join(parts), position


def _apply(base: bytes, delta: bytes, budget: int) -> bytes:
    """Return the result of applying a delta, a list of copy and insert instructions, to its base."""
    view = memoryview(delta)
    base_size, position = _read_size(view, 0)
    size, position = _read_size(view, position)
    if base_size != len(base) or size > budget:
        raise _EndOfPack
    result = bytearray()
    while position < len(view):
        before = len(result)
        opcode = view[position]
        position += 1
        if opcode & 128:
            start, length, position = _read_copy(view, position, opcode)
            result += base[start : start + length]
        else:
            result += view[position : position + opcode]
            position += opcode
        if not before < len(result) <= size:
            raise _EndOfPack
    if len(result) != size:
        raise _EndOfPack
    return bytes(result)


def _read_size(view: memoryview, position: int) -> tuple[int, int]:
    """Return a size (7 bits at a time, low bits first) and the next position."""
    size = shift = 0
    while shift <= 56:
        byte = _byte(view, position)
        size |= (byte & 127) << shift
        shift += 7
        position += 1
        if not byte & 128:
            return size, position
    raise _EndOfPack


def _read_copy(view: memoryview, position: int, opcode: int) -> tuple[int, int, int]:
    """Return offset, length and the next position; the bits of the opcode say which of their bytes are present."""
    fields = []
    for bit in range(7):
        if opcode >> bit & 1:
            fields.append(_byte(view, position))
            position += 1
        else:
            fields.append(0)
    start = int.from_bytes(bytes(fields[:4]), "little")
    length = int.from_bytes(bytes(fields[4:]), "little") or 0x10000
    return start, length, position
