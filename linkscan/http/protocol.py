"""The HTTP client as everybody else sees it: one method."""

from typing import Protocol

from linkscan.models import Request, Response


class Client(Protocol):
    """Sends a request and returns a response. Every middleware of this package takes a client and is one."""

    async def send(self, request: Request) -> Response:
        """Return the response; never raise for what the world does."""
