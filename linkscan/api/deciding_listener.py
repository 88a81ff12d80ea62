"""A progress listener that decides each paper as soon as possible."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from linkscan.decide.verdict import decide
from linkscan.models import Link, LinkResult, PaperRef, PaperResult, Reading
from linkscan.run_control import ProgressListener


@dataclass(slots=True)
class DecidingListener:
    """Decides each paper once the last of its addresses is examined, and puts it in the queue `ready`."""

    listener: ProgressListener
    ready: "asyncio.Queue[PaperResult | None]" = field(default_factory=asyncio.Queue)
    _found: dict[str, LinkResult] = field(default_factory=dict)
    _waiting: dict[str, list[int]] = field(default_factory=dict)
    _left: list[int] = field(default_factory=list)
    _readings: Sequence[tuple[PaperRef, Reading]] = ()

    def begin(self, readings: Sequence[tuple[PaperRef, Reading]]) -> None:
        """Receive the readings of the papers."""
        self._readings = readings
        self._left = [len(reading.links) for _, reading in readings]
        for number, (_, reading) in enumerate(readings):
            for link in reading.links:
                self._waiting.setdefault(link.url, []).append(number)

    def started(self, links: Sequence[Link]) -> None:
        """Receive the links that will be examined."""
        self.listener.started(links)

    def examined(self, evidence: LinkResult, /) -> None:
        """Receive the result of one of them."""
        self.listener.examined(evidence)
        self._found[evidence.url] = evidence
        for number in self._waiting.pop(evidence.url, ()):
            self._left[number] -= 1
            paper, reading = self._readings[number]
            if not self._left[number] and self._is_settled(reading):
                self.ready.put_nowait(decide(paper, reading, self._found))

    def _is_settled(self, reading: Reading) -> bool:
        """Return whether the rest of the run cannot change the verdict."""
        return all(self._found[link.url].health.is_alive for link in reading.links) and all(
            claim.url is not None for claim in reading.claims
        )
