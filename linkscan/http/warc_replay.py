"""WARC replay: all responses come from a recording, which is an untrusted file."""

import base64
import hashlib
import json
import logging
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from linkscan.errors import SettingsError
from linkscan.http.cache.middleware import request_key
from linkscan.http.cache.trace import note_missing
from linkscan.http.clock import Clock
from linkscan.http.warc_writer import REQUEST_HEADER, RESPONSE_HEADER
from linkscan.models import Failure, Request, Response

log = logging.getLogger(__name__)

_MAX_RECORD = 1 << 30  # bytes; a record that claims to be larger ends the index
_MAX_RECORDS = 4_000_000
_MAX_METADATA_LENGTH = 16 * 1024
_MAX_INFO_SIZE = 1 << 26
_MAX_COUNT = 1 << 31  # milliseconds, attempts
_MAX_HEAD_SIZE = 1 << 18  # bytes
_CHUNK_SIZE = 1 << 18  # bytes read at once
_GZIP = b"\x1f\x8b"
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,12})\s*$", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n\r\n"  # after each record (ISO 28500, 4)


class _Records(ArchiveIterator):  # type: ignore[misc] # warcio has no types
    """The records of a recording; warcio would print what is wrong between two of them, which a stranger wrote."""

    INC_RECORD = ""


@dataclass(slots=True)
class _IndexStatus:
    """Whether a recording was indexed to its end."""

    is_broken: bool = False


class WarcReplay:
    """Keeps an index of the file (some 150 bytes per record) and reads each response on request.

    Recordings by other tools work too: their responses answer plain GET requests. A broken record is `NOT_RECORDED`.
    """

    def __init__(self, path: Path, clock: Clock, *, max_bytes: int) -> None:
        self._clock = clock
        self._max_bytes = max_bytes
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise SettingsError(f"--replay {path}: cannot be read: {error.strerror}") from error
        self._index_status = _IndexStatus()
        self._offsets = _latest(_index(self._file, path, self._index_status))
        if not self._offsets:
            self._file.close()
            raise SettingsError(f"--replay {path}: not a WARC recording of responses")

    async def send(self, request: Request) -> Response:
        """Return the recorded response, with its original time; `NOT_RECORDED` if there is none."""
        offset = self._offsets.get(request_key(request))
        if offset is None:
            note_missing()
            return self._missing(request, "this request was not sent when the recording was made")
        try:
            return self._read(request, offset)
        except Exception as error:  # noqa: BLE001 - warcio raises what its parsers happen to raise
            note_missing()
            return self._missing(request, f"the recording is damaged here: {type(error).__name__}")

    @property
    def damage(self) -> str | None:
        """Return a message if any part of the file is truncated or broken; None if it is whole."""
        return (
            "the recording is truncated or damaged: what is missing is unknown"
            if self._index_status.is_broken
            else None
        )

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _read(self, request: Request, offset: int) -> Response:
        _check_digest(self._file, offset)
        self._file.seek(offset)
        record: Any = next(iter(_Records(self._file)))
        head = record.rec_headers
        metadata = _metadata(head.get_header(RESPONSE_HEADER))
        status, headers, body = None, {}, b""
        limit = min(request.max_body, self._max_bytes)
        if record.rec_type == "response":
            status = int(record.http_headers.get_statuscode())
            headers = _joined(record.http_headers.headers)
            body = record.content_stream().read(limit + 1)
            if metadata and len(body) < min(int(headers["content-length"]), limit + 1):
                raise ValueError("cut short")
        failure = Failure[metadata["failure"]] if metadata.get("failure") else None
        if failure is None and (status is None or not 100 <= status <= 999):
            raise ValueError("neither a status nor a failure")
        return Response(
            url=request.url,
            status=status,
            failure=failure,
            detail=str(metadata.get("detail", "")),
            headers=headers,
            body=body[:limit],
            truncated=bool(metadata.get("truncated", False)) or len(body) > limit,
            asked_at=_moment(head.get_header("WARC-Date")),
            elapsed_ms=_count(metadata.get("elapsed_ms", 0)),
            attempts=_count(metadata.get("attempts", 1)),
            from_cache=bool(metadata.get("from_cache", False)),
        )

    def _missing(self, request: Request, detail: str) -> Response:
        return Response(
            request.url,
            failure=Failure.NOT_RECORDED,
            detail=detail,
            asked_at=self._clock.now(),
            attempts=0,
        )


