"""Answers as bytes, for the cache: a JSON line and the body. Read with distrust, written without pickle."""

import json
import zlib
from typing import TypeVar

from linkscan.models import Answer

T = TypeVar("T")

_VERSION = 1
_WORTH_IT = 512  # bytes below which compression gains nothing
_MOST = 1 << 28  # bytes a stored body may inflate to, whatever its header says


def freeze(answer: Answer) -> bytes:
    """Serialise an answer that has a status."""
    packed = zlib.compress(answer.body, 1) if len(answer.body) >= _WORTH_IT else answer.body
    head = {
        "v": _VERSION,
        "url": answer.url,
        "status": answer.status,
        "detail": answer.detail,
        "headers": dict(answer.headers),
        "truncated": answer.truncated,
        "asked_at": float(answer.asked_at),
        "elapsed_ms": answer.elapsed_ms,
        "attempts": answer.attempts,
        "packed": packed is not answer.body,
    }
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + packed


def thaw(data: object) -> Answer | None:
    """Read what `freeze` wrote; None for anything else, whoever wrote it."""
    if not isinstance(data, bytes):
        return None
    line, _, body = data.partition(b"\n")
    try:
        head = json.loads(line)
        if head["v"] != _VERSION:
            return None
        if head["packed"]:
            body = _inflate(body)
        return Answer(
            url=_a(str, head["url"]),
            status=_a(int, head["status"]),
            detail=_a(str, head["detail"]),
            headers={_a(str, name): _a(str, value) for name, value in _a(dict, head["headers"]).items()},
            body=body,
            truncated=_a(bool, head["truncated"]),
            asked_at=_a(float, head["asked_at"]),
            elapsed_ms=_a(int, head["elapsed_ms"]),
            attempts=_a(int, head["attempts"]),
            from_cache=True,
        )
    except (KeyError, TypeError, ValueError, RecursionError, OverflowError, zlib.error):
        return None


def _inflate(body: bytes) -> bytes:
    inflater = zlib.decompressobj()
    data = inflater.decompress(body, _MOST)
    if not inflater.eof:
        raise ValueError("the stored body is incomplete or too large")
    return data


def _a(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
