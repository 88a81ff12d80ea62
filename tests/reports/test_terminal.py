"""Lines for a terminal: no control sequences, and nothing that a build server obeys."""

import json
import re

import pytest

from linkscan.models import Asset, Change, ChangeKind, LinkResult
from linkscan.reports.escaping import json_text, log_line
from linkscan.reports.link_line import evidence_line
from linkscan.reports.terminal import change_line, entry_line


def test_untrusted_text_is_not_executed() -> None:
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
# .NET compares strings linguistically, ignoring zero-width characters.
OBEYED = re.compile(r"#[\u00ad\u200b-\u200d]*#[\w\u00ad\u200b-\u200d]*\[|^[\s\u00ad\u200b]*:[\u00ad\u200b]*:")


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
        "\u00ad::error::x",
        ":\u200b:error::x",
        "a #\u00ad#v\u200dso[task.complete]",
        "##teamcity[buildStop]",
    ],
)
def test_no_line_is_a_workflow_command(text: str) -> None:
    """It may be the name of a file, a title, or a key of BibTeX."""
    shown = log_line(text)
    assert not OBEYED.search(shown)
    assert len(shown.splitlines()) == 1


@pytest.mark.parametrize("text", ["a::b", "std::vector", "C:\\a.md:3:5: gone", "## A heading", "#[test]"])
def test_other_lines_are_unchanged(text: str) -> None:
    assert log_line(text) == text


@pytest.mark.parametrize(
    "text", ["##vso[a]b", "#\u00ad#[x]", "\x9b31m", "\u202egpj.exe", "\U000e0041", "##[##[x]]", "## A heading", "été"]
)
def test_json_is_equal_and_harmless(text: str) -> None:
    """It is printed by `extract` and `check --format json`."""
    shown = json_text(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(shown) == {text: [text]}
    assert not re.search("##[a-z]*\\[|#\u00ad#|[\x80-\x9f\u202e\U000e0041]", shown)
    assert ("\\u" not in shown) is (text in ("## A heading", "été"))


def test_escaped_command_loses_no_character() -> None:
    assert log_line("::error::x ##[y ##vso[z") == ": :error::x # #[y # #vso[z"
