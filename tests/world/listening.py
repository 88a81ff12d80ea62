"""The sockets: one for TLS, one for plain HTTP (also a proxy), one that refuses connections."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

from tests.world.server import Connection
from tests.world.switchboard import Switchboard

HERE = "127.0.0.1"
_BACKLOG = 4096


class Listener:
    """Opens the sockets at once, so that their ports are known before serving starts."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._sockets = {name: _bind() for name in ("tls", "plain", "closed")}
        self._servers: list[asyncio.Server] = []

    @property
    def tls(self) -> str:
        """Where TLS is spoken, as `ip:port`."""
        return self._address("tls")

    @property
    def plain(self) -> str:
        """Where plain HTTP is spoken; a proxy too."""
        return self._address("plain")

    @property
    def closed(self) -> str:
        """Where connections are refused."""
        return self._address("closed")

    async def start(self) -> None:
        """Serve."""
        loop = asyncio.get_running_loop()
        for name, scheme, tls in (("tls", "https", self._switchboard.tls), ("plain", "http", None)):
            server = await loop.create_server(
                self._connection(scheme), sock=self._sockets[name], ssl=tls, backlog=_BACKLOG
            )
            self._servers.append(server)

    async def stop(self) -> None:
        """Close all connections and release the ports."""
        for server in self._servers:
            server.close()
        await asyncio.gather(*(connection.end() for connection in list(self._switchboard.connections)))
        with suppress(TimeoutError):  # from Python 3.12 on, this waits for handshakes that never end
            async with asyncio.timeout(1):
                await asyncio.gather(*(server.wait_closed() for server in self._servers))
        for opened in self._sockets.values():
            opened.close()
        await asyncio.sleep(0)

    def _connection(self, scheme: str) -> Callable[[], Connection]:
        return lambda: Connection(self._switchboard, scheme)

    def _address(self, name: str) -> str:
        host, port = self._sockets[name].getsockname()
        return f"{host}:{port}"


def _bind() -> socket.socket:
    opened = socket.socket()
    opened.bind((HERE, 0))
    return opened
