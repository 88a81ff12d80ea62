"""Ask no more than was allowed; what the cache knows costs nothing."""

from linkscan.models import Answer, Failure, Question
from linkscan.web.clock import Clock
from linkscan.web.web import Web


class Budgeting:
    """Lets `requests` questions through, further attempts at the same one not counted, and refuses the others."""

    def __init__(self, web: Web, requests: int, clock: Clock) -> None:
        self._web = web
        self._left = requests
        self._clock = clock

    async def ask(self, question: Question) -> Answer:
        """Ask while something is left of the budget."""
        if self._left == 0:
            return Answer(question.url, failure=Failure.BUDGET, asked_at=self._clock.now(), attempts=0)
        self._left -= 1
        return await self._web.ask(question)
