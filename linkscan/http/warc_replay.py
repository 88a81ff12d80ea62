"""Answer from a recording alone: a stranger's file, in which nothing is believed."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from linkscan.errors import SettingsError
from linkscan.http.cache.middleware import key_of
from linkscan.http.clock import Clock
from linkscan.http.warc_writer import ANSWER_HEADER, QUESTION_HEADER
from linkscan.models import Failure, Request, Response

log = logging.getLogger(__name__)

_LONGEST_RECORD = 1 << 30  # bytes; a record that claims more ends the reading
_MOST_RECORDS = 4_000_000
_LONGEST_TOLD = 16 * 1024
_MOST_TOLD = 1 << 31  # milliseconds, attempts


class WarcReplay:
    """Keeps an index of the file (some 150 bytes a record) and reads each answer when it is asked for.

    Recordings of other tools serve too: their responses answer plain GET questions. Broken records are
    skipped.
    """

    def __init__(self, path: Path, clock: Clock, *, max_bytes: int) -> None:
        self._clock = clock
        self._max_bytes = max_bytes
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise SettingsError(f"--replay {path}: cannot be read: {error.strerror}") from error
        self._offsets = dict(_index(self._file, path))
        if not self._offsets:
            self._file.close()
            raise SettingsError(f"--replay {path}: this is not a WARC recording with answers in it")

    async def send(self, request: Request) -> Response:
        """Return the recorded answer, with the time of the recording; `NOT_RECORDED` if there is none."""
        offset = self._offsets.get(key_of(request))
        if offset is None:
            return self._missing(request, "this question was not asked when the recording was made")
        try:
            return self._read(request, offset)
        except Exception as error:  # noqa: BLE001 - warcio raises what its parsers happen to raise
            return self._missing(request, f"the recording is broken here: {type(error).__name__}")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _read(self, request: Request, offset: int) -> Response:
        self._file.seek(offset)
        record: Any = next(iter(ArchiveIterator(self._file)))
        head = record.rec_headers
        told = _told(head.get_header(ANSWER_HEADER))
        status, headers, body = None, {}, b""
        limit = min(request.limit, self._max_bytes)
        if record.rec_type == "response":
            status = int(record.http_headers.get_statuscode())
            headers = _joined(record.http_headers.headers)
            body = record.content_stream().read(limit + 1)
            if told and len(body) < min(int(headers["content-length"]), limit + 1):
                raise ValueError("cut short")
        failure = Failure[told["failure"]] if told.get("failure") else None
        if failure is None and (status is None or not 100 <= status <= 999):
            raise ValueError("neither a status nor a failure")
        return Response(
            url=request.url,
            status=status,
            failure=failure,
            detail=str(told.get("detail", "")),
            headers=headers,
            body=body[:limit],
            truncated=bool(told.get("truncated", False)) or len(body) > limit,
            asked_at=_moment(head.get_header("WARC-Date")),
            elapsed_ms=_count(told.get("elapsed_ms", 0)),
            attempts=_count(told.get("attempts", 1)),
            from_cache=bool(told.get("from_cache", False)),
        )

    def _missing(self, request: Request, detail: str) -> Response:
        return Response(
            request.url,
            failure=Failure.NOT_RECORDED,
            detail=detail,
            asked_at=self._clock.now(),
            attempts=0,
        )


def _index(file: BinaryIO, path: Path) -> Iterator[tuple[str, int]]:
    records: Any = ArchiveIterator(file)
    try:
        for number, record in enumerate(records):
            if number >= _MOST_RECORDS or int(record.rec_headers.get_header("Content-Length") or 0) > _LONGEST_RECORD:
                log.warning("%s: only its first %d records are used", path, number)
                return
            url = record.rec_headers.get_header("WARC-Target-URI")
            key = record.rec_headers.get_header(QUESTION_HEADER)
            if record.rec_type == "response" and key is None and url:
                key = key_of(Request(url))
            if key is not None and record.rec_type in ("response", "metadata"):
                yield key, records.get_record_offset()
    except Exception as error:  # noqa: BLE001 - warcio raises what its parsers happen to raise
        log.warning("%s: cut or broken after its whole records (%s)", path, type(error).__name__)


def _told(text: str | None) -> dict[str, Any]:
    if not text or len(text) > _LONGEST_TOLD:
        return {}
    told = json.loads(text)
    return told if isinstance(told, dict) else {}


def _count(told: object) -> int:
    """Read a number of something; raises ValueError where there cannot be so many, or fewer than none."""
    if not isinstance(told, int) or not 0 <= told <= _MOST_TOLD:
        raise ValueError(f"{told!r} is no count")
    return told


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return headers


def _moment(text: str | None) -> float:
    moment = datetime.fromisoformat(text).timestamp() if text else 0.0
    if moment < 0:
        raise ValueError("recorded before there was a web")
    return moment
