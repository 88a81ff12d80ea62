"""The outcome of a run: its closing lines, and its exit code."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkscan.cli.exit_codes import DONE, INCOMPLETE, MATCHED
from linkscan.cli.inputs import skipped_records
from linkscan.cli.interrupts import signal_code
from linkscan.models import PaperVerdict
from linkscan.plurals import counted
from linkscan.reports.escaping import log_line
from linkscan.reports.labels import CHANGED
from linkscan.reports.times import moment
from linkscan.run_control import StopCause

if TYPE_CHECKING:
    from linkscan.reports.report import Report


def exit_code(report: "Report", fail_on: Sequence[str] = (), stopped_by: StopCause | None = None) -> int:
    """Return the exit code: an interruption takes precedence over `--fail-on`, and that over an incomplete run."""
    if (code := signal_code(stopped_by)) is not None:
        return code
    if matched(report, fail_on):
        return MATCHED
    return INCOMPLETE if report.incomplete else DONE


def matched(report: "Report", fail_on: Sequence[str]) -> str:
    """Return the words of `--fail-on` that match, with their counts, or an empty string."""
    found = {word: _count(report, word) for word in fail_on}
    return ", ".join(f"{count} {word}" for word, count in found.items() if count)


def _count(report: "Report", word: str) -> int:
    """Count the papers, claims and links that a word of `--fail-on` applies to."""
    summary = report.summary
    tallies: tuple[Mapping[Any, int], ...] = (
        summary.papers_by_verdict,
        summary.claims_by_verdict,
        summary.links_by_health,
    )
    return sum(tally.get(word, 0) for tally in tallies)


def sum_up(report: "Report", written: Sequence[Path]) -> str:
    """Return the closing lines: the counts, the changes, what is incomplete, and where the reports are."""
    lines = [*_counts(report), *_news(report)]
    if report.skipped:
        lines.append(skipped_records(report.skipped))
    lines.extend(f"note: {log_line(note)}" for note in report.notes)
    lines.extend(f"incomplete: {log_line(reason)}" for reason in report.incomplete)
    if written:
        lines.append(f"reports: {log_line(str(written[0].parent))}")
        lines.extend(f"  {path.name}" for path in written)
    return "\n".join(lines)


def _counts(report: "Report") -> Iterator[str]:
    summary = report.summary
    papers = summary.papers_by_verdict
    about = f"{counted(summary.papers, 'paper')}, {summary.papers_with_code_claim} with a claim about code"
    yield f"{about}:" if summary.papers_with_code_claim else about
    for verdict, words in ((verdict, words) for verdict, words in _ABOUT.items() if papers[verdict]):
        typed = summary.papers_by_hand.get(verdict, 0)
        yield f"  {papers[verdict]:>6}  {words}" + (f", {typed} of these by hand" if typed else "")
    yield f"{counted(summary.links, 'address', 'addresses')}, {summary.links_settled} settled"
    yield f"{counted(summary.claims, 'claim')}, {summary.claims_settled} settled"


def _news(report: "Report") -> Iterator[str]:
    if report.compared_with:
        kinds = Counter(CHANGED[change.kind] for change in report.changes)
        what = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "none"
        yield f"changes since {moment(report.compared_with)}: {what}"
    if report.overdue:
        yield f"{counted(len(report.overdue), 'promise')} overdue"


_ABOUT = {
    PaperVerdict.AVAILABLE: "available     code is there",
    PaperVerdict.MISSING: "missing       announced, but no code found",
    PaperVerdict.UNLINKED: "unlinked      said to be released, but no address given",
    PaperVerdict.UNVERIFIED: "unverified    could not be determined",
    PaperVerdict.UNREAD: "unread        no abstract, or a language that is not read",
}
