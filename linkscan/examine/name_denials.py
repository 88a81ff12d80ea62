"""Detecting a DNS server that returns NXDOMAIN for so many names that it cannot be trusted. Pure.

A server that filters, or has lost its upstream, may deny every name except the well-known ones that `http/resolver.py`
uses to check that it works. Some names do disappear: one article in five has references that rot, for whatever reason
(https://doi.org/10.1371/journal.pone.0115253).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linkscan.models import Content, Health, Kind, LinkResult

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_MAX_SHARE = 0.3  # of the names; if more are denied, the denials are not believed
_MIN_NAMES = 20  # below which a share is not significant
_MIN_DENIED = 8  # of twenty names of which four are really gone, up to seven occasionally appear to be
_MIN_ALL_DENIED = 10  # names, if every one of them is denied


@dataclass(frozen=True, slots=True)
class NameDenials:
    """Of `names` host or domain names, `denied` are reported not to exist: more than is plausible.

    With a `top_level_domain`, they are the names in that domain.
    """

    names: int
    denied: int
    _gone_before: frozenset[str]
    top_level_domain: str = ""

    def __str__(self) -> str:
        """Return a line for the top of a report."""
        where = f" in .{self.top_level_domain}" if self.top_level_domain else ""
        return (
            f"{self.denied} of {self.names} host names{where} are reported not to exist, more than is plausible; not "
            "believed (does this network filter names? Try another name server)"
        )

    def covers(self, link: LinkResult) -> bool:
        """Return whether a result is in doubt: its host name is denied, or it is a page that may lead to such a one."""
        if _is_denied(link):
            is_within = self.top_level_domain in ("", _top_level_domain(link.host))
            return is_within and link.url not in self._gone_before
        return link.health.is_alive and link.kind is Kind.PAGE and link.content is Content.PLACEHOLDER


def name_denials(before: Mapping[str, Health], now: Iterable[LinkResult]) -> tuple[NameDenials, ...]:
    """Return the denials of a run, if there are implausibly many, counted by host name or by registered domain.

    Else those of each top-level domain of which many names are denied and none exists, as where only its servers cannot
    be reached. Counting hosts alone would be misleading: many hosts may share one domain that resolves, or one that is
    gone. `before` is the last known health of each link (`Ledger.health`): links that were gone before are not counted,
    and stay gone.
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
    if len(denied) < _MIN_DENIED:
        return ()
    counts = ((denied, living), ({*map(_domain, denied)} - {*map(_domain, living)}, {*map(_domain, living)}))
    found = [(len(gone) + len(there), len(gone)) for gone, there in counts if _is_too_much(len(gone), len(there))]
    if found:
        return (NameDenials(*found[0], gone_before),)
    alive = set(map(_top_level_domain, living))
    dead = Counter(name for host in {*map(_domain, denied)} if (name := _top_level_domain(host)) not in alive)
    lost = sorted(name for name, count in dead.items() if count >= _MIN_ALL_DENIED)
    return tuple(NameDenials(dead[name], dead[name], gone_before, name) for name in lost)


def _is_denied(link: LinkResult) -> bool:
    """Return whether an address is gone because its host name, or one that it redirects to, does not exist."""
    return link.health is Health.GONE and link.status_code is None


def _is_too_much(denied: int, living: int) -> bool:
    names = denied + living
    if denied >= _MIN_ALL_DENIED and not living:
        return True
    return denied >= _MIN_DENIED and names >= _MIN_NAMES and denied > _MAX_SHARE * names


def _top_level_domain(host: str) -> str:
    return host.rpartition(".")[2]


def _domain(host: str) -> str:
    """Return the registered domain of a host; all of `github.io` is one."""
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 60 ms, and hardly any run needs it

    return PublicSuffixList(only_icann=True)
