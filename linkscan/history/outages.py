"""Outages: when so much turns bad at once that the world is not to be believed. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linkscan.models import Health, LinkResult
from linkscan.plurals import counted

FIFTH = 0.2
LEAST = 3  # links that turned bad; one page that goes away is no outage, though it be all of its host


@dataclass(frozen=True, slots=True)
class Outage:
    """Of `fine` links that were fine before, `bad` are not now. `host` None: on all hosts together."""

    host: str | None
    fine: int
    bad: int

    def __str__(self) -> str:
        """Return a line for the top of a report."""
        where = self.host or "all hosts together"
        fine = counted(self.fine, "address", "addresses")
        return f"{where}: {self.bad} of {fine} that were fine before are not now; not believed"

    def covers(self, link: LinkResult) -> bool:
        """Return whether the result of `link` is in doubt because of this outage."""
        return self.host in (None, link.host) and not link.health.is_alive


def outages(before: Mapping[str, Health], now: Iterable[LinkResult]) -> tuple[Outage, ...]:
    """Return the hosts on which more than a fifth of the links that were fine turned bad at once.

    When the same is true of all other hosts together, the outage is of all hosts and stands alone. `before`
    is what was known of each link, by its url (`Ledger.health`). A link that was skipped counts for nothing.
    """
    turned: defaultdict[str, list[bool]] = defaultdict(list)
    for link in now:
        if (health := before.get(link.url)) and health.is_alive and link.health is not Health.SKIPPED:
            turned[link.host].append(not link.health.is_alive)
    found = [outage for host in sorted(turned) if (outage := _outage(host, turned[host]))]
    struck = {outage.host for outage in found}
    if _outage(None, [bad for host in turned for bad in turned[host] if host not in struck]):
        every = [bad for host in turned.values() for bad in host]
        found = [Outage(None, len(every), sum(every))]
    return tuple(found)


def _outage(host: str | None, turned: list[bool]) -> Outage | None:
    fine, bad = len(turned), sum(turned)
    return Outage(host, fine, bad) if bad >= LEAST and bad > FIFTH * fine else None
