"""Comparing two runs. Pure.

A claim is the same in both runs if paper, asset and address are equal; remaining claims of the same paper and asset are
matched in order. The stance is ignored, so that a promise remains the same claim when the text is changed to say that
it is kept. An unverified verdict in the later run is not a change, since nothing new is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from linkscan.models import (
    Asset,
    Change,
    ChangeKind,
    ClaimResult,
    ClaimVerdict,
    Health,
    LinkResult,
    PaperResult,
    PaperVerdict,
    Stance,
)
from linkscan.plurals import counted
from linkscan.reports.report import Report

Old = TypeVar("Old", bound=ClaimResult)

_ORDER = list(ChangeKind)
_STEPS = {
    (ClaimVerdict.AVAILABLE, ClaimVerdict.DEAD): ChangeKind.GONE,
    (ClaimVerdict.PLACEHOLDER, ClaimVerdict.DEAD): ChangeKind.GONE,
    (ClaimVerdict.AVAILABLE, ClaimVerdict.PLACEHOLDER): ChangeKind.EMPTIED,
    (ClaimVerdict.DEAD, ClaimVerdict.AVAILABLE): ChangeKind.BACK,
    (ClaimVerdict.DEAD, ClaimVerdict.PLACEHOLDER): ChangeKind.BACK,
}


def diff(old: Report, new: Report) -> tuple[Change, ...]:
    """Return every difference between two reports, ordered by kind, then by the order of papers in `new`."""
    ids = {paper.id for paper in new.papers}
    dropped = [paper for paper in old.papers if paper.id not in ids]
    return (
        *compare({paper.id: paper for paper in old.papers}, {link.url: link for link in old.links}, new),
        *(_change_of_paper(ChangeKind.DROPPED, paper, "", new.generated_at) for paper in dropped),
    )


def only_changed(report: Report) -> Report:
    """Return the report without unchanged papers and their links.

    The counts remain those of the whole run, as a note says. A report without an earlier run is returned in full.
    """
    if report.compared_with is None:
        return replace(report, notes=(*report.notes, "there is no earlier run to compare with: everything is listed"))
    changed = {change.paper for change in report.changes}
    papers = tuple(paper for paper in report.papers if paper.id in changed)
    urls = {url for paper in papers for url in paper.links}
    note = (
        f"only what changed is listed: {len(papers)} of {counted(len(report.papers), 'paper')}; the counts are of all"
    )
    return replace(
        report,
        papers=papers,
        links=tuple(link for link in report.links if link.url in urls),
        overdue=tuple(promise for promise in report.overdue if promise.paper in changed),
        notes=(*report.notes, note),
    )


def compare(papers: Mapping[str, PaperResult], links: Mapping[str, LinkResult], new: Report) -> tuple[Change, ...]:
    """Return the changes in `new` compared with the earlier `papers`, by id, and `links`, by URL."""
    now = {link.url: link for link in new.links}
    changes: list[Change] = []
    for paper in new.papers:
        earlier = papers.get(paper.id)
        if earlier is None:
            changes.append(_change_of_paper(ChangeKind.ADDED, paper, paper.reason, new.generated_at))
            continue
        of_claims = list(_claim_changes(earlier, paper, new.generated_at))
        reported = {(change.kind, change.url) for change in of_claims}
        changes += of_claims
        changes += (
            change
            for url in paper.links
            if url in links and url in now
            for change in _link_changes(paper, links[url], now[url], new.generated_at)
            if (change.kind, url) not in reported
        )
    return tuple(sorted(changes, key=lambda change: _ORDER.index(change.kind)))


def pair(old: Sequence[Old], new: Sequence[ClaimResult]) -> Iterator[tuple[Old | None, ClaimResult | None]]:
    """Yield matched claims of a paper in two runs: each of `new` in its order, then those only in `old`."""
    left = list(old)
    partner: dict[int, Old] = {}
    for agree in (_same_address, _same_asset):
        for target, claim in enumerate(new):
            match = None if target in partner else next((c for c in left if agree(c, claim)), None)
            if match is not None:
                partner[target] = match
                left.remove(match)
    yield from ((partner.get(target), claim) for target, claim in enumerate(new))
    yield from ((claim, None) for claim in left)


def _same_asset(old: ClaimResult, new: ClaimResult) -> bool:
    return old.asset is new.asset


def _same_address(old: ClaimResult, new: ClaimResult) -> bool:
    return _same_asset(old, new) and old.url == new.url


def _claim_changes(old: PaperResult, new: PaperResult, at: str) -> Iterator[Change]:
    for before, after in pair(old.claims, new.claims):
        match before, after:
            case None, ClaimResult():
                kind = ChangeKind.BY_HAND if _is_by_hand(old, after) else ChangeKind.ADDED
                yield _change_of_claim(kind, new, after, None, _state(after), after.reason, at)
            case ClaimResult(), None:
                kind = ChangeKind.BY_HAND if _is_by_hand(new, before) else ChangeKind.DROPPED
                yield _change_of_claim(kind, new, before, _state(before), None, new.reason if new.by_hand else "", at)
            case ClaimResult(), ClaimResult():
                yield from _claim_change(new, before, after, at)


def _is_by_hand(without: PaperResult, claim: ClaimResult) -> bool:
    """Return whether the claim is about code and, in the run without it, the paper was manually set to have none."""
    return without.by_hand and without.verdict is PaperVerdict.NONE and claim.asset is Asset.CODE


def _claim_change(paper: PaperResult, old: ClaimResult, new: ClaimResult, at: str) -> Iterator[Change]:
    kind = _kind(old, new)
    if kind is not None:
        yield _change_of_claim(kind, paper, new, old.verdict, new.verdict, new.reason, at)
    elif (old.stance, old.url) != (new.stance, new.url):
        yield _change_of_claim(ChangeKind.REWORDED, paper, new, _text(old), _text(new), new.sentence, at)


def _kind(old: ClaimResult, new: ClaimResult) -> ChangeKind | None:
    """Return the kind of change from one verdict to the next; None if they are equal, or the new one is unverified."""
    if new.verdict in (old.verdict, ClaimVerdict.UNVERIFIED):
        return None
    if old.by_hand or new.by_hand:
        return ChangeKind.BY_HAND
    if old.verdict is ClaimVerdict.UNVERIFIED:
        return ChangeKind.SETTLED
    if new.verdict is ClaimVerdict.AVAILABLE and old.verdict is not ClaimVerdict.DEAD:
        return ChangeKind.KEPT if old.stance is Stance.PROMISED else ChangeKind.APPEARED
    return _STEPS.get((old.verdict, new.verdict), ChangeKind.OTHER)


def _link_changes(paper: PaperResult, old: LinkResult, new: LinkResult, at: str) -> Iterator[Change]:
    def changed(kind: ChangeKind, before: str, after: str, reason: str = new.reason) -> Change:
        return Change(kind, paper.id, paper.title, None, new.url, before, after, reason, at)

    if old.health.is_alive and new.health is Health.GONE:
        yield changed(ChangeKind.GONE, old.health, new.health)
    if old.health is Health.GONE and new.health.is_alive:
        yield changed(ChangeKind.BACK, old.health, new.health)
    if old.health.is_alive and new.health.is_alive and _is_renamed(old, new):
        yield changed(ChangeKind.RENAMED, old.canonical, new.canonical)
    if _is_archived(old) is False and _is_archived(new):
        yield changed(ChangeKind.ARCHIVED, "active", "archived", "the host says that its owner archived it")


def _is_renamed(old: LinkResult, new: LinkResult) -> bool:
    return bool(old.canonical and new.canonical) and old.canonical.lower() != new.canonical.lower()


def _is_archived(link: LinkResult) -> bool | None:
    return link.metadata.archived if link.metadata else None


def _change_of_claim(
    kind: ChangeKind,
    paper: PaperResult,
    claim: ClaimResult,
    before: str | None,
    after: str | None,
    reason: str,
    at: str,
) -> Change:
    return Change(kind, paper.id, paper.title, claim.asset, claim.url, before, after, reason, at)


def _change_of_paper(kind: ChangeKind, paper: PaperResult, reason: str, at: str) -> Change:
    return Change(kind, paper.id, paper.title, None, None, None, None, reason, at)


def _text(claim: ClaimResult) -> str:
    return f"{claim.stance} {claim.url}" if claim.url else str(claim.stance)


def _state(claim: ClaimResult) -> str:
    return f"{claim.stance}, {claim.verdict}"
