"""What driver and shard say to each other over their line."""

from dataclasses import dataclass

from linkscan.models import Place, Question
from linkscan.web.standings import Standing
from linkscan.web.witness import Sight


@dataclass(frozen=True, slots=True)
class Visit:
    """Driver calls shard: visit these places. The reply is a mapping of `engine.Visit` by key."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Either calls the other: ask the owner of this question. The reply is its answer, redirects not followed."""

    question: Question


@dataclass(frozen=True, slots=True)
class Find:
    """Shard calls driver: is this in the cache? The reply is the frozen answer, or None."""

    key: str


@dataclass(frozen=True, slots=True)
class CutOff:
    """Shard calls driver: I have no network. A reply comes only if nobody else has one either."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Shard tells driver: put this into the cache."""

    key: str
    frozen: bytes


@dataclass(frozen=True, slots=True)
class Saw:
    """Shard tells driver what an answer showed of the network."""

    sight: Sight


@dataclass(frozen=True, slots=True)
class Stands:
    """Shard tells driver how it stands with a quota."""

    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Spent:
    """Shard tells driver that its part of the budget is spent."""
