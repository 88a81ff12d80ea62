"""Ask together what can be asked together, so that the layers above need not know that it was."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from linkscan.http.protocol import Client
from linkscan.models import Batch, Request, Response

LINGER = 0.005
"""Seconds a request waits for others. Those of flows that started together come within a millisecond of each other."""
LINGER_WHILE_BUSY = 1.0
"""Seconds a request waits for others while one of its batch is on its way, as in Nagle's algorithm (RFC 896).

Flows that end one by one are followed by others one by one: without it, each would cost a request of its own.
"""

_Seat = tuple[Any, asyncio.Future[Response]]


class BatchingMiddleware:
    """Gathers questions that are parts of one, asks it, and gives each its own part of the answer.

    What is too much at once is asked again in halves, without waiting: it is the size that is refused, not
    the moment. Where the smallest size is refused too, the host is in trouble, and the rest is not asked.
    """

    def __init__(self, client: Client) -> None:
        self._web = client
        self._waiting: dict[Batch, list[_Seat]] = {}
        self._timers: dict[Batch, asyncio.TimerHandle] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        self._unanswered: Counter[Batch] = Counter()

    async def send(self, request: Request) -> Response:
        """Ask at once what stands alone, and the rest in company."""
        if request.part is None:
            return await self._web.send(request)
        batch, loop = request.part.batch, asyncio.get_running_loop()
        response: asyncio.Future[Response] = loop.create_future()
        seats = self._waiting.setdefault(batch, [])
        seats.append((request.part.payload, response))
        if len(seats) >= batch.most:
            self._leave(batch)
        elif len(seats) == 1:
            self._leave_in(LINGER_WHILE_BUSY if self._unanswered[batch] else LINGER, batch)
        return await response

    async def close(self) -> None:
        """Return up what is under way; nobody waits for it any more."""
        self._waiting.clear()
        for timer in self._timers.values():
            timer.cancel()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _leave_in(self, seconds: float, batch: Batch) -> None:
        """Ask for all who wait after `seconds`, whatever was said before."""
        if batch in self._timers:
            self._timers[batch].cancel()
        self._timers[batch] = asyncio.get_running_loop().call_later(seconds, self._leave, batch)

    def _leave(self, batch: Batch) -> None:
        """Ask for all who wait and have not gone away meanwhile."""
        if batch in self._timers:
            self._timers.pop(batch).cancel()
        seats = [seat for seat in self._waiting.pop(batch) if not seat[1].done()]
        if seats:
            task = asyncio.get_running_loop().create_task(self._carry(batch, seats))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _carry(self, batch: Batch, seats: Sequence[_Seat]) -> None:
        """Bring each its answer, or the mistake that kept it away."""
        try:
            responses = await self._ask(batch, [payload for payload, _ in seats])
        except Exception as mistake:  # noqa: BLE001 - ours or the caller's (AccessError): raised where it is awaited
            for _, waiting in seats:
                if not waiting.done():
                    waiting.set_exception(mistake)
            return
        for (_, waiting), response in zip(seats, responses, strict=True):
            if not waiting.done():
                waiting.set_result(response)

    async def _ask(self, batch: Batch, payloads: Sequence[Any]) -> list[Response]:
        """Ask for several at once, and again in halves for those that were too much."""
        request = batch.join(payloads)
        response = await self._send(batch, request)
        if len(payloads) == 1:
            return [batch.share(response, 1)[0] or response]
        is_too_much = response.truncated or (response.failure or response.status) in request.final_on
        told = dict(enumerate([None] * len(payloads) if is_too_much else batch.share(response, len(payloads))))
        again = [number for number, share in told.items() if share is None]
        retold = await self._ask_in_halves(batch, [payloads[number] for number in again])
        told.update(zip(again, retold, strict=True))
        return [share for share in told.values() if share is not None]

    async def _send(self, batch: Batch, request: Request) -> Response:
        """Send one request of a batch; those who wait for its answer to come back go soon after it."""
        self._unanswered[batch] += 1
        try:
            return await self._web.send(request)
        finally:
            self._unanswered[batch] -= 1
            if not self._unanswered[batch] and batch in self._waiting:
                self._leave_in(LINGER, batch)

    async def _ask_in_halves(self, batch: Batch, payloads: Sequence[Any]) -> list[Response]:
        """Ask for one half, then for the other, unless even two alone were refused in the first."""
        middle = (len(payloads) + 1) // 2
        if not middle:
            return []
        first = await self._ask(batch, payloads[:middle])
        if middle > 1 and all(response.status != 200 for response in first):
            return [*first, *[first[-1]] * (len(payloads) - middle)]
        return [*first, *(await self._ask(batch, payloads[middle:]) if payloads[middle:] else ())]
