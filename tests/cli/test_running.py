"""Operation: dry run, machine-readable logs, metrics, and a report even if the ledger fails."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from linkscan.cli import cli
from linkscan.errors import SettingsError
from linkscan.reports import writer
from tests.command import linkscan
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

PAPER = {"id": "1", "title": "A Tool", "abstract": "Our code is available at https://github.com/lab/tool."}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", files={"main.py": PROGRAM})
    with serve(world):
        yield world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers.jsonl").write_text(json.dumps(PAPER) + "\n")
    return tmp_path


def environ(world: World, folder: Path, **more: str) -> dict[str, str]:
    own = {"LINKSCAN_CACHE": str(folder / "cache"), "LINKSCAN_REPORTS": str(folder / "reports")}
    return {**world.environ(), **own, **more}


def test_dry_run_requests_nothing_and_shows_what_it_would_request(world: World, folder: Path) -> None:
    before = world.log.count()
    ran = linkscan("scan", "papers.jsonl", "--dry-run", environment=environ(world, folder), folder=folder)
    assert world.log.count() == before
    assert ran.stdout.startswith("1 paper, 1 address\nabout 2 requests to 1 host, 1 s")
    assert "github.com" in ran.stdout
    assert not (folder / "reports").exists()
    with_token = environ(world, folder, GITHUB_TOKEN="x")
    assert (
        "about 1 request to 1 host"
        in linkscan("scan", "papers.jsonl", "--dry-run", environment=with_token, folder=folder).stdout
    )


def test_dry_run_counts_use_the_singular(world: World, folder: Path) -> None:
    run = linkscan("scan", "papers.jsonl", "--dry-run", environment=environ(world, folder), folder=folder)
    assert run.stdout.splitlines()[2].split() == ["github.com", "1", "address", "2", "requests", "1", "s"]


def test_unknown_column_is_reported_before_the_first_request(world: World, folder: Path) -> None:
    run = linkscan("scan", "papers.jsonl", "--keep", "titel", environment=environ(world, folder), folder=folder)
    note = "--keep: the inputs have no column 'titel'; did you mean title?"
    assert run.stderr.splitlines() == [f"linkscan: {note}", "examining 1 address on 1 host"]
    assert f"note: {note}" in run.stdout
    assert json.loads((folder / "reports/latest/report.json").read_text())["notes"] == [note]


def test_missing_package_of_a_format_is_reported_before_the_first_request(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(writer.PACKAGES, "xlsx", "no_such_package")
    monkeypatch.chdir(folder)
    before = world.log.count()
    run = CliRunner().invoke(cli, ["scan", "papers.jsonl", "--formats", "xlsx"], env=environ(world, folder))
    assert isinstance(run.exception, SettingsError)
    assert "pip install no_such_package" in str(run.exception)
    assert world.log.count() == before


def test_unwritable_metrics_file_is_reported_before_the_first_request(world: World, folder: Path) -> None:
    before = world.log.count()
    run = linkscan("scan", "papers.jsonl", "--metrics", "no/x.prom", environment=environ(world, folder), folder=folder)
    assert (run.returncode, run.stderr) == (2, "linkscan: --metrics no/x.prom: there is no folder no\n")
    assert world.log.count() == before


def test_logs_are_objects_with_times(world: World, folder: Path) -> None:
    ran = linkscan(
        "scan", "papers.jsonl", "--log-format", "json", "-v", environment=environ(world, folder), folder=folder
    )
    events = [json.loads(line) for line in ran.stderr.splitlines()]
    assert [each["event"] for each in events] == ["started", "examined", "progress"]
    assert all(datetime.fromisoformat(each["time"]).tzinfo for each in events)
    assert events[1]["url"] == "https://github.com/lab/tool"


def test_metrics_are_openmetrics(world: World, folder: Path) -> None:
    """They are parsed by Prometheus' own parser."""
    linkscan("scan", "papers.jsonl", "--metrics", "run.prom", environment=environ(world, folder), folder=folder)
    parsed: Any = text_string_to_metric_families((folder / "run.prom").read_text())  # type: ignore[no-untyped-call]
    samples = {(sample.name, *sample.labels.values()): sample.value for family in parsed for sample in family.samples}
    assert samples["linkscan_papers", "available"] == 1
    assert samples["linkscan_papers", "missing"] == 0
    assert samples[("linkscan_incomplete",)] == 0
    assert samples[("linkscan_duration_seconds",)] > 0


def test_a_report_says_how_it_was_made_and_no_credential(world: World, folder: Path) -> None:
    token = environ(world, folder, HF_TOKEN="hf_secret")
    linkscan("scan", "papers.jsonl", "--timeout", "9s", "--name", "x", environment=token, folder=folder)
    text = (folder / "reports/x/report.json").read_text()
    run = json.loads(text)["run"]
    assert run["settings"] == {"timeout": "9s"}
    assert run["signed_in"] == ["huggingface.co"]
    assert run["digests"] == {"papers.jsonl": f"sha256:{sha256((folder / 'papers.jsonl').read_bytes()).hexdigest()}"}
    assert run["requests"] > 0
    assert "hf_secret" not in text


