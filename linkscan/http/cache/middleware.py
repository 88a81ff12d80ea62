"""The cache middleware: freshness policy, conditional requests, single flight."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from linkscan.http.cache.store import ResponseStore
from linkscan.http.cache.trace import note_failure, note_missing, note_stored
from linkscan.http.clock import Clock
from linkscan.http.cookies import names_of, without_values
from linkscan.http.git_errors import git_error
from linkscan.http.protocol import Client
from linkscan.http.rate_limit_headers import is_rate_limited
from linkscan.models import CacheMode, Failure, Request, Response
from linkscan.settings import Settings

_HOUR = 3600.0
_DAY = 24 * _HOUR

# Seconds by status. What is not listed is requested again on the next run: refusals (401, 403, 999), failures, and
# everything that is a server's trouble rather than its answer.
LIFETIMES: dict[int, float] = {
    **dict.fromkeys((200, 203, 204, 206), 3 * _DAY),  # what is there rarely goes within days
    **dict.fromkeys((301, 308), 7 * _DAY),  # said to be permanent
    **dict.fromkeys((300, 302, 303, 307), 1 * _DAY),  # said to be temporary, and mostly the same for years
    404: 1 * _DAY,  # a promise may be kept tomorrow, and the reader wants to know
    409: 1 * _DAY,  # GitHub: the repository is empty; may be filled tomorrow
    410: 2 * _DAY,  # said to be for good
    451: 2 * _DAY,  # GitHub's takedowns; of other hosts a refusal, which `examine/doubts.py` removes
}
_IMMUTABLE = 60 * _DAY  # of what is named by its content: below `disk.KEPT_FOR`, after which it is dropped
_JITTER = 0.2  # of the lifetime, so that what was requested in one run is not all requested again in one run
_UNSURE_404 = ("raw.githubusercontent.com",)  # has answered 404 when throttled: tdwg/camtrap-dp#414


@dataclass(frozen=True, slots=True)
class FreshnessPolicy:
    """How long responses are fresh; `max_age`, in seconds, replaces every entry of the table.

    It does not shorten the life of an immutable response: what a commit holds is as true as it was.
    """

    max_age: float | None = None

    def lifetime(self, request: Request, response: Response, jitter: float) -> float:
        """Return the seconds a response is fresh, 0 if it is not to be stored; `jitter` is in 0..1."""
        if not is_cacheable(request, response):
            return 0.0
        if request.is_immutable and response.status == 200 and not response.truncated:
            return _IMMUTABLE * (1.0 - _JITTER * jitter)
        if self.max_age is not None:
            return self.max_age
        lifetime = LIFETIMES[response.status if response.status in LIFETIMES else 404]
        return min(lifetime, response.fresh_for or lifetime) * (1.0 - _JITTER * jitter)


def is_cacheable(request: Request, response: Response) -> bool:
    """Return whether a response is stored, and good for a conditional request once it is no longer fresh."""
    if response.failure is not None or response.status is None or is_rate_limited(response):
        return False
    if not request.allows_storing(response):
        return False
    if git_error(response) is not None or _is_damaged(request, response):
        return False
    if response.status == 404 and any(host in request.url for host in _UNSURE_404):
        return False
    if request.method == "POST" and _holds_errors(response):
        return False
    return response.status in LIFETIMES or response.status in request.final_on


def _is_damaged(request: Request, response: Response) -> bool:
    """Return whether a good status came without the body it promised: cut, not what its encoding says, or empty."""
    if response.status != 200 or request.method != "GET":
        return False
    return bool(response.detail) or not (response.body or response.truncated)


def _holds_errors(response: Response) -> bool:
    """Return whether a good status hides GraphQL errors other than "no such repository"."""
    body = response.body
    return b'"errors"' in body and body.count(b'"NOT_FOUND"') < body.count(b'"message"')


def request_key(request: Request, *, max_body: int = 0, is_authenticated: bool = False) -> str:
    """Return the digest of all that decides the response to a request, without any credential.

    A digest, so that a key costs 32 bytes whatever the URL.
    """
    parts = [request.method, request.url, str(max_body), "signed" if is_authenticated else ""]
    parts.extend(
        f"{name.lower()}: {names_of(value) if name.lower() == 'cookie' else value}"
        for name, value in sorted(request.headers)
        if value
    )
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16)
    digest.update(b"\0\0" + request.body)
    return digest.hexdigest()


class CacheMiddleware:
    """Returns what is stored and fresh; requests the rest, once however many wait for it.

    A captive portal answers for every host, but it has no certificate for any (RFC 7710, 8952): what came over plain
    http is held back from the disk until `release_unproven` says that some host has answered over https since then, and
    `discard_unproven` drops it.
    """

    def __init__(
        self,
        client: Client,
        store: ResponseStore,
        settings: Settings,
        clock: Clock,
        authenticates: Callable[[Request], bool],
    ) -> None:
        self._client = client
        self._store = store
        self._settings = settings
        self._clock = clock
        self._authenticates = authenticates
        self._policy = FreshnessPolicy(settings.max_age)
        self._in_flight: dict[str, asyncio.Future[Response | None]] = {}

    async def send(self, request: Request) -> Response:
        """Return the stored response, the one that is in flight, or a new one."""
        if request.cache is CacheMode.NO_STORE:
            return await self._client.send(request)
        max_body = min(request.max_body, self._settings.max_bytes)
        key = request_key(request, max_body=max_body, is_authenticated=self._authenticates(request))
        while (flight := self._in_flight.get(key)) is not None:
            await asyncio.wait((flight,))  # unlike awaiting it, this leaves it alone when we are cancelled
            if (response := flight.result()) is not None:
                self._note(key, request, response)
                return response
        flight = self._in_flight[key] = asyncio.get_running_loop().create_future()
        response = None
        try:
            response = await self._response(key, request)
        finally:
            del self._in_flight[key]
            flight.set_result(response)
        self._note(key, request, response)
        return response

    def release_unproven(self) -> None:
        """Store what came over plain http: a host has answered over https."""
        self._store.release_held()

    def discard_unproven(self) -> None:
        """Drop what came over plain http since a host last answered over https."""
        self._store.discard_held()

    def _note(self, key: str, request: Request, response: Response) -> None:
        """Note for the flow at work what its judgement rests on."""
        if response.failure is Failure.OFFLINE:
            note_missing()
        elif is_cacheable(request, response):
            note_stored(key, self._store, is_redirect="location" in response.headers)
        else:
            note_failure()

    async def _response(self, key: str, request: Request) -> Response:
        stored = None if self._settings.refresh else self._store.get(key)
        if self._settings.offline:
            return stored or self._stored_otherwise(request) or self._not_stored(request)
        if stored is not None and self._is_fresh(key, request, stored):
            return stored
        response = await self._client.send(request if stored is None else _conditional(request, stored))
        if stored is not None and response.status == 304:
            response = _revalidated(stored, response)
        if is_cacheable(request, response):
            headers = without_values(response.headers)
            bare = response if headers is response.headers else replace(response, headers=headers)
            self._store.set(key, bare, is_held=not request.url.startswith("https:"))
        return response

    def _stored_otherwise(self, request: Request) -> Response | None:
        """Return what is stored of a request that was sent with a credential then and has none now, or vice versa."""
        if request.auth is None:
            return None
        max_body = min(request.max_body, self._settings.max_bytes)
        is_authenticated = not self._authenticates(request)
        return self._store.get(request_key(request, max_body=max_body, is_authenticated=is_authenticated))

    def _is_fresh(self, key: str, request: Request, stored: Response) -> bool:
        if request.cache is CacheMode.RELOAD:
            return False
        jitter = int(key[:4], 16) / 0xFFFF
        age = self._clock.now() - stored.asked_at
        lifetime = self._policy.lifetime(request, stored, jitter)
        if request.max_age is not None and not request.is_immutable:
            lifetime = min(lifetime, request.max_age)
        return 0.0 <= age < lifetime

    def _not_stored(self, request: Request) -> Response:
        return Response(
            request.url,
            failure=Failure.OFFLINE,
            detail="not in the cache, and the network is not to be used",
            asked_at=self._clock.now(),
            attempts=0,
        )


def _conditional(request: Request, stored: Response) -> Request:
    """Return the request for what has changed only (RFC 9110 13.1); GitHub does not count a 304."""
    conditions = (
        ("if-none-match", stored.headers.get("etag")),
        ("if-modified-since", stored.headers.get("last-modified")),
    )
    given = tuple((name, value) for name, value in conditions if value)
    if request.method not in ("GET", "HEAD") or not given:
        return request
    return replace(request, headers=(*request.headers, *given))


def _revalidated(stored: Response, confirmation: Response) -> Response:
    """Return the stored response, as true now as it was then, with what the host says now of its quota."""
    news = {name: value for name, value in confirmation.headers.items() if not name.startswith("content-")}
    return replace(
        stored,
        headers={**stored.headers, **news},
        asked_at=confirmation.asked_at,
        elapsed_ms=confirmation.elapsed_ms,
        attempts=confirmation.attempts,
        from_cache=False,
    )
