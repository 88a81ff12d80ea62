"""A small web site on loopback that sends exact bytes and records what it receives."""

import asyncio
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

Act = Callable[["Exchange"], Awaitable[None]]


@dataclass(slots=True)
class Exchange:
    """One request and the way to answer it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    writer: asyncio.StreamWriter

    async def say(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()


@dataclass(slots=True)
class Site:
    """Serves `acts` by path, repeating the last of a list; anything else is a 404."""

    acts: dict[str, list[Act]] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    talks: list[Exchange] = field(default_factory=list)
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def on(self, path: str, *acts: Act) -> None:
        """Set what `path` does: one act per request, repeating the last one."""
        self.acts[path] = list(acts)

    @property
    def address(self) -> str:
        """The address that it listens on, as `ip:port`."""
        assert self._server is not None
        return f"127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @property
    def asked(self) -> list[str]:
        """The requests in order, as `GET /path`."""
        return [f"{talk.method} {talk.path}" for talk in self.talks]

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self.tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            talk: Exchange | None = None
            while not (writer.is_closing() or (talk and talk.headers.get("connection") == "close")):
                talk = await _hear(reader, writer)
                if talk is None:
                    return
                self.talks.append(talk)
                times = Counter(self.asked)[f"{talk.method} {talk.path}"]
                acts = self.acts.get(talk.path, [page(status=404)])
                await acts[min(times, len(acts)) - 1](talk)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()


async def _hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Exchange | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, path, _ = first.split(" ")
    return Exchange(method, path, headers, body, writer)


def raw(data: bytes, *, then_close: bool = True) -> Act:
    """Send these bytes and close the connection."""

    async def act(talk: Exchange) -> None:
        await talk.say(data)
        if then_close:
            talk.writer.close()

    return act


def page(body: bytes | str = b"<p>hello</p>", *, status: int = 200, **headers: str) -> Act:
    """Send a valid response; header names are written with `_` for `-`."""
    data = body.encode() if isinstance(body, str) else body
    given = {"content-type": "text/html", "content-length": str(len(data))}
    given.update((name.replace("_", "-"), value) for name, value in headers.items())
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())

    async def act(talk: Exchange) -> None:
        head = f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode("latin-1")
        await talk.say(head if talk.method == "HEAD" else head + data)

    return act


def redirect(location: str, status: int = 302) -> Act:
    """Redirect."""
    return page(b"", status=status, location=location)


async def reset(talk: Exchange) -> None:
    """Break the connection with a TCP reset."""
    talk.writer.transport.abort()


async def hang(talk: Exchange) -> None:
    """Never respond."""
    await asyncio.sleep(1e6)


async def drip(talk: Exchange) -> None:
    """Send a header, then a byte a second for ever."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        await talk.say(b".")
        await asyncio.sleep(1)


async def endless(talk: Exchange) -> None:
    """Send a body as fast as it is taken, for ever."""
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        await talk.say(b"." * 65536)
