"""Ask nothing twice: what is settled is kept, what is being asked is shared."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web.clock import Clock
from linkscan.web.lifetimes import Lifetimes, keeps
from linkscan.web.web import Web

# A question with this header is always asked, and its answer not kept (RFC 9111 5.2.1.5).
UNCACHED = ("cache-control", "no-store")
# One with this header is always asked as well; its answer is one like any other (RFC 9111 5.2.1.4).
ANEW = ("cache-control", "no-cache")


def key_of(question: Question, *, limit: int = 0, is_signed: bool = False) -> str:
    """Name a question by all that decides its answer, without any credential.

    A digest, so that a key costs 32 bytes whatever the address. `limit` is the cap on the body.
    """
    parts = [question.method, question.url, str(limit), "signed" if is_signed else ""]
    parts.extend(f"{name.lower()}: {value}" for name, value in sorted(question.headers) if value)
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16)
    digest.update(b"\0\0" + question.body)
    return digest.hexdigest()


class Kept(Protocol):
    """Where answers are kept by key, wherever that is."""

    async def find(self, key: str) -> Answer | None:
        """Give what is known; None for what is not."""

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer; it can be found from now on."""


class Caching:
    """Answers from the store what is fresh there; asks the rest, once however many want to know."""

    def __init__(
        self, web: Web, store: Kept, settings: Settings, clock: Clock, signs: Callable[[Question], bool]
    ) -> None:
        self._web = web
        self._store = store
        self._settings = settings
        self._clock = clock
        self._signs = signs
        self._lifetimes = Lifetimes(settings.max_age)
        self._flights: dict[str, asyncio.Future[Answer | None]] = {}

    async def ask(self, question: Question) -> Answer:
        """Give the kept answer, the one that is on its way, or a new one."""
        if UNCACHED in question.headers:
            return await self._web.ask(question)
        limit = min(question.limit, self._settings.max_bytes)
        key = key_of(question, limit=limit, is_signed=self._signs(question))
        while (flight := self._flights.get(key)) is not None:
            await asyncio.wait((flight,))  # unlike awaiting it, this leaves it alone when we are cancelled
            if (answer := flight.result()) is not None:
                return answer
        flight = self._flights[key] = asyncio.get_running_loop().create_future()
        answer = None
        try:
            answer = await self._answer(key, question)
        finally:
            del self._flights[key]
            flight.set_result(answer)
        return answer

    async def _answer(self, key: str, question: Question) -> Answer:
        known = None if self._settings.refresh else await self._store.find(key)
        if self._settings.offline:
            return known or self._unknown(question)
        if known is not None and self._is_fresh(key, question, known):
            return known
        answer = await self._web.ask(question if known is None else _conditional(question, known))
        if known is not None and answer.status == 304:
            answer = _renewed(known, answer)
        if keeps(question, answer):
            self._store.put(key, answer)
        return answer

    def _is_fresh(self, key: str, question: Question, known: Answer) -> bool:
        if ANEW in question.headers:
            return False
        lot = int(key[:4], 16) / 0xFFFF
        age = self._clock.now() - known.asked_at
        return 0.0 <= age < self._lifetimes.of(question, known, lot)

    def _unknown(self, question: Question) -> Answer:
        return Answer(
            question.url,
            failure=Failure.OFFLINE,
            detail="not in the cache, and the network is not to be used",
            asked_at=self._clock.now(),
            attempts=0,
        )


def _conditional(question: Question, known: Answer) -> Question:
    """Ask only for what has changed (RFC 9110 13.1); GitHub does not count a 304."""
    conditions = (
        ("if-none-match", known.headers.get("etag")),
        ("if-modified-since", known.headers.get("last-modified")),
    )
    given = tuple((name, value) for name, value in conditions if value)
    if question.method not in ("GET", "HEAD") or not given:
        return question
    return replace(question, headers=(*question.headers, *given))


def _renewed(known: Answer, confirmation: Answer) -> Answer:
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
