"""Render Markdown that is readable both raw and on GitHub, with what needs attention first. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TypeVar

from linkscan.models import (
    Asset,
    Change,
    ClaimResult,
    ClaimVerdict,
    Health,
    LinkResult,
    PaperResult,
    PaperVerdict,
    Promise,
    Stance,
)
from linkscan.plurals import agreeing, counted
from linkscan.reports.completeness import count_answers, with_content
from linkscan.reports.escaping import markdown, markdown_code, markdown_link
from linkscan.reports.intervals import share_with_interval
from linkscan.reports.labels import (
    CHANGED,
    MISSING,
    age,
    in_figure,
    input_name,
    known,
    quoted,
    result,
    share,
    steps,
)
from linkscan.reports.report import Report
from linkscan.reports.tables import paper_url
from linkscan.reports.times import moment

_ORIGINS = 12  # origins of claims that are listed
OPEN = 20  # entries shown before the rest are collapsed
MOST = 200  # entries in a section: GitHub renders no more than half a megabyte of Markdown

Word = TypeVar("Word", bound=str)


def render(report: Report) -> str:
    """Return `report.md`: each section lists papers of one verdict, or addresses; a paper is in one section only.

    The section on other material is the exception: its papers may also be listed elsewhere for their code.
    """
    seen = f"As of {moment(report.generated_at)}; each entry lists the evidence."
    missing = [paper for paper in report.papers if paper.verdict is PaperVerdict.MISSING]
    promised = [paper for paper in missing if _is_promised(paper)]
    released = [paper for paper in missing if not _is_promised(paper)]
    lines = [
        *_header(report),
        *_numbers(report, len(promised), len(released)),
        *_section("Promised, not found", _entries(report, promised), intro=seen),
        *_section("Changes", changes(report.changes), intro=_comparison(report), empty=_comparison(report)),
        *_section("Said to be released, not found", _entries(report, released), intro=seen),
        *_section(
            "Said to be released, no address given", _entries(report, _with_verdict(report, PaperVerdict.UNLINKED))
        ),
        *_section("Unknown", _entries(report, _with_verdict(report, PaperVerdict.UNVERIFIED))),
        *_section("Not read", [_unread_entry(paper) for paper in _with_verdict(report, PaperVerdict.UNREAD)], shown=0),
        *_addresses(report, Health.GONE, "Addresses that are gone"),
        *_addresses(report, Health.MOVED, "Addresses that have moved"),
        *_other_material(report),
        *_section("Available", _entries(report, _with_verdict(report, PaperVerdict.AVAILABLE)), shown=0),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _with_verdict(report: Report, verdict: PaperVerdict) -> list[PaperResult]:
    return [paper for paper in report.papers if paper.verdict is verdict]


def _is_promised(paper: PaperResult) -> bool:
    """Return whether any code missing from a paper was promised, rather than said to be released."""
    return any(
        claim.stance is Stance.PROMISED and claim.verdict in MISSING
        for claim in paper.claims
        if claim.asset is Asset.CODE
    )


def _unread_entry(paper: PaperResult) -> str:
    return f"- **{markdown(paper.title)}** · {_citation(paper)} · {markdown(paper.reason)}"


def _addresses(report: Report, health: Health, title: str) -> Iterator[str]:
    """Yield the section on the addresses of one health, or nothing if there are none."""
    titles: dict[str, list[str]] = {}
    for paper in report.papers:
        for url in paper.links:
            titles.setdefault(url, []).append(paper.title)
    found = [link for link in report.links if link.health is health]
    if found:
        yield from _section(title, [_address(link, titles.get(link.url, [])) for link in found])


def _address(link: LinkResult, titles: Sequence[str]) -> str:
    new = link.canonical if link.canonical != link.url else link.final_url
    moved = f" → {markdown_link(new)}" if link.health is Health.MOVED and new else ""
    copy = f" · {markdown_link(link.archive_url, 'archived copy')}" if link.archive_url else ""
    papers = "; ".join(markdown(title) for title in titles[:3]) + (" …" if len(titles) > 3 else "")
    return f"- {markdown_link(link.url)}{moved}: {markdown(link.reason)}{copy}" + (f"\n  - {papers}" if papers else "")


def _other_material(report: Report) -> Iterator[str]:
    """Yield the section on missing assets other than code; its papers may also be in another section."""
    entries = _entries(report, report.papers, lambda claim: claim.asset is not Asset.CODE and claim.verdict in MISSING)
    if entries:
        about = "Models, data, demos and other material; a paper may also be listed under another heading for its code."
        yield from _section("Other material, not found", entries, intro=about)


def _header(report: Report) -> Iterator[str]:
    yield "# Released, promised, missing\n"
    inputs = ", ".join(markdown(input_name(name)) for name in report.inputs)
    version = markdown(report.linkscan_version)
    yield f"{moment(report.generated_at)} · linkscan {version} · read from {inputs}\n"
    for why in report.incomplete:
        yield f"> **This run is not complete:** {markdown(why)}\n"
    for note in report.notes:
        yield f"> **Note:** {markdown(note)}\n"
    if report.skipped:
        records, are = counted(report.skipped, "record"), agreeing(report.skipped, "is", "are")
        yield f"> **Note:** {records} could not be read and {are} not counted\n"


def _numbers(report: Report, promised: int, released: int) -> Iterator[str]:
    counts = report.summary
    yield "## In numbers\n"
    whole = counts.papers_with_code_claim
    yield f"- {_counted(counts.papers, 'paper')}, **{whole or 'none'}** of them with a claim about code"
    yield from _code_figures(report, whole, promised, released) if whole else ()
    typed = sum(claim.by_hand for paper in report.papers for claim in paper.claims)
    by_hand_too = f", of which **{typed}** by hand" if typed else ""
    yield f"- {_counted(counts.claims, 'claim')}, {_settled(counts.claims, counts.claims_settled)}{by_hand_too}"
    if len(counts.claims_by_origin) > 1:
        origins = islice(counts.claims_by_origin.items(), _ORIGINS)
        listed = ", ".join(f"{count} in {markdown(origin)}" for origin, count in origins)
        yield f"- claims by origin: {listed}"
    yield f"- {_counted(counts.links, 'address', 'addresses')}, {_settled(counts.links, counts.links_settled)}\n"
    yield from _tally("Code of the paper", counts.papers_by_verdict, counts.papers, counts.papers_by_hand)
    yield _row("What the text says", *ClaimVerdict, "all")
    yield _row("---", *["--:"] * (len(ClaimVerdict) + 1))
    for stance, verdicts in counts.claims_by_stance.items():
        yield _row(stance, *verdicts.values(), sum(verdicts.values()))
    yield ""
    yield from _tally("Addresses", counts.links_by_health, counts.links)
    yield from _completeness(report)


def _code_figures(report: Report, whole: int, promised: int, released: int) -> Iterator[str]:
    """Yield the figures of papers with a claim about code: found, and missing."""
    counts = report.summary
    by_hand = counts.papers_by_hand.get(PaperVerdict.AVAILABLE, 0)
    found = counts.papers_by_verdict[PaperVerdict.AVAILABLE] - by_hand
    yield (
        f"- code found for **{found}** of these {whole} ({share_with_interval(found, whole)})"
        + (f", and available by hand for **{by_hand}** more" if by_hand else "")
    )
    yield (
        f"- missing: {counts.papers_by_verdict[PaperVerdict.MISSING]} = {promised} promised "
        f"+ {released} said to be released"
    )


def _completeness(report: Report) -> Iterator[str]:
    """Yield how many repositories with content meet each item of the checklist."""
    checklists = with_content(report.links)
    if not checklists:
        return
    answers = count_answers(checklists)
    met = ", ".join(f"{answer.met} {answer.name}" for answer in answers if answer.met)
    whole = _counted(len(checklists), "repository", "repositories")
    yield f"Of {whole} with content: {met or 'nothing of the checklist'}.\n"
    yield _row("Checklist", "found", "not found", "unknown")
    yield _row("---", "--:", "--:", "--:")
    for answer in answers:
        yield _row(answer.name, answer.met, answer.lacking, answer.untold)
    yield ""


def _settled(all_of_them: int, settled: int) -> str:
    return f"{settled} settled, **{all_of_them - settled}** unknown"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"**{count}** {agreeing(count, one, many)}"


def _tally(
    title: str, counts: Mapping[Word, int], whole: int, by_hand: Mapping[Word, int] | None = None
) -> Iterator[str]:
    yield _row(title, "", f"of {whole}")
    yield _row("---", "--:", "--:")
    for word, count in counts.items():
        yield _row(word, in_figure(count, (by_hand or {}).get(word, 0)), share(count, whole))
    yield ""


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _section(
    title: str, entries: Sequence[str], intro: str = "", empty: str = "None.", shown: int = OPEN
) -> Iterator[str]:
    """Yield a heading with the number of entries, then the entries, of which the later ones are collapsed."""
    yield f"## {title} ({len(entries)})\n"
    if intro := intro if entries else empty:
        yield f"{intro}\n"
    yield from entries[:shown]
    if entries[:shown]:
        yield ""
    if folded := entries[shown:MOST]:
        label = f"and {len(folded)} more" if shown else f"show {len(folded)}"
        yield f"<details><summary>{label}</summary>\n"
        yield from folded
        yield "\n</details>\n"
    if len(entries) > MOST:
        yield f"{len(entries) - MOST} more are in the other formats of this report.\n"


def _is_code(claim: ClaimResult) -> bool:
    return claim.asset is Asset.CODE


def _entries(
    report: Report, papers: Iterable[PaperResult], wanted: Callable[[ClaimResult], bool] = _is_code
) -> list[str]:
    """Return the entries of papers that have any of the wanted claims, with those claims.

    A sentence that makes several claims is quoted once, below their results.
    """
    waiting = {(promise.paper, promise.asset, promise.url): promise for promise in report.overdue}
    chosen = ((paper, [claim for claim in paper.claims if wanted(claim)]) for paper in papers)
    return ["\n".join(_entry(paper, claims, waiting)) for paper, claims in chosen if claims]


def _entry(
    paper: PaperResult, claims: Sequence[ClaimResult], waiting: Mapping[tuple[str, Asset, str | None], Promise]
) -> Iterator[str]:
    yield f"- **{markdown(paper.title)}** · {_citation(paper)}"
    for sentence, group in groupby(claims, key=lambda claim: claim.sentence):
        found = [_result(claim, waiting.get((paper.id, claim.asset, claim.url))) for claim in group]
        yield "\n".join(f"  - {line}" for line in found) + "  "  # two trailing spaces are a line break in Markdown
        yield f"    “{markdown(quoted(sentence))}”"


def _result(claim: ClaimResult, overdue: Promise | None) -> str:
    url = claim.found_url or claim.url
    since = age(overdue) if overdue else known(claim)
    parts = (markdown(result(claim)), markdown_link(url) if url else "", markdown(since))
    return " · ".join(part for part in parts if part)


def _citation(paper: PaperResult) -> str:
    name = f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else f"doi:{paper.doi}" if paper.doi else paper.id
    url = paper_url(paper)
    return markdown_link(url, name) if url else markdown_code(paper.id)


def _comparison(report: Report) -> str:
    if report.compared_with is None:
        return "There is no earlier run to compare with."
    began = "Since" if report.changes else "Nothing changed since"
    return f"{began} the run of {moment(report.compared_with)}."


def changes(events: Iterable[Change]) -> list[str]:
    """Return changes as list entries, in their order."""
    return [
        f"- **{CHANGED[event.kind]}** · {markdown(event.title)}"
        + (f" · {event.asset}" if event.asset else "")
        + (f" · {markdown_link(event.url)}" if event.url else "")
        + f"\n  - {markdown(steps(event))}"
        for event in events
    ]
