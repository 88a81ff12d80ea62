"""Lines for a terminal: columns that stand, and nothing that a terminal would obey."""

import re

import pytest

from linkscan.models import Asset, Change, ChangeKind, Content, Health, LinkResult
from linkscan.reports.escaping import log_line
from linkscan.reports.terminal import change_line, entry_line, evidence_line


def test_columns_stand_below_one_another() -> None:
    ok = LinkResult("https://a.org/", "", health=Health.OK, content=Content.PRESENT, content_reason="code: a.py")
    gone = LinkResult("https://b.org/", "", health=Health.GONE, reason="answered 404 Not Found")
    assert evidence_line(ok) == "ok           https://a.org/  present: code: a.py"
    assert evidence_line(gone) == "gone         https://b.org/  answered 404 Not Found"


def test_what_strangers_wrote_is_not_obeyed() -> None:
    hostile = "\x1b]0;owned\x07\u202egnp.exe\nsecond line"
    change = Change(ChangeKind.KEPT, "1", hostile, Asset.CODE, hostile, "unlinked", "available", hostile, "2026-01-01")
    for line in (
        evidence_line(LinkResult(hostile, hostile, reason=hostile)),
        change_line(change),
        entry_line("2026-01-01T00:00:00+00:00", None, None, "gone", hostile, hostile),
    ):
        assert line.isprintable()


# actions/runner, ActionCommand.cs: `##[command]` anywhere in a line, `::command::` where one begins, blanks before it.
# Azure Pipelines: `##vso[command]` anywhere.
OBEYED = re.compile(r"##\[|##vso\[|^\s*::")


@pytest.mark.parametrize(
    "text",
    [
        "::error::a.md:1:1: gone",
        "  ::stop-commands::token",
        "\u2028::notice::x",
        "\t\x1b::warning::x",
        "::::error::x",
        "a ##[stop-commands]x",
        "##[##[group]]",
        "see ##vso[task.setvariable variable=a]b",
        "fine\r::set-env name=A::b",
    ],
)
def test_no_line_is_a_command_to_a_runner(text: str) -> None:
    """A file may be called so, a title, a key of BibTeX."""
    shown = log_line(text)
    assert not OBEYED.search(shown)
    assert len(shown.splitlines()) == 1


@pytest.mark.parametrize("text", ["a::b", "std::vector", "C:\\a.md:3:5: gone", "## A heading", "#[test]"])
def test_what_is_no_command_stays_as_it_is(text: str) -> None:
    assert log_line(text) == text


def test_of_a_command_nothing_is_lost() -> None:
    assert log_line("::error::x ##[y ##vso[z") == ": :error::x # #[y # #vso[z"
