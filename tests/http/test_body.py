"""Bodies are decompressed as they arrive, and cut at a cap."""

import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.http.body import UNREAD_LIMIT, Body, max_bytes_for, read_body

TEXT = b"<p>hello</p>" * 1000
RAW = zlib.compressobj(wbits=-15)
CODED = {
    "": TEXT,
    "identity": TEXT,
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "GZIP": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    " deflate ": RAW.compress(TEXT) + RAW.flush(),
}


async def pieces(data: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def read(data: bytes, coding: str, cap: int = 1 << 20, size: int = 1000) -> Body:
    return anyio.run(read_body, pieces(data, size), coding, cap)


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
@pytest.mark.parametrize("coding", CODED)
def test_every_requested_coding_is_decoded(coding: str, size: int) -> None:
    """In pieces of any size, complete or truncated."""
    assert read(CODED[coding], coding, size=size) == Body(TEXT, is_whole=True)
    assert read(CODED[coding], coding, cap=100, size=size) == Body(TEXT[:100], is_whole=False)
    assert read(CODED[coding], coding, cap=len(TEXT), size=size) == Body(TEXT, is_whole=True)


def test_gzip_of_several_members() -> None:
    """As made by `cat a.gz b.gz`."""
    assert read(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip") == Body(b"one two", is_whole=True)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_stops_at_the_cap(layers: int) -> None:
    """64 MB of zeros in 64 KB, or in a few hundred bytes whose outer layer is not decoded."""
    bomb = b"\0" * (1 << 26)
    for _ in range(layers):
        bomb = gzip.compress(bomb)
    tracemalloc.start()
    body = read(bomb, "gzip", cap=1 << 16, size=1 << 20)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(body.data) <= 1 << 16
    assert most < 1 << 21


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip", "exi"])
def test_unrequested_coding_is_not_decoded(coding: str) -> None:
    """The body is empty, with a reason."""
    body = read(b"\x1b\x05", coding)
    assert (body.data, body.is_whole) == (b"", False)
    assert coding in body.trouble


def test_broken_compression_keeps_what_came_before() -> None:
    """And reports that it is broken."""
    data = gzip.compress(TEXT, 0)
    body = read(data[:5000] + b"\xff" * 5000, "gzip", size=100)
    assert TEXT.startswith(body.data[:4000])
    assert body.trouble.startswith("the body is not valid gzip")


def test_a_stream_that_inflates_to_nothing_ends() -> None:
    """Empty gzip members or deflate blocks give no bytes, so those are counted as well."""
    assert read(gzip.compress(b"") * 20_000, "gzip", cap=1000).trouble.endswith("too many members")
    empty_block = b"\0\0\0\xff\xff"
    assert read(empty_block * 100_000, "deflate", cap=1000, size=1 << 14) == Body(b"", is_whole=False)


@given(st.binary(max_size=2000), st.sampled_from(["gzip", "deflate", "br", ""]), st.integers(1, 100))
def test_arbitrary_bytes_neither_raise_nor_exceed_the_cap(data: bytes, coding: str, cap: int) -> None:
    """Hypothesis generates the bytes."""
    assert len(read(data, coding, cap, size=50).data) <= cap


@pytest.mark.parametrize(
    ("content_type", "status", "cap"),
    [
        ("text/html; charset=utf-8", 200, 1 << 20),
        ("TEXT/PLAIN", 200, 1 << 20),
        ("application/json", 200, 1 << 20),
        ("application/vnd.github+json", 200, 1 << 20),
        ("application/xhtml+xml", 200, 1 << 20),
        ("application/atom+xml", 200, 1 << 20),
        ("application/x-git-upload-pack-result", 200, 1 << 20),
        ("", 200, 1 << 20),
        ("application/pdf", 200, UNREAD_LIMIT),
        ("application/octet-stream", 200, UNREAD_LIMIT),
        ("video/mp4", 200, UNREAD_LIMIT),
        ("image/png", 404, UNREAD_LIMIT),
        ("text/html", 302, UNREAD_LIMIT),
    ],
)
def test_unread_bodies_are_cut_early(content_type: str, status: int, cap: int) -> None:
    """64 KiB suffice to know that it exists; a smaller limit of the request still applies."""
    assert max_bytes_for(content_type, status, 1 << 20) == cap
    assert max_bytes_for(content_type, status, 10) == 10
