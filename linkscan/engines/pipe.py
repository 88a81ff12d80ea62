"""A pipe between two processes of this machine, for messages that are pickled: neither end is a stranger."""

import asyncio
import os
import pickle
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

_LENGTH = 8  # bytes that tell the length of a message
_READ_AHEAD = 1 << 20  # bytes


class Pipe:
    """One end. EOFError or OSError when whoever was at the other end has gone."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def tell(self, message: Any) -> None:
        """Send a message, and wait while too many are on their way."""
        packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._writer.write(len(packed).to_bytes(_LENGTH, "big") + packed)
        await self._writer.drain()

    async def hear(self) -> Any:
        """Wait for a message."""
        length = int.from_bytes(await self._reader.readexactly(_LENGTH), "big")
        return pickle.loads(await self._reader.readexactly(length))  # noqa: S301 - our own process sent it

    async def heard(self) -> AsyncIterator[Any]:
        """Yield each message until the other end has gone."""
        with suppress(EOFError, OSError):
            while True:
                yield await self.hear()

    async def finish(self) -> None:
        """Return that there is no more to come, and wait until the other end has gone."""
        self._writer.write_eof()
        while await self._reader.read(_READ_AHEAD):
            pass


@asynccontextmanager
async def open_pipe(end: Connection) -> AsyncIterator[Pipe]:
    """Speak over one end of a `multiprocessing.Pipe` in the event loop that is running; the end is used up."""
    with end:
        own = socket.socket(fileno=os.dup(end.fileno()))
    reader, writer = await asyncio.open_connection(sock=own, limit=_READ_AHEAD)
    try:
        yield Pipe(reader, writer)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
