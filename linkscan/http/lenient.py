"""Response heads that browsers and curl read, put into the form that aiohttp's strict parser accepts.

What is mended, and by which rule: `Content-Length` beside `Transfer-Encoding: chunked` is dropped (RFC 9112 6.3), equal
repeated lengths are one (RFC 9110 8.6), a length that is no number is none, a version that HTTP/1 does not have is 1.1,
header lines that are no header are dropped (no colon, no name, a name with
blanks or control characters; RFC 9112 5.1 and 5.5 leave that to the reader), NUL and CR in a value become spaces (RFC
9110 5.5), and bytes after the announced length are not read (they are no response to any request; RFC 9112 9.2).
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
"""A head that is as RFC 9112 wants it, line by line."""
_ONE_LENGTH = re.compile(rb"\ncontent-length: (\d{1,18})(?=\r|\Z)")
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 5.6.2
_LARGEST_HEAD = 1 << 18  # bytes; beyond it the parser reads, and refuses a header that is too long
_NO_BODY = (204, 304)
_SWITCHING_PROTOCOLS = 101


class _State(Enum):
    HEAD = auto()  # waiting for the end of a head
    BODY = auto()  # as many bytes as announced
    STREAM = auto()  # whatever comes: chunked, until the end of the connection, or not understood


class LenientResponseHandler(ResponseHandler):
    """aiohttp's protocol of a connection, with each response head mended before it is parsed."""

    _state = _State.HEAD
    _left = 0
    _has_body = True

    def set_response_params(self, *, skip_payload: bool = False, **params: object) -> None:
        """Begin to wait for the response to a new request; `skip_payload` for HEAD."""
        self._state, self._head, self._has_body = _State.HEAD, bytearray(), not skip_payload
        super().set_response_params(skip_payload=skip_payload, **params)  # type: ignore[arg-type] # passed on

    def data_received(self, data: bytes) -> None:
        """Pass on what a server sent, in the form that the parser accepts."""
        if self._parser is None or not data:  # nothing was requested yet, or aiohttp resumes by itself
            super().data_received(data)
            return
        while data:
            match self._state:
                case _State.STREAM:
                    self._parse(data)
                    return
                case _State.BODY:
                    if self._left:
                        self._parse(data[: self._left])
                    if len(data) > self._left and self.transport is not None:
                        self.transport.close()  # more was sent than announced: the connection is not used again
                    self._left = max(0, self._left - len(data))
                    return
                case _State.HEAD:
                    data = self._read_head(data)

    def _read_head(self, data: bytes) -> bytes:
        """Take the bytes up to the end of a head; return the mended head with what follows it, once it is complete."""
        start = max(0, len(self._head) - 3)
        self._head += data
        end = _END.search(self._head, start)
        if end is None:
            if len(self._head) > _LARGEST_HEAD or not _may_begin(self._head):
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
            self._state, self._left = _State.BODY, len(mended) + length
        return mended + rest

    def _parse(self, data: bytes) -> None:
        """Parse; aiohttp leaves a body waiting for ever where what comes after its head is not HTTP."""
        super().data_received(data)
        error, body = self.exception(), self._payload
        if error is not None and body is not None and not body.is_eof() and body.exception() is None:
            body.set_exception(ValueError(getattr(error, "message", "") or str(error)))


def _may_begin(head: bytearray) -> bool:
    return b"HTTP/".startswith(head[:5].upper()) or head[:5].upper() == b"HTTP/"


def mend_head(head: bytes) -> tuple[bytes, int, int | None]:
    """Return a response head without what a strict parser refuses, its status, and the length of its body.

    The status is 0 where the first line is none, and then nothing is changed; the length is None where it is not
    announced, or announced in a way that does not count.
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
    """Return the length that a well-formed head in lower case announces once, and in no other way."""
    if b"\ntransfer-encoding:" in head or head.count(b"\ncontent-length:") != 1:
        return None
    found = _ONE_LENGTH.search(head)
    return int(found[1]) if found else None


def _is_identity(name: bytes, value: bytes) -> bool:
    """Return whether a header announces no transfer coding at all, as old servers do (RFC 2616 3.6)."""
    return name.lower() == b"transfer-encoding" and value.lower() in (b"identity", b"")
