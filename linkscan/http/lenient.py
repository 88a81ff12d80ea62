"""Repair of response heads that browsers and curl accept, so that aiohttp's strict parser accepts them as well.

The repairs, and the rules behind them:
- `Content-Length` is dropped beside `Transfer-Encoding: chunked` (RFC 9112 6.3);
- repeated, equal lengths are merged (RFC 9110 8.6), and a length that is not a number is dropped;
- a version that HTTP/1 does not define becomes 1.1;
- malformed header lines are dropped: no colon, no name, or a name with blanks or control characters (RFC 9112 5.1 and
  5.5 leave this to the recipient);
- NUL and CR in a value become spaces (RFC 9110 5.5);
- bytes after the announced length are not read, as they belong to no request (RFC 9112 9.2).
"""

import re
from enum import Enum, auto

from linkscan.http.aiohttp_import import ResponseHandler

_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(
    rb"HTTP/(?P<version>\d(?:\.\d)?) +(?P<status>\d{3})(?!\d) *(?P<reason>.*)", re.IGNORECASE | re.DOTALL
)
_WELL_FORMED = re.compile(
    rb"HTTP/1\.[01] (?P<status>[2-5]\d\d) [^\r\n\0]*+(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]++: [^\s\0][^\r\n\0]*+)*+"
)
"""A head in which every line conforms to RFC 9112."""
_ONE_LENGTH = re.compile(rb"\ncontent-length: (\d{1,18})(?=\r|\Z)")
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 5.6.2
_MAX_HEAD_SIZE = 1 << 18  # bytes; a larger head goes to the parser as it is, which refuses headers that are too long
_NO_BODY = (204, 304)
_SWITCHING_PROTOCOLS = 101


class _State(Enum):
    HEAD = auto()  # waiting for the end of a head
    BODY = auto()  # a body of known length
    STREAM = auto()  # pass everything on: a chunked body, one that ends with the connection, or not HTTP


class LenientResponseHandler(ResponseHandler):
    """aiohttp's protocol of a connection, with each response head repaired before it is parsed."""

    _state = _State.HEAD
    _remaining = 0
    _has_body = True

    def set_response_params(self, *, skip_payload: bool = False, **params: object) -> None:
        """Reset for the response to a new request; `skip_payload` is true for HEAD."""
        self._state, self._head, self._has_body = _State.HEAD, bytearray(), not skip_payload
        super().set_response_params(skip_payload=skip_payload, **params)  # type: ignore[arg-type] # passed on

    def data_received(self, data: bytes) -> None:
        """Pass data from the server on to the parser, in a form that it accepts."""
        if self._parser is None or not data:  # nothing has been requested yet, or aiohttp is resuming
            super().data_received(data)
            return
        while data:
            match self._state:
                case _State.HEAD:
                    data = self._read_head(data)
                case _State.BODY:
                    if self._remaining:
                        self._parse(data[: self._remaining])
                    if len(data) > self._remaining and self.transport is not None:
                        self.transport.close()  # more was sent than announced: the connection cannot be reused
                    self._remaining = max(0, self._remaining - len(data))
                    return
                case _State.STREAM:
                    self._parse(data)
                    return

    def _read_head(self, data: bytes) -> bytes:
        """Buffer data up to the end of a head; return the repaired head and all after it, or nothing until then."""
        start = max(0, len(self._head) - 3)
        self._head += data
        end = _END.search(self._head, start)
        if end is None:
            if len(self._head) > _MAX_HEAD_SIZE or not _may_begin(self._head):
                self._state = _State.STREAM
                return bytes(self._head)
            return b""
        head, rest = bytes(self._head[: end.start()]), bytes(self._head[end.end() :])
        self._head = bytearray()
        mended, status, length = mend_head(head)
        if 100 <= status < 200 and status != _SWITCHING_PROTOCOLS:
            self._parse(mended)
            return rest
        if length is None or not self._has_body or status in _NO_BODY:
            self._state = _State.STREAM
        else:
            self._state, self._remaining = _State.BODY, len(mended) + length
        return mended + rest

    def _parse(self, data: bytes) -> None:
        """Parse, and fail the body after a parser error: aiohttp would leave its reader waiting for ever."""
        super().data_received(data)
        error, body = self.exception(), self._payload
        if error is not None and body is not None and not body.is_eof() and body.exception() is None:
            body.set_exception(ValueError(getattr(error, "message", "") or str(error)))


def _may_begin(head: bytearray) -> bool:
    return b"HTTP/".startswith(head[:5].upper()) or head[:5].upper() == b"HTTP/"


def mend_head(head: bytes) -> tuple[bytes, int, int | None]:
    """Return a response head without anything that a strict parser refuses, its status, and the length of its body.

    If the first line is not a status line, the status is 0 and the head is unchanged. The length is None if it is not
    announced, or if the announcement is invalid or overridden by a transfer coding.
    """
    well_formed = _WELL_FORMED.fullmatch(head)
    if well_formed is not None and (announced := _only_length(head.lower())) is not None:
        return head + b"\r\n\r\n", int(well_formed["status"]), announced
    lines = head.replace(b"\r\n", b"\n").split(b"\n")
    first = _STATUS_LINE.match(lines[0])
    if first is None:
        return head + b"\r\n\r\n", 0, None
    kept: list[tuple[bytes, bytes]] = []
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if line[:1] in (b" ", b"\t") and kept:  # folded (RFC 9112 5.2)
            kept[-1] = (kept[-1][0], kept[-1][1] + b" " + line.strip())
        elif colon and _TOKEN.fullmatch(name := name.strip()):
            kept.append((name, value.replace(b"\0", b" ").replace(b"\r", b" ").strip()))
    kept = [pair for pair in kept if not _is_identity(*pair)]
    codings = b",".join(value.lower() for name, value in kept if name.lower() == b"transfer-encoding")
    lengths = {part.strip() for name, value in kept if name.lower() == b"content-length" for part in value.split(b",")}
    length = next(iter(lengths)) if len(lengths) == 1 else b""
    is_counted = not codings and length.isdigit()
    if codings or is_counted or len(lengths) == 1:
        kept = [pair for pair in kept if pair[0].lower() != b"content-length"]
    if is_counted:
        kept.append((b"Content-Length", length))
    version = b"1.0" if first["version"] in (b"1.0", b"0.9") else b"1.1"
    status_line = b" ".join((b"HTTP/" + version, first["status"], first["reason"].replace(b"\r", b" ").strip()))
    mended = b"\r\n".join([status_line, *(name + b": " + value for name, value in kept)]) + b"\r\n\r\n"
    return mended, int(first["status"]), int(length) if is_counted else None


def _only_length(head: bytes) -> int | None:
    """Return the length in a well-formed, lower-case head; None unless it has one `Content-Length` and no coding."""
    if b"\ntransfer-encoding:" in head or head.count(b"\ncontent-length:") != 1:
        return None
    found = _ONE_LENGTH.search(head)
    return int(found[1]) if found else None


def _is_identity(name: bytes, value: bytes) -> bool:
    """Return whether a header stands for "no transfer coding", as old servers write it (RFC 2616 3.6)."""
    return name.lower() == b"transfer-encoding" and value.lower() in (b"identity", b"")
