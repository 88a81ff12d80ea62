"""Ask no host more than it wants, and no more than `concurrency` questions at once over all."""

from linkscan.http.auth import Credentials, signed_by
from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import DnsOverrides, Endpoint
from linkscan.http.protocol import Client
from linkscan.http.ratelimit.credential_limiter import CredentialLimiter
from linkscan.http.ratelimit.host_limiter import HostLimiter
from linkscan.http.ratelimit.limits import Limit, limit_name, limit_named
from linkscan.http.ratelimit.priority_semaphore import PrioritySemaphore
from linkscan.http.ratelimit.quota_store import QuotaState, Remembered
from linkscan.models import Failure, Request, Response
from linkscan.settings import Settings
from linkscan.urls import Url, parse_url

_SWEEP_EVERY = 1024  # new hosts at least: gates with nothing to remember are forgotten then


class RateLimiter:
    """One gate per limit, independent of all others; `LIMITED` at once where a wait would be too long.

    The figures of `hosts.KNOWN` are about the real hosts: one that is pinned elsewhere is like any unknown
    host. Where a host has several credentials, the one with the most left is used.
    """

    def __init__(
        self,
        client: Client,
        settings: Settings,
        pins: DnsOverrides,
        clock: Clock,
        credentials: Credentials,
        standings: Remembered,
    ) -> None:
        self._web = client
        self._settings = settings
        self._pins = pins
        self._clock = clock
        self._credentials = credentials
        self._standings = standings
        self._slots = PrioritySemaphore(settings.concurrency)
        self._gates: dict[tuple[str, tuple[int, ...]], HostLimiter] = {}
        self._sweep_at = _SWEEP_EVERY

    async def send(self, request: Request) -> Response:
        """Ask when it is this question's turn."""
        gate = self._gate(request)
        account = await gate.enter()
        if isinstance(account, str):
            return Response(
                request.url, failure=Failure.LIMITED, detail=account, asked_at=self._clock.now(), attempts=0
            )
        # The first credential is the one that is taken where nothing is said.
        sent = signed_by(request, account.credential_id) if account.credential_id > 1 else request
        try:
            await self._slots.take(is_paced=gate.is_paced)
            try:
                entered_at = self._clock.ticks()
                response = await self._web.send(sent)
            finally:
                self._slots.give()
            gate.learn(account, response, entered_at)
            is_dropped = account.credential_id > 0 and self._credentials.drops(request, account.credential_id, response)
            if is_dropped:
                gate.dismiss(account)
                self._gates[self._key(request)] = gate
        finally:
            gate.leave(account)
        if account.quota.resets_at:
            self._note(account)
        return await self.send(request) if is_dropped else response

    def _key(self, request: Request) -> tuple[str, tuple[int, ...]]:
        address = parse_url(request.url)
        name = limit_name(address) if address else request.url
        return name, self._credentials.credential_ids(request)

    def _gate(self, request: Request) -> HostLimiter:
        key = self._key(request)
        gate = self._gates.get(key)
        if gate is None:
            if len(self._gates) >= self._sweep_at:
                self._sweep()
            gate = self._gates[key] = self._build(parse_url(request.url), *key)
        return gate

    def _build(self, address: Url | None, name: str, credential_ids: tuple[int, ...]) -> HostLimiter:
        per_host = self._settings.per_host
        pin = self._pins.find(address.host, address.port) if address else None
        limit = limit_named(name, per_host, len(credential_ids)) if pin is None else Limit(name, per_host)
        where = f" at {pin.host}:{pin.port}" if isinstance(pin, Endpoint) else ""
        labels = {
            credential_id: self._credentials.label(address.host, credential_id)
            for credential_id in credential_ids
            if address
        } or {0: "anonymous"}
        return HostLimiter(
            limit,
            [self._account(limit, credential_id, f"{name}{where} {label}") for credential_id, label in labels.items()],
            self._clock,
            max_wait=self._settings.max_wait,
            patience=3 * (self._settings.retries + 1),
        )

    def _account(self, limit: Limit, credential_id: int, name: str) -> CredentialLimiter:
        """Open an account, with what an earlier run or gate knew of its quota."""
        account = CredentialLimiter(limit, self._clock, credential_id, name)
        if (standing := self._standings.get(account.name)) is not None:
            account.quota.hear(standing.left, standing.resets_at - self._clock.now(), self._clock.ticks())
        return account

    def _note(self, account: CredentialLimiter) -> None:
        now = self._clock.ticks()
        if (left := account.quota.left(now)) is not None:
            self._standings.put(account.name, QuotaState(left, self._clock.now() + account.quota.resets_at - now))

    def _sweep(self) -> None:
        self._gates = {key: gate for key, gate in self._gates.items() if not gate.is_idle}
        self._sweep_at = 2 * len(self._gates) + _SWEEP_EVERY
