"""Apply manual overrides, each with a reason: moved URLs, missing URLs, wrong verdicts. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from linkscan.decide.verdict import judge_paper
from linkscan.models import (
    Asset,
    Claim,
    ClaimResult,
    ClaimVerdict,
    Health,
    Link,
    LinkResult,
    PaperRef,
    PaperResult,
    Reading,
    Stance,
)

if TYPE_CHECKING:
    from linkscan.decide.override_entries import Address, Correction, Move, OverrideEntry

ORIGIN = "overrides"
"""The origin of a link from an override; see `Link.origin`."""


class Verdict(StrEnum):
    """The verdicts that an override may set: those of claims, and those of papers that the tables show."""

    AVAILABLE = "available"
    MISSING = "missing"
    PLACEHOLDER = "placeholder"
    DEAD = "dead"
    UNLINKED = "unlinked"
    UNVERIFIED = "unverified"
    NONE = "none"  # the claim is dropped


_CLAIM_VERDICTS: Mapping[Verdict, ClaimVerdict] = {
    **{Verdict(verdict.value): verdict for verdict in ClaimVerdict},
    Verdict.MISSING: ClaimVerdict.PLACEHOLDER,
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """The contents of one overrides file; create it with `parse`."""

    moves: "Mapping[str, Move]"
    corrections: "tuple[Correction, ...]"
    addresses: "tuple[Address, ...]" = ()

    def complete(self, paper: PaperRef, reading: Reading) -> Reading:
        """Return a reading in which claims without a URL have the URL from the overrides.

        If the paper has no claim about the asset, one with the stance `released` is added.
        """
        for entry in self.addresses:
            if entry.is_about(paper):
                reading = _with_address(reading, entry)
        return reading

    def send_on(self, links: Iterable[Link]) -> list[Link]:
        """Return the links to request, with moved URLs replaced."""
        return [replace(link, url=self.moves[link.url].new) if link.url in self.moves else link for link in links]

    def bring_home(self, links: Iterable[Link], found: Mapping[str, LinkResult]) -> dict[str, LinkResult]:
        """Return the results by the URLs in the text; the reason of a moved one mentions the override."""
        results = {}
        for link in links:
            move = self.moves.get(link.url)
            result = found.get(move.new if move else link.url)
            if result is not None:
                results[link.url] = _moved(link, result, move) if move else result
        return results

    def correct(self, record: PaperResult) -> PaperResult:
        """Return a paper with the verdicts of its claims overridden; the reason mentions the original verdict."""
        claims = tuple(corrected for claim in record.claims if (corrected := self._corrected(record, claim)))
        if claims == record.claims:
            return record
        verdict, reason = judge_paper(claims)
        if len(claims) < len(record.claims) and not any(claim.asset is Asset.CODE for claim in claims):
            reason = f"by hand, no claim: {self._reason_for_none(record)}"
        is_overridden = verdict != record.verdict or any(claim.by_hand and claim.reason == reason for claim in claims)
        return replace(record, claims=claims, verdict=verdict, reason=reason, by_hand=is_overridden)

    def _corrected(self, record: PaperResult, claim: ClaimResult) -> ClaimResult | None:
        for correction in self.corrections:
            if correction.covers(record, claim):
                if correction.verdict is Verdict.NONE:
                    return None
                reason = f"by hand: {correction.reason} (found: {claim.verdict}, {claim.reason})"
                return replace(claim, verdict=_CLAIM_VERDICTS[correction.verdict], reason=reason, by_hand=True)
        return claim

    def _reason_for_none(self, record: PaperResult) -> str:
        return next(
            (
                entry.reason
                for entry in self.corrections
                if entry.verdict is Verdict.NONE and any(entry.covers(record, claim) for claim in record.claims)
            ),
            "",
        )

    def notes(self, links: Iterable[Link], records: Iterable[PaperResult]) -> tuple[str, ...]:
        """Return a line for the top of the report for each override, which says so if it matched nothing.

        `records` are the papers before correction.
        """
        urls = {link.url for link in links}
        papers = list(records)
        claims = [(record, claim) for record in papers for claim in record.claims]
        moved = (
            f"by hand: {old} moved to {move.new}: {move.reason}{'' if old in urls else _UNUSED}"
            for old, move in self.moves.items()
        )
        given = (
            f"by hand: {entry.asset} of {entry.paper} is at {entry.url}: {entry.reason}{_mismatch(entry, papers)}"
            for entry in self.addresses
        )
        corrected = (
            f"by hand: {entry.asset} of {entry.paper} is {entry.verdict}: {entry.reason}"
            f"{'' if any(entry.covers(*each) for each in claims) else _mismatch(entry, papers, _NO_CLAIM)}"
            for entry in self.corrections
        )
        return (*moved, *given, *corrected)


_UNUSED = " (matches nothing in these inputs)"
_NO_CLAIM = " (matches nothing in these inputs: the paper is there, but makes no such claim)"


def _mismatch(entry: "OverrideEntry", papers: Sequence[PaperRef], otherwise: str = "") -> str:
    """Return a remark if the paper of an entry is not in the inputs, suggesting a similar title; else `otherwise`."""
    if any(map(entry.is_about, papers)):
        return otherwise
    titles = {paper.title.casefold(): paper.title for paper in papers}
    close = get_close_matches(entry.paper.casefold(), titles, n=1, cutoff=0.85)
    return f" (matches nothing in these inputs; did you mean “{titles[close[0]]}”?)" if close else _UNUSED


def parse(text: str, name: str) -> Overrides:
    r"""Parse the text of an overrides file; `name` is the file's name for error messages.

    Raises:
        SettingsError: The text is not valid TOML, a key is unknown, or an entry is incomplete. The message names the
            line, the entry (counted from 1) and what is allowed.

    >>> overrides = parse('[[moved]]\nfrom = "https://a.org/"\nto = "https://b.org/"\nreason = "told by mail"', "x")
    >>> overrides.moves["https://a.org/"].new
    'https://b.org/'
    """
    # Imported on demand: most runs have no overrides file, and pydantic takes time to load.
    from linkscan.decide.override_entries import OverridesFile  # noqa: PLC0415
    from linkscan.entries import parse_entries  # noqa: PLC0415

    file = parse_entries(text, name, OverridesFile)
    return Overrides({move.old: move for move in file.moved}, file.verdict, file.address)


NONE = Overrides({}, ())


def _with_address(reading: Reading, entry: "Address") -> Reading:
    link = Link(entry.url, entry.url, origin=ORIGIN)
    claims = [
        replace(claim, url=entry.url) if claim.asset is entry.asset and claim.url is None else claim
        for claim in reading.claims
    ]
    if not any(claim.asset is entry.asset for claim in claims):
        claims.append(Claim(entry.asset, Stance.RELEASED, entry.url, origin=ORIGIN, sentence=entry.reason))
    known = any(each.url == entry.url for each in reading.links)
    return replace(reading, links=reading.links if known else (*reading.links, link), claims=tuple(claims))


def _moved(link: Link, result: LinkResult, move: "Move") -> LinkResult:
    reason = f"by hand, moved to {move.new} ({move.reason}): {result.reason}"
    health = Health.MOVED if result.health is Health.OK else result.health
    return replace(result, url=link.url, raw=link.raw, repairs=link.repairs, health=health, reason=reason)
