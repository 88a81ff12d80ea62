"""The bottom of the stack, opened by the first request that needs it."""

from collections.abc import Awaitable, Callable

from linkscan.http.protocol import Client
from linkscan.models import Request, Response


class OpenedByFirstUse:
    """Opens a client when the first request is sent.

    What the cache or a recording answers and the guard refuses needs no sockets, and to load the HTTP libraries takes
    half of such a run.
    """

    def __init__(self, open_client: Callable[[], Awaitable[Client]]) -> None:
        self._open = open_client
        self._client: Client | None = None

    async def send(self, request: Request) -> Response:
        """Send with the client, which is opened once: opening does not wait for anything."""
        if self._client is None:
            self._client = await self._open()
        return await self._client.send(request)
