"""Doubt: what may not be believed of a run, because the network or a host was not what it should be. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from linkscan.history.outages import Outage
from linkscan.http import Network
from linkscan.models import Health, LinkResult
from linkscan.settings import Settings

NOT_JUDGED = "nothing was judged"


def discard_doubtful(evidence: Mapping[str, LinkResult], troubles: Sequence[Outage]) -> Mapping[str, LinkResult]:
    """Take back what was found where an outage is in the way: it could not be told."""
    return {
        url: next((_in_doubt(found, trouble) for trouble in troubles if trouble.covers(found)), found)
        for url, found in evidence.items()
    }


def _in_doubt(found: LinkResult, trouble: Outage) -> LinkResult:
    reason = f"{trouble} ({found.health}: {found.reason})"
    return replace(found, health=Health.UNREACHABLE, reason=reason, content=None, content_reason=None)


def cut_off_by(network: Network, settings: Settings, why: str) -> str | None:
    """Return why nothing may be judged, in the words of `why`: no host answered, or one stranger answered for all.

    Who asks private addresses too may well have one server behind many names.
    """
    is_own = settings.allow_private and network in (Network.CAPTIVE, Network.UNENCRYPTED, Network.UNPROVEN)
    return None if is_own or network in (Network.UP, Network.UNKNOWN) else f"{NOT_JUDGED}: {why}"
