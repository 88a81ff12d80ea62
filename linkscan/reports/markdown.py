"""Render Markdown for people: what needs attention first, read raw or as GitHub shows it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import TypeVar

from linkscan.models import Asset, Change, ClaimResult, ClaimVerdict, PaperResult, Promise, Stance
from linkscan.reports.escaping import markdown, markdown_link
from linkscan.reports.labels import CHANGED, MISSING, age, known, moment, result, share, steps
from linkscan.reports.report import Report
from linkscan.reports.tables import paper_url

OPEN = 20  # entries shown before the others are folded away
MOST = 200  # entries written at all: GitHub shows no more than half a megabyte of Markdown

Word = TypeVar("Word", bound=str)


def render(report: Report) -> str:
    """Render `report.md`."""
    seen = f"As of {moment(report.generated_at)}; each line says what was looked at."
    promised, released = (_entries(report, stance, MISSING) for stance in (Stance.PROMISED, Stance.RELEASED))
    no_data, available = (
        _entries(report, None, {verdict}) for verdict in (ClaimVerdict.UNVERIFIED, ClaimVerdict.AVAILABLE)
    )
    lines = [
        *_head(report),
        *_numbers(report),
        *_section("Promised, not found", promised, intro=seen),
        *_section("Changes", changes(report.changes), intro=_compared(report), empty=_compared(report)),
        *_section("Said to be released, not found", released, intro=seen),
        *_section("Could not be told", no_data),
        *_section("Available", available, shown=0),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(report: Report) -> Iterator[str]:
    yield "# Released, promised, missing\n"
    inputs = ", ".join(markdown(name) for name in report.inputs)
    version = markdown(report.linkscan_version)
    yield f"{moment(report.generated_at)} · linkscan {version} · read from {inputs}\n"
    for why in report.incomplete:
        yield f"> **This run is not complete:** {markdown(why)}\n"
    for note in report.notes:
        yield f"> **Note:** {markdown(note)}\n"
    if report.skipped:
        yield f"> **Note:** records that could not be read and are not counted: {report.skipped}\n"


def _numbers(report: Report) -> Iterator[str]:
    counts = report.summary
    yield "## In numbers\n"
    yield f"- **{counts.papers}** papers, **{counts.papers_with_code_claim}** of them with a claim about code"
    yield f"- **{counts.claims}** claims, {_told(counts.claims, counts.claims_settled)}"
    yield f"- **{counts.links}** addresses, {_told(counts.links, counts.links_settled)}\n"
    yield from _tally("Code of the paper", counts.papers_by_verdict, counts.papers)
    yield _row("What the text says", *ClaimVerdict, "all")
    yield _row("---", *["--:"] * (len(ClaimVerdict) + 1))
    for stance, found in counts.claims_by_stance.items():
        yield _row(stance, *found.values(), sum(found.values()))
    yield ""
    yield from _tally("Addresses", counts.links_by_health, counts.links)


def _told(all_of_them: int, settled: int) -> str:
    return f"{settled} settled, **{all_of_them - settled}** could not be told"


def _tally(title: str, counts: Mapping[Word, int], whole: int) -> Iterator[str]:
    yield _row(title, "", f"of {whole}")
    yield _row("---", "--:", "--:")
    yield from (_row(word, count, share(count, whole)) for word, count in counts.items())
    yield ""


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _section(
    title: str, entries: Sequence[str], intro: str = "", empty: str = "None.", shown: int = OPEN
) -> Iterator[str]:
    """Write a heading with its count and its entries, the later ones folded."""
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


def _entries(report: Report, stance: Stance | None, verdicts: AbstractSet[ClaimVerdict]) -> list[str]:
    """Write the papers that have claims of this stance (None: any) and one of these verdicts.

    A sentence that makes several claims is quoted once, under what was found of them.
    """
    waiting = {(promise.paper, promise.asset, promise.url): promise for promise in report.overdue}
    entries = []
    for paper in report.papers:
        claims = [c for c in paper.claims if c.verdict in verdicts and stance in (None, c.stance)]
        if claims:
            entries.append("\n".join(_entry(paper, claims, waiting)))
    return entries


def _entry(
    paper: PaperResult, claims: Sequence[ClaimResult], waiting: Mapping[tuple[str, Asset, str | None], Promise]
) -> Iterator[str]:
    yield f"- **{markdown(paper.title)}** · {_citation(paper)}"
    for sentence, said in groupby(claims, key=lambda claim: claim.sentence):
        found = [_result(claim, waiting.get((paper.id, claim.asset, claim.url))) for claim in said]
        yield "\n".join(f"  - {line}" for line in found) + "  "  # two spaces end a line in Markdown
        yield f"    “{markdown(sentence)}”"


def _result(claim: ClaimResult, overdue: Promise | None) -> str:
    url = claim.found_url or claim.url
    since = age(overdue) if overdue else known(claim)
    parts = (markdown(result(claim)), markdown_link(url) if url else "", markdown(since))
    return " · ".join(part for part in parts if part)


def _citation(paper: PaperResult) -> str:
    name = f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else f"doi:{paper.doi}"
    url = paper_url(paper)
    return markdown_link(url, name) if url else markdown(paper.id)


def _compared(report: Report) -> str:
    if report.compared_with is None:
        return "There is no earlier run to compare with."
    began = "Since" if report.changes else "Nothing changed since"
    return f"{began} the run of {moment(report.compared_with)}."


def changes(events: Iterable[Change]) -> list[str]:
    """Write changes as the entries of a list, in their order."""
    return [
        f"- **{CHANGED[event.kind]}** · {markdown(event.title)}"
        + (f" · {event.asset}" if event.asset else "")
        + (f" · {markdown_link(event.url)}" if event.url else "")
        + f"\n  - {markdown(steps(event))}"
        for event in events
    ]
