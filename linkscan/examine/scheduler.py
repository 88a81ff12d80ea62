"""The scheduler: targets wait in a queue per host until they are examined."""

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
"""Flows under way at once. Most of them wait for their host's turn: it bounds memory, not traffic."""
MERGED_BATCHES = 4
"""Full batches under way to a host whose requests are merged: as many as GitHub's GraphQL API takes at once."""


@dataclass(slots=True, eq=False)
class _HostQueue:
    """The targets behind one limit that wait, how many tasks are at work on them, and how many may be."""

    width: int
    waiting: deque[Target] = field(default_factory=deque)
    tasks: int = 0

    @property
    def is_short(self) -> bool:
        """Return whether something waits that one more task could take."""
        return bool(self.waiting) and self.tasks < self.width


class Scheduler(Generic[Result]):
    """Takes targets, and gives their results in the order in which they become known.

    Each target is examined once, however often it is added. There is a queue for each limit: a slow host fills its
    own and no other, nor do the many names of one host; those of github.io would otherwise keep all tasks waiting
    for one limit. A queue is worked on `per_host` targets at a time, or by some full batches where the first request
    is one that the client merges with others (`Request.batch_item`).
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
        """Put a target in the queue of its host, unless it was before."""
        if target.key in self._added:
            return
        self._added.add(target.key)
        self._pending += 1
        queue = self._queue_of(target)
        queue.waiting.append(target)
        if queue.tasks < queue.width:
            self._start(queue)

    async def results(self) -> AsyncIterator[tuple[Target, Result]]:
        """Yield each target with its result, until every target that was added has been given."""
        while self._pending:
            known = await self._known.get()
            if isinstance(known, BaseException):
                raise known
            self._pending -= 1
            yield known

    async def aclose(self) -> None:
        """Cancel what is under way; nobody waits for it any more."""
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
        """Start one more task on a queue, or note that it waits for one."""
        if len(self._tasks) >= MOST_TASKS:
            self._starved[queue] = None
            return
        queue.tasks += 1
        task = asyncio.create_task(self._work(queue))
        self._tasks.add(task)
        task.add_done_callback(self._end)

    async def _work(self, queue: _HostQueue) -> None:
        """Examine what waits in a queue, target by target."""
        try:
            while queue.waiting:
                target = queue.waiting.popleft()
                self._known.put_nowait((target, await self._examine(target)))
        finally:
            queue.tasks -= 1

    def _end(self, task: asyncio.Task[None]) -> None:
        """Free a task for the next queue; an error of our own reaches whoever waits for results."""
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
    """Return what is requested first of a target; None where nothing is."""
    requests = next(host_of(target).flow(target, access), ())
    return requests[0] if requests else None
