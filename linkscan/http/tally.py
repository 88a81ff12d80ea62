"""Counts of the requests of a run, by purpose."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.http.protocol import Client
from linkscan.models import Request, Response


class Purpose(StrEnum):
    """The purpose of a request."""

    PAPERS = "papers"  # from services that papers come from
    ADDRESSES = "addresses"
    LOOK_UPS = "look-ups"  # archived copies, and other places that name a repository


@dataclass(slots=True)
class RequestTally:
    """Counts of the requests sent over the network, including redirects and retries, by the current `purpose`."""

    purpose: Purpose = Purpose.ADDRESSES
    counts: Counter[Purpose] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class TallyMiddleware:
    """Counts every request and passes it on."""

    client: Client
    tally: RequestTally

    async def send(self, request: Request) -> Response:
        """Count the request, and send it."""
        self.tally.counts[self.tally.purpose] += 1
        return await self.client.send(request)
