"""Manual corrections, each with a reason: addresses that moved or are lacking, verdicts that are wrong. Pure."""

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
"""Where a link stands that a person typed; see `Link.origin`."""


class Verdict(StrEnum):
    """What a person may say of claims: the verdicts of claims, and the words that tables have for papers."""

    AVAILABLE = "available"
    MISSING = "missing"
    PLACEHOLDER = "placeholder"
    DEAD = "dead"
    UNLINKED = "unlinked"
    UNVERIFIED = "unverified"
    NONE = "none"  # this is no claim


_OF_CLAIMS: Mapping[Verdict, ClaimVerdict] = {
    **{Verdict(verdict.value): verdict for verdict in ClaimVerdict},
    Verdict.MISSING: ClaimVerdict.PLACEHOLDER,
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """All that one file says; `parse` makes one."""

    moves: "Mapping[str, Move]"
    corrections: "tuple[Correction, ...]"
    addresses: "tuple[Address, ...]" = ()

    def complete(self, paper: PaperRef, reading: Reading) -> Reading:
        """Return a reading whose claims without an address have the one that a person gives for them.

        A paper that claims nothing of the kind is taken to say that the asset is released.
        """
        for entry in self.addresses:
            if entry.is_about(paper):
                reading = _with_address(reading, entry)
        return reading

    def send_on(self, links: Iterable[Link]) -> list[Link]:
        """Return the addresses to request: where they moved to, for those that did."""
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
        claims = tuple(corrected for claim in record.claims if (corrected := self._corrected(record, claim)))
        if claims == record.claims:
            return record
        verdict, reason = judge_paper(claims)
        if len(claims) < len(record.claims) and not any(claim.asset is Asset.CODE for claim in claims):
            reason = f"by hand, no claim: {self._reason_for_none(record)}"
        rests_on_hand = verdict != record.verdict or any(claim.by_hand and claim.reason == reason for claim in claims)
        return replace(record, claims=claims, verdict=verdict, reason=reason, by_hand=rests_on_hand)

    def _corrected(self, record: PaperResult, claim: ClaimResult) -> ClaimResult | None:
        for correction in self.corrections:
            if correction.covers(record, claim):
                if correction.verdict is Verdict.NONE:
                    return None
                reason = f"by hand: {correction.reason} (found: {claim.verdict}, {claim.reason})"
                return replace(claim, verdict=_OF_CLAIMS[correction.verdict], reason=reason, by_hand=True)
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
        """Return a line for the top of the report for each override, whether it applied or matched nothing.

        `records` are those before they were corrected.
        """
        urls = {link.url for link in links}
        papers = list(records)
        claims = [(record, claim) for record in papers for claim in record.claims]
        moved = (
            f"by hand: {old} is looked for at {move.new}: {move.reason}{'' if old in urls else _UNUSED}"
            for old, move in self.moves.items()
        )
        given = (
            f"by hand: {entry.asset} of {entry.paper} is looked for at {entry.url}: {entry.reason}"
            f"{_unmet(entry, papers)}"
            for entry in self.addresses
        )
        corrected = (
            f"by hand: {entry.asset} of {entry.paper} is {entry.verdict}: {entry.reason}"
            f"{'' if any(entry.covers(*each) for each in claims) else _unmet(entry, papers, _NO_CLAIM)}"
            for entry in self.corrections
        )
        return (*moved, *given, *corrected)


_UNUSED = " (matches nothing in these inputs)"
_NO_CLAIM = " (matches nothing in these inputs: the paper is there, and makes no such claim)"


def _unmet(entry: "OverrideEntry", papers: Sequence[PaperRef], met: str = "") -> str:
    """Return what is to be said of an entry whose paper is not in the inputs, with the title that was perhaps meant.

    `met` is said of one whose paper is there.
    """
    if any(map(entry.is_about, papers)):
        return met
    titles = {paper.title.casefold(): paper.title for paper in papers}
    close = get_close_matches(entry.paper.casefold(), titles, n=1, cutoff=0.85)
    return f" (matches nothing in these inputs; did you mean “{titles[close[0]]}”?)" if close else _UNUSED


def parse(text: str, name: str) -> Overrides:
    r"""Return the overrides of the text of a file; `name` is for errors.

    Raises:
        SettingsError: It is no TOML, a key is unknown, or an entry lacks something; the message names the line, the
            entry (counted from 1) and what is allowed.

    >>> overrides = parse('[[moved]]\nfrom = "https://a.org/"\nto = "https://b.org/"\nreason = "told by mail"', "x")
    >>> overrides.moves["https://a.org/"].new
    'https://b.org/'
    """
    # With pydantic, where there is such a file.
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


def _moved(link: Link, there: LinkResult, move: "Move") -> LinkResult:
    reason = f"by hand, looked for at {move.new} ({move.reason}): {there.reason}"
    health = Health.MOVED if there.health is Health.OK else there.health
    return replace(there, url=link.url, raw=link.raw, repairs=link.repairs, health=health, reason=reason)
