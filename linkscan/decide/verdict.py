"""Decide: what became of each claim, and of the paper's code. Pure; ordered rules, each with its reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from linkscan.models import (
    Asset,
    Claim,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    Kind,
    LinkResult,
    PaperRef,
    PaperResult,
    PaperVerdict,
    Reading,
    Stance,
    ThirdPartyLink,
)

SEEN_BY_BEING_THERE = (Asset.DEMO, Asset.OTHER)
"""A demo page or a supplement that answers is what was claimed; there is no file list to look into."""


_NOUNS = {
    Asset.CODE: "code",
    Asset.MODEL: "a model",
    Asset.DATA: "data",
    Asset.DEMO: "a demo",
    Asset.OTHER: "what is announced",
}


def decide(
    paper: PaperRef,
    reading: Reading,
    evidence: Mapping[str, LinkResult],
    clues: Sequence[tuple[ThirdPartyLink, LinkResult]] = (),
    gaps: Sequence[str] = (),
) -> PaperResult:
    """Return the verdict of every claim of a paper, then of the paper.

    `evidence` maps each link's url to what was found there. `clues` are repositories that others name for
    the paper; they settle only a claim that nothing of the paper's own does. `gaps` say who was to be asked for
    others and did not answer: a claim that would be without an address is then not judged.

    >>> from linkscan import Paper, read
    >>> paper = Paper(id="1", title="A Tool", abstract="Code will be released upon acceptance.")
    >>> record = decide(paper, read(paper), evidence={})
    >>> record.verdict.value, record.reason
    ('missing', 'no address in the text')
    """
    named = (link.url for link in reading.links if link.url not in reading.guesses)
    own = [evidence[url] for url in named if url in evidence]
    findings = tuple(_looked_up(_judge(claim, own, evidence), clues, gaps) for claim in reading.claims)
    return _record(paper, reading, findings)


def count_unlinked(
    paper: PaperRef,
    reading: Reading,
    evidence: Mapping[str, LinkResult],
    clues: Sequence[tuple[ThirdPartyLink, LinkResult]] = (),
) -> int:
    """Return for how many claims of a paper no address was given or found, whoever may still be asked."""
    return sum(claim.verdict is ClaimVerdict.UNLINKED for claim in decide(paper, reading, evidence, clues).claims)


def postpone(paper: PaperRef, reading: Reading, reason: str) -> PaperResult:
    """Return a paper of which nothing is judged, and why: every claim stays unverified."""
    findings = tuple(_finding(claim, ClaimVerdict.UNVERIFIED, reason) for claim in reading.claims)
    return _record(paper, reading, findings)


def _record(paper: PaperRef, reading: Reading, findings: tuple[ClaimResult, ...]) -> PaperResult:
    verdict, reason = judge_paper(findings)
    if verdict is PaperVerdict.NONE and not reading.has_abstract:
        verdict, reason = PaperVerdict.UNREAD, "no abstract"
    if verdict is PaperVerdict.NONE and reading.unread is not None:
        verdict, reason = PaperVerdict.UNREAD, f"the text is in {reading.unread}, which is not read"
    return PaperResult(
        id=paper.id,
        title=paper.title,
        source=paper.source,
        arxiv_id=paper.arxiv_id,
        doi=paper.doi,
        published=paper.published,
        venue=paper.venue,
        url=paper.url,
        kept=paper.kept,
        verdict=verdict,
        reason=reason,
        links=tuple(link.url for link in reading.links),
        claims=findings,
        guesses=tuple(link.url for link in reading.links if link.url in reading.guesses),
    )


def _judge(claim: Claim, own: Sequence[LinkResult], evidence: Mapping[str, LinkResult]) -> ClaimResult:
    if claim.url is None:
        return _without_address(claim, own)
    there = evidence.get(claim.url)
    if there is None:
        return _finding(claim, ClaimVerdict.UNVERIFIED, f"{claim.url} was not requested")
    return _finding(claim, *_behind(claim.asset, there), found=_found(claim.asset, there))


def _behind(asset: Asset, there: LinkResult) -> tuple[ClaimVerdict, str]:
    """Return what the address given for an asset tells of it."""
    if there.health is Health.GONE:
        return ClaimVerdict.DEAD, f"{there.url} is gone: {there.reason}"
    if not there.health.is_alive:
        return ClaimVerdict.UNVERIFIED, f"{there.url} is {there.health}: {there.reason}"
    if asset in SEEN_BY_BEING_THERE and there.content in (Content.PRESENT, Content.UNKNOWN):
        return ClaimVerdict.AVAILABLE, f"{there.url} answers"
    held = there.holdings.get(asset)
    if held is None or held.content is Content.UNKNOWN:
        reason = held.reason if held and held.reason else there.reason
        return ClaimVerdict.UNVERIFIED, f"could not determine whether {there.url} holds {_NOUNS[asset]}: {reason}"
    if held.content is Content.PRESENT:
        return ClaimVerdict.AVAILABLE, held.reason
    return ClaimVerdict.PLACEHOLDER, held.reason


def _found(asset: Asset, there: LinkResult) -> str | None:
    """Return where the asset really is, if that is another place than the address given for it."""
    if not there.health.is_alive or not _holds(asset, there):
        return None
    if there.code_url is not None:
        return there.code_url
    return there.canonical if there.health is Health.MOVED else None


def _holds(asset: Asset, there: LinkResult) -> bool:
    held = there.holdings.get(asset)
    return there.health.is_alive and held is not None and held.content is Content.PRESENT


def _without_address(claim: Claim, own: Sequence[LinkResult]) -> ClaimResult:
    """Look for an asset that the text gives no address for behind the paper's other addresses."""
    for there in own:
        if _holds(claim.asset, there):
            where = there.code_url or there.canonical or there.url
            reason = f"found behind {there.url}: {there.holdings[claim.asset].reason}"
            return _finding(claim, ClaimVerdict.AVAILABLE, reason, found=where)
    for there in own:
        if there.health in (Health.UNREACHABLE, Health.RESTRICTED, Health.SKIPPED):
            reason = f"no address in the text, and {there.url} is {there.health}: {there.reason}"
            return _finding(claim, ClaimVerdict.UNVERIFIED, reason)
        if there.skip_cause is not None and there.health is not Health.GONE:
            why = there.content_reason or f"what it leads to was not requested ({there.skip_cause})"
            reason = f"no address in the text, and {there.url} was not looked into: {why}"
            return _finding(claim, ClaimVerdict.UNVERIFIED, reason)
    for there in own:
        held = there.holdings.get(claim.asset)
        if there.health.is_alive and held and held.content in (Content.PLACEHOLDER, Content.EMPTY):
            return _finding(claim, ClaimVerdict.PLACEHOLDER, f"{there.url}: {held.reason}")
    none_found = "no address in the text" + (", and none found behind its links" if own else "")
    return _finding(claim, ClaimVerdict.UNLINKED, none_found)


