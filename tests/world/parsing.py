"""Parse requests from a buffer, as strictly as a well-maintained server does."""

from http import HTTPStatus

from tests.world.messages import Request

MAX_HEAD = 64 * 1024
MAX_BODY = 16 * 1024 * 1024
_PORTS = {"http": 80, "https": 443}


class BadRequestError(Exception):
    """The bytes are not a valid request; `status` is the response before the connection is closed."""

    def __init__(self, status: int) -> None:
        super().__init__(HTTPStatus(status).phrase)
        self.status = status


def take_request(buffer: bytearray, scheme: str, authority: str = "") -> Request | None:
    """Take one complete request from the front of the buffer; None if more bytes are needed.

    `authority` is the `host:port` of the tunnel that the bytes came through, if any.
    """
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        if len(buffer) > MAX_HEAD:
            raise BadRequestError(431)
        return None
    line, *fields = buffer[:end].decode("latin-1").split("\r\n")
    method, target = _read_line(line)
    headers = _read_fields(fields)
    found = _take_body(buffer, end + 4, headers)
    if found is None:
        return None
    is_absolute = target.startswith("http://")
    if is_absolute:  # RFC 9112 section 3.2.2: the request goes to a proxy
        host_field, slash, rest = target[7:].partition("/")
        target, scheme = slash + rest or "/", "http"
    else:
        host_field = headers.get("host", "") if method != "CONNECT" else target
    host, port = split_host(host_field, _PORTS[scheme])
    return Request(method, scheme, host, port, target, headers, found, is_absolute or bool(authority))


def split_host(authority: str, port: int) -> tuple[str, int]:
    """Split `host:port`; `port` is the default."""
    host, colon, digits = authority.rpartition(":")
    if colon and digits.isdigit():
        return host.lower(), int(digits)
    return authority.lower(), port


def wants_go_ahead(buffer: bytearray) -> bool:
    """Return whether the client waits for `100 Continue` before it sends the body (RFC 9110 section 10.1.1)."""
    end = buffer.find(b"\r\n\r\n")
    return end > 0 and b"\r\nexpect: 100-continue" in buffer[:end].lower() and len(buffer) == end + 4


def _read_line(line: str) -> tuple[str, str]:
    method, _, rest = line.partition(" ")
    target, _, version = rest.partition(" ")
    if not version.startswith("HTTP/1.") or not target or not method.isalpha():
        raise BadRequestError(400)
    return method, target


def _read_fields(fields: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for field in fields:
        name, colon, value = field.partition(":")
        if not colon:
            raise BadRequestError(400)
        name = name.lower()
        value = value.strip(" \t")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _take_body(buffer: bytearray, start: int, headers: dict[str, str]) -> bytes | None:
    if "chunked" in headers.get("transfer-encoding", ""):
        return _take_chunks(buffer, start)
    length = headers.get("content-length", "0")
    if not length.isdigit():
        raise BadRequestError(400)
    end = start + int(length)
    if end - start > MAX_BODY:
        raise BadRequestError(413)
    if len(buffer) < end:
        return None
    body = bytes(buffer[start:end])
    del buffer[:end]
    return body


def _take_chunks(buffer: bytearray, start: int) -> bytes | None:
    parts: list[bytes] = []
    while (end := buffer.find(b"\r\n", start)) >= 0:
        try:
            size = int(buffer[start:end].partition(b";")[0], 16)
        except ValueError:
            raise BadRequestError(400) from None
        start = end + 2 + size + 2
        if start > MAX_BODY:
            raise BadRequestError(413)
        if len(buffer) < start:
            return None
        if size == 0:
            del buffer[:start]
            return b"".join(parts)
        parts.append(bytes(buffer[end + 2 : start - 2]))
    return None
