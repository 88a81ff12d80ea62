"""Schemas of the entries in an overrides file. Pure."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from linkscan.decide.overrides import Verdict
from linkscan.models import Asset, ClaimResult, PaperRef, PaperResult

Words = Annotated[str, Field(min_length=1)]


class _Reasoned(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Words


class Move(_Reasoned):
    """A URL that is to be replaced by another when requested."""

    old: Words = Field(alias="from")
    new: Words = Field(alias="to")


class OverrideEntry(_Reasoned):
    """The base of entries about one paper."""

    paper: Words  # its id, arXiv id, DOI or title
    asset: Asset = Asset.CODE

    def is_about(self, paper: PaperRef) -> bool:
        """Return whether the entry is about a paper."""
        return self.paper in (paper.id, paper.arxiv_id, paper.doi) or _same(self.paper, paper.title)


class Address(OverrideEntry):
    """The URL of an asset for which the paper gives none."""

    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$")]


class Correction(OverrideEntry):
    """The verdict for all claims of a paper about an asset, or only for those with the URL `url`."""

    url: str | None = None
    verdict: Verdict

    def covers(self, record: PaperResult, claim: ClaimResult) -> bool:
        """Return whether the correction applies to a claim."""
        return self.is_about(record) and claim.asset is self.asset and self.url in (None, claim.url)


class OverridesFile(BaseModel):
    """All entries of an overrides file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    moved: tuple[Move, ...] = ()
    address: tuple[Address, ...] = ()
    verdict: tuple[Correction, ...] = ()


def _same(one: str, other: str) -> bool:
    """Return whether two titles are equal, ignoring letter case and white space."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold() != ""
