"""The entries of a file of manual corrections, as pydantic validates them. Pure."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from linkscan.decide.overrides import Verdict
from linkscan.models import Asset, ClaimResult, PaperRef, PaperResult

Words = Annotated[str, Field(min_length=1)]


class _Reasoned(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Words


class Move(_Reasoned):
    """This address is to be looked for there."""

    old: Words = Field(alias="from")
    new: Words = Field(alias="to")


class OverrideEntry(_Reasoned):
    """What is said of one paper."""

    paper: Words  # its id, arXiv id, DOI or title
    asset: Asset = Asset.CODE

    def is_about(self, paper: PaperRef) -> bool:
        """Return whether a paper is meant."""
        return self.paper in (paper.id, paper.arxiv_id, paper.doi) or _same(self.paper, paper.title)


class Address(OverrideEntry):
    """This is the address of what a paper announces without saying where."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$")]


class Correction(OverrideEntry):
    """This verdict is wrong: of all claims of a paper about an asset, or of those that give the address `url`."""

    url: str | None = None
    verdict: Verdict

    def covers(self, record: PaperResult, claim: ClaimResult) -> bool:
        """Return whether a claim is meant."""
        return self.is_about(record) and claim.asset is self.asset and self.url in (None, claim.url)


class OverridesFile(BaseModel):
    """All entries of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    moved: tuple[Move, ...] = ()
    address: tuple[Address, ...] = ()
    verdict: tuple[Correction, ...] = ()


def _same(one: str, other: str) -> bool:
    """Return whether two titles are the same, but for case and spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold() != ""
