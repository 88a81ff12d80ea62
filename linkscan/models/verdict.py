"""What is decided: of a claim, and of a paper."""

from dataclasses import dataclass
from enum import StrEnum

from linkscan.models.paper import Claim, PaperRef


class ClaimVerdict(StrEnum):
    """What became of one claim.

    >>> ClaimVerdict.DEAD.value
    'dead'
    """

    AVAILABLE = "available"
    PLACEHOLDER = "placeholder"
    DEAD = "dead"
    UNLINKED = "unlinked"
    UNVERIFIED = "unverified"


class PaperVerdict(StrEnum):
    """What became of a paper's code.

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
    """A claim, judged. `found_url` is where the asset really was found, if that is not `url`.

    `by_hand` is True where a person's verdict stands in the place of what was found.

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
    """A paper, decided: one row of `papers` in the report. `guesses` are those of its `links` that decide nothing:
    a machine connected them with the paper.

    >>> PaperResult(id="1", title="A Tool", verdict=PaperVerdict.MISSING, reason="no files").verdict.value
    'missing'
    """

    verdict: PaperVerdict = PaperVerdict.NONE
    reason: str = ""
    links: tuple[str, ...] = ()
    claims: tuple[ClaimResult, ...] = ()
    by_hand: bool = False  # the verdict is, or rests on, what a person typed
    guesses: tuple[str, ...] = ()
