"""What the driver keeps for all parts: the cache, the quotas, what was seen of the network."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from linkscan.engines import words
from linkscan.http import Client, ConnectivityMonitor
from linkscan.http.cache.disk import ANSWERS
from linkscan.http.cache.store import ResponseStore
from linkscan.http.clock import Clock
from linkscan.http.ratelimit.quota_store import QuotaState, QuotaStore
from linkscan.http.redirects import RedirectMiddleware
from linkscan.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers what a part asks and takes down what it tells; `owners` knows who is asked for another host."""

    store: ResponseStore
    standings: QuotaStore
    witness: ConnectivityMonitor
    owners: Client

    async def response(self, call: Any) -> Any:
        """Answer one call."""
        match call:
            case words.Find(key):
                return self.store.frozen(key)
            case words.Ask(request):
                return await self.owners.send(request)
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
                self.witness.budget_exhausted = True

    def quotas(self) -> Mapping[str, QuotaState]:
        """Return how we stand with all quotas, for a part to begin with."""
        return self.standings.table()


@contextmanager
def open_desk(settings: Settings, owners: Client) -> Iterator[Desk]:
    """Open the cache and the quotas for a run."""
    store, standings = ResponseStore(settings.cache / ANSWERS), QuotaStore(settings.cache, Clock())
    try:
        yield Desk(store, standings, ConnectivityMonitor(RedirectMiddleware(owners, settings.max_redirects)), owners)
    finally:
        standings.save()
        store.close()
