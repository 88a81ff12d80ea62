"""Ask no more than was allowed; what the cache knows costs nothing. And ask again only so often."""

from linkscan.http.clock import Clock
from linkscan.http.protocol import Client
from linkscan.models import Failure, Request, Response


class RequestBudget:
    """Lets `requests` questions through, further attempts at the same one not counted, and refuses the others."""

    def __init__(self, client: Client, requests: int, clock: Clock) -> None:
        self._web = client
        self._left = requests
        self._clock = clock

    async def send(self, request: Request) -> Response:
        """Ask while something is left of the budget."""
        if self._left == 0:
            return Response(request.url, failure=Failure.BUDGET, asked_at=self._clock.now(), attempts=0)
        self._left -= 1
        return await self._web.send(request)


_SHARE = 0.5  # retries that each question brings in: links are dead more often than the servers of a company
_AT_FIRST = 100.0
_AT_MOST = 1000.0  # a long good run saves up no storm
_FOR_FIRST_RETRIES = 50.0  # are kept back: a first retry tells more than a third


class RetryBudget:
    """How often a run may ask again: half as often as it asks, and a hundred times to begin with.

    So a sick network or a sick host makes the traffic half as large again, and not `settings.retries` times
    as large. As Finagle's RetryBudget, which allows for a share of the requests (twitter.github.io/finagle,
    Clients, Retries), and the retry quota of the AWS SDKs, a bucket that good answers fill (docs.aws.amazon.com,
    SDKs and Tools reference guide, Retry behavior).
    """

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = _AT_FIRST

    def earn(self) -> None:
        """Note that a question is asked for the first time."""
        if self._left < _AT_MOST:
            self._left += _SHARE

    def spend(self, retry: int) -> bool:
        """Return whether a question may be asked again, for the `retry`-th time, and take that off if so."""
        if self._left < (1.0 if retry == 1 else 1.0 + _FOR_FIRST_RETRIES):
            return False
        self._left -= 1.0
        return True
