"""The closing lines: counts, changes, and what is incomplete."""

from dataclasses import replace
from pathlib import Path

import pytest

from linkscan.cli.outcome import exit_code, sum_up
from linkscan.models import (
    Asset,
    Change,
    ChangeKind,
    ClaimResult,
    ClaimVerdict,
    PaperResult,
    PaperVerdict,
    Promise,
    Stance,
)
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.run_control import StopCause

CLAIM = ClaimResult(Asset.CODE, Stance.PROMISED, None, "Code will be released.", ClaimVerdict.UNLINKED)
PAPER = PaperResult("1", "A Plan", verdict=PaperVerdict.MISSING, claims=(CLAIM,))
REPORT = Report(1, "0.1.0", "2026-11-21T10:15:00Z", ("a.txt",), summarise((PAPER,), ()), (PAPER,), ())
GONE = Change(ChangeKind.GONE, "1", "A Plan", None, None, None, None, "", "2026-11-21T10:15:00Z")
LATE = Promise("1", "A Plan", Asset.CODE, None, "Code will be released.", None, "2026-01-01T10:15:00Z", 324)


@pytest.mark.parametrize(
    ("fail_on", "incomplete", "stopped_by", "code"),
    [
        ((), (), None, 0),
        (("dead",), (), None, 0),
        (("missing",), (), None, 1),
        ((), ("budget spent",), None, 3),
        ((), ("interrupted by SIGINT",), None, 3),  # texts decide nothing
        (("missing",), ("budget spent",), None, 1),
        (("dead",), ("budget spent",), StopCause.TIME_BUDGET, 3),
        ((), ("enough",), StopCause.REQUESTED, 3),
        ((), ("interrupted by SIGINT",), StopCause.INTERRUPTED, 130),
        (("missing",), ("interrupted by SIGTERM",), StopCause.TERMINATED, 143),
    ],
)
def test_exit_codes_rank_interruption_then_findings_then_incompleteness(
    fail_on: tuple[str, ...], incomplete: tuple[str, ...], stopped_by: StopCause | None, code: int
) -> None:
    assert exit_code(replace(REPORT, incomplete=incomplete), fail_on, stopped_by) == code


def test_a_first_run_is_summed_up_without_changes() -> None:
    assert sum_up(REPORT, [Path("reports/a/report.md")]).splitlines() == [
        "1 paper, 1 with a claim about code:",
        "       1  missing       announced, but no code found",
        "0 addresses, 0 settled",
        "1 claim, 1 settled",
        "reports: reports/a",
        "  report.md",
    ]


def test_later_run_reports_changes_and_what_is_incomplete() -> None:
    later = replace(
        REPORT,
        summary=summarise((), ()),
        compared_with="2026-11-14T10:15:00Z",
        changes=(replace(GONE, kind=ChangeKind.KEPT), GONE, GONE),
        overdue=(LATE,),
        notes=("only papers since \x1b[31m2026",),
        incomplete=("budget spent",),
        skipped=2,
    )
    assert sum_up(later, []).splitlines() == [
        "0 papers, 0 with a claim about code",
        "0 addresses, 0 settled",
        "0 claims, 0 settled",
        "changes since 2026-11-14 10:15 UTC: 1 promise kept, 2 gone",
        "1 promise overdue",
        "2 records of the inputs could not be read and were skipped",
        "note: only papers since \ufffd[31m2026",
        "incomplete: budget spent",
    ]
    assert "changes since 2026-11-14 10:15 UTC: none" in sum_up(replace(later, changes=()), [])