def _looked_up(
    finding: ClaimResult, clues: Sequence[tuple[ThirdPartyLink, LinkResult]], gaps: Sequence[str]
) -> ClaimResult:
    """Let what others name settle a claim without an address; what they did not tell leaves it open."""
    if finding.verdict is not ClaimVerdict.UNLINKED:
        return finding
    for clue, there in clues:
        if _holds(finding.asset, there):
            named = f"named by {clue.by} ({clue.source}), not by the text"
            reason = f"{named}: {there.holdings[finding.asset].reason}"
            return replace(finding, verdict=ClaimVerdict.AVAILABLE, reason=reason, found_url=clue.url)
    open_ends = [*_not_ruled_out(finding.asset, clues), *gaps]
    if not open_ends:
        return finding
    reason = f"no address in the text, and a further look was not answered: {'; '.join(open_ends)}"
    return replace(finding, verdict=ClaimVerdict.UNVERIFIED, reason=reason)


def _not_ruled_out(asset: Asset, clues: Sequence[tuple[ThirdPartyLink, LinkResult]]) -> Iterator[str]:
    """Yield the places that others name of which is not known what they hold."""
    for clue, there in clues:
        if there.health.is_alive and there.skip_cause is None:
            held = there.holdings.get(asset)
            is_open = asset is Asset.CODE and there.kind is Kind.REPOSITORY
            if is_open and (held is None or held.content is Content.UNKNOWN):
                yield f"{clue.url}, named by {clue.by} ({clue.source}), was not looked into: {there.reason}"
        elif there.health is not Health.GONE:
            yield f"{clue.url}, named by {clue.by} ({clue.source}), is {there.health}: {there.reason}"


def _finding(claim: Claim, verdict: ClaimVerdict, reason: str, found: str | None = None) -> ClaimResult:
    return ClaimResult(
        asset=claim.asset,
        stance=claim.stance,
        url=claim.url,
        origin=claim.origin,
        sentence=claim.sentence,
        verdict=verdict,
        reason=reason,
        found_url=found if found != claim.url else None,
    )


_RULES: tuple[tuple[PaperVerdict, Callable[[ClaimResult], bool]], ...] = (
    (PaperVerdict.AVAILABLE, lambda code: code.verdict is ClaimVerdict.AVAILABLE),
    (PaperVerdict.UNVERIFIED, lambda code: code.verdict is ClaimVerdict.UNVERIFIED),
    (PaperVerdict.MISSING, lambda code: code.verdict in (ClaimVerdict.PLACEHOLDER, ClaimVerdict.DEAD)),
    (PaperVerdict.MISSING, lambda code: code.stance is Stance.PROMISED),
    (PaperVerdict.UNLINKED, lambda code: code.verdict is ClaimVerdict.UNLINKED),
)
"""What one code claim makes of its paper; the first rule that a claim satisfies decides."""


def judge_paper(findings: Iterable[ClaimResult]) -> tuple[PaperVerdict, str]:
    """Return what became of a paper's code, by the first rule that has a reason."""
    code = [finding for finding in findings if finding.asset is Asset.CODE]
    for verdict, applies in _RULES:
        for finding in code:
            if applies(finding):
                return verdict, finding.reason
    return PaperVerdict.NONE, "no claim about code"
