"""The scheduler: targets wait in a queue per rate limit until they are examined."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from linkscan.hosts import host_of
from linkscan.hosts.base import Access
from linkscan.http.ratelimit.limits import limit_name
from linkscan.models import Request, Target
from linkscan.urls import parse_url

Result = TypeVar("Result")

MOST_TASKS = 2048
"""Maximum number of concurrent flows. Most of them wait for a rate limit: this bounds memory, not traffic."""
MERGED_BATCHES = 4
"""Concurrent full batches to a host whose requests are merged: as many as GitHub's GraphQL API accepts."""


@dataclass(slots=True, eq=False)
class _HostQueue:
    """The waiting targets that share a rate limit, the number of tasks working on them, and the maximum number."""

    width: int
    waiting: deque[Target] = field(default_factory=deque)
    tasks: int = 0

    @property
    def is_short(self) -> bool:
        """Return whether a target waits that another task could take."""
        return bool(self.waiting) and self.tasks < self.width


class Scheduler(Generic[Result]):
    """Examines targets concurrently and yields their results in the order of completion.

    Each target is examined once, however often it is added. There is one queue per rate limit, so that a slow host
    holds back only its own targets, and one with many names, such as github.io, cannot make every task wait for a
    single limit. A queue is worked on by `per_host` tasks, or by enough for some full batches if the client merges the
    first request with others (`Request.batch_item`).
    """

    def __init__(self, examine: Callable[[Target], Awaitable[Result]], access: Access, per_host: int) -> None:
        self._examine, self._access, self._per_host = examine, access, per_host
        self._queues: dict[str, _HostQueue] = {}
        self._starved: dict[_HostQueue, None] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._known: asyncio.Queue[tuple[Target, Result] | BaseException] = asyncio.Queue()
        self._added: set[str] = set()
        self._pending = 0

    def add(self, target: Target) -> None:
        """Queue a target, unless it has already been added."""
        if target.key in self._added:
            return
        self._added.add(target.key)
        self._pending += 1
        queue = self._queue_of(target)
        queue.waiting.append(target)
        if queue.tasks < queue.width:
            self._start(queue)

    async def results(self) -> AsyncIterator[tuple[Target, Result]]:
        """Yield each target with its result until all added targets are done."""
        while self._pending:
            known = await self._known.get()
            if isinstance(known, BaseException):
                raise known
            self._pending -= 1
            yield known

    async def aclose(self) -> None:
        """Cancel all running tasks."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _queue_of(self, target: Target) -> _HostQueue:
        first = _first_request(target, self._access)
        address = parse_url(first.url if first else target.url)
        name = limit_name(address) if address else target.host
        queue = self._queues.get(name)
        if queue is None:
            merged = first.batch_item.batch.max_size * MERGED_BATCHES if first and first.batch_item else 0
            queue = self._queues[name] = _HostQueue(merged or self._per_host)
        return queue

    def _start(self, queue: _HostQueue) -> None:
        """Start another task on a queue, or mark the queue as starved if there are too many tasks."""
        if len(self._tasks) >= MOST_TASKS:
            self._starved[queue] = None
            return
        queue.tasks += 1
        task = asyncio.create_task(self._work(queue))
        self._tasks.add(task)
        task.add_done_callback(self._end)

    async def _work(self, queue: _HostQueue) -> None:
        """Examine the targets of a queue one by one until it is empty."""
        try:
            while queue.waiting:
                target = queue.waiting.popleft()
                self._known.put_nowait((target, await self._examine(target)))
        finally:
            queue.tasks -= 1

    def _end(self, task: asyncio.Task[None]) -> None:
        """Give the slot of a finished task to the next starved queue, and pass an unexpected error to `results`."""
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._known.put_nowait(error)
        while self._starved:
            queue = next(iter(self._starved))
            del self._starved[queue]
            if queue.is_short:
                self._start(queue)
                if queue.is_short:
                    self._starved[queue] = None
                break


def _first_request(target: Target, access: Access) -> Request | None:
    """Return the first request of a target's flow, or None if it makes none."""
    requests = next(host_of(target).flow(target, access), ())
    return requests[0] if requests else None
