"""Ctrl-C and SIGTERM at any time: a prompt end, the right exit code, and a report of what is known."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import click
import pytest
from click.testing import CliRunner

from linkscan.cli import cli
from linkscan.cli.interrupts import stopped_by_signals
from linkscan.history import NAME, open_ledger
from linkscan.history.writer import enter
from linkscan.models import Paper
from linkscan.pipeline.early_report import known_first
from linkscan.run_control import StopSignal
from linkscan.text import read

PAPERS = 1000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an input of one paper."""
    (tmp_path / "papers.jsonl").write_text(json.dumps({"id": "1", "title": "A", "abstract": "We release our code."}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signal_is_handled_while_inputs_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    """Inputs are loaded before any text is read, without an event loop, and half a million take a minute."""
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
    assert len(asked) == 7
    report = json.loads((folder / "reports/x/report.json").read_text())
    assert len(report["papers"]) == 7
    assert report["incomplete"] == [f"interrupted by {number.name}"]
    assert signal.getsignal(number) is before


def test_ctrl_c_during_a_statement_is_an_interruption(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite converts any exception in its progress handler to an error."""

    def interrupted() -> float:
        signal.raise_signal(signal.SIGINT)
        return 0.0

    monkeypatch.setattr("linkscan.history.database._STEPS_PER_CHECK", 1)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a background program ignores it
    try:
        with open_ledger(folder / NAME) as ledger:
            monkeypatch.setattr("linkscan.history.database.time.monotonic", interrupted)
            with pytest.raises(KeyboardInterrupt):
                ledger.first_seen()
    finally:
        signal.signal(signal.SIGINT, before)


def test_statement_that_times_out_is_a_ledger_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkscan.history.database._STEPS_PER_CHECK", 1)
    with open_ledger(folder / NAME) as ledger:
        monkeypatch.setattr("linkscan.history.database.time.monotonic", lambda: 1e12)
        with pytest.raises(Exception, match="the ledger cannot be used: interrupted"):
            ledger.first_seen()


def test_ctrl_c_while_the_ledger_is_written_leaves_report_and_ledger_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is already written; the ledger entry is complete or made by the next run."""

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("linkscan.history.database.Ledger.record", interrupted)
    ran = CliRunner().invoke(cli, ["scan", "papers.jsonl", "--offline", "--name", "x"], standalone_mode=False)
    assert isinstance(ran.exception, (KeyboardInterrupt, click.Abort))
    assert (folder / "reports/x/report.json").is_file()
    with closing(sqlite3.connect(folder / "reports" / NAME)) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def many(count: int) -> Iterator[Paper]:
    """Papers with an address each."""
    for number in range(count):
        yield Paper(str(number), f"Title {number}", abstract=f"Code: https://page-{number}.example.org/x")


def interrupting(really: Any, at: int = 0) -> Any:
    """Call the real function, and send SIGTERM at one call."""
    calls = iter(range(10_000))

    def do(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == at:
            signal.raise_signal(signal.SIGTERM)
        return really(*args, **kwargs)

    return do


MOMENTS = {
    "while papers are judged": ("linkscan.pipeline.report.decide", 4),
    "while runs are compared": ("linkscan.history.database.enter", 0),
    "while a report is written": ("linkscan.reports.markdown.render", 0),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_large_interrupted_run_reports_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """It has as many papers as can be written in two seconds, in the complete formats, and says what is omitted."""
    what, at = MOMENTS[moment]
    monkeypatch.setattr("linkscan.pipeline.early_report.FEW_PAPERS", 2)
    monkeypatch.setattr("linkscan.pipeline.early_report.MOST_PAPERS", 6)
    monkeypatch.setattr("linkscan.papers.load_papers", lambda *_, **__: many(9))
    monkeypatch.setattr(what, interrupting(resolve_name(what), at))
    ran = CliRunner().invoke(cli, ["scan", "papers.jsonl", "--offline", "--name", "x"])
    assert ran.exit_code == 143, ran.output
    report = json.loads((folder / "reports/x/report.json").read_text())
    assert [paper["id"] for paper in report["papers"]] == [str(number) for number in range(6)]
    assert len(report["links"]) == report["summary"]["links"] == report["summary"]["papers"] == 6
    said = "\n".join(report["incomplete"])
    assert "interrupted by SIGTERM" in said
    assert "3 of 9 papers left out of this report" in said
    assert "--offline" in said
    assert {file.name for file in (folder / "reports/x").iterdir()} == {
        "report.json", "papers.csv", "links.csv", "claims.csv",
    }  # fmt: skip
    with open_ledger(folder / "reports" / NAME) as ledger:
        assert not ledger.first_seen()


@pytest.mark.parametrize("moment", MOMENTS)
def test_small_interrupted_run_omits_little(folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    what, at = MOMENTS[moment]
    monkeypatch.setattr("linkscan.papers.load_papers", lambda *_, **__: many(9))
    monkeypatch.setattr(what, interrupting(resolve_name(what), at))
    ran = CliRunner().invoke(cli, ["scan", "papers.jsonl", "--offline", "--name", "x"])
    assert ran.exit_code == 143, ran.output
    report = json.loads((folder / "reports/x/report.json").read_text())
    assert len(report["papers"]) == 9
    assert (folder / "reports/x/report.md").exists()
    assert any("compare with earlier runs" in why for why in report["incomplete"]) is ("judged" not in moment)


def test_papers_with_results_are_reported_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known about papers without requests."""
    monkeypatch.setattr("linkscan.pipeline.early_report.MOST_PAPERS", 3)
    readings = [(paper, read(paper)) for paper in many(6)]
    known: dict[str, Any] = {f"https://page-{number}.example.org/x": None for number in (2, 5)}
    assert [paper.id for paper, _ in known_first(readings, known)] == ["0", "2", "5"]
    assert [paper.id for paper, _ in known_first(readings[:3], known)] == ["0", "1", "2"]


def test_a_signal_while_the_ledger_is_written_leaves_the_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkscan.history.database.enter", interrupting(enter, 1))
    ran = CliRunner().invoke(cli, ["scan", "papers.jsonl", "--offline", "--name", "x"])
    assert ran.exit_code == 143, ran.output
    assert "interrupted by SIGTERM; the report is written, but this run is not in the ledger" in ran.output
    assert (folder / "reports/x/report.html").is_file()
    with open_ledger(folder / "reports" / NAME) as ledger:
        assert not ledger.first_seen()


def test_ignored_signals_stay_ignored() -> None:
    """So that `nohup linkscan scan` outlives its terminal."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopped_by_signals(stop := StopSignal()):
            signal.raise_signal(signal.SIGHUP)
    finally:
        assert signal.signal(signal.SIGHUP, before) is signal.SIG_IGN
    assert stop.reason is None


def test_a_second_signal_ends_the_process_as_it_is() -> None:
    twice = (
        "import signal; from linkscan.cli.interrupts import stopped_by_signals; "
        "from linkscan.run_control import StopSignal\n"
        "with stopped_by_signals(stop := StopSignal()):\n"
        "    signal.raise_signal(signal.SIGTERM); print(stop.reason, flush=True); signal.raise_signal(signal.SIGTERM)\n"
        "    print('still there')"
    )
    ran = subprocess.run([sys.executable, "-c", twice], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (-signal.SIGTERM, "interrupted by SIGTERM\n"), ran.stderr


@pytest.mark.parametrize("ends_it", ["SIGTERM", "a budget of time"])
def test_silent_pipe_is_not_waited_for(folder: Path, ends_it: str) -> None:
    """Python resumes reading after a handled signal (PEP 475)."""
    os.mkfifo(folder / "pipe")
    writing = os.open(folder / "pipe", os.O_RDWR)
    os.write(writing, (folder / "papers.jsonl").read_bytes() + b"\n")
    budget = "time=1s" if ends_it != "SIGTERM" else "time=1h"
    process = subprocess.Popen(
        [sys.executable, "-c", _SAYS_WHEN_IT_READS, "scan", "pipe", "--offline", "--name=x", "--budget", budget],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        if ends_it == "SIGTERM":
            process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=20)
    finally:
        process.kill()
        os.close(writing)
    assert process.returncode == (143 if ends_it == "SIGTERM" else 3), said


_SAYS_WHEN_IT_READS = """
import os, sys
from linkscan.papers import input_file
from linkscan.__main__ import main
really = input_file.opened
def opened(*given):
    print("reading", flush=True)
    return really(*given)
input_file.opened = opened
sys.argv[0] = "linkscan"
main()
"""
