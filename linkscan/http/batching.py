"""Batching: requests of one batch that are sent at about the same time are merged, and the response is split."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from linkscan.http.protocol import Client
from linkscan.models import Batch, Request, Response

LINGER = 0.005
"""Seconds that a request waits for others. Flows that start together send theirs within a millisecond of each other."""
LINGER_WHILE_BUSY = 1.0
"""Seconds that a request waits for others while one of its batch is in flight, as in Nagle's algorithm (RFC 896).

Flows that end one at a time are replaced one at a time; without this wait, each would cost a request of its own.
"""

_Waiter = tuple[Any, asyncio.Future[Response]]


class BatchingMiddleware:
    """Merges requests that share a batch, and gives each its part of the response.

    A merged request that is too large is sent again in halves, without a wait: the host refuses its size, not its
    timing. If even the smallest size is refused, the host itself has a problem, and the rest is not requested.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._waiting: dict[Batch, list[_Waiter]] = {}
        self._timers: dict[Batch, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_flight: Counter[Batch] = Counter()

    async def send(self, request: Request) -> Response:
        """Send a request that belongs to a batch merged with others, and any other at once."""
        if request.batch_item is None:
            return await self._client.send(request)
        batch, loop = request.batch_item.batch, asyncio.get_running_loop()
        response: asyncio.Future[Response] = loop.create_future()
        waiters = self._waiting.setdefault(batch, [])
        waiters.append((request.batch_item.payload, response))
        if len(waiters) >= batch.max_size:
            self._dispatch(batch)
        elif len(waiters) == 1:
            self._dispatch_in(LINGER_WHILE_BUSY if self._in_flight[batch] else LINGER, batch)
        return await response

    async def close(self) -> None:
        """Cancel the requests that are waiting or in flight."""
        self._waiting.clear()
        for timer in self._timers.values():
            timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _dispatch_in(self, seconds: float, batch: Batch) -> None:
        """Dispatch a batch after `seconds`, replacing any earlier timer."""
        if batch in self._timers:
            self._timers[batch].cancel()
        self._timers[batch] = asyncio.get_running_loop().call_later(seconds, self._dispatch, batch)

    def _dispatch(self, batch: Batch) -> None:
        """Send one merged request for all waiters that have not been cancelled."""
        if batch in self._timers:
            self._timers.pop(batch).cancel()
        waiters = [waiter for waiter in self._waiting.pop(batch) if not waiter[1].done()]
        if waiters:
            task = asyncio.get_running_loop().create_task(self._resolve(batch, waiters))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _resolve(self, batch: Batch, waiters: Sequence[_Waiter]) -> None:
        """Give each waiter its response, or the exception that prevented it."""
        try:
            responses = await self._send_merged(batch, [payload for payload, _ in waiters])
        except Exception as error:  # noqa: BLE001 - any exception (AccessError, a bug) is raised in the waiters
            for _, waiting in waiters:
                if not waiting.done():
                    waiting.set_exception(error)
            return
        for (_, waiting), response in zip(waiters, responses, strict=True):
            if not waiting.done():
                waiting.set_result(response)

    async def _send_merged(self, batch: Batch, payloads: Sequence[Any]) -> list[Response]:
        """Send one request for several payloads, then halves for those that the response leaves out."""
        request = batch.merge(payloads)
        response = await self._send(batch, request)
        if len(payloads) == 1:
            return [batch.split(response, 1)[0] or response]
        is_too_large = response.truncated or (response.failure or response.status) in request.final_on
        parts = dict(enumerate([None] * len(payloads) if is_too_large else batch.split(response, len(payloads))))
        missing = [number for number, part in parts.items() if part is None]
        resent = await self._send_in_halves(batch, [payloads[number] for number in missing])
        parts.update(zip(missing, resent, strict=True))
        return [part for part in parts.values() if part is not None]

    async def _send(self, batch: Batch, request: Request) -> Response:
        """Send one request of a batch; those that are waiting for its response are dispatched soon afterwards."""
        self._in_flight[batch] += 1
        try:
            return await self._client.send(request)
        finally:
            self._in_flight[batch] -= 1
            if not self._in_flight[batch] and batch in self._waiting:
                self._dispatch_in(LINGER, batch)

    async def _send_in_halves(self, batch: Batch, payloads: Sequence[Any]) -> list[Response]:
        """Send one half, then the other; skip the second half if every payload of the first, two or more, failed."""
        middle = (len(payloads) + 1) // 2
        if not middle:
            return []
        first = await self._send_merged(batch, payloads[:middle])
        if middle > 1 and all(response.status != 200 for response in first):
            return [*first, *[first[-1]] * (len(payloads) - middle)]
        return [*first, *(await self._send_merged(batch, payloads[middle:]) if payloads[middle:] else ())]
