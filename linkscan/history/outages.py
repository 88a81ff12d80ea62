"""Outages: detecting that so many links fail at once that the failures cannot be trusted. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from linkscan.models import Content, Health, LinkResult
from linkscan.plurals import counted

FIFTH = 0.2
LEAST = 3  # links that turned bad; one page that disappears is no outage, even if it is the only one on its host


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage of `host`, or of all hosts if None: of `fine` links that were fine before, `bad` no longer are.

    `emptied` are the bad ones that answer but no longer hold any content.
    """

    host: str | None
    fine: int
    bad: int
    emptied: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Return a line for the top of a report."""
        where = self.host or "all hosts together"
        fine = counted(self.fine, "address", "addresses")
        return f"{where}: {self.bad} of {fine} that were fine before now fail; not believed"

    def covers(self, link: LinkResult) -> bool:
        """Return whether the result of `link` is in doubt because of this outage."""
        return self.host in (None, link.host) and (not link.health.is_alive or link.url in self.emptied)


def outages(before: Mapping[str, Health], now: Iterable[LinkResult], held: Collection[str] = ()) -> tuple[Outage, ...]:
    """Return the outages of hosts on which more than a fifth of the links that were fine turned bad at once.

    If the same is true of all other hosts together, a single outage of all hosts is returned. `before` is the earlier
    health of each link by URL (`Ledger.health`), and `held` are the links that led to code, models or data
    (`Ledger.held`): a host whose storage fails shows repositories without files, and if a code host fails, the pages
    that lead there look like placeholders. Skipped links are not counted.
    """
    turned: defaultdict[str, list[LinkResult]] = defaultdict(list)
    for link in now:
        if (health := before.get(link.url)) and health.is_alive and link.health is not Health.SKIPPED:
            turned[link.host].append(link)
    found = [outage for host in sorted(turned) if (outage := _outage(host, turned[host], held))]
    struck = {outage.host for outage in found}
    if _outage(None, [link for host in turned for link in turned[host] if host not in struck], held):
        found = [_counted(None, [link for links in turned.values() for link in links], held)]
    return tuple(found)


def _outage(host: str | None, links: Sequence[LinkResult], held: Collection[str]) -> Outage | None:
    outage = _counted(host, links, held)
    return outage if outage.bad >= LEAST and outage.bad > FIFTH * outage.fine else None


def _counted(host: str | None, links: Sequence[LinkResult], held: Collection[str]) -> Outage:
    """Return, as an outage, how many of the links that were fine are bad now."""
    emptied = frozenset(link.url for link in links if _is_emptied(link, held))
    gone = sum(not link.health.is_alive for link in links)
    return Outage(host, len(links), gone + len(emptied), emptied)


def _is_emptied(link: LinkResult, held: Collection[str]) -> bool:
    return link.health.is_alive and link.content in (Content.EMPTY, Content.PLACEHOLDER) and link.url in held
