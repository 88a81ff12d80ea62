"""Ask together what can be asked together, so that the layers above need not know that it was."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from linkscan.models import Answer, Batch, Question
from linkscan.web.web import Web

LINGER = 0.005
"""Seconds a request waits for others. Those of flows that started together come within a millisecond of each other."""
LINGER_WHILE_BUSY = 1.0
"""Seconds a request waits for others while one of its batch is on its way, as in Nagle's algorithm (RFC 896).

Flows that end one by one are followed by others one by one: without it, each would cost a request of its own.
"""

_Seat = tuple[Any, asyncio.Future[Answer]]


class Batching:
    """Gathers questions that are parts of one, asks it, and gives each its own part of the answer.

    What is too much at once is asked again in halves, without waiting: it is the size that is refused, not
    the moment. Where the smallest size is refused too, the host is in trouble, and the rest is not asked.
    """

    def __init__(self, web: Web) -> None:
        self._web = web
        self._waiting: dict[Batch, list[_Seat]] = {}
        self._timers: dict[Batch, asyncio.TimerHandle] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        self._unanswered: Counter[Batch] = Counter()

    async def ask(self, question: Question) -> Answer:
        """Ask at once what stands alone, and the rest in company."""
        if question.part is None:
            return await self._web.ask(question)
        batch, loop = question.part.batch, asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        seats = self._waiting.setdefault(batch, [])
        seats.append((question.part.wish, answer))
        if len(seats) >= batch.most:
            self._leave(batch)
        elif len(seats) == 1:
            self._leave_in(LINGER_WHILE_BUSY if self._unanswered[batch] else LINGER, batch)
        return await answer

    async def close(self) -> None:
        """Give up what is under way; nobody waits for it any more."""
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
            answers = await self._ask(batch, [wish for wish, _ in seats])
        except Exception as mistake:  # noqa: BLE001 - ours or the caller's (AccessError): raised where it is awaited
            for _, waiting in seats:
                if not waiting.done():
                    waiting.set_exception(mistake)
            return
        for (_, waiting), answer in zip(seats, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)

    async def _ask(self, batch: Batch, wishes: Sequence[Any]) -> list[Answer]:
        """Ask for several at once, and again in halves for those that were too much."""
        question = batch.join(wishes)
        answer = await self._send(batch, question)
        if len(wishes) == 1:
            return [batch.share(answer, 1)[0] or answer]
        is_too_much = answer.truncated or (answer.failure or answer.status) in question.settled_by
        told = dict(enumerate([None] * len(wishes) if is_too_much else batch.share(answer, len(wishes))))
        again = [number for number, share in told.items() if share is None]
        retold = await self._ask_in_halves(batch, [wishes[number] for number in again])
        told.update(zip(again, retold, strict=True))
        return [share for share in told.values() if share is not None]

    async def _send(self, batch: Batch, question: Question) -> Answer:
        """Send one request of a batch; those who wait for its answer to come back go soon after it."""
        self._unanswered[batch] += 1
        try:
            return await self._web.ask(question)
        finally:
            self._unanswered[batch] -= 1
            if not self._unanswered[batch] and batch in self._waiting:
                self._leave_in(LINGER, batch)

    async def _ask_in_halves(self, batch: Batch, wishes: Sequence[Any]) -> list[Answer]:
        """Ask for one half, then for the other, unless even two alone were refused in the first."""
        middle = (len(wishes) + 1) // 2
        if not middle:
            return []
        first = await self._ask(batch, wishes[:middle])
        if middle > 1 and all(answer.status != 200 for answer in first):
            return [*first, *[first[-1]] * (len(wishes) - middle)]
        return [*first, *(await self._ask(batch, wishes[middle:]) if wishes[middle:] else ())]
