"""Progress listeners that count results, or forward them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from linkscan.models import Health, Link, LinkResult
from linkscan.run_control import NullListener, ProgressListener

Progress: TypeAlias = Callable[[int, int], object] | ProgressListener
"""Called with the numbers of finished and of all addresses, or a listener that is notified of each."""

_FINAL = (Health.OK, Health.MOVED, Health.INVALID)
"""The health that the rest of a run cannot change."""


def listener_of(progress: Progress | None) -> ProgressListener:
    """Return the listener for the `progress` option of a call."""
    if progress is None:
        return NullListener()
    return _Counting(progress) if callable(progress) else progress


@dataclass(slots=True)
class _Counting:
    """Calls a function with the numbers of finished and of all addresses."""

    call: Callable[[int, int], object]
    done: int = 0
    total: int = 0

    def started(self, links: Sequence[Link]) -> None:
        self.total = len(links)
        self.call(0, self.total)

    def examined(self, _evidence: LinkResult, /) -> None:
        self.done += 1
        self.call(self.done, self.total)


@dataclass(slots=True)
class ForwardingListener:
    """Forwards events to another listener, and puts final results in the queue `ready`."""

    listener: ProgressListener
    ready: "asyncio.Queue[LinkResult | None]" = field(default_factory=asyncio.Queue)

    def started(self, links: Sequence[Link]) -> None:
        """Receive the links that will be examined."""
        self.listener.started(links)

    def examined(self, evidence: LinkResult, /) -> None:
        """Receive the result of one of them."""
        self.listener.examined(evidence)
        if evidence.health in _FINAL:
            self.ready.put_nowait(evidence)
