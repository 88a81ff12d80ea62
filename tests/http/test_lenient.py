"""HTTP that browsers and curl accept is accepted; what they reject is described in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.http.clock import Clock
from linkscan.http.lenient import mend_head
from linkscan.models import Failure
from tests.http.site import Site, page, raw
from tests.http.test_sender import send

BODY = b"<p>hello</p>"
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
LENGTH = b"Content-Length: %d\r\n" % len(BODY)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("head", "body"),
    [
        (LENGTH + b"Transfer-Encoding: chunked\r\n", CHUNKED),
        (b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", CHUNKED),
        (b"Transfer-Encoding: chunked\r\nContent-Length: 99999\r\nContent-Length: 7\r\n", CHUNKED),
        (LENGTH * 2, BODY),
        (LENGTH * 3, BODY),
        (b"Content-Length: 12, 12\r\n", BODY),
        (b"X y: 1\r\n" + LENGTH, BODY),
        (b"X-A : 1\r\n" + LENGTH, BODY),
        (b": empty\r\n" + LENGTH, BODY),
        (b"no colon at all\r\n" + LENGTH, BODY),
        (b"X-Nul: a\0b\r\n" + LENGTH, BODY),
        (b"X\xe9: 1\r\n" + LENGTH, BODY),
        (b"X-Folded: a\r\n b\r\n" + LENGTH, BODY),
        (b"Transfer-Encoding: identity\r\n" + LENGTH, BODY),
        (LENGTH, BODY + b"<title>more than was announced</title>"),
        (LENGTH, BODY + b"HTTP/1.1 200 OK\r\n\r\n"),
        (b"Content-Length: -1\r\n", BODY),
        (b"Content-Length: +12\r\n", BODY),
        (b"Content-Length:\r\n", BODY),
        (b"Content-Length: abc\r\n", BODY),
        (b"X-Bare: a\rb\r\n" + LENGTH, BODY),
        (b"", BODY),
    ],
)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
async def test_malformed_header_sections_are_read(
    head: bytes, body: bytes, line_end: bytes, site: Site, clock: Clock
) -> None:
    """Chunked overrides a length (RFC 9112 6.3), equal lengths are one (RFC 9110 8.6), other lines are no headers."""
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    site.on("/", raw((start + head + b"\r\n").replace(b"\r\n", line_end) + body))
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert (response.status, response.body, response.failure, response.detail) == (200, BODY, None, "")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "line", [b"HTTP/1.2 200 OK", b"HTTP/2 200 OK", b"HTTP/1.1  200  OK", b"http/1.1 200 OK", b"HTTP/1.1 200 D\xe9j\xe0"]
)
async def test_malformed_status_lines_are_read(line: bytes, site: Site, clock: Clock) -> None:
    site.on("/", raw(line + b"\r\n" + LENGTH + b"\r\n" + BODY))
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert (response.status, response.body, response.failure) == (200, BODY, None)


@pytest.mark.anyio
@pytest.mark.parametrize("step", [1, 7])
async def test_fragmented_header_sections_are_read(step: int, site: Site, clock: Clock) -> None:
    """Informational responses come before the response itself (RFC 9110 15.2)."""
    data = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nBad line\r\n" + LENGTH + b"\r\n" + BODY

    async def act(talk: object) -> None:
        for position in range(0, len(data), step):
            await talk.say(data[position : position + step])  # type: ignore[attr-defined]

    site.on("/", act)
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert (response.status, response.body) == (200, BODY)


@pytest.mark.anyio
async def test_connection_is_reused_after_a_malformed_header_section(site: Site, clock: Clock) -> None:
    """Each response is parsed independently; HEAD has no body whatever is announced."""
    site.on("/odd", raw(b"HTTP/1.1 200 OK\r\nX y: 1\r\n" + LENGTH + b"\r\n" + BODY, then_close=False))
    site.on("/fine", page(BODY))
    for path in ("/odd", "/fine", "/odd", "/fine"):
        response = await send(f"http://site.example{path}", clock, resolve={"*": site.address})
        assert (response.status, response.body) == (200, BODY)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"<html>no head</html>",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello!!",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello",
        b"\x00\x01\x02\x03",
    ],
)
async def test_data_that_is_not_http_is_reported_without_bytes_or_status(data: bytes, site: Site, clock: Clock) -> None:
    """The status 400 would be the parser's own, and raw bytes would not help a reader."""
    site.on("/", raw(data))
    response = await send("http://site.example/", clock, resolve={"*": site.address})
    assert response.failure in (Failure.PROTOCOL, Failure.RESET)
    assert response.status is None
    for words in ("400", "b'", 'b"', "\\x", "message="):
        assert words not in response.detail


@given(st.binary(max_size=300))
def test_repair_never_raises_and_keeps_the_first_line(head: bytes) -> None:
    mended, status, length = mend_head(b"HTTP/1.1 200 OK\r\n" + head)
    assert mended.startswith(b"HTTP/1.1 200 OK\r\n")
    assert mended.endswith(b"\r\n\r\n")
    assert status == 200
    assert length is None or length >= 0
    assert mend_head(mended.removesuffix(b"\r\n\r\n"))[0] == mended


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True).filter(
    lambda name: name.lower() not in ("content-length", "transfer-encoding")
)
VALUES = st.from_regex(r"[!-~]([ -~]{0,20}[!-~])?", fullmatch=True)


@given(others=st.lists(st.tuples(NAMES, VALUES), max_size=5), length=st.integers(0, 10**12), at=st.integers(0, 5))
def test_valid_header_section_is_unchanged(others: list[tuple[str, str]], length: int, at: int) -> None:
    headers = [*others[:at], ("Content-Length", str(length)), *others[at:]]
    head = "\r\n".join(["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in headers)]).encode()
    assert mend_head(head) == (head + b"\r\n\r\n", 200, length)


@pytest.mark.parametrize(
    "odd",
    [
        b"Content-Length: 5\r\nContent-Length: 5",
        b"Content-Length: 5\r\nTransfer-Encoding: identity",
        b"Content-Length: 5\r\nX-Folded: a\r\n b",
        b"Content-Length: 5\nX: 1",
        b"Content-Length:5",
        b"Content-Length : 5",
        b"Content-Length: 5 ",
    ],
)
def test_nonstandard_content_length_is_normalised(odd: bytes) -> None:
    mended, status, length = mend_head(b"HTTP/1.1 200 OK\r\n" + odd)
    assert (status, length) == (200, 5)
    assert mended.count(b"Content-Length: 5\r\n") == 1
