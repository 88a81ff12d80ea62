"""Schedules: schedulers run the intended words, whatever characters they contain."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from linkscan.cli.schedule import EVERY, Job, cron, github, systemd
from tests.schemas import complaints

TELL = (sys.executable, "-c", "import json, os, sys; print(json.dumps([sys.argv[1:], os.getcwd(), os.environ['V']]))")
HARD = (
    "plain.txt",
    "two words.txt",
    "100%.txt",
    "it's.txt",
    'say "hi".txt',
    "a;b|c&d.txt",
    "$HOME`x`",
    "back\\slash",
    "*",
)
JOB = Job(program=TELL, arguments=HARD, folder="/", every="weekly", variables={"V": "a 'b' $c % \"d\""})


def shell(command: str) -> list[object]:
    told: list[object] = json.loads(subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout)
    return told


def test_cron_runs_the_words_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "it's 100%"
    folder.mkdir()
    line = cron(replace(JOB, folder=str(folder))).splitlines()[-1]
    assert not re.search(r"(?<!\\)%", line)
    command = line.split(maxsplit=5)[5].replace(r"\%", "%")  # as cron does
    assert shell(command) == [["scan", *HARD, "--quiet"], str(folder), JOB.variables["V"]]


def test_github_runs_the_words_and_evaluates_none_as_an_expression() -> None:
    job = replace(JOB, arguments=(*HARD, "${{ secrets.HF_TOKEN }}"))
    told = github(job)
    (line,) = re.findall(r"^ {10}(linkscan scan .*) \|\| \[ \$\? -eq 3 \]", told, re.MULTILINE)
    assert "${{ secrets.HF_TOKEN" not in told
    evaluated = line.replace("${{ '${{' }}", "${{").replace("linkscan", f"V=1 {sys.executable} -c {TELL_QUOTED}", 1)
    assert shell(evaluated)[0] == ["scan", *job.arguments, "--name", "scheduled"]


TELL_QUOTED = f"'{TELL[2].replace(chr(39), chr(34))}'"


def test_github_takes_the_workflow(tmp_path: Path) -> None:
    """It is valid by its schema, and YAML preserves values with any characters."""
    odd = 'a: "b" #c %d \\e'
    told = github(replace(JOB, variables={"V": odd}, reports="out: #1", arguments=HARD, tokens=("HF_TOKEN",)))
    (tmp_path / "linkscan.yml").write_text(told, "utf-8")
    assert complaints("vendor.github-workflows", tmp_path / "linkscan.yml") == ""
    steps = {step.get("name", step.get("uses")): step for step in yaml.safe_load(told)["jobs"]["linkscan"]["steps"]}
    assert steps["Scan"]["env"]["V"] == odd
    assert (
        steps["Summary"]["env"]["REPORT"] == steps["actions/upload-artifact@v4"]["with"]["path"] == "out: #1/scheduled"
    )
    kept = ["cache", "out: #1/ledger.sqlite"]
    restored, saved = steps["actions/cache/restore@v4"], steps["actions/cache/save@v4"]
    assert restored["with"]["path"].splitlines() == saved["with"]["path"].splitlines() == kept
    assert restored["with"]["key"] == saved["with"]["key"]
    assert saved["if"] == "always()"  # even if --fail-on has matched


def test_github_names_secrets_and_never_their_values() -> None:
    told = github(replace(JOB, tokens=("GITHUB_TOKEN", "HF_TOKEN")))
    assert re.findall(r"(\w+): \$\{\{ secrets\.(\w+) \}\}", told) == [("GITHUB_TOKEN",) * 2, ("HF_TOKEN",) * 2]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
@pytest.mark.parametrize("every", EVERY)
def test_systemd_understands_its_units(tmp_path: Path, every: str) -> None:
    program = (sys.executable, "-m", "linkscan")
    service, timer = systemd(replace(JOB, program=program, every=every, folder=str(tmp_path))).split("\n\n# ~", 1)
    (tmp_path / "linkscan.service").write_text(service + "\n")
    (tmp_path / "linkscan.timer").write_text("# ~" + timer)
    ran = subprocess.run(
        ["systemd-analyze", "--user", "verify", "--recursive-errors=no", "./linkscan.service", "./linkscan.timer"],
        cwd=tmp_path,
        env={"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("100%.txt", 'scan "100%%.txt" --quiet'),
        ("two words", 'scan "two words" --quiet'),
        ("$HOME", 'scan "$$HOME" --quiet'),
        ('say "hi"', 'scan "say \\"hi\\"" --quiet'),
        ("it's", 'scan "it\'s" --quiet'),
        ("plain", "scan plain --quiet"),
    ],
)
def test_systemd_words_are_quoted_as_its_syntax_wants(word: str, line: str) -> None:
    assert f"{line}\n" in systemd(replace(JOB, arguments=(word,)))


def test_each_folder_has_its_own_minute_and_keeps_it() -> None:
    minutes = {replace(JOB, folder=f"/srv/{number}").minute for number in range(200)}
    assert len(minutes) > 40
    assert 0 not in minutes
