"""Doubt: what may not be believed of a run, because the network or a host was not what it should be. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from linkscan.http import Network
from linkscan.models import Health, LinkResult
from linkscan.settings import Settings

NOT_JUDGED = "nothing was judged"


class Trouble(Protocol):
    """What is in the way of believing what was found: an `Outage`, or `NameDenials`."""

    def __str__(self) -> str:
        """Return a line for the top of a report."""

    def covers(self, link: LinkResult, /) -> bool:
        """Return whether the result of `link` is in doubt."""


def discard_doubtful(evidence: Mapping[str, LinkResult], troubles: Sequence[Trouble]) -> Mapping[str, LinkResult]:
    """Take back what was found where trouble is in the way: it could not be told."""
    return {
        url: next((_in_doubt(found, trouble) for trouble in troubles if trouble.covers(found)), found)
        for url, found in evidence.items()
    }


def _in_doubt(found: LinkResult, trouble: Trouble) -> LinkResult:
    told = f"{found.content}: {found.content_reason}" if found.health.is_alive else f"{found.health}: {found.reason}"
    reason = f"{trouble} ({told})"
    return replace(found, health=Health.UNREACHABLE, reason=reason, content=None, content_reason=None, holdings={})


def cut_off_by(network: Network, settings: Settings, why: str) -> str | None:
    """Return why nothing may be judged, in the words of `why`: no host answered, or one stranger answered for all.

    Who asks private addresses too may well have one server behind many names.
    """
    is_own = settings.allow_private and network in (Network.CAPTIVE, Network.UNENCRYPTED, Network.UNPROVEN)
    return None if is_own or network in (Network.UP, Network.UNKNOWN) else f"{NOT_JUDGED}: {why}"
