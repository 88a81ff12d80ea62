"""Colours: on a terminal whose user wants them, and nowhere else."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest
from click import unstyle

from linkscan.cli.progress import paint

ROOT = Path(__file__).parents[2]
TEXT = "       9  missing       announced\nok           https://a.org/  missing\nreports: reports/demo"


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_first_word_of_a_line_is_coloured() -> None:
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


def on_terminal(width: int, *command: str, folder: Path) -> str:
    """Run linkscan on a terminal of so many columns, and return what it shows, without colours."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "linkscan", *command], cwd=folder, env=environment, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # that the other end is closed
            while chunk := os.read(ours, 1 << 16):
                shown += chunk
    os.close(ours)
    return unstyle(shown.decode())


@pytest.mark.parametrize(("width", "names_hosts"), [(40, False), (100, True), (200, True)])
def test_count_is_shown_even_in_a_narrow_terminal(tmp_path: Path, width: int, names_hosts: bool) -> None:
    """Names of hosts would displace it."""
    urls = [f"https://a-rather-long-name-of-a-host-{number}.example.org/" for number in range(3)]
    shown = on_terminal(width, "check", "--offline", *urls, folder=tmp_path)
    bars = [line for line in re.split(r"[\r\n]+", shown) if "━" in line]
    assert bars
    assert all(re.search(r"\b[0-3]/3\b", bar) for bar in bars)
    assert any("a-rather-long" in bar for bar in bars) is names_hosts
