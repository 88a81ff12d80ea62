"""What the web is to everybody else: one verb."""

from typing import Protocol

from linkscan.models import Request, Response


class Client(Protocol):
    """Takes a question and gives an answer. Every layer of the web room takes one and is one."""

    async def send(self, request: Request) -> Response:
        """Ask, and give what came back; never raises for what the world does."""