def read_info(path: Path) -> Mapping[str, str]:
    """Return the fields of a recording's warcinfo, usually its first record; empty if it has none that can be read."""
    try:
        with path.open("rb") as file:
            record: Any = next(each for each in _Records(file) if each.rec_type == "warcinfo")
            text = record.content_stream().read(_MAX_INFO_SIZE).decode("utf-8", "replace")
    except Exception as error:  # noqa: BLE001 - warcio raises what its parsers happen to raise
        log.info("%s: no warcinfo record: %s", path, type(error).__name__)
        return {}
    lines = (line.partition(":") for line in text.splitlines())
    return {name.strip(): value.strip() for name, colon, value in lines if colon}


def _latest(responses: Iterable[tuple[str, str, int]]) -> dict[str, int]:
    """Return the offset of the latest response to each request, by its date, wherever it is in the file."""
    offsets: dict[str, int] = {}
    dates: dict[str, str] = {}
    for key, date, offset in responses:
        if date >= dates.get(key, ""):
            offsets[key], dates[key] = offset, date
    return offsets


def _index(file: BinaryIO, path: Path, status: _IndexStatus) -> Iterator[tuple[str, str, int]]:
    """Yield the request key, the date and the offset of each response; set `status.is_broken` unless it is whole."""
    records: Any = _Records(file)
    last = 0
    try:
        for number, record in enumerate(records):
            if number >= _MAX_RECORDS or int(record.rec_headers.get_header("Content-Length") or 0) > _MAX_RECORD:
                log.warning("%s: only its first %d records are used", path, number)
                status.is_broken = True
                return
            url = record.rec_headers.get_header("WARC-Target-URI")
            key = record.rec_headers.get_header(REQUEST_HEADER)
            if record.rec_type == "response" and key is None and url:
                key = request_key(Request(url))
            last = records.get_record_offset()
            if key is not None and record.rec_type in ("response", "metadata"):
                yield key, record.rec_headers.get_header("WARC-Date") or "", last
        status.is_broken = records.err_count > 0 or not _is_whole(file, last)
    except Exception as error:  # noqa: BLE001 - warcio raises what its parsers happen to raise
        log.warning("%s: truncated or damaged after its last readable record (%s)", path, type(error).__name__)
        status.is_broken = True


def _check_digest(file: BinaryIO, offset: int) -> None:
    """Raise ValueError if a record is not what it was when it was written, by the digest in its head."""
    file.seek(offset)
    record: Any = next(iter(_Records(file, no_record_parse=True)))
    algorithm, _, declared = (record.rec_headers.get_header("WARC-Block-Digest") or "").partition(":")
    if algorithm != "sha1":  # other tools may use other algorithms, or none
        return
    digest = hashlib.sha1(usedforsecurity=False)
    while piece := record.raw_stream.read(_CHUNK_SIZE):
        digest.update(piece)
    if base64.b32encode(digest.digest()).decode() != declared:
        raise ValueError("not what it was when it was recorded")


def _is_whole(file: BinaryIO, last: int) -> bool:
    """Return whether the last record ends where the file does; warcio does not report a truncated one."""
    file.seek(last)
    head = file.read(_MAX_HEAD_SIZE)
    end = _end_of_member(file, last) if head.startswith(_GZIP) else _end_of_record(head, last)
    return end == file.seek(0, os.SEEK_END)


def _end_of_member(file: BinaryIO, start: int) -> int | None:
    """Return the offset at which a gzip member ends; None if it is truncated."""
    file.seek(start)
    member = zlib.decompressobj(wbits=31)
    while data := file.read(_CHUNK_SIZE):
        while data and not member.eof:
            member.decompress(data, _CHUNK_SIZE)
            data = member.unconsumed_tail
        if member.eof:
            return file.tell() - len(member.unused_data)
    return None


def _end_of_record(head: bytes, start: int) -> int | None:
    """Return the offset at which an uncompressed record ends by its own length; None if it has none."""
    text, gap, _ = head.partition(b"\r\n\r\n")
    length = _LENGTH.search(text)
    return start + len(text) + len(gap) + int(length[1]) + len(_END) if gap and length else None


def _metadata(text: str | None) -> dict[str, Any]:
    if not text or len(text) > _MAX_METADATA_LENGTH:
        return {}
    metadata = json.loads(text)
    return metadata if isinstance(metadata, dict) else {}


def _count(value: object) -> int:
    """Return a number of milliseconds or attempts; ValueError if it is negative or implausibly large."""
    if not isinstance(value, int) or not 0 <= value <= _MAX_COUNT:
        raise ValueError(f"{value!r} is not a count")
    return value


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        separator = "\n" if key == "set-cookie" else ", "
        headers[key] = f"{headers[key]}{separator}{value}" if key in headers else value
    return headers


def _moment(text: str | None) -> float:
    moment = datetime.fromisoformat(text).timestamp() if text else 0.0
    if moment < 0:
        raise ValueError("recorded before there was a web")
    return moment
