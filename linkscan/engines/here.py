"""The engine of one machine: this process asks, all its cores read."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from linkscan.cores import map_chunks
from linkscan.engines.engine import Text, Visit, read_chunk, visit_over
from linkscan.forges.forge import Access
from linkscan.models import Answer, Paper, Place, Question
from linkscan.web import Web, Witness


class Here:
    """Does everything here, over one open web."""

    def __init__(self, web: Web, access: Access) -> None:
        self.witness = Witness(web)
        self._access = access

    async def ask(self, question: Question) -> Answer:
        """Ask one question."""
        return await self.witness.ask(question)

    async def visit(self, places: Sequence[Place]) -> Mapping[str, Visit]:
        """Visit places over the web that is open here."""
        return await visit_over(self.witness, places, self._access)

    async def read(self, papers: Iterable[Paper]) -> AsyncIterator[Text]:
        """Read papers on all cores."""
        for chunk in map_chunks(read_chunk, papers):
            for text in chunk:
                yield text
