"""Names that are said not to exist, and so many of them that it is the name server which is not to be believed. Pure.

A name server that filters, or has lost its upstream, may deny every name but the well-known ones by which
`http/resolver.py` looks whether it is alive. Names do go away: one article in five has references that rot, for
whatever reason (https://doi.org/10.1371/journal.pone.0115253).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linkscan.models import Content, Health, Kind, LinkResult

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_SHARE = 0.3  # of the names, from which on they are not believed
_LEAST = 20  # names, of which a share says something
_FEWEST = 8  # names that are denied: of twenty of which four are gone, seven seem to be now and then
_ALL = 10  # names of which all are denied


@dataclass(frozen=True, slots=True)
class NameDenials:
    """Of `names` of hosts, or of their domains, `denied` are said not to exist: more than can be true."""

    names: int
    denied: int
    _gone_before: frozenset[str]

    def __str__(self) -> str:
        """Return a line for the top of a report."""
        return (
            f"{self.denied} of {self.names} names of hosts are said not to exist, more than can be true; not believed "
            "(does this network filter names? Try another name server)"
        )

    def covers(self, link: LinkResult) -> bool:
        """Return whether a result is in doubt: of a name that is denied, or a page that may lead to one."""
        if _is_denied(link):
            return link.url not in self._gone_before
        return link.health.is_alive and link.kind is Kind.PAGE and link.content is Content.PLACEHOLDER


def name_denials(before: Mapping[str, Health], now: Iterable[LinkResult]) -> tuple[NameDenials, ...]:
    """Return the denials of a run, if they are too many: by the names of hosts, or by the domains that they are in.

    Many hosts in one domain that resolves would hide that no other does, and one domain that is gone has many hosts.
    `before` is what was known of each link (`Ledger.health`): what was gone before counts for nothing, and stays gone.
    """
    gone_before = frozenset(url for url, health in before.items() if health is Health.GONE)
    denied: set[str] = set()
    living: set[str] = set()
    for link in now:
        if _is_denied(link):
            if link.url not in gone_before:
                denied.add(link.host)
        elif link.status_code is not None:
            living.add(link.host)
    denied -= living
    if len(denied) < _FEWEST:
        return ()
    counts = ((denied, living), ({*map(_domain, denied)} - {*map(_domain, living)}, {*map(_domain, living)}))
    found = [(len(gone) + len(there), len(gone)) for gone, there in counts if _is_too_much(len(gone), len(there))]
    return (NameDenials(*found[0], gone_before),) if found else ()


def _is_denied(link: LinkResult) -> bool:
    """Return whether an address is gone because the name of its host, or of one that it leads to, does not exist."""
    return link.health is Health.GONE and link.status_code is None


def _is_too_much(denied: int, living: int) -> bool:
    names = denied + living
    return (denied >= _FEWEST and names >= _LEAST and denied > _SHARE * names) or (denied >= _ALL and not living)


def _domain(host: str) -> str:
    """Return the domain that was registered for a host: all of `github.io` is one."""
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 60 ms, and hardly any run needs it

    return PublicSuffixList(only_icann=True)
