"""Building the report of a run: the verdict on each claim, and what kept the run from deciding it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from linkscan import __version__
from linkscan.decide.overrides import Overrides
from linkscan.decide.verdict import count_unlinked, decide, postpone
from linkscan.examine.examiner import skipped
from linkscan.hosts.github.addresses import API, NAME
from linkscan.inputs.feed import Fetched
from linkscan.models import (
    SCHEMA_VERSION,
    Channel,
    ClaimVerdict,
    Health,
    Link,
    LinkResult,
    PaperRef,
    PaperResult,
    Reading,
    SkipCause,
)
from linkscan.plurals import agreeing, counted
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.settings import Settings

if TYPE_CHECKING:
    from linkscan.examine.second_look import SecondLook

Readings: TypeAlias = Sequence[tuple[PaperRef, Reading]]


def judged(
    readings: Readings,
    links: Sequence[Link],
    evidence: Mapping[str, LinkResult],
    look: "SecondLook | None",
    incomplete: Sequence[str],
    settings: Settings,
) -> Report:
    """Return the report with a verdict on each paper; links that were not examined are reported as skipped."""
    not_asked = f"not asked: {'; '.join(incomplete)}"
    found = {link.url: evidence.get(link.url) or skipped(link, SkipCause.STOPPED, not_asked) for link in links}
    papers = [
        decide(paper, reading, found, look.clues(paper.id), look.gaps(paper.id, not_asked))
        if look
        else decide(paper, reading, found)
        for paper, reading in readings
    ]
    report = _report(papers, tuple(found.values()), [*incomplete, *_not_in_store(found.values())])
    notes = [*report.notes, *_token_note(found.values(), settings)]
    if look:
        notes.append(_look_up_note(readings, found, look, papers))
    return replace(report, notes=tuple(notes))


def unjudged(readings: Readings, links: Sequence[Link], reason: str) -> Report:
    """Return a report of what the papers say, without verdicts, for `reason`."""
    papers = [postpone(paper, reading, reason) for paper, reading in readings]
    return _report(papers, [skipped(link, SkipCause.NO_NETWORK, reason) for link in links], [reason])


def with_feed(report: Report, fetched: Fetched) -> Report:
    """Return the report with the outcome of the queries."""
    return replace(
        report,
        skipped=report.skipped + len(fetched.broken),
        incomplete=(*fetched.problems, *report.incomplete),
        notes=(*fetched.notes, *report.notes),
    )


def corrected(report: Report, overrides: Overrides) -> Report:
    """Return the report with manual corrections applied, and a note on them."""
    papers = tuple(map(overrides.correct, report.papers))
    notes = (*report.notes, *overrides.notes(report.links, report.papers))
    return replace(report, papers=papers, notes=notes, summary=summarise(papers, report.links))


def _token_note(found: Iterable[LinkResult], settings: Settings) -> Iterator[str]:
    """Yield a note if addresses on GitHub did not answer without a token.

    GitHub's limits for anonymous clients are unpublished and have been tightened: "Please retry later or authenticate"
    (https://github.com/cli/cli/issues/14329).
    """
    count = sum(link.host == NAME and link.health is Health.UNREACHABLE for link in found)
    if count and not settings.has_token(API):
        yield (
            f"{counted(count, 'address', 'addresses')} of GitHub did not answer without a token; with one "
            "(GITHUB_TOKEN) its API is asked, whose limits are published"
        )


def _look_up_note(
    readings: Readings, found: Mapping[str, LinkResult], look: "SecondLook", papers: Sequence[PaperResult]
) -> str:
    """Return a note on how many claims without an address were looked up, settled by each channel, and left open."""
    counts = {paper.id: count_unlinked(paper, reading, found) for paper, reading in readings}
    settled: Counter[Channel] = Counter()
    unanswered = 0
    for result in papers:
        if counts[result.id]:
            by_url = {clue.url: clue.channel for clue, _ in look.clues(result.id)}
            named = [by_url.get(claim.found_url or "") for claim in result.claims if claim.url is None]
            settled.update(filter(None, named))
            unanswered += (
                counts[result.id]
                - len([*filter(None, named)])
                - sum(claim.verdict is ClaimVerdict.UNLINKED for claim in result.claims)
            )
    by_channel = ", ".join(f"{count} by {channel}" for channel, count in settled.items()) or "none settled"
    by_channel += f", {unanswered} left open" if unanswered else ""
    count = sum(counts.values())
    if not count:
        return "no claim without an address had to be looked up"
    return f"{counted(count, 'claim')} without an address {agreeing(count, 'was', 'were')} looked up: {by_channel}"


def _not_in_store(evidence: Iterable[LinkResult]) -> Iterable[str]:
    """Yield a note on how many addresses are missing from the cache or recording used instead of the network."""
    causes = Counter(each.skip_cause for each in evidence)
    for cause, place in ((SkipCause.OFFLINE, "cache"), (SkipCause.NOT_RECORDED, "recording")):
        if count := causes[cause]:
            yield f"{cause}: {counted(count, 'address is', 'addresses are')} not in the {place}"


def _report(papers: Sequence[PaperResult], links: Sequence[LinkResult], incomplete: Sequence[str]) -> Report:
    return Report(
        schema_version=SCHEMA_VERSION,
        linkscan_version=__version__,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        inputs=tuple(dict.fromkeys(_input_of(source) for paper in papers for source in paper.source)),
        summary=summarise(papers, links),
        papers=tuple(papers),
        links=tuple(links),
        incomplete=tuple(incomplete),
    )


def _input_of(source: str) -> str:
    """Return the input that a paper came from: the file of `dump.txt:12`, or the whole query."""
    name, _, place = source.rpartition(":")
    return name if place.isdecimal() else source
