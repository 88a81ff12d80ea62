"""The cache middleware: freshness policy, conditional requests, single flight."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

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

# Seconds by status. Responses with other statuses are requested again on the next run: refusals (401, 403, 999),
# failures, and errors of the server.
LIFETIMES: dict[int, float] = {
    **dict.fromkeys((200, 203, 204, 206), 3 * _DAY),  # content rarely disappears within days
    **dict.fromkeys((301, 308), 7 * _DAY),  # permanent
    **dict.fromkeys((300, 302, 303, 307), 1 * _DAY),  # temporary, though most stay the same for years
    404: 1 * _DAY,  # the promised code may appear tomorrow, and the reader wants to know
    409: 1 * _DAY,  # GitHub: the repository is empty, and may be filled tomorrow
    410: 2 * _DAY,  # permanent
    451: 2 * _DAY,  # GitHub's takedowns; from other hosts it is a refusal, which `examine/doubts.py` removes
}
_IMMUTABLE = 60 * _DAY  # for content-addressed URLs; shorter than `disk.KEPT_FOR`, after which responses are dropped
_JITTER = 0.2  # of the lifetime, so that the responses of one run do not all expire together
_UNSURE_404 = ("raw.githubusercontent.com",)  # has answered 404 when throttling: tdwg/camtrap-dp#414


@dataclass(frozen=True, slots=True)
class FreshnessPolicy:
    """How long responses are fresh; `max_age`, in seconds, replaces every entry of `LIFETIMES`.

    It does not apply to immutable responses: the content of a commit never changes.
    """

    max_age: float | None = None

    def lifetime(self, request: Request, response: Response, jitter: float) -> float:
        """Return the seconds for which a response is fresh, 0 if it must not be stored; `jitter` is in 0..1."""
        if not is_cacheable(request, response):
            return 0.0
        if request.is_immutable and response.status == 200 and not response.truncated:
            return _IMMUTABLE * (1.0 - _JITTER * jitter)
        if self.max_age is not None:
            return self.max_age
        lifetime = LIFETIMES[response.status if response.status in LIFETIMES else 404]
        return min(lifetime, response.fresh_for or lifetime) * (1.0 - _JITTER * jitter)


def is_cacheable(request: Request, response: Response) -> bool:
    """Return whether a response may be stored, and serve a conditional request once it is stale."""
    if response.failure is not None or is_rate_limited(response):
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
    """Return whether a GET has status 200 without a usable body: truncated, wrongly encoded, or empty."""
    if response.status != 200 or request.method != "GET":
        return False
    return bool(response.detail) or not (response.body or response.truncated)


def _holds_errors(response: Response) -> bool:
    """Return whether a GraphQL response has errors other than "no such repository"."""
    body = response.body
    return b'"errors"' in body and body.count(b'"NOT_FOUND"') < body.count(b'"message"')


def request_key(request: Request, *, max_body: int = 0, is_authenticated: bool = False) -> str:
    """Return a digest of everything that determines the response to a request, without any credential.

    As a digest, a key takes 32 bytes however long the URL.
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
    """Returns fresh responses from the store, and requests the others; concurrent identical requests share one.

    A captive portal answers for every host, but it has no certificate for any (RFC 7710, 8952). Responses over plain
    http are therefore kept off the disk until some host has answered over https: `release_unproven` then stores them,
    and `discard_unproven` drops them.
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
        key = self._key(request, is_authenticated=self._authenticates(request))
        while (flight := self._in_flight.get(key)) is not None:
            await asyncio.wait((flight,))  # unlike a plain await, this does not cancel it if we are cancelled
            if (response := flight.result()) is not None:
                self._trace(key, response, is_stored=is_cacheable(request, response))
                return response
        flight = self._in_flight[key] = asyncio.get_running_loop().create_future()
        response = None
        try:
            response = await self._response(key, request)
        finally:
            del self._in_flight[key]
            flight.set_result(response)
        return response

    def release_unproven(self) -> None:
        """Store the plain-http responses held so far: a host has answered over https."""
        self._store.release_held()

    def discard_unproven(self) -> None:
        """Drop the plain-http responses received since a host last answered over https."""
        self._store.discard_held()

    def _trace(self, key: str, response: Response, *, is_stored: bool) -> None:
        """Note in the current trace that its flow has used this response."""
        if response.failure is Failure.OFFLINE:
            note_missing()
        elif is_stored:
            note_stored(key, self._store, is_redirect="location" in response.headers)
        else:
            note_failure()

    async def _response(self, key: str, request: Request) -> Response:
        stored = None if self._settings.refresh else self._store.get(key, self._max_body(request))
        if self._settings.offline:
            response = stored or self._stored_otherwise(request) or self._not_stored(request)
            self._trace(key, response, is_stored=is_cacheable(request, response))
            return response
        if stored is not None and self._is_fresh(key, request, stored):
            self._trace(key, stored, is_stored=is_cacheable(request, stored))
            return stored
        response = await self._client.send(request if stored is None else _conditional(request, stored))
        if stored is not None and response.status == 304:
            response = _revalidated(stored, response)
        is_stored = is_cacheable(request, response)
        if is_stored:
            sets_cookies = "set-cookie" in response.headers  # most do not: a copy takes as long as all other work here
            bare = response._replace(headers=without_values(response.headers)) if sets_cookies else response
            self._store.set(key, bare, is_held=not request.url.startswith("https:"))
        self._trace(key, response, is_stored=is_stored)
        return response

    def _stored_otherwise(self, request: Request) -> Response | None:
        """Return the response stored for a request when it had a credential and now has none, or vice versa."""
        if request.auth is None:
            return None
        key = self._key(request, is_authenticated=not self._authenticates(request))
        return self._store.get(key, self._max_body(request))

    def _key(self, request: Request, *, is_authenticated: bool) -> str:
        return request_key(request, max_body=self._max_body(request), is_authenticated=is_authenticated)

    def _max_body(self, request: Request) -> int:
        return min(request.max_body, self._settings.max_bytes)

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
    """Return a conditional form of the request (RFC 9110 13.1); GitHub does not count a 304 against its limits."""
    conditions = (
        ("if-none-match", stored.headers.get("etag")),
        ("if-modified-since", stored.headers.get("last-modified")),
    )
    given = tuple((name, value) for name, value in conditions if value)
    if request.method not in ("GET", "HEAD") or not given:
        return request
    return request._replace(headers=(*request.headers, *given))


def _revalidated(stored: Response, confirmation: Response) -> Response:
    """Return the stored response, revalidated by a 304, with the headers of the 304, such as the remaining quota."""
    updated = {name: value for name, value in confirmation.headers.items() if not name.startswith("content-")}
    return stored._replace(
        headers={**stored.headers, **updated},
        asked_at=confirmation.asked_at,
        elapsed_ms=confirmation.elapsed_ms,
        attempts=confirmation.attempts,
        from_cache=False,
    )
