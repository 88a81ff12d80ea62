"""Dispatch: a request goes through the log, latency, faults and pages, and last to the host itself."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from email.utils import formatdate

from tests.world.certificates import Certificate, server_context
from tests.world.faults import HostFault
from tests.world.log import Log
from tests.world.messages import Handler, Outcome, Reply, Request, settle, text
from tests.world.pages import Pages, missing
from tests.world.server import Connection
from tests.world.troubles import Troubles, patterns

_CERTIFICATES = {
    HostFault.WRONG_CERTIFICATE: Certificate.WRONG_NAME,
    HostFault.EXPIRED_CERTIFICATE: Certificate.EXPIRED,
    HostFault.EARLY_CERTIFICATE: Certificate.NOT_YET,
    HostFault.UNTRUSTED_CERTIFICATE: Certificate.UNTRUSTED,
}
_UNREACHABLE = (HostFault.NXDOMAIN, HostFault.SERVFAIL, HostFault.REFUSED)


class Switchboard:
    """Gives the server the response to every request. `mistakes` are errors of handlers, never the client's fault."""

    def __init__(self, latency: float, keep: int, now: Callable[[], float]) -> None:
        self.log = Log(keep)
        self.pages = Pages()
        self.troubles = Troubles()
        self.hosts: dict[str, Handler] = {}
        self.host_faults: dict[str, HostFault] = {}
        self.latencies: dict[str, float] = {"*": latency}
        self.strangers: set[str] = set()
        self.mistakes: list[Exception] = []
        self.connections: set[Connection] = set()
        self.tls = server_context(self._certificate)
        self._now = now
        self._date = (0, "")

    def connected(self, connection: Connection) -> None:
        """Record a new connection."""
        self.connections.add(connection)
        self.log.opened += 1

    def answer(self, request: Request) -> Outcome | Awaitable[Outcome]:
        """Return the response to a request."""
        self.log.begin(request)
        delay = self._delay(request.host)
        if delay:
            return self._later(request, delay)
        try:
            outcome = self._respond(request)
        except Exception as error:  # noqa: BLE001 - kept for the test to see
            return self.own_up(error)
        return outcome if isinstance(outcome, Reply) else self._safely(outcome)

    def answered(self, request: Request, status: int) -> None:
        """Record that a request is finished."""
        self.log.end(request, status)

    def date(self) -> str:
        """Return the time as an HTTP date."""
        now = int(self._now())
        if self._date[0] != now:
            self._date = now, formatdate(now, usegmt=True)
        return self._date[1]

    def tunnel(self, request: Request) -> Reply | str:
        """Return the scheme behind a CONNECT (RFC 9110 section 9.3.6); hosts that do not exist are not reached."""
        if self._host_fault(request.host) in _UNREACHABLE:
            return text(f"cannot connect to {request.host}\n", 502)
        is_plain = request.port == 80 or (request.host, request.port) in self.pages.plain_ports
        return "http" if is_plain else "https"

    def _delay(self, host: str) -> float:
        if len(self.latencies) == 1:
            return self.latencies["*"]
        return next(self.latencies[name] for name in patterns(host) if name in self.latencies)

    async def _later(self, request: Request, delay: float) -> Outcome:
        await asyncio.sleep(delay)
        return await self._safely(self._respond_later(request))

    async def _respond_later(self, request: Request) -> Outcome:
        return await settle(self._respond(request))

    async def _safely(self, outcome: Outcome | Awaitable[Outcome]) -> Outcome:
        try:
            return await settle(outcome)
        except Exception as error:  # noqa: BLE001 - kept for the test to see
            return self.own_up(error)

    def own_up(self, error: Exception) -> Reply:
        """Keep an error for the end of the world, and return a response that shows it."""
        self.mistakes.append(error)
        return text(f"the world made a mistake: {error!r}\n", 500)

    def _respond(self, request: Request) -> Outcome | Awaitable[Outcome]:
        fault = self.troubles.find(request)
        if fault is None:
            return self._honestly(request)
        return fault(replace(request, at=self._now()), lambda: self._honestly(request))

    def _honestly(self, request: Request) -> Outcome | Awaitable[Outcome]:
        found = self.pages.find(request)
        if isinstance(found, Reply):
            return _unless_known(request, found)
        handler = found or self._handler(request.host)
        return handler(request)

    def _handler(self, host: str) -> Handler:
        for pattern in patterns(host):
            if handler := self.hosts.get(pattern):
                return handler
            if pattern == host and self.pages.knows(host):
                return missing
        self.strangers.add(host)
        return _stranger

    def _certificate(self, host: str) -> Certificate:
        fault = self._host_fault(host)
        return Certificate.GOOD if fault is None else _CERTIFICATES.get(fault, Certificate.GOOD)

    def _host_fault(self, host: str) -> HostFault | None:
        if not self.host_faults:
            return None
        return next((self.host_faults[name] for name in patterns(host) if name in self.host_faults), None)


def _unless_known(request: Request, page: Reply) -> Reply:
    """Return 304 if a page has a validator and the client sent it (RFC 9110 section 13)."""
    for name, asked in (("etag", "if-none-match"), ("last-modified", "if-modified-since")):
        validator = next((value for key, value in page.headers if key == name), None)
        if validator is not None and request.headers.get(asked) == validator:
            return Reply(304, tuple(pair for pair in page.headers if pair[0] != "content-type"))
    return page


def _stranger(request: Request) -> Outcome:
    return text(f"{request.host} is no host of this world\n", 421)
