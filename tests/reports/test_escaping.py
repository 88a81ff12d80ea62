"""Untrusted text becomes one line that is safe for people and CI runners."""

import pytest

from linkscan.reports.escaping import log_line, plain


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one line", "one line"),
        ("two  blanks", "two blanks"),
        (" around ", "around"),
        ("two\nlines", "two lines"),
        ("a\ttab", "a tab"),
        ("an\x1b[31m escape", "an\ufffd[31m escape"),
        ("left \u202eto right", "left \ufffdto right"),
        ("논문의 제목", "논문의 제목"),
    ],
)
def test_text_becomes_one_line_without_hidden_characters(text: str, line: str) -> None:
    assert plain(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("::error::x", ": :error::x"),
        (" ::error::x", ": :error::x"),
        ("a::error::x", "a::error::x"),
        ("a ##[stop-commands]x", "a # #[stop-commands]x"),
        ("a ##vso[task.complete]x", "a # #vso[task.complete]x"),
    ],
)
def test_no_line_is_a_workflow_command(text: str, line: str) -> None:
    assert log_line(text) == line
