"""The web of one part: it asks the hosts of its own itself, and leaves all others to whom they belong."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from linkscan.engines import words
from linkscan.engines.dealing import Part
from linkscan.engines.engine import visit_over
from linkscan.engines.line import Line
from linkscan.http import Client, ConnectivityMonitor
from linkscan.http.cache.middleware import CacheBackend
from linkscan.http.cache.serialization import deserialize, serialize
from linkscan.http.client import open_partition_client
from linkscan.http.connectivity import Observation, observation_of
from linkscan.http.ratelimit.quota_store import QuotaState
from linkscan.http.redirects import RedirectMiddleware
from linkscan.models import Failure, Request, Response


@dataclass(frozen=True, slots=True)
class Branch:
    """Visits places over the whole web, of which `home` is the part that is asked from here."""

    client: Client
    home: ConnectivityMonitor
    part: Part
    line: Line

    async def response(self, call: Any) -> Any:
        """Answer a call of the driver."""
        match call:
            case words.Visit(target):
                visit = await visit_over(self.client, target, self.part)
                return visit.facts, visit.holdings
            case words.Ask(request):
                return await self.home.send(request)
        raise TypeError(call)

    async def vouch(self) -> None:
        """Return nothing of hosts that did not answer unless one does: it may be this machine that is cut off."""
        if not self.home.any_response and (await self.home.probe()).is_out:
            await self.line.call(words.CutOff())


@asynccontextmanager
async def open_branch(
    part: Part, kept: CacheBackend, quotas: Mapping[str, QuotaState], line: Line
) -> AsyncIterator[Branch]:
    """Open the web of a part, whose other parts are at the far end of `line`."""
    async with open_partition_client(part.settings, kept, Quotas(dict(quotas), line)) as client:
        home = ConnectivityMonitor(client)
        following = RedirectMiddleware(Routing(home, part, line), part.settings.max_redirects)
        yield Branch(Reporting(following, line), home, part, line)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """The cache, as seen from another machine: nothing is kept here, everything is asked for there."""

    line: Line

    async def find(self, key: str) -> Response | None:
        """Ask what is known."""
        return deserialize(await self.line.call(words.Find(key)))

    def put(self, key: str, response: Response) -> None:
        """Have an answer kept; compressed here, where there are many hands."""
        self.line.note(words.Keep(key, serialize(response)))


@dataclass(frozen=True, slots=True)
class Quotas:
    """How we stand with the hosts' quotas: as the driver knew it in the beginning, and he hears what changes."""

    known: dict[str, QuotaState]
    line: Line

    def get(self, name: str) -> QuotaState | None:
        """Return what is known."""
        return self.known.get(name)

    def put(self, name: str, standing: QuotaState) -> None:
        """Have a standing noted."""
        if self.known.get(name) != standing:
            self.known[name] = standing
            self.line.note(words.Stands(name, standing))


@dataclass(frozen=True, slots=True)
class Routing:
    """Asks at home what is ours, and the owner of everything else."""

    home: Client
    part: Part
    line: Line

    async def send(self, request: Request) -> Response:
        """Ask where the host belongs."""
        if self.part.owns(request.url):
            return await self.home.send(request)
        response: Response = await self.line.call(words.Ask(request))
        return response


@dataclass(slots=True)
class Reporting:
    """Tells the driver what each answer shows of the network, when that is news."""

    client: Client
    line: Line
    _told: dict[tuple[str, bool, bool], Observation] = field(default_factory=dict)

    async def send(self, request: Request) -> Response:
        """Ask, and report what it showed."""
        response = await self.client.send(request)
        if response.failure is Failure.BUDGET:
            self.line.note(words.Spent())
        sight = observation_of(request, response)
        if sight is not None and self._told.get(sight.key) is None:
            self._told[sight.key] = sight
            self.line.note(words.Saw(sight))
        return response
