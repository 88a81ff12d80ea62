"""Ask nothing twice: what is settled is kept, what is being asked is shared."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from linkscan.http.cache.freshness import FreshnessPolicy, keeps
from linkscan.http.clock import Clock
from linkscan.http.protocol import Client
from linkscan.models import Failure, Request, Response
from linkscan.settings import Settings

# A question with this header is always asked, and its answer not kept (RFC 9111 5.2.1.5).
UNCACHED = ("cache-control", "no-store")
# One with this header is always asked as well; its answer is one like any other (RFC 9111 5.2.1.4).
ANEW = ("cache-control", "no-cache")


def key_of(request: Request, *, limit: int = 0, is_signed: bool = False) -> str:
    """Name a question by all that decides its answer, without any credential.

    A digest, so that a key costs 32 bytes whatever the address. `limit` is the cap on the body.
    """
    parts = [request.method, request.url, str(limit), "signed" if is_signed else ""]
    parts.extend(f"{name.lower()}: {value}" for name, value in sorted(request.headers) if value)
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16)
    digest.update(b"\0\0" + request.body)
    return digest.hexdigest()


class CacheBackend(Protocol):
    """Where answers are kept by key, wherever that is."""

    async def find(self, key: str) -> Response | None:
        """Return what is known; None for what is not."""

    def put(self, key: str, response: Response) -> None:
        """Keep an answer; it can be found from now on."""


class CacheMiddleware:
    """Answers from the store what is fresh there; asks the rest, once however many want to know."""

    def __init__(
        self, client: Client, store: CacheBackend, settings: Settings, clock: Clock, signs: Callable[[Request], bool]
    ) -> None:
        self._web = client
        self._store = store
        self._settings = settings
        self._clock = clock
        self._signs = signs
        self._lifetimes = FreshnessPolicy(settings.max_age)
        self._flights: dict[str, asyncio.Future[Response | None]] = {}

    async def send(self, request: Request) -> Response:
        """Return the kept answer, the one that is on its way, or a new one."""
        if UNCACHED in request.headers:
            return await self._web.send(request)
        limit = min(request.limit, self._settings.max_bytes)
        key = key_of(request, limit=limit, is_signed=self._signs(request))
        while (flight := self._flights.get(key)) is not None:
            await asyncio.wait((flight,))  # unlike awaiting it, this leaves it alone when we are cancelled
            if (response := flight.result()) is not None:
                return response
        flight = self._flights[key] = asyncio.get_running_loop().create_future()
        response = None
        try:
            response = await self._answer(key, request)
        finally:
            del self._flights[key]
            flight.set_result(response)
        return response

    async def _answer(self, key: str, request: Request) -> Response:
        known = None if self._settings.refresh else await self._store.find(key)
        if self._settings.offline:
            return known or self._unknown(request)
        if known is not None and self._is_fresh(key, request, known):
            return known
        response = await self._web.send(request if known is None else _conditional(request, known))
        if known is not None and response.status == 304:
            response = _renewed(known, response)
        if keeps(request, response):
            self._store.put(key, response)
        return response

    def _is_fresh(self, key: str, request: Request, known: Response) -> bool:
        if ANEW in request.headers:
            return False
        lot = int(key[:4], 16) / 0xFFFF
        age = self._clock.now() - known.asked_at
        return 0.0 <= age < self._lifetimes.of(request, known, lot)

    def _unknown(self, request: Request) -> Response:
        return Response(
            request.url,
            failure=Failure.OFFLINE,
            detail="not in the cache, and the network is not to be used",
            asked_at=self._clock.now(),
            attempts=0,
        )


def _conditional(request: Request, known: Response) -> Request:
    """Ask only for what has changed (RFC 9110 13.1); GitHub does not count a 304."""
    conditions = (
        ("if-none-match", known.headers.get("etag")),
        ("if-modified-since", known.headers.get("last-modified")),
    )
    given = tuple((name, value) for name, value in conditions if value)
    if request.method not in ("GET", "HEAD") or not given:
        return request
    return replace(request, headers=(*request.headers, *given))


def _renewed(known: Response, confirmation: Response) -> Response:
    """The kept answer, as true now as it was then, with what the host says now of its quota."""
    news = {name: value for name, value in confirmation.headers.items() if not name.startswith("content-")}
    return replace(
        known,
        headers={**known.headers, **news},
        asked_at=confirmation.asked_at,
        elapsed_ms=confirmation.elapsed_ms,
        attempts=confirmation.attempts,
        from_cache=False,
    )
