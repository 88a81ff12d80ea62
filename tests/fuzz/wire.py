"""Low-level data: compressed bodies, rate limit headers, stored responses, all untrusted."""

import asyncio
import math
from collections.abc import AsyncIterator
from gzip import compress
from zlib import compress as deflate

from linkscan.http.body import read_body
from linkscan.http.cache.middleware import FreshnessPolicy
from linkscan.http.cache.store import deserialize, serialize
from linkscan.http.connectivity import observation_of
from linkscan.http.rate_limit_headers import is_rate_limited, remaining_quota, wait_before_retry
from linkscan.http.retry import is_transient
from linkscan.models import Request, Response
from tests.fuzz.bounds import in_time, stretched
from tests.fuzz.drawing import Draw

_CODINGS = ("gzip", "deflate", "", "x-gzip", "br")
_CAP = 4096
_NAMES = (
    *("retry-after", "date", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-remaining"),
    *("ratelimit-reset", "ratelimit-policy", "content-type"),
)
_NOW = 1.8e9
_QUESTION = Request("https://api.github.com/x")
SEEDS = (
    b"\0\0" + compress(b"hello" * 50),
    b"\0\1" + deflate(b"hello" * 50),
    b"\0\0" + compress(b"x") * 3,
    b"\1\3\0120 retry-after",
    b"\1\0\1Thu, 01 Dec 1994 16:00:00 GMT",
    b'\1\4\x04"api";r=0;t=55',
    b"\2" + serialize(Response("https://a.org/", 200, headers={"etag": "x"}, body=b"x" * 600, asked_at=1.5)),
    b'\2{"v":1,"url":"u","status":200,"detail":"","headers":{},"truncated":false,"asked_at":NaN,"elapsed_ms":1,"attempts":1,"packed":false}\n',
    b"\2\x1b\x1b[\x1b",
    b"\0\x1b\0\0\x1b" + compress(b"") + b"\x1b",
)
WORDS = (
    *(
        b"1m30s",
        b"3600",
        b"Thu, 01 Dec 1994 16:00:00 GMT",
        b'"default";r=0;t=',
        b"-1",
        b"99999999999",
        b"\x1f\x8b\x08\0",
    ),
    *(
        b'"asked_at":',
        b'"status":',
        b'"headers":{',
        b"Infinity",
        b"NaN",
        b"1e400",
        b"-1e300",
        b'"packed":true',
        b"secondary rate limit",
    ),
)


def attack(data: bytes) -> None:
    """Decompress a body, parse rate limit headers, or deserialize a planted cache entry."""
    what, rest = (data[0] % 3 if data else 0), stretched(data[1:])
    with in_time(len(rest)):
        match what:
            case 0:
                _inflate(Draw(rest))
            case 1:
                _obey(Draw(rest))
            case 2:
                _thaw(rest)


def _inflate(draw: Draw) -> None:
    coding, size = draw.pick(_CODINGS), 1 + draw.byte()
    stream = draw.rest()

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(stream), size):
            yield stream[start : start + size]

    body = asyncio.run(read_body(chunks(), coding, _CAP))
    assert len(body.data) <= _CAP
    assert body.is_whole or body.trouble or len(body.data) == _CAP or len(stream) > _CAP


def _obey(draw: Draw) -> None:
    status = draw.pick((429, 403, 200, 503, 500))
    headers = {draw.pick(_NAMES): draw.some_bytes().decode("utf-8", "replace") for _ in range(1 + draw.byte() % 4)}
    response = Response("https://a.org/", status, headers=headers, body=draw.rest())
    wait = wait_before_retry(response, _NOW)
    assert wait is None or 0 <= wait <= 86_400
    left = remaining_quota(response, _NOW)
    assert left is None or (left.requests >= 0 and 0 <= left.resets_in <= 86_400)
    assert isinstance(is_rate_limited(response), bool)
    assert isinstance(is_transient(response), bool)
    lifetime = FreshnessPolicy().lifetime(_QUESTION, response, 0.5)
    assert 0 <= lifetime < 1e7
    assert lifetime == 0 or not is_rate_limited(response)


def _thaw(stored: bytes) -> None:
    response = deserialize(stored, 1 << 25)
    if response is not None:
        assert math.isfinite(response.asked_at)
        assert response.status is not None
        assert 100 <= response.status <= 999
        assert deserialize(serialize(response), 1 << 25) == response
        observation_of(_QUESTION, response)
