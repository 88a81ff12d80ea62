"""What the driver keeps for all parts: the cache, the quotas, what was seen of the network."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from linkscan.engines import words
from linkscan.settings import Settings
from linkscan.web import Web, Witness
from linkscan.web.clock import Clock
from linkscan.web.disk import ANSWERS
from linkscan.web.following import Following
from linkscan.web.standings import Standing, Standings
from linkscan.web.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers what a part asks and takes down what it tells; `owners` knows who is asked for another host."""

    store: Store
    standings: Standings
    witness: Witness
    owners: Web

    async def answer(self, call: Any) -> Any:
        """Answer one call."""
        match call:
            case words.Find(key):
                return self.store.frozen(key)
            case words.Ask(question):
                return await self.owners.ask(question)
        raise TypeError(call)

    def hear(self, note: Any) -> None:
        """Take one note."""
        match note:
            case words.Keep(key, frozen):
                self.store.put(key, frozen)
            case words.Saw(sight):
                self.witness.see(sight)
            case words.Stands(name, standing):
                self.standings.put(name, standing)
            case words.Spent():
                self.witness.is_spent = True

    def quotas(self) -> Mapping[str, Standing]:
        """Say how we stand with all quotas, for a part to begin with."""
        return self.standings.table()


@contextmanager
def open_desk(settings: Settings, owners: Web) -> Iterator[Desk]:
    """Open the cache and the quotas for a run."""
    store, standings = Store(settings.cache / ANSWERS), Standings(settings.cache, Clock())
    try:
        yield Desk(store, standings, Witness(Following(owners, settings.max_redirects)), owners)
    finally:
        standings.save()
        store.close()
