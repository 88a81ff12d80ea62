"""Errors become one line and an exit code."""

import click
import pytest

from linkscan import __main__ as main_module
from linkscan.errors import AccessError, InputError, SettingsError


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (InputError("in.csv:3: no abstract"), 2, "linkscan: in.csv:3: no abstract\n"),
        (SettingsError("linkscan.toml: timout"), 2, "linkscan: linkscan.toml: timout\n"),
        (
            AccessError("api.github.com rejected the token"),
            3,
            "linkscan: api.github.com rejected the token\n",
        ),
        (KeyboardInterrupt(), 130, ""),
        (MemoryError(), 3, "linkscan: this machine, or the limit set for a process, has no memory left\n"),
    ],
)
def test_an_error_is_one_line_and_a_code(
    error: BaseException,
    code: int,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("linkscan.__main__.cli.main", _raising(error))
    with pytest.raises(SystemExit) as ended:
        main_module.main()
    assert (ended.value.code, capsys.readouterr().err) == (code, says)


def test_bug_is_reported_as_a_bug_and_not_as_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkscan.__main__.cli.main", _raising(ZeroDivisionError("oops")))
    with pytest.raises(SystemExit) as ended:
        main_module.main()
    told = capsys.readouterr().err
    assert ended.value.code == 70
    assert "ZeroDivisionError: oops" in told
    assert "please report" in told


def test_bug_report_contains_no_secret_and_no_workflow_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message may repeat sent or received data."""
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_0123456789abcdef")
    error = ValueError("Bearer ghp_0123456789abcdef\n::error::x\n\x1b[31m ##vso[task.complete]")
    monkeypatch.setattr("linkscan.__main__.cli.main", _raising(error))
    with pytest.raises(SystemExit):
        main_module.main()
    told = capsys.readouterr().err
    assert "ValueError: Bearer ***" in told
    assert not any(bad in told for bad in ("0123456789", "\n::error", "\x1b", "##vso["))
    assert '  File "' in told


def test_argument_is_no_workflow_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It may be an untrusted file name."""
    error = click.UsageError("No such option '--##vso[task.complete]\n::error::x'.")
    monkeypatch.setattr("linkscan.__main__.cli.main", _raising(error))
    with pytest.raises(SystemExit) as ended:
        main_module.main()
    told = capsys.readouterr().err
    assert (ended.value.code, told.count("\n")) == (2, 2)
    assert not any(bad in told for bad in ("\n::error", "##vso["))


def _raising(error: BaseException) -> object:
    def fail(**_: object) -> None:
        raise error

    return fail


def test_text_from_inputs_cannot_control_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkscan.__main__.cli.main", _raising(InputError("in.csv:1: no column \x1b]0;owned\x07")))
    with pytest.raises(SystemExit):
        main_module.main()
    assert capsys.readouterr().err.rstrip("\n").isprintable()
