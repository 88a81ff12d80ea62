"""The interface of an HTTP client: one method."""

from typing import Protocol

from linkscan.models import Request, Response


class Client(Protocol):
    """Sends a request and returns a response. Every middleware of this package takes a client and is one."""

    async def send(self, request: Request) -> Response:
        """Return the response; network and server errors are values, never exceptions."""
