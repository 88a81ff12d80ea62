"""The engine of one process: it asks, and judges what it is told."""

from linkscan.engines.engine import Visit, visit_over
from linkscan.http import Client, ConnectivityMonitor
from linkscan.models import Request, Response, Target
from linkscan.settings import Settings


class Here:
    """Does everything here, over one open web."""

    def __init__(self, client: Client, settings: Settings) -> None:
        self.witness = ConnectivityMonitor(client)
        self.width = settings.per_host
        self._settings = settings

    async def send(self, request: Request) -> Response:
        """Ask one question."""
        return await self.witness.send(request)

    async def visit(self, target: Target) -> Visit:
        """Return what is learned at a place over the web that is open here."""
        return await visit_over(self.witness, target, self._settings)
