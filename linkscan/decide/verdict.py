"""Decide the verdict of each claim, and of the paper's code, by ordered rules that each give a reason. Pure."""

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
"""Assets that are available if their page exists and is not a placeholder; there are no files to inspect."""


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
    """Return a paper with the verdict of each claim and of the paper.

    `evidence` maps the URL of each link to what was found there. `clues` are repositories that third parties name for
    the paper; they can only settle a claim that the paper's own links leave `unlinked`. `gaps` describe third parties
    that could not be queried; a claim that would be `unlinked` is then `unverified`.

    >>> from linkscan import Paper, read
    >>> paper = Paper(id="1", title="A Tool", abstract="Code will be released upon acceptance.")
    >>> record = decide(paper, read(paper), evidence={})
    >>> record.verdict.value, record.reason
    ('missing', 'no address in the text')
    """
    named = (link.url for link in reading.links if link.url not in reading.guesses)
    own = [evidence[url] for url in named if url in evidence]
    findings = tuple(_apply_clues(_judge(claim, own, evidence), clues, gaps) for claim in reading.claims)
    return _record(paper, reading, findings)


def count_unlinked(
    paper: PaperRef,
    reading: Reading,
    evidence: Mapping[str, LinkResult],
    clues: Sequence[tuple[ThirdPartyLink, LinkResult]] = (),
) -> int:
    """Return how many claims of a paper are `unlinked`, not counting gaps in what third parties were asked."""
    return sum(claim.verdict is ClaimVerdict.UNLINKED for claim in decide(paper, reading, evidence, clues).claims)


def postpone(paper: PaperRef, reading: Reading, reason: str) -> PaperResult:
    """Return a paper whose claims are all `unverified`, for the given reason."""
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
        return _judge_unlinked(claim, own)
    link = evidence.get(claim.url)
    if link is None:
        return _finding(claim, ClaimVerdict.UNVERIFIED, f"{claim.url} was not requested")
    return _finding(claim, *_verdict_of(claim.asset, link), found=_found_url(claim.asset, link))


def _verdict_of(asset: Asset, link: LinkResult) -> tuple[ClaimVerdict, str]:
    """Return the verdict and reason for a claim about an asset, from what was found at its URL."""
    if link.health is Health.GONE:
        return ClaimVerdict.DEAD, f"{link.url} is gone: {link.reason}"
    if not link.health.is_alive:
        return ClaimVerdict.UNVERIFIED, f"{link.url} is {link.health}: {link.reason}"
    if asset in SEEN_BY_BEING_THERE and link.content in (Content.PRESENT, Content.UNKNOWN):
        return ClaimVerdict.AVAILABLE, f"{link.url} answers"
    held = link.holdings.get(asset)
    if held is None or held.content is Content.UNKNOWN:
        reason = held.reason if held and held.reason else link.reason
        return ClaimVerdict.UNVERIFIED, f"could not determine whether {link.url} holds {_NOUNS[asset]}: {reason}"
    if held.content is Content.PRESENT:
        return ClaimVerdict.AVAILABLE, held.reason
    return ClaimVerdict.PLACEHOLDER, held.reason


def _found_url(asset: Asset, link: LinkResult) -> str | None:
    """Return the URL at which an asset was found, if that differs from the URL given for it."""
    if not link.health.is_alive or not _holds(asset, link):
        return None
    if link.code_url is not None:
        return link.code_url
    return link.canonical if link.health is Health.MOVED else None


def _holds(asset: Asset, link: LinkResult) -> bool:
    held = link.holdings.get(asset)
    return link.health.is_alive and held is not None and held.content is Content.PRESENT


def _judge_unlinked(claim: Claim, own: Sequence[LinkResult]) -> ClaimResult:
    """Judge a claim without a URL by what was found behind the paper's other links."""
    for link in own:
        if _holds(claim.asset, link):
            where = link.code_url or link.canonical or link.url
            reason = f"found behind {link.url}: {link.holdings[claim.asset].reason}"
            return _finding(claim, ClaimVerdict.AVAILABLE, reason, found=where)
    for link in own:
        if link.health in (Health.UNREACHABLE, Health.RESTRICTED, Health.SKIPPED):
            reason = f"no address in the text, and {link.url} is {link.health}: {link.reason}"
            return _finding(claim, ClaimVerdict.UNVERIFIED, reason)
        if link.skip_cause is not None and link.health is not Health.GONE:
            why = link.content_reason or f"its target was not requested ({link.skip_cause})"
            reason = f"no address in the text, and {link.url} was not examined: {why}"
            return _finding(claim, ClaimVerdict.UNVERIFIED, reason)
    for link in own:
        held = link.holdings.get(claim.asset)
        if link.health.is_alive and held and held.content in (Content.PLACEHOLDER, Content.EMPTY):
            return _finding(claim, ClaimVerdict.PLACEHOLDER, f"{link.url}: {held.reason}")
    none_found = "no address in the text" + (", and none found behind its links" if own else "")
    return _finding(claim, ClaimVerdict.UNLINKED, none_found)


def _apply_clues(
    finding: ClaimResult, clues: Sequence[tuple[ThirdPartyLink, LinkResult]], gaps: Sequence[str]
) -> ClaimResult:
    """Let third-party clues settle an `unlinked` claim; if any of them is inconclusive, it becomes `unverified`."""
    if finding.verdict is not ClaimVerdict.UNLINKED:
        return finding
    for clue, link in clues:
        if _holds(finding.asset, link):
            named = f"named by {clue.by} ({clue.source}), not by the text"
            reason = f"{named}: {link.holdings[finding.asset].reason}"
            return replace(finding, verdict=ClaimVerdict.AVAILABLE, reason=reason, found_url=clue.url)
    open_ends = [*_inconclusive_clues(finding.asset, clues), *gaps]
    if not open_ends:
        return finding
    reason = f"no address in the text, and further look-ups were inconclusive: {'; '.join(open_ends)}"
    return replace(finding, verdict=ClaimVerdict.UNVERIFIED, reason=reason)


def _inconclusive_clues(asset: Asset, clues: Sequence[tuple[ThirdPartyLink, LinkResult]]) -> Iterator[str]:
    """Yield a reason for each place that third parties name and whose content is unknown."""
    for clue, link in clues:
        if link.health.is_alive and link.skip_cause is None:
            held = link.holdings.get(asset)
            is_open = asset is Asset.CODE and link.kind is Kind.REPOSITORY
            if is_open and (held is None or held.content is Content.UNKNOWN):
                yield f"{clue.url}, named by {clue.by} ({clue.source}), was not examined: {link.reason}"
        elif link.health is not Health.GONE:
            yield f"{clue.url}, named by {clue.by} ({clue.source}), is {link.health}: {link.reason}"


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
"""The verdicts of a paper, each with its condition on a code claim; the first rule that any claim satisfies decides."""


def judge_paper(findings: Iterable[ClaimResult]) -> tuple[PaperVerdict, str]:
    """Return the verdict of a paper about its code, and the reason of the claim that decided it."""
    code = [finding for finding in findings if finding.asset is Asset.CODE]
    for verdict, applies in _RULES:
        for finding in code:
            if applies(finding):
                return verdict, finding.reason
    return PaperVerdict.NONE, "no claim about code"
