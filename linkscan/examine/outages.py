"""Discarding findings of a run that cannot be trusted because the network or a host was at fault. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from linkscan.http import Network
from linkscan.models import Content, Health, Kind, LinkResult
from linkscan.plurals import counted
from linkscan.settings import Settings
from linkscan.urls import parse_url


class Trouble(Protocol):
    """A reason to distrust findings: `Outage`, `NameDenials` or `PortalAnswers`."""

    def __str__(self) -> str:
        """Return a line for the top of a report."""

    def covers(self, link: LinkResult, /) -> bool:
        """Return whether the result of `link` is in doubt."""


@dataclass(frozen=True, slots=True)
class PortalAnswers:
    """The `hosts` that answered over plain HTTP while none could be reached over HTTPS: perhaps a login portal did."""

    hosts: frozenset[str]

    def __str__(self) -> str:
        """Return a line for the top of a report."""
        return (
            f"{counted(len(self.hosts), 'host')} answered over http while others could not be reached over https, "
            "as behind a login portal or filter; not believed"
        )

    def covers(self, link: LinkResult) -> bool:
        """Return whether a result is in doubt: it passed through one of the hosts, or is a page that may lead to one.

        A host that redirects to itself over HTTPS has answered.
        """
        if link.health.is_alive and link.kind is Kind.PAGE and link.content is Content.PLACEHOLDER:
            return True
        hops = [link.url, *(hop.location for hop in link.redirects)]
        unproven = {_host_name(hop) for hop in hops if hop.startswith("http://")} & self.hosts
        end = link.final_url or link.url
        return link.health is not Health.SKIPPED and bool(
            unproven - ({_host_name(end)} if end.startswith("https:") else set())
        )


@dataclass(frozen=True, slots=True)
class RecordedDoubt:
    """What the run whose recording is replayed did not believe of some `urls`, by what earlier runs had found."""

    reason: str
    urls: frozenset[str]

    def __str__(self) -> str:
        """Return a line for the top of a report."""
        return self.reason

    def covers(self, link: LinkResult) -> bool:
        """Return whether a result is in doubt."""
        return link.url in self.urls


def recorded_doubts(doubts: Mapping[str, str]) -> tuple[RecordedDoubt, ...]:
    """Return the doubts of a recording, given as the reason of each URL, by reason."""
    urls: defaultdict[str, set[str]] = defaultdict(set)
    for url, reason in doubts.items():
        urls[reason].add(url)
    return tuple(RecordedDoubt(reason, frozenset(some)) for reason, some in urls.items())


def doubts_of(evidence: Iterable[LinkResult], troubles: Sequence[Trouble]) -> Mapping[str, str]:
    """Return the URLs whose results are in doubt, each with the reason."""
    covered = ((link.url, next((each for each in troubles if each.covers(link)), None)) for link in evidence)
    return {url: str(trouble) for url, trouble in covered if trouble is not None}


def portal_answers(hosts: Collection[str], settings: Settings) -> tuple[PortalAnswers, ...]:
    """Return the trouble with hosts that answered over plain HTTP; none if private addresses are allowed."""
    return (PortalAnswers(frozenset(hosts)),) if hosts and not settings.allow_private else ()


def _host_name(url: str) -> str:
    """Return the host of an address, or an empty string if the address is invalid."""
    address = parse_url(url)
    return address.host if address else ""


def discard_doubtful(evidence: Mapping[str, LinkResult], troubles: Sequence[Trouble]) -> Mapping[str, LinkResult]:
    """Return the results with those that a trouble covers replaced by `UNREACHABLE`."""
    return {
        url: next((_in_doubt(found, trouble) for trouble in troubles if trouble.covers(found)), found)
        for url, found in evidence.items()
    }


def _in_doubt(found: LinkResult, trouble: Trouble) -> LinkResult:
    finding = f"{found.content}: {found.content_reason}" if found.health.is_alive else f"{found.health}: {found.reason}"
    reason = f"{trouble} ({finding})"
    return replace(found, health=Health.UNREACHABLE, reason=reason, content=None, content_reason=None, holdings={})


def cut_off_by(network: Network, settings: Settings, why: str) -> str | None:
    """Return why nothing may be judged, followed by `why`: no host answered, or a portal answered for all of them.

    A portal is not assumed if private addresses are allowed, where one server may well have many names.
    """
    is_own = settings.allow_private and network in (Network.CAPTIVE, Network.UNENCRYPTED, Network.UNPROVEN)
    return None if is_own or network in (Network.UP, Network.UNKNOWN) else f"no results: {why}"
