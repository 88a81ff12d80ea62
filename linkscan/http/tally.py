"""How many requests a run sends, and what for."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.http.protocol import Client
from linkscan.models import Request, Response


class Purpose(StrEnum):
    """What requests are sent for."""

    PAPERS = "papers"  # to services that papers come from
    ADDRESSES = "addresses"
    LOOK_UPS = "look-ups"  # archived copies, and who else names a repository


@dataclass(slots=True)
class RequestTally:
    """Counts requests that are sent over the network, redirects and retries among them, under the `purpose` of now."""

    purpose: Purpose = Purpose.ADDRESSES
    counts: Counter[Purpose] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class TallyMiddleware:
    """Passes every request on, and counts it."""

    client: Client
    tally: RequestTally

    async def send(self, request: Request) -> Response:
        """Send, and count the request."""
        self.tally.counts[self.tally.purpose] += 1
        return await self.client.send(request)
