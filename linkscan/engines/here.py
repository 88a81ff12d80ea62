"""The engine of one process: it asks, and judges what it is told."""

from linkscan.engines.engine import Visit, visit_over
from linkscan.models import Answer, Place, Question
from linkscan.settings import Settings
from linkscan.web import Web, Witness


class Here:
    """Does everything here, over one open web."""

    def __init__(self, web: Web, settings: Settings) -> None:
        self.witness = Witness(web)
        self.width = settings.per_host
        self._settings = settings

    async def ask(self, question: Question) -> Answer:
        """Ask one question."""
        return await self.witness.ask(question)

    async def visit(self, place: Place) -> Visit:
        """Return what is learned at a place over the web that is open here."""
        return await visit_over(self.witness, place, self._settings)
