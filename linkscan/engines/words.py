"""What driver and parts say to each other over their line."""

from collections.abc import Mapping
from dataclasses import dataclass

from linkscan.http.connectivity import Observation
from linkscan.http.ratelimit.quota_store import QuotaState
from linkscan.models import Asset, Facts, Judgement, Request, Target

Found = tuple[Facts, Mapping[Asset, Judgement]]
"""What was found at a place: an `engine.Visit` without the place, which the driver knows."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Driver calls part: visit this place. The reply is its `Found`."""

    target: Target


@dataclass(frozen=True, slots=True)
class Ask:
    """Either calls the other: ask the owner of this question. The reply is its answer, redirects not followed."""

    request: Request


@dataclass(frozen=True, slots=True)
class Find:
    """Part calls driver: is this in the cache? The reply is the frozen answer, or None."""

    key: str


@dataclass(frozen=True, slots=True)
class CutOff:
    """Part calls driver: I have no network. A reply comes only if nobody else has one either."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Part tells driver: put this into the cache."""

    key: str
    frozen: bytes


@dataclass(frozen=True, slots=True)
class Saw:
    """Part tells driver what an answer showed of the network."""

    sight: Observation


@dataclass(frozen=True, slots=True)
class Stands:
    """Part tells driver how it stands with a quota."""

    name: str
    standing: QuotaState


@dataclass(frozen=True, slots=True)
class Spent:
    """Part tells driver that its part of the budget is spent."""
