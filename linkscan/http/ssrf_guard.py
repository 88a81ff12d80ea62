"""Refuse what must not be asked, before a byte is sent or a slot is taken.

This is the first of two choke points: it sees the form of the address. The second sees, at connect time,
the address that is really connected to (`sockets.guarded_socket`), so that a name that resolves to a
private address, or to two different ones, is refused as well. Behind an HTTP proxy the proxy resolves the
names: then only literal addresses and local names can be refused here, and the rest is up to the proxy.
"""

from dataclasses import dataclass

from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import DnsOverrides
from linkscan.http.protocol import Client
from linkscan.http.url_policy import refuse_request
from linkscan.models import Failure, Request, Response
from linkscan.urls import parse_url


@dataclass(frozen=True, slots=True)
class SsrfGuard:
    """Answers `UNSAFE` with the reason; what the user pinned is trusted wherever it leads."""

    client: Client
    pins: DnsOverrides
    allow_private: bool
    clock: Clock

    async def send(self, request: Request) -> Response:
        """Ask only what is safe to ask."""
        address = parse_url(request.url)
        if address is None:
            reason: str | None = "not an address of the web"
        else:
            private_too = self.allow_private or self.pins.find(address.host, address.port) is not None
            reason = refuse_request(address, private_too=private_too)
        if reason is None:
            return await self.client.send(request)
        return Response(request.url, failure=Failure.UNSAFE, detail=reason, asked_at=self.clock.now(), attempts=0)
