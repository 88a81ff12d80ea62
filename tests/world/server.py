"""A small HTTP/1.1 server that can also misbehave: one object per connection, responses strictly in order."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from http import HTTPStatus
from typing import Protocol

from tests.world.messages import Outcome, Raw, Reply, Request, settle, text
from tests.world.parsing import BadRequestError, take_request, wants_go_ahead

_NOT_ANSWERED = 0
_BODILESS = (204, 304)


class Exchange(Protocol):
    """Provides the responses."""

    tls: ssl.SSLContext
    connections: set["Connection"]

    def connected(self, connection: "Connection") -> None:
        """Record a new connection."""

    def answer(self, request: Request) -> Outcome | Awaitable[Outcome]:
        """Return the response to a request."""

    def own_up(self, error: Exception) -> Reply:
        """Record an error in the world itself."""

    def answered(self, request: Request, status: int) -> None:
        """Record that a request is finished; status 0 if the response was not HTTP."""

    def date(self) -> str:
        """Return the time as an HTTP date."""

    def tunnel(self, request: Request) -> Reply | str:
        """Return the scheme behind a CONNECT, or a refusal."""


class Connection(asyncio.Protocol):
    """One connection, plain or TLS; as a `Wire`, it lets a fault write raw bytes."""

    def __init__(self, exchange: Exchange, scheme: str, authority: str = "") -> None:
        self._exchange = exchange
        self._scheme = scheme
        self._authority = authority
        self._buffer = bytearray()
        self._task: asyncio.Task[None] | None = None
        self._transport: asyncio.Transport | None = None
        self._writable = asyncio.Event()
        self._writable.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Add this to the open connections."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._exchange.connected(self)

    def connection_lost(self, _: Exception | None) -> None:
        """Cancel the response in progress."""
        self._exchange.connections.discard(self)
        self._transport = None
        if self._task is not None:
            self._task.cancel()

    def pause_writing(self) -> None:
        """The peer reads slowly."""
        self._writable.clear()

    def resume_writing(self) -> None:
        """The peer has caught up."""
        self._writable.set()

    def data_received(self, data: bytes) -> None:
        """Receive bytes; answer as soon as a request is complete and the previous one has been answered."""
        self._buffer += data
        if self._task is None:
            self._go_on()

    async def send(self, data: bytes) -> None:
        """Send bytes as they are, waiting for a slow reader."""
        await self._writable.wait()
        if self._transport is None:
            raise ConnectionResetError
        self._transport.write(data)

    def reset(self) -> None:
        """Break the connection so that the peer sees a reset."""
        if self._transport is not None:
            raw: socket.socket = self._transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._transport.abort()

    def close(self) -> None:
        """Close the connection after delivering what was sent so far."""
        if self._transport is not None:
            self._transport.close()

    async def end(self) -> None:
        """Close the connection when the world ends."""
        task = self._task
        if self._transport is not None:
            self._transport.abort()
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def _go_on(self) -> None:
        while self._buffer and self._transport is not None and self._task is None:
            try:
                request = take_request(self._buffer, self._scheme, self._authority)
            except BadRequestError as error:
                self._write(text(f"{error}\n", error.status, {"connection": "close"}), is_head=False)
                self.close()
                return
            if request is None:
                if wants_go_ahead(self._buffer):
                    self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                return
            if request.method == "CONNECT":
                self._task = asyncio.ensure_future(self._connect(request))
                return
            self._handle(request)

    def _handle(self, request: Request) -> None:
        outcome = self._exchange.answer(request)
        if isinstance(outcome, Reply) and isinstance(outcome.body, bytes):
            self._write(outcome, is_head=request.method == "HEAD")
            self._exchange.answered(request, outcome.status)
            if request.headers.get("connection", "").lower() == "close":
                self.close()
        else:
            self._task = asyncio.ensure_future(self._take_time(request, outcome))

    async def _take_time(self, request: Request, outcome: Outcome | Awaitable[Outcome]) -> None:
        status = _NOT_ANSWERED
        try:
            done = await settle(outcome)
            status = await self._carry_out(request, done)
        except ConnectionError:  # the client has gone
            self.close()
        except Exception as error:  # noqa: BLE001 - kept for the test to see
            self._exchange.own_up(error)
            self.close()
        finally:
            self._exchange.answered(request, status)
            self._task = None
        if request.headers.get("connection", "").lower() == "close":
            self.close()
        self._go_on()

    async def _carry_out(self, request: Request, outcome: Outcome) -> int:
        if not isinstance(outcome, Reply):
            await _misbehave(outcome, self)
            return _NOT_ANSWERED
        is_head = request.method == "HEAD"
        if isinstance(outcome.body, bytes):
            self._write(outcome, is_head=is_head)
        else:
            await self._stream(outcome, outcome.body, is_head=is_head)
        return outcome.status

    def _write(self, reply: Reply, *, is_head: bool) -> None:
        if self._transport is None:
            return
        assert isinstance(reply.body, bytes)
        body = b"" if is_head or reply.status in _BODILESS else reply.body
        self._transport.write(encode_head(reply, self._exchange.date(), len(reply.body)) + body)

    async def _stream(self, reply: Reply, body: AsyncGenerator[bytes, None], *, is_head: bool) -> None:
        has_length = any(name == "content-length" for name, _ in reply.headers)
        async with aclosing(body):
            await self.send(encode_head(reply, self._exchange.date(), None))
            if is_head:
                return
            async for piece in body:
                await self.send(piece if has_length else b"%x\r\n%b\r\n" % (len(piece), piece))
        if not has_length:
            await self.send(b"0\r\n\r\n")

    async def _connect(self, request: Request) -> None:
        """Open a tunnel (RFC 9110 section 9.3.6) to the world itself."""
        found = self._exchange.tunnel(request)
        transport = self._transport
        assert transport is not None
        self._task = None
        if isinstance(found, Reply):
            self._write(found, is_head=False)
            return
        transport.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        if found == "http":
            self._authority = request.target
            return
        inner = Connection(self._exchange, "https", request.target)
        try:
            tls = await asyncio.get_running_loop().start_tls(transport, inner, self._exchange.tls, server_side=True)
        except (OSError, ssl.SSLError):
            transport.abort()
            return
        if tls is not None:
            inner.connection_made(tls)
            inner.data_received(b"")  # its first bytes may have arrived already


async def _misbehave(raw: Raw, wire: Connection) -> None:
    await raw(wire)
    wire.close()


def encode_head(reply: Reply, date: str, length: int | None) -> bytes:
    """Encode status line and headers; a length of None means chunked, unless the headers say otherwise."""
    try:
        phrase = HTTPStatus(reply.status).phrase
    except ValueError:  # 999 and its like
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {reply.status} {phrase}", *(f"{name}: {value}" for name, value in reply.headers)]
    names = {name for name, _ in reply.headers}
    if "date" not in names:
        lines.append(f"date: {date}")
    if "content-length" not in names and reply.status not in _BODILESS:
        lines.append("transfer-encoding: chunked" if length is None else f"content-length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
