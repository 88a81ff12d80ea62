"""The bottom of the stack, opened on the first request that reaches it."""

from collections.abc import Awaitable, Callable

from linkscan.http.protocol import Client
from linkscan.models import Request, Response


class OpenedByFirstUse:
    """Opens a client when the first request is sent.

    Requests that are answered from the cache or refused by the SSRF guard need no sockets, and loading the HTTP
    libraries would take half the time of such a run.
    """

    def __init__(self, open_client: Callable[[], Awaitable[Client]]) -> None:
        self._open = open_client
        self._client: Client | None = None

    async def send(self, request: Request) -> Response:
        """Send with the client, which is opened once: opening never yields to another task."""
        if self._client is None:
            self._client = await self._open()
        return await self._client.send(request)
