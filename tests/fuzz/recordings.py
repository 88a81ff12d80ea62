"""Recordings: an untrusted WARC file gives sane responses, or is reported as damaged."""

import asyncio
import logging
import math
from io import BytesIO
from json import dumps
from pathlib import Path
from tempfile import NamedTemporaryFile

from linkscan.errors import SettingsError
from linkscan.http.clock import Clock
from linkscan.http.warc_replay import WarcReplay
from linkscan.http.warc_writer import RecordingMiddleware, WarcWriter
from linkscan.models import Failure, Request, Response
from tests.fuzz.bounds import in_time, stretched

_LIMIT = 2048
_QUESTIONS = (Request("http://a.example/x"), Request("http://b.example/"), Request("http://c.example/", "HEAD"))
_ANSWERS = (
    Response("http://a.example/x", 200, headers={"content-type": "text/html"}, body=b"<p>x</p>", asked_at=1e9),
    Response("http://b.example/", failure=Failure.NO_SUCH_HOST, detail="no", asked_at=1e9),
    Response("http://c.example/", 404, elapsed_ms=5, attempts=2),
)


class _Said:
    """A client with one response."""

    def __init__(self, response: Response) -> None:
        self._answer = response

    async def send(self, request: Request) -> Response:
        return self._answer


def _recorded(*, is_packed: bool) -> bytes:
    async def record() -> bytes:
        file = BytesIO()
        tape = WarcWriter(file, is_packed=is_packed)
        for request, response in zip(_QUESTIONS, _ANSWERS, strict=True):
            await RecordingMiddleware(_Said(response), tape).send(request)
        await tape.close()
        return file.getvalue()

    return asyncio.run(record())


_FOREIGN = b"""WARC/1.0\r
WARC-Type: response\r
WARC-Target-URI: http://a.example/x\r
WARC-Date: 2026-01-01T00:00:00Z\r
Content-Type: application/http; msgtype=response\r
Content-Length: 62\r
\r
HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n\r\n\r\n"""
SEEDS = (_recorded(is_packed=False), _recorded(is_packed=True), _FOREIGN, b"\x1bWARC/1.0\r\n\x1bA: b\r\n\x1b\r\n")
WORDS = (
    *(b"WARC/1.1\r\n", b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"WARC-Type: metadata\r\n", b"Content-Length: "),
    *(b"WARC-Date: ", b"WARC-Target-URI: ", b"Linkscan-Answer: ", b"Linkscan-Question: ", b"HTTP/1.1 ", b"\r\n\r\n"),
    *(
        b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: br\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"revisit",
        b"gzip",
    ),
    *(b'"failure": "', b'"attempts": ', b'"elapsed_ms": ', b"NaN", b"1e999", b"-1", b"99999", b"\x1f\x8b\x08\0"),
)
logging.getLogger("linkscan.http.warc_replay").setLevel(logging.ERROR)  # each damaged file logs a warning


def attack(data: bytes) -> None:
    """Replay a file with the requests of the seeds."""
    content = stretched(data)
    with NamedTemporaryFile(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as file, in_time(len(content)):
        file.write(content)
        file.flush()
        try:
            replaying = WarcReplay(Path(file.name), Clock(), max_bytes=_LIMIT)
        except SettingsError:
            return
        for request in _QUESTIONS:
            assert_sane(asyncio.run(replaying.send(request)), request)
        replaying.close()


def assert_sane(response: Response, request: Request) -> None:
    """Check that a response is one that a server could have sent."""
    assert response.url == request.url
    assert (response.status is not None) or (response.failure is not None)
    assert response.status is None or 100 <= response.status <= 999
    assert response.failure is None or isinstance(response.failure, Failure)
    assert len(response.body) <= _LIMIT
    assert math.isfinite(response.asked_at)
    assert -1e10 < response.asked_at < 1e12
    assert 0 <= response.elapsed_ms < 1 << 53
    assert 0 <= response.attempts < 1 << 31
    dumps(dict(response.headers))
    response.detail.encode()
