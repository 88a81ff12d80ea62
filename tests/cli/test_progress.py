"""Colours: for a terminal whose reader wants them, and nowhere else."""

import pytest

from linkscan.cli.progress import paint

TEXT = "       9  missing       announced\nok           https://a.org/  missing\nreports: reports/demo"


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_the_word_that_a_line_begins_with_has_its_colour() -> None:
    assert paint(TEXT).splitlines() == [
        "       9  \x1b[31mmissing\x1b[0m       announced",
        "\x1b[32mok\x1b[0m           https://a.org/  missing",
        "reports: reports/demo",
    ]


def test_no_color_and_a_pipe_mean_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint(TEXT) == TEXT
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    assert paint(TEXT) == TEXT
