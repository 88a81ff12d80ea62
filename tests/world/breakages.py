"""Responses that are broken or excessive HTTP: faults that write to the connection directly."""

import asyncio
import zlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from email.utils import formatdate
from functools import lru_cache

from tests.world.faults import Fault, Honest, always
from tests.world.messages import Outcome, Raw, Reply, Request, Wire, html, settle
from tests.world.server import encode_head

_PIECE = bytes(64 * 1024)


def reset(after: int = 0) -> Fault:
    """Reset the connection, before anything is sent or after `after` bytes of the normal response."""
    return _distort(lambda wire, data: _send_then(wire, data[:after], wire.reset))


def hang_up(after: int = 0) -> Fault:
    """Close the connection without a response, or after `after` bytes of it."""
    return _distort(lambda wire, data: _send_then(wire, data[:after], wire.close))


def hang(after: int = 0) -> Fault:
    """Never respond, or stall after `after` bytes, until the client gives up."""

    async def wait(wire: Wire, data: bytes) -> None:
        await wire.send(data[:after])
        await asyncio.Event().wait()

    return _distort(wait)


def truncated() -> Fault:
    """Announce the length of the whole body, send half of it, and close."""

    async def cut(wire: Wire, data: bytes) -> None:
        head, gap, body = data.partition(b"\r\n\r\n")
        await wire.send(head + gap + body[: len(body) // 2])

    return _distort(cut)


def drip(pause: float = 0.05, piece: int = 1) -> Fault:
    """Send the normal response in small pieces, so that no single read ever times out."""

    async def trickle(wire: Wire, data: bytes) -> None:
        for start in range(0, len(data), piece):
            await wire.send(data[start : start + piece])
            await asyncio.sleep(pause)

    return _distort(trickle)


def garbage(data: bytes = b"\x00\xffSSH-2.0-OpenSSH_9.2\r\n\r\n") -> Fault:
    """Respond with something that is not HTTP."""
    return lambda _request, _honest: lambda wire: wire.send(data)


def big(size: int = 30_000_000, kind: str = "application/zip") -> Fault:
    """Respond with a large file of known length."""
    headers = (("content-type", kind), ("content-length", str(size)))
    return lambda _request, _honest: Reply(200, headers, _zeros(size))


def endless(kind: str = "text/html") -> Fault:
    """Respond with a body that never ends."""
    return lambda _request, _honest: Reply(200, (("content-type", kind),), _zeros())


def bomb(size: int = 400_000_000) -> Fault:
    """Respond with a compressed page of `size` bytes that takes a thousandth of that on the wire."""
    headers = (("content-type", "text/html"), ("content-encoding", "gzip"))
    return lambda _request, _honest: Reply(200, headers, _squeezed(size))


def broken_gzip() -> Fault:
    """Announce gzip and send something else."""
    return always(html("this is not compressed at all", 200, {"content-encoding": "gzip"}))


def _distort(write: Callable[[Wire, bytes], Awaitable[None]]) -> Fault:
    """Return a fault that gets the normal response as bytes, and the connection to write to."""

    async def fault(_: Request, honest: Honest) -> Raw:
        data = await _as_bytes(await settle(honest()))
        return lambda wire: write(wire, data)

    return fault


async def _as_bytes(outcome: Outcome) -> bytes:
    if not isinstance(outcome, Reply):
        return b""
    body = outcome.body
    whole = body if isinstance(body, bytes) else b"".join([piece async for piece in body])
    return encode_head(outcome, formatdate(usegmt=True), len(whole)) + whole


async def _send_then(wire: Wire, data: bytes, end: Callable[[], None]) -> None:
    if data:
        await wire.send(data)
        await asyncio.sleep(0.01)  # a reset discards bytes that are not yet sent
    end()


async def _zeros(size: int | None = None) -> AsyncGenerator[bytes, None]:
    left = size
    while left is None or left > 0:
        yield _PIECE if left is None else _PIECE[:left]
        left = None if left is None else left - len(_PIECE)
        await asyncio.sleep(0)


@lru_cache(maxsize=4)
def _squeezed(size: int) -> bytes:
    """Return compressed zeros without holding them in memory."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    million = bytes(1_000_000)
    parts = [squeeze.compress(million) for _ in range(size // len(million))]
    return b"".join([*parts, squeeze.flush()])
