"""Ctrl-C and SIGTERM, in whatever a run is doing: the right exit code, soon, and what is known."""

import json
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from linkscan.cli import cli
from linkscan.history import NAME, open_ledger
from linkscan.models import Paper

PAPERS = 1000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an input of one paper."""
    (tmp_path / "papers.jsonl").write_text(json.dumps({"id": "1", "title": "A", "abstract": "We release our code."}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_is_heard_while_inputs_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    """They are read to their end before the first text is: no loop gets its turn, and half a million take a minute."""
    asked = []

    def load(*_: Any, **__: Any) -> Iterator[Paper]:
        for count in range(PAPERS):
            if count == 7:
                signal.raise_signal(number)
            asked.append(count)
            yield Paper(str(count), f"Title {count}", abstract="We release our code.")

    monkeypatch.setattr("linkscan.papers.load_papers", load)
    before = signal.getsignal(number)
    ran = CliRunner().invoke(cli, ["scan", "papers.jsonl", "--offline", "--name", "x"])
    assert ran.exit_code == code
    assert len(asked) == 8
    report = json.loads((folder / "reports/x/report.json").read_text())
    assert len(report["papers"]) == 7
    assert report["incomplete"] == [f"interrupted by {number.name}"]
    assert signal.getsignal(number) is before


def test_ctrl_c_within_a_statement_is_ctrl_c(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite makes an error of whatever is raised where it asks whether to go on."""

    def interrupted() -> float:
        signal.raise_signal(signal.SIGINT)
        return 0.0

    monkeypatch.setattr("linkscan.history.database._TICK", 1)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a program in the background ignores it
    try:
        with open_ledger(folder / NAME) as ledger:
            monkeypatch.setattr("linkscan.history.database.time.monotonic", interrupted)
            with pytest.raises(KeyboardInterrupt):
                ledger.first_seen()
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_statement_that_takes_too_long_is_the_ledger_s_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkscan.history.database._TICK", 1)
    with open_ledger(folder / NAME) as ledger:
        monkeypatch.setattr("linkscan.history.database.time.monotonic", lambda: 1e12)
        with pytest.raises(Exception, match="the ledger cannot be used: interrupted"):
            ledger.first_seen()


def test_ctrl_c_while_the_ledger_is_written_leaves_report_and_ledger_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is written by then; the entry is made whole or not at all, by the next run."""

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("linkscan.history.database.Ledger.record", interrupted)
    ran = CliRunner().invoke(cli, ["scan", "papers.jsonl", "--offline", "--name", "x"], standalone_mode=False)
    assert isinstance(ran.exception, (KeyboardInterrupt, click.Abort))
    assert (folder / "reports/x/report.json").is_file()
    with closing(sqlite3.connect(folder / "reports" / NAME)) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
