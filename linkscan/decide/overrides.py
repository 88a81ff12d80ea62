"""What a person knows better: addresses that moved, verdicts that are wrong, each with its reason. Pure."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from linkscan.decide.verdict import judge_paper
from linkscan.errors import SettingsError
from linkscan.models import Asset, ClaimResult, ClaimVerdict, Health, Link, LinkResult, PaperResult

Words = Annotated[str, Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Words


class Move(_Entry):
    """This address is to be looked for there."""

    old: Words = Field(alias="from")
    new: Words = Field(alias="to")


class Correction(_Entry):
    """This verdict is wrong: of all claims of a paper about an asset, or of those that give the address `url`."""

    paper: Words  # its id, arXiv id or DOI
    asset: Asset = Asset.CODE
    url: str | None = None
    verdict: ClaimVerdict

    def covers(self, record: PaperResult, claim: ClaimResult) -> bool:
        """Return whether a claim is meant."""
        is_paper = self.paper in (record.id, record.arxiv_id, record.doi)
        return is_paper and claim.asset is self.asset and self.url in (None, claim.url)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    moved: tuple[Move, ...] = ()
    verdict: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Overrides:
    """All that one file says; `parse` makes one."""

    moves: Mapping[str, Move]
    corrections: tuple[Correction, ...]

    def send_on(self, links: Iterable[Link]) -> list[Link]:
        """Return the addresses to ask: where they moved to, for those that did."""
        return [replace(link, url=self.moves[link.url].new) if link.url in self.moves else link for link in links]

    def bring_home(self, links: Iterable[Link], found: Mapping[str, LinkResult]) -> dict[str, LinkResult]:
        """Return what was found under the addresses of the text, with the reason why it was looked for elsewhere."""
        home = {}
        for link in links:
            move = self.moves.get(link.url)
            there = found.get(move.new if move else link.url)
            if there is not None:
                home[link.url] = _moved(link, there, move) if move else there
        return home

    def correct(self, record: PaperResult) -> PaperResult:
        """Put a person's verdict in the place of ours, and say so; ours stays readable in the reason."""
        claims = tuple(self._corrected(record, claim) for claim in record.claims)
        if claims == record.claims:
            return record
        verdict, reason = judge_paper(claims)
        return replace(record, claims=claims, verdict=verdict, reason=reason)

    def _corrected(self, record: PaperResult, claim: ClaimResult) -> ClaimResult:
        for correction in self.corrections:
            if correction.covers(record, claim):
                reason = f"by hand: {correction.reason} (found: {claim.verdict}, {claim.reason})"
                return replace(claim, verdict=correction.verdict, reason=reason)
        return claim

    def notes(self, links: Iterable[Link], records: Iterable[PaperResult]) -> tuple[str, ...]:
        """Return a line for the top of the report for each override, whether it applied or matched nothing."""
        urls = {link.url for link in links}
        claims = [(record, claim) for record in records for claim in record.claims]
        moved = (
            f"by hand: {old} is looked for at {move.new}: {move.reason}{'' if old in urls else _UNUSED}"
            for old, move in self.moves.items()
        )
        corrected = (
            f"by hand: {entry.asset} of {entry.paper} is {entry.verdict}: {entry.reason}"
            f"{'' if any(entry.covers(record, claim) for record, claim in claims) else _UNUSED}"
            for entry in self.corrections
        )
        return (*moved, *corrected)


_UNUSED = " (matches nothing in these inputs)"


def parse(text: str, name: str) -> Overrides:
    r"""Read the text of an `overrides.toml`; `name` is for errors.

    Raises:
        SettingsError: It is no TOML, a key is unknown, or an entry has no reason.

    >>> overrides = parse('[[moved]]\nfrom = "https://a.org/"\nto = "https://b.org/"\nreason = "told by mail"', "x")
    >>> overrides.moves["https://a.org/"].new
    'https://b.org/'
    """
    try:
        file = _File.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{name}: {where}: {first['msg']}") from error
    return Overrides({move.old: move for move in file.moved}, file.verdict)


NONE = Overrides({}, ())


def _moved(link: Link, there: LinkResult, move: Move) -> LinkResult:
    reason = f"by hand, looked for at {move.new} ({move.reason}): {there.reason}"
    health = Health.MOVED if there.health is Health.OK else there.health
    return replace(there, url=link.url, raw=link.raw, repairs=link.repairs, health=health, reason=reason)
