"""Verdicts on claims and on papers."""

from dataclasses import dataclass
from enum import StrEnum

from linkscan.models.paper import Claim, PaperRef


class ClaimVerdict(StrEnum):
    """The verdict on one claim.

    >>> ClaimVerdict.DEAD.value
    'dead'
    """

    AVAILABLE = "available"
    PLACEHOLDER = "placeholder"
    DEAD = "dead"
    UNLINKED = "unlinked"
    UNVERIFIED = "unverified"


class PaperVerdict(StrEnum):
    """The verdict on a paper's code.

    >>> [verdict.value for verdict in PaperVerdict]
    ['available', 'unverified', 'missing', 'unlinked', 'none', 'unread']
    """

    AVAILABLE = "available"
    UNVERIFIED = "unverified"
    MISSING = "missing"
    UNLINKED = "unlinked"
    NONE = "none"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class ClaimResult(Claim):
    """A claim with its verdict. `found_url` is where the asset was actually found, if that is not `url`.

    `by_hand` is True if a person's verdict replaces what was found.

    >>> ClaimResult(Asset.CODE, Stance.RELEASED, None, "We release our code.").verdict.value
    'unverified'
    """

    verdict: ClaimVerdict = ClaimVerdict.UNVERIFIED
    reason: str = ""
    found_url: str | None = None
    first_seen: str | None = None  # when a run first met this claim; ISO 8601, UTC
    changed_at: str | None = None  # when its verdict last changed
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class PaperResult(PaperRef):
    """A paper with its verdict: one row of `papers` in the report.

    `guesses` are those of its `links` that decide nothing, as in `Reading`.

    >>> PaperResult(id="1", title="A Tool", verdict=PaperVerdict.MISSING, reason="no files").verdict.value
    'missing'
    """

    verdict: PaperVerdict = PaperVerdict.NONE
    reason: str = ""
    links: tuple[str, ...] = ()
    claims: tuple[ClaimResult, ...] = ()
    by_hand: bool = False  # whether the verdict is, or is based on, a person's entry
    guesses: tuple[str, ...] = ()
