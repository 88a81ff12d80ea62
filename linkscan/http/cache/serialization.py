"""Answers as bytes, for the cache: a JSON line and the body. Read with distrust, written without pickle."""

import json
import zlib
from typing import TypeVar

from linkscan.models import Response

T = TypeVar("T")

_VERSION = 1
_WORTH_IT = 512  # bytes below which compression gains nothing
_MOST = 1 << 28  # bytes a stored body may inflate to, whatever its header says
_NEVER = 250_000_000_000.0  # seconds since the epoch; Python's dates end a little later, with the year 9999


def serialize(response: Response) -> bytes:
    """Serialise an answer that has a status."""
    packed = zlib.compress(response.body, 1) if len(response.body) >= _WORTH_IT else response.body
    head = {
        "v": _VERSION,
        "url": response.url,
        "status": response.status,
        "detail": response.detail,
        "headers": dict(response.headers),
        "truncated": response.truncated,
        "asked_at": float(response.asked_at),
        "elapsed_ms": response.elapsed_ms,
        "attempts": response.attempts,
        "packed": packed is not response.body,
    }
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + packed


def deserialize(data: object) -> Response | None:
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
        return Response(
            url=_a(str, head["url"]),
            status=_status(head["status"]),
            detail=_a(str, head["detail"]),
            headers={_a(str, name): _a(str, value) for name, value in _a(dict, head["headers"]).items()},
            body=body,
            truncated=_a(bool, head["truncated"]),
            asked_at=_moment(head["asked_at"]),
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


def _status(value: object) -> int:
    status = _a(int, value)
    if not 100 <= status <= 999:
        raise ValueError(status)
    return status


def _moment(value: object) -> float:
    """Read seconds since the epoch; JSON's NaN, infinities and far futures would break whoever writes a date."""
    moment = _a(float, value)
    if not 0 <= moment < _NEVER:
        raise ValueError(moment)
    return moment


def _a(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
