"""WARC writer: records every exchange of a run, so that its report can be audited and recomputed offline.

The format is WARC 1.1 (ISO 28500:2017; https://iipc.github.io/warc-specifications/), with one gzip member per record,
so that other tools can read it too. A response with a status makes a request record and a response record; one without
makes a metadata record. The header `Linkscan-Answer` holds whatever HTTP has no place for, and `Linkscan-Question` the
key of the request.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from linkscan import __version__
from linkscan.errors import LinkscanError, SettingsError
from linkscan.http.cache.middleware import request_key
from linkscan.http.cookies import without_values
from linkscan.http.protocol import Client
from linkscan.models import CacheMode, Request, Response
from linkscan.urls import parse_url

log = logging.getLogger(__name__)

REQUEST_HEADER = "Linkscan-Question"
RESPONSE_HEADER = "Linkscan-Answer"
NO_INFO: Mapping[str, str] = {}
# Headers that are never recorded: credentials, cookies, and, as bodies are written decompressed and in one piece, the
# encoding and the length on the wire.
_DROPPED = frozenset(
    {
        *("authorization", "proxy-authorization", "private-token", "job-token", "x-api-key", "cookie"),
        *("set-cookie2", "content-encoding", "transfer-encoding", "content-length"),
    }
)


class RecordingMiddleware:
    """Passes every request on and records the exchange."""

    def __init__(self, client: Client, writer: "WarcWriter") -> None:
        self._client = client
        self._writer = writer

    async def send(self, request: Request) -> Response:
        """Send, and record the exchange."""
        response = await self._client.send(request)
        if request.allows_storing(response):  # not credential checks or private repositories
            self._writer.write(request, response)
        return response


@asynccontextmanager
async def open_warc_writer(path: Path, info: Mapping[str, str] = NO_INFO) -> AsyncIterator["WarcWriter"]:
    """Record to `path`, which appears once the recording is complete; `info` are fields of its first record.

    Until then the recording is in `path.part`, which is readable as well. After a LinkscanError, such as a rejected
    input or setting, that file is deleted.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        file = part.open("xb")  # never writes through a link that somebody has placed there
    except OSError as error:
        raise SettingsError(f"--record {path}: cannot be written: {error.strerror}") from error
    with file:
        writer = WarcWriter(file, is_packed=path.suffix == ".gz", info=info)
        try:
            yield writer
        except LinkscanError:  # there was no run to record
            await writer.close()
            part.unlink(missing_ok=True)
            raise
        finally:
            await writer.close()
    if writer.is_whole:
        part.replace(path)


class WarcWriter:
    """A WARC file, written by one thread."""

    def __init__(self, file: BinaryIO, *, is_packed: bool, info: Mapping[str, str] = NO_INFO) -> None:
        self.is_whole = True
        self._file = file
        self._writer: Any = WARCWriter(file, gzip=is_packed, warc_version="WARC/1.1")
        self._thread = _thread()
        self._written: set[str] = set()
        fields = {"software": f"linkscan/{__version__}", "format": "WARC/1.1", **info}
        self._writer.write_record(self._writer.create_warcinfo_record("", fields))

    def write(self, request: Request, response: Response) -> None:
        """Queue one exchange for writing; each request is recorded once."""
        key = request_key(request)
        if key not in self._written or request.cache is CacheMode.RELOAD:  # a replay uses the latest record of a key
            self._written.add(key)
            self._begin(key, request, response).add_done_callback(self._check)

    async def close(self) -> None:
        """Wait until everything is written."""
        if self._thread is None:
            return
        try:
            await asyncio.get_running_loop().run_in_executor(None, self._thread.shutdown)
        except RuntimeError:  # the system allows no thread to wait in
            self._thread.shutdown()

    def _begin(self, key: str, request: Request, response: Response) -> "Future[None]":
        if self._thread is not None:
            return self._thread.submit(self._write, key, request, response)
        done: Future[None] = Future()
        try:
            self._write(key, request, response)
        except OSError as error:
            done.set_exception(error)
        else:
            done.set_result(None)
        return done

    def _check(self, done: Future[None]) -> None:
        if (error := done.exception()) is not None and self.is_whole:
            self.is_whole = False
            log.warning("the recording is incomplete and stays a .part file: %s", error)

    def _write(self, key: str, request: Request, response: Response) -> None:
        if not self.is_whole:
            return
        moment = datetime.fromtimestamp(response.asked_at, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        head = {"WARC-Date": moment, REQUEST_HEADER: key, RESPONSE_HEADER: _metadata(response)}
        if response.status is None:
            record = self._writer.create_warc_record(
                request.url,
                "metadata",
                warc_headers_dict=head,
            )
            self._writer.write_record(record)
        else:
            response = self._writer.create_warc_record(
                request.url,
                "response",
                payload=BytesIO(response.body),
                length=len(response.body),
                http_headers=_response_head(response),
                warc_headers_dict=head,
            )
            request = self._writer.create_warc_record(
                request.url,
                "request",
                payload=BytesIO(request.body),
                length=len(request.body),
                http_headers=_request_head(request),
                warc_headers_dict={"WARC-Date": moment},
            )
            self._writer.write_request_response_pair(request, response)
        self._file.flush()


def _thread() -> ThreadPoolExecutor | None:
    """Return an executor of one thread; None if the system allows no more threads, and writes are synchronous."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="linkscan-record")
    try:
        thread.submit(int).result()
    except RuntimeError:
        return None
    return thread


def _metadata(response: Response) -> str:
    """Return the parts of a response that HTTP has no place for, as ASCII JSON on one line."""
    return json.dumps(
        {
            "failure": response.failure and response.failure.name,
            "detail": response.detail,
            "truncated": response.truncated,
            "elapsed_ms": response.elapsed_ms,
            "attempts": response.attempts,
            "from_cache": response.from_cache,
        }
    )


def _response_head(response: Response) -> Any:
    try:
        phrase = HTTPStatus(response.status or 0).phrase
    except ValueError:
        phrase = "Unknown"
    headers = [*_recordable(_lines(response.headers)), ("Content-Length", str(len(response.body)))]
    return StatusAndHeaders(f"{response.status} {phrase}", headers, protocol="HTTP/1.1")


def _lines(headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the header lines of a response, with cookies reduced to their names."""
    for name, value in without_values(headers).items():
        yield from ((name, line) for line in (value.split("\n") if name == "set-cookie" else (value,)))


def _request_head(request: Request) -> Any:
    address = parse_url(request.url)
    host, path = (address.host, address.path) if address else ("", request.url)
    query = f"?{address.query}" if address and address.query else ""
    headers = [("Host", host), *_recordable(request.headers)]
    return StatusAndHeaders(f"{request.method} {path}{query} HTTP/1.1", headers, is_http_request=True)


def _recordable(headers: Any) -> list[tuple[str, str]]:
    return [
        (name, " ".join(value.split()).encode("ascii", "replace").decode())
        for name, value in headers
        if name.lower() not in _DROPPED
    ]
