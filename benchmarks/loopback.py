"""One server on loopback for all benchmarks: a process of its own, so that only the asking side is measured."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

# No two pages alike: where every host answers with one page, linkscan suspects a login portal.
PAGE = b"<html><title>Page %s</title><body><h1>A tool</h1><p>" + b"It does one thing. " * 50 + b"</p></body></html>"
HEAD = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
MISSING = b"<html><title>Not Found</title><h1>Not Found</h1></html>"


@dataclass(frozen=True)
class Manner:
    """How the server answers: after `delay` seconds, with a 404 for one address in `missing_every`."""

    delay: float = 0.0
    missing_every: int | None = None


class Answering(asyncio.Protocol):
    """Answers each request for `/p<number>`; HEAD gets no body."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._unread = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer what came whole, at once or later."""
        *requests, self._unread = (self._unread + data).split(b"\r\n\r\n")
        for request in requests:
            response = self._answer(request)
            if self._manner.delay:
                asyncio.get_running_loop().call_later(self._manner.delay, self._transport.write, response)
            else:
                self._transport.write(response)

    def _answer(self, request: bytes) -> bytes:
        method, path, _ = request.split(b" ", 2)
        is_missing = self._is_missing(path)
        body = MISSING if is_missing else PAGE % path
        head = HEAD % (b"404 Not Found" if is_missing else b"200 OK", len(body))
        return head if method == b"HEAD" else head + body

    def _is_missing(self, path: bytes) -> bool:
        number = path[2:]
        if not number.isdigit():
            return True  # robots.txt and the like
        every = self._manner.missing_every
        return every is not None and int(number) % every == 0


def _serve(manner: Manner, told: Connection) -> None:
    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(lambda: Answering(manner), "127.0.0.1", 0, backlog=4096)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


@contextmanager
def serving(manner: Manner) -> Iterator[str]:
    """Serve in another process; give `http://127.0.0.1:<port>`."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(manner, there), daemon=True)
    server.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        server.kill()
        server.join()
