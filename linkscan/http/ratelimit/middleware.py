"""The rate limiter: a limiter per host, and at most `concurrency` requests in flight overall."""

import asyncio
from collections import deque

from linkscan.http.auth import Credentials
from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import DnsOverrides, Endpoint
from linkscan.http.protocol import Client
from linkscan.http.ratelimit.credential_limiter import Blocked, CredentialLimiter
from linkscan.http.ratelimit.host_limiter import HostLimiter
from linkscan.http.ratelimit.limits import Limit, limit_name, limit_named
from linkscan.http.ratelimit.quota_store import QuotaState, QuotaStore
from linkscan.models import Request, Response, TokenRef
from linkscan.settings import Settings
from linkscan.urls import Url, parse_url

_SWEEP_EVERY = 1024  # new hosts, at least, before idle limiters are discarded


class PrioritySemaphore:
    """A semaphore with two queues: requests to hosts with a known limit go first.

    Such a host takes few slots, however many requests it has waiting, and is usually the one that a run waits for in
    the end. Any time that it spends queued behind thousands of other requests is lost.
    """

    __slots__ = ("_free", "_queues")

    def __init__(self, count: int) -> None:
        self._free = count
        self._queues: tuple[deque[asyncio.Future[None]], ...] = (deque(), deque())

    async def acquire(self, *, is_paced: bool) -> None:
        """Wait for a slot."""
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queues[0 if is_paced else 1].append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()
            raise

    def release(self) -> None:
        """Release a slot to the next waiter."""
        for queue in self._queues:
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1


class RateLimiter:
    """Has an independent limiter per published limit or host; requests that would wait too long are refused at once.

    The figures in `limits.KNOWN` apply to the real hosts; a host with a DNS override is treated as unknown. If a host
    has several credentials, the best one at the moment is used (`CredentialLimiter.sort_key`).
    """

    def __init__(
        self,
        client: Client,
        settings: Settings,
        overrides: DnsOverrides,
        clock: Clock,
        credentials: Credentials,
        quotas: QuotaStore,
    ) -> None:
        self._client = client
        self._settings = settings
        self._overrides = overrides
        self._clock = clock
        self._credentials = credentials
        self._quotas = quotas
        self._semaphore = PrioritySemaphore(settings.concurrency)
        self._hosts: dict[tuple[str, tuple[int, ...]], HostLimiter] = {}
        self._sweep_at = _SWEEP_EVERY

    async def send(self, request: Request) -> Response:
        """Send as soon as the limits allow."""
        host = self._host_limiter(request)
        limiter = await host.acquire(request.max_wait)
        if isinstance(limiter, Blocked):
            return Response(
                request.url, failure=limiter.failure, detail=limiter.detail, asked_at=self._clock.now(), attempts=0
            )
        number = limiter.credential_id
        sent = request._replace(auth=TokenRef(number)) if number else request
        try:
            await self._semaphore.acquire(is_paced=host.is_paced)
            try:
                acquired_at = self._clock.ticks()
                response = await self._client.send(sent)
            finally:
                self._semaphore.release()
            host.record_response(limiter, response, acquired_at)
            is_rotated = self._credentials.should_rotate(request, number, response)
            if is_rotated:
                host.drop_credential(limiter)
                self._hosts[self._key(request)] = host
        finally:
            host.release(limiter)
        self._store_quota(limiter)
        if host.has_earned_pace:
            self._quotas.set_pace(limiter.name, limiter.pace)
        return await self.send(request) if is_rotated else response

    def _key(self, request: Request) -> tuple[str, tuple[int, ...]]:
        address = parse_url(request.url)
        name = limit_name(address) if address else request.url
        return name, self._credentials.credential_ids(request)

    def _host_limiter(self, request: Request) -> HostLimiter:
        key = self._key(request)
        host = self._hosts.get(key)
        if host is None:
            if len(self._hosts) >= self._sweep_at:
                self._sweep()
            host = self._hosts[key] = self._build(parse_url(request.url), *key)
        return host

    def _build(self, address: Url | None, name: str, credential_ids: tuple[int, ...]) -> HostLimiter:
        per_host = self._settings.per_host
        override = self._overrides.find(address.host, address.port) if address else None
        limit = limit_named(name, per_host, len(credential_ids)) if override is None else Limit(name, per_host)
        where = f" at {override.host}:{override.port}" if isinstance(override, Endpoint) else ""
        labels = {
            credential_id: self._credentials.fingerprint(address.host, credential_id)
            for credential_id in credential_ids
            if address
        } or {0: "anonymous"}
        return HostLimiter(
            limit,
            [self._limiter(limit, number, f"{name}{where} {label}") for number, label in labels.items()],
            self._clock,
            max_wait=self._settings.max_wait,
            failure_threshold=3 * (self._settings.retries + 1),
        )

    def _limiter(self, limit: Limit, credential_id: int, name: str) -> CredentialLimiter:
        """Return a new limiter for a credential, with the quota and pace known from an earlier run or limiter."""
        limiter = CredentialLimiter(limit, self._clock, credential_id, name, self._quotas.pace(name))
        if (state := self._quotas.get(limiter.name)) is not None:
            limiter.quota.update(state.left, state.resets_at - self._clock.now(), self._clock.ticks())
        return limiter

    def _store_quota(self, limiter: CredentialLimiter) -> None:
        now = self._clock.ticks()
        if (left := limiter.quota.left(now)) is not None:
            self._quotas.set(limiter.name, QuotaState(left, self._clock.now() + limiter.quota.resets_at - now))

    def _sweep(self) -> None:
        self._hosts = {key: host for key, host in self._hosts.items() if not host.is_idle}
        self._sweep_at = 2 * len(self._hosts) + _SWEEP_EVERY
