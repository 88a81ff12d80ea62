"""Ask no host more than it wants, and no more than `concurrency` questions at once over all."""

import asyncio

from linkscan.address import parse_address
from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web.clock import Clock
from linkscan.web.gates import Gate
from linkscan.web.hosts import Limit, limit_name, limit_named
from linkscan.web.pins import Pins
from linkscan.web.web import Web

_SWEEP_EVERY = 1024  # new hosts: gates with nothing to remember are forgotten then


class Throttling:
    """One gate per host, independent of all others; `LIMITED` at once where a wait would be too long.

    The figures of `hosts.KNOWN` are about the real hosts: one that is pinned elsewhere is like any unknown
    host.
    """

    def __init__(self, web: Web, settings: Settings, pins: Pins, clock: Clock) -> None:
        self._web = web
        self._settings = settings
        self._pins = pins
        self._clock = clock
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._gates: dict[str, Gate] = {}
        self._sweep_at = _SWEEP_EVERY

    async def ask(self, question: Question) -> Answer:
        """Ask when it is this question's turn."""
        gate = self._gate(question)
        reason = await gate.enter()
        if reason is not None:
            return Answer(question.url, failure=Failure.LIMITED, detail=reason, asked_at=self._clock.now(), attempts=0)
        try:
            async with self._slots:
                entered_at = self._clock.ticks()
                answer = await self._web.ask(question)
            gate.learn(answer, entered_at)
        finally:
            gate.leave()
        return answer

    def _gate(self, question: Question) -> Gate:
        address = parse_address(question.url)
        name = limit_name(address) if address else question.url
        gate = self._gates.get(name)
        if gate is None:
            if len(self._gates) >= self._sweep_at:
                self._sweep()
            is_pinned = address is not None and self._pins.find(address.host, address.port) is not None
            per_host = self._settings.per_host
            is_signed = self._settings.can_sign_in(name.partition("/")[0])
            limit = Limit(name, per_host) if is_pinned else limit_named(name, per_host, is_signed=is_signed)
            gate = self._gates[name] = Gate(
                limit,
                self._clock,
                max_wait=self._settings.max_wait,
                patience=3 * (self._settings.retries + 1),
            )
        return gate

    def _sweep(self) -> None:
        self._gates = {name: gate for name, gate in self._gates.items() if not gate.is_idle}
        self._sweep_at = len(self._gates) + _SWEEP_EVERY
