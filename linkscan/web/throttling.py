"""Ask no host more than it wants, and no more than `concurrency` questions at once over all."""

from linkscan.address import Address, parse_address
from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web.accounts import Account
from linkscan.web.clock import Clock
from linkscan.web.credentials import Credentials, signed_by
from linkscan.web.gates import Gate
from linkscan.web.hosts import Limit, limit_name, limit_named
from linkscan.web.pins import Endpoint, Pins
from linkscan.web.slots import Slots
from linkscan.web.standings import Remembered, Standing
from linkscan.web.web import Web

_SWEEP_EVERY = 1024  # new hosts at least: gates with nothing to remember are forgotten then


class Throttling:
    """One gate per limit, independent of all others; `LIMITED` at once where a wait would be too long.

    The figures of `hosts.KNOWN` are about the real hosts: one that is pinned elsewhere is like any unknown
    host. Where a host has several credentials, the one with the most left is used.
    """

    def __init__(
        self, web: Web, settings: Settings, pins: Pins, clock: Clock, credentials: Credentials, standings: Remembered
    ) -> None:
        self._web = web
        self._settings = settings
        self._pins = pins
        self._clock = clock
        self._credentials = credentials
        self._standings = standings
        self._slots = Slots(settings.concurrency)
        self._gates: dict[tuple[str, tuple[int, ...]], Gate] = {}
        self._sweep_at = _SWEEP_EVERY

    async def ask(self, question: Question) -> Answer:
        """Ask when it is this question's turn."""
        gate = self._gate(question)
        account = await gate.enter()
        if isinstance(account, str):
            return Answer(question.url, failure=Failure.LIMITED, detail=account, asked_at=self._clock.now(), attempts=0)
        # The first credential is the one that is taken where nothing is said.
        sent = signed_by(question, account.asker) if account.asker > 1 else question
        try:
            await self._slots.take(is_paced=gate.is_paced)
            try:
                entered_at = self._clock.ticks()
                answer = await self._web.ask(sent)
            finally:
                self._slots.give()
            gate.learn(account, answer, entered_at)
            is_dropped = account.asker > 0 and self._credentials.drops(question, account.asker, answer)
            if is_dropped:
                gate.dismiss(account)
                self._gates[self._key(question)] = gate
        finally:
            gate.leave(account)
        if account.quota.resets_at:
            self._note(account)
        return await self.ask(question) if is_dropped else answer

    def _key(self, question: Question) -> tuple[str, tuple[int, ...]]:
        address = parse_address(question.url)
        name = limit_name(address) if address else question.url
        return name, self._credentials.askers(question)

    def _gate(self, question: Question) -> Gate:
        key = self._key(question)
        gate = self._gates.get(key)
        if gate is None:
            if len(self._gates) >= self._sweep_at:
                self._sweep()
            gate = self._gates[key] = self._build(parse_address(question.url), *key)
        return gate

    def _build(self, address: Address | None, name: str, askers: tuple[int, ...]) -> Gate:
        per_host = self._settings.per_host
        pin = self._pins.find(address.host, address.port) if address else None
        limit = limit_named(name, per_host, len(askers)) if pin is None else Limit(name, per_host)
        where = f" at {pin.host}:{pin.port}" if isinstance(pin, Endpoint) else ""
        labels = {asker: self._credentials.label(address.host, asker) for asker in askers if address} or {
            0: "anonymous"
        }
        return Gate(
            limit,
            [self._account(limit, asker, f"{name}{where} {label}") for asker, label in labels.items()],
            self._clock,
            max_wait=self._settings.max_wait,
            patience=3 * (self._settings.retries + 1),
        )

    def _account(self, limit: Limit, asker: int, name: str) -> Account:
        """Open an account, with what an earlier run or gate knew of its quota."""
        account = Account(limit, self._clock, asker, name)
        if (standing := self._standings.get(account.name)) is not None:
            account.quota.hear(standing.left, standing.resets_at - self._clock.now(), self._clock.ticks())
        return account

    def _note(self, account: Account) -> None:
        now = self._clock.ticks()
        if (left := account.quota.left(now)) is not None:
            self._standings.put(account.name, Standing(left, self._clock.now() + account.quota.resets_at - now))

    def _sweep(self) -> None:
        self._gates = {key: gate for key, gate in self._gates.items() if not gate.is_idle}
        self._sweep_at = 2 * len(self._gates) + _SWEEP_EVERY
