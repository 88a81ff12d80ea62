"""pkt-lines: the frames of every git conversation (https://git-scm.com/docs/gitprotocol-common)."""

from enum import Enum


class Mark(Enum):
    """The frames that hold nothing but say something."""

    FLUSH = b"0000"
    DELIMITER = b"0001"
    END = b"0002"


Packet = bytes | Mark
_MARKS = {mark.value: mark for mark in Mark}


def packet(line: bytes) -> bytes:
    """Frame one line."""
    return b"%04x%s" % (len(line) + 4, line)


def split_packets(stream: bytes) -> tuple[list[Packet], bytes]:
    """Take a stream apart into whole packets, and the payload of a last one that was cut short.

    Stops without complaint where the stream is no longer pkt-lines.
    """
    packets: list[Packet] = []
    position = 0
    while position + 4 <= len(stream):
        head = stream[position : position + 4]
        if head in _MARKS:
            packets.append(_MARKS[head])
            position += 4
            continue
        length = _length(head)
        if length < 4:
            break
        payload = stream[position + 4 : position + length]
        if len(payload) < length - 4:
            return packets, payload
        packets.append(payload)
        position += length
    return packets, b""


def _length(head: bytes) -> int:
    """Read four hexadecimal digits; -1 for anything else (`int` alone would take signs, spaces and `0x`)."""
    return int(head, 16) if all(byte in b"0123456789abcdefABCDEF" for byte in head) else -1
