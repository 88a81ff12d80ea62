"""Errors become one line and an exit code."""

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


def test_a_bug_is_told_as_one_and_never_reads_as_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkscan.__main__.cli.main", _raising(ZeroDivisionError("oops")))
    with pytest.raises(SystemExit) as ended:
        main_module.main()
    told = capsys.readouterr().err
    assert ended.value.code == 70
    assert "ZeroDivisionError: oops" in told
    assert "please report" in told


def _raising(error: BaseException) -> object:
    def fail(**_: object) -> None:
        raise error

    return fail


def test_what_an_input_says_of_itself_is_not_obeyed_by_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkscan.__main__.cli.main", _raising(InputError("in.csv:1: no column \x1b]0;owned\x07")))
    with pytest.raises(SystemExit):
        main_module.main()
    assert capsys.readouterr().err.rstrip("\n").isprintable()