def test_a_replay_moves_neither_latest_nor_the_ledger(world: World, folder: Path) -> None:
    given = {"environment": environ(world, folder), "folder": folder}
    linkscan("scan", "papers.jsonl", "--name", "first", "--record", "run.warc.gz", **given)  # type: ignore[arg-type]
    before = (folder / "reports/ledger.sqlite").read_bytes()
    ran = linkscan("scan", "papers.jsonl", "--name", "again", "--replay", "run.warc.gz", **given)  # type: ignore[arg-type]
    assert ran.returncode == 0
    assert (folder / "reports/latest").resolve().name == "first"
    assert (folder / "reports/again/report.json").is_file()
    assert (folder / "reports/ledger.sqlite").read_bytes() == before


LATER = "PRAGMA application_id = 1819110259; PRAGMA user_version = 9; CREATE TABLE runs (run)"
BROKEN = {
    "no database": b"this is no database, and never was one" * 200,
    "a later schema": LATER,
    "another's": "CREATE TABLE theirs (x)",
}


@pytest.mark.parametrize("ledger", BROKEN.values(), ids=BROKEN)
def test_report_is_written_even_if_the_ledger_fails(world: World, folder: Path, ledger: bytes | str) -> None:
    (folder / "reports").mkdir()
    path = folder / "reports/ledger.sqlite"
    if isinstance(ledger, bytes):
        path.write_bytes(ledger)
    else:
        with closing(sqlite3.connect(path)) as book:
            book.executescript(ledger)
    before = path.read_bytes()
    ran = linkscan("scan", "papers.jsonl", "--name", "x", environment=environ(world, folder), folder=folder)
    assert ran.returncode == 3
    assert "ledger" in ran.stdout
    report = json.loads((folder / "reports/x/report.json").read_text())
    assert report["papers"][0]["verdict"] == "available"
    assert sum("ledger" in why for why in report["incomplete"]) == 1
    assert path.read_bytes() == before


def test_unknown_value_in_the_ledger_does_not_prevent_the_report(world: World, folder: Path) -> None:
    given = {"environment": environ(world, folder), "folder": folder}
    linkscan("scan", "papers.jsonl", "--name", "first", **given)  # type: ignore[arg-type]
    with closing(sqlite3.connect(folder / "reports/ledger.sqlite")) as book:
        book.execute("UPDATE links SET health = 'splendid'")
        book.commit()
    ran = linkscan("scan", "papers.jsonl", "--name", "second", **given)  # type: ignore[arg-type]
    assert (ran.returncode, "splendid" in ran.stdout) == (3, True)
    assert (folder / "reports/second/report.html").is_file()


def test_locked_ledger_does_not_prevent_the_report(world: World, folder: Path) -> None:
    given = {"environment": environ(world, folder), "folder": folder}
    linkscan("scan", "papers.jsonl", "--name", "first", **given)  # type: ignore[arg-type]
    with closing(sqlite3.connect(folder / "reports/ledger.sqlite", isolation_level=None)) as book:
        book.execute("BEGIN EXCLUSIVE")
        ran = linkscan("scan", "papers.jsonl", "--name", "second", **given)  # type: ignore[arg-type]
    assert ran.returncode == 3
    assert (folder / "reports/second/report.json").is_file()


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["papers.bib"], "linkscan scan papers.bib"),
        (["papers"], "linkscan scan papers"),  # which is a file
        (["./papers.csv"], "linkscan scan ./papers.csv"),
        (["arxiv:cs.CL"], "linkscan scan arxiv:cs.CL"),
        (["2401.00001"], "linkscan scan 2401.00001"),
        (["https://a.org"], "linkscan check https://a.org"),
        (["github.com/lab/tool"], "linkscan check github.com/lab/tool"),
        (["10.5281/zenodo.1234"], "linkscan check 10.5281/zenodo.1234"),
        (["shcedule"], "linkscan schedule"),
    ],
)
def test_unknown_command_that_is_an_address_or_file_gets_a_suggestion(
    world: World, folder: Path, words: list[str], meant: str
) -> None:
    (folder / "papers").touch()
    ran = linkscan(*words, environment=environ(world, folder), folder=folder)
    assert ran.returncode == 2
    assert f"Did you mean `{meant}`?" in ran.stderr


def test_a_schedule_holds_no_credential(world: World, folder: Path) -> None:
    secret = environ(world, folder, LINKSCAN_TOKENS='{"a.org": "s3cret"}', LINKSCAN_NOTIFY="mailto://a:s3cret@b.org")
    for kind in ("cron", "systemd", "github"):
        told = linkscan("schedule", kind, "papers.jsonl", environment=secret, folder=folder).stdout
        assert "s3cret" not in told
        assert "LINKSCAN_TOKENS" in told
