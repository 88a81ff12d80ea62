"""`linkscan scan` as a separate process, against a simulated internet."""

import csv
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from tests.command import linkscan
from tests.world.breakages import hang
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

DUMP = """new

Get trending papers in your email inbox!

Subscribe

Mar 13

A Tool for Things

We present a tool that does things. It does them well, and faster than others. Code is available at https://github.com/lab/tool.

A Promise of Things

We present an idea for things to come. It will do them well. Code will be released at https://github.com/lab/soon.

A Dead End

We present what nobody can find any more. It did things well. Our code is at https://github.com/lab/never.

Things without an Address

We present things that have no address yet. They do well. The code will be released upon acceptance.
"""


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "main.py": PROGRAM}, stars=12)
    world.github.repository("lab/soon", files={"README.md": "# Soon\n\nCode coming soon!"})
    with serve(world):
        yield world


@pytest.fixture
def environment(world: World, tmp_path: Path) -> dict[str, str]:
    """The world's environment, with cache and reports in the folder of this test."""
    own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
    return {**world.environ(), **own}


def test_a_scan_writes_the_whole_contract(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text(DUMP)
    ran = linkscan("scan", "dump.txt", "--name", "one", environment=environment, folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "examining 3 addresses on 1 host\n"), ran.stdout
    folder = tmp_path / "reports" / "one"
    assert (tmp_path / "reports" / "latest").resolve() == folder
    report = json.loads((folder / "report.json").read_text())
    schema = json.loads(linkscan("schema", environment=environment, folder=tmp_path).stdout)
    jsonschema.validate(report, schema)
    assert [(paper["title"], paper["verdict"]) for paper in report["papers"]] == [
        ("A Tool for Things", "available"),
        ("A Promise of Things", "missing"),
        ("A Dead End", "missing"),
        ("Things without an Address", "missing"),
    ]
    assert [claim["verdict"] for paper in report["papers"] for claim in paper["claims"]] == [
        "available",
        "placeholder",
        "dead",
        "unlinked",
    ]
    for table, rows in (("papers", 4), ("links", 3), ("claims", 4)):
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == rows
    assert "A Promise of Things" in (folder / "report.md").read_text()


def test_second_scan_requests_nothing_that_is_settled(
    world: World, environment: dict[str, str], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        before = world.count()
        ran = linkscan("scan", "-", "--name", name, environment=environment, folder=tmp_path, text=DUMP)
        assert ran.returncode == 0
    assert world.count() == before


def test_fail_on_decides_the_exit_code_and_names_its_findings(environment: dict[str, str], tmp_path: Path) -> None:
    """Even with --quiet, as in scheduled runs."""
    ends = []
    for words in ("missing", "dead,restricted", "unverified"):
        ran = linkscan("scan", "-", "-q", "--fail-on", words, environment=environment, folder=tmp_path, text=DUMP)
        ends.append((ran.returncode, ran.stdout, ran.stderr))
    assert ends == [(1, "", "linkscan: --fail-on: 3 missing\n"), (1, "", "linkscan: --fail-on: 1 dead\n"), (0, "", "")]


@pytest.mark.parametrize("command", ["scan", "check"])
def test_excluded_address_never_makes_a_run_incomplete(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    """Offline reinforcement learning is a field, and being offline a reason for exit code 3."""
    url = "https://github.com/lab/offline-rl"
    given = ("scan", "-") if command == "scan" else ("check", url)
    text = f"Offline RL\n\nWe study a field. Code is available at {url}.\n"
    ran = linkscan(*given, "--exclude", "offline-rl", environment=environment, folder=tmp_path, text=text)
    assert (ran.returncode, "incomplete" in ran.stdout) == (0, False)


@pytest.mark.parametrize("command", ["scan", "check"])
def test_offline_run_is_incomplete_if_an_answer_is_not_cached(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    given = ("scan", "-") if command == "scan" else ("check", "https://github.com/lab/tool")
    text = "A Tool\n\nCode is available at https://github.com/lab/tool.\n"
    ran = linkscan(*given, "--offline", environment=environment, folder=tmp_path, text=text)
    assert ran.returncode == 3
    assert command == "check" or "incomplete: offline: 1 address is not in the cache" in ran.stdout


def test_without_a_network_nothing_is_judged(environment: dict[str, str], tmp_path: Path) -> None:
    environment["LINKSCAN_RESOLVE"] = '{"*": "servfail"}'
    ran = linkscan("scan", "-", "--name", "off", "--retries=0", environment=environment, folder=tmp_path, text=DUMP)
    assert ran.returncode == 3
    assert (ran.stdout + ran.stderr).count("no results") == 1
    report = json.loads((tmp_path / "reports/off/report.json").read_text())
    assert {paper["verdict"] for paper in report["papers"]} == {"unverified"}
    assert {link["health"] for link in report["links"]} == {"skipped"}


def test_offline_uses_the_cache_and_reports_what_it_lacks(environment: dict[str, str], tmp_path: Path) -> None:
    known = DUMP.replace("lab/never", "lab/tool")
    assert linkscan("scan", "-", environment=environment, folder=tmp_path, text=known).returncode == 0
    ran = linkscan("scan", "-", "--offline", "--name", "off", environment=environment, folder=tmp_path, text=DUMP)
    assert ran.returncode == 3
    report = json.loads((tmp_path / "reports/off/report.json").read_text())
    assert [paper["verdict"] for paper in report["papers"]] == [
        "available",
        "missing",
        "unverified",
        "missing",
    ]


def test_a_rejected_token_ends_the_run_before_it_judges(environment: dict[str, str], tmp_path: Path) -> None:
    environment["GITHUB_TOKEN"] = "ghp_wrong"
    ran = linkscan("scan", "-", environment=environment, folder=tmp_path, text=DUMP)
    assert ran.returncode == 3
    assert ran.stderr.splitlines()[-1].startswith("linkscan: api.github.com rejected the token given in GITHUB_TOKEN")
    assert "ghp_wrong" not in ran.stdout + ran.stderr
    assert not (tmp_path / "reports").exists()


def test_a_recording_gives_the_same_report_again_without_a_network(
    world: World, environment: dict[str, str], tmp_path: Path
) -> None:
    environment["GITHUB_TOKEN"] = token = world.github.token()
    tape = str(tmp_path / "run.warc.gz")
    recorded = linkscan("scan", "-", "--name=a", "--record", tape, environment=environment, folder=tmp_path, text=DUMP)
    assert recorded.returncode == 0
    before = world.count()
    replayed = linkscan("scan", "-", "--name=b", "--replay", tape, environment=environment, folder=tmp_path, text=DUMP)
    assert (replayed.returncode, world.count()) == (0, before)
    one, two = (json.loads((tmp_path / f"reports/{name}/report.json").read_text()) for name in "ab")
    assert (one["run"].pop("requests") > 0, two["run"].pop("requests")) == (True, 0)
    for report in (one, two):
        del report["run"]["requests_for"]
        del report["generated_at"]
        del report["trend"]
        del report["run"]["started_at"]
        del report["run"]["seconds"]
        for claim in (claim for paper in report["papers"] for claim in paper["claims"]):
            del claim["first_seen"]
            del claim["changed_at"]
        for link in report["links"]:
            del link["from_cache"]
            del link["elapsed_ms"]
    assert one == two
    assert token.encode() not in Path(tape).read_bytes()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_stops_the_run_which_reports_what_is_known(
    world: World, environment: dict[str, str], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    world.fault("https://slow.example.org/", hang())
    text = DUMP + "\nA Slow Page\n\nWe wait for a page. It does not come. Code is at https://slow.example.org/.\n"
    process = subprocess.Popen(
        [sys.executable, "-m", "linkscan", "scan", "-", "--name=cut", "--verbose"],
        env={**environment, "PYTHONPATH": str(Path.cwd())},
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(text)
    process.stdin.close()
    process.stdin = None
    seen = [process.stderr.readline() for _ in range(4)]
    assert any("lab/tool" in line for line in seen)
    process.send_signal(number)
    process.communicate(timeout=10)
    assert process.returncode == code
    report = json.loads((tmp_path / "reports/cut/report.json").read_text())
    assert report["incomplete"] == [f"interrupted by {number.name}"]
    assert [paper["verdict"] for paper in report["papers"]][::4] == ["available", "unverified"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["scan"], "Missing argument 'INPUT...'"),
        (["scan", "nowhere.txt"], "nowhere.txt"),
        (["scan", "."], ".: a directory"),
        (["scan", "-", "--fail-on", "nonsense"], "'nonsense' is not one of missing"),
        (["scan", "-", "--formats", "pdf"], "'pdf' is not one of json"),
        (["scan", "-", "--timeout", "soon"], "'soon' is not a time"),
        (["scan", "-", "--name", "../up"], "'../up' cannot be a report's name"),
        (["scan", "-", "--remap", "nothing"], "'nothing' is not two values separated by ="),
        (["scan", "-", "--concurrency", "0"], "concurrency"),
        (["scan", "-", "--no-such-option"], "No such option"),
        (["no-such-command"], "No such command"),
    ],
)
def test_bad_usage_is_one_clear_line_and_exit_2(
    environment: dict[str, str], tmp_path: Path, arguments: list[str], says: str
) -> None:
    ran = linkscan(*arguments, environment=environment, folder=tmp_path, text=DUMP)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "reports").exists()


def test_papers_come_from_a_service_too(world: World, environment: dict[str, str], tmp_path: Path) -> None:
    """Together with files and patterns; the address of a paper at arXiv is one of its queries."""
    world.arxiv.paper("2401.00001", "A Tool from arXiv", abstract="Code is at https://github.com/lab/tool.")
    world.huggingface.paper("2401.00002", "A Plan of a Day", summary="Code will be released.", day="2026-11-02")
    (tmp_path / "dump.txt").write_text(DUMP)
    inputs = ("dump.*", "https://arxiv.org/abs/2401.00001v2", "hf:2026-11-02")
    ran = linkscan("scan", *inputs, "--name", "s", environment=environment, folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    report = json.loads((tmp_path / "reports" / "s" / "report.json").read_text())
    assert report["inputs"] == list(inputs)
    assert [paper["source"] for paper in report["papers"]][4:] == [["arxiv:2401.00001"], ["hf:2026-11-02"]]
    assert report["notes"][0] == "arxiv:2401.00001: 1 paper"
    ran = linkscan("extract", *inputs[1:], environment=environment, folder=tmp_path)
    assert ran.stderr.startswith("linkscan: uses the network for arxiv:2401.00001, hf:2026-11-02\n")
    assert [json.loads(line)["title"] for line in ran.stdout.splitlines()] == ["A Tool from arXiv", "A Plan of a Day"]


def test_unknown_query_is_bad_usage(environment: dict[str, str], tmp_path: Path) -> None:
    for command in ("scan", "extract"):
        ran = linkscan(command, "hf:yesterday", environment=environment, folder=tmp_path)
        assert ran.returncode == 2
        assert "hf:yesterday: not a day, week or month" in ran.stderr


def test_the_job_of_a_schedule_runs(world: World, environment: dict[str, str], tmp_path: Path) -> None:
    """The crontab line, as cron passes it to a shell in a minimal environment."""
    world.huggingface.paper("2401.00003", "A Plan of a Night", summary="Code will be released.", day="2026-11-03")
    (tmp_path / "dump.txt").write_text(DUMP)
    inputs = ("hf:2026-11-03", "d*.txt")
    printed = linkscan("schedule", "cron", *inputs, "--name", "n", environment=environment, folder=tmp_path)
    command = printed.stdout.splitlines()[-1].split(maxsplit=5)[-1].replace(r"\%", "%")
    bare = {"PATH": environment["PATH"], "SSL_CERT_FILE": environment["SSL_CERT_FILE"], "PYTHONPATH": str(Path.cwd())}
    ran = subprocess.run(["/bin/sh", "-c", command], env=bare, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    report = json.loads((tmp_path / "reports" / "n" / "report.json").read_text())
    assert len(report["papers"]) == 5
