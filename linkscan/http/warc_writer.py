"""WARC writer: every exchange of a run, so that a report can be audited and computed again without network.

WARC 1.1 (ISO 28500:2017; https://iipc.github.io/warc-specifications/), one gzip member per record, so that
other tools read it too. A response with a status is a request and a response record; one without is a
metadata record. What HTTP has no place for is in the header `Linkscan-Answer`, the digest of the request in
`Linkscan-Question`.
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
# Never written down, whoever set them. Bodies are written inflated and in one piece, hence the last ones.
_DROPPED = frozenset(
    {
        *("authorization", "proxy-authorization", "private-token", "job-token", "x-api-key", "cookie"),
        *("set-cookie2", "content-encoding", "transfer-encoding", "content-length"),
    }
)


class RecordingMiddleware:
    """Passes every request on and records the exchange; each request once."""

    def __init__(self, client: Client, writer: "WarcWriter") -> None:
        self._client = client
        self._writer = writer

    async def send(self, request: Request) -> Response:
        """Send, and record the exchange."""
        response = await self._client.send(request)
        if request.allows_storing(response):  # who am I, what is private
            self._writer.write(request, response)
        return response


@asynccontextmanager
async def open_warc_writer(path: Path, info: Mapping[str, str] = NO_INFO) -> AsyncIterator["WarcWriter"]:
    """Record to `path`, which appears when the recording is complete; `info` are fields of its first record.

    Until then it is `path.part`, readable as it is; an input or a setting that is refused leaves nothing.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        file = part.open("xb")  # a link that somebody left there would be written through
    except OSError as error:
        raise SettingsError(f"--record {path}: cannot be written: {error.strerror}") from error
    with file:
        writer = WarcWriter(file, is_packed=path.suffix == ".gz", info=info)
        try:
            yield writer
        except LinkscanError:  # no run, and so no recording of one
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
        """Record one exchange; it is written soon."""
        key = request_key(request)
        if key not in self._written or request.cache is CacheMode.RELOAD:  # of several, the last one counts
            self._written.add(key)
            self._begin(key, request, response).add_done_callback(self._check)

    async def close(self) -> None:
        """Write what is left."""
        if self._thread is None:
            return
        try:
            await asyncio.get_running_loop().run_in_executor(None, self._thread.shutdown)
        except RuntimeError:  # no thread to wait in
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
    """Return the thread that writes; None where the system allows no further one: then it is done right here."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="linkscan-record")
    try:
        thread.submit(int).result()
    except RuntimeError:
        return None
    return thread


def _metadata(response: Response) -> str:
    """Return what HTTP has no place for, as ASCII JSON on one line."""
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
    """Yield the header lines of a response; of cookies the names."""
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
