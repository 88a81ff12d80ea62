"""The GitHub action: valid by GitHub's schema, with steps run as by a runner."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.schemas import complaints
from tests.world.world import World, serve

ROOT = Path(__file__).parents[1]
ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: Mapping[str, Mapping[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")  # as the runner calls `shell: bash`


@dataclass(frozen=True, slots=True)
class Step:
    """The outcome of a step."""

    code: int
    log: str
    output: str
    summary: str


def test_action_is_valid_for_github() -> None:
    assert complaints("vendor.github-actions", ROOT / "action.yml") == ""


def test_no_input_is_part_of_a_script() -> None:
    """Inputs are passed as variables, so that they are data."""
    scripts = [step.get("run", "") for step in ACTION["runs"]["steps"]]
    assert any(scripts)
    assert not [script for script in scripts if "${{" in script]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with papers, and a runner folder with linkscan installed."""
    program = tmp_path / "runner/linkscan/bin/linkscan"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m linkscan "$@"\n')
    program.chmod(0o755)
    (tmp_path / "work/in").mkdir(parents=True)
    (tmp_path / "work/in/papers.txt").write_text((ROOT / "examples/daily-papers.txt").read_text("utf-8"))
    return tmp_path


def scan(folder: Path, **inputs: str) -> Step:
    """Run the step "Scan" with inputs substituted as by the runner."""
    return run_step("Scan", folder, os.environ, **inputs)


def run_step(name: str, folder: Path, environment: Mapping[str, str], **inputs: str) -> Step:
    """Run a step as the runner does."""
    step = STEPS[name]
    given = {name: entry.get("default", "") for name, entry in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    env = dict(environment) | {
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(folder / "runner"),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
    }
    for variable, value in step["env"].items():
        env[variable] = given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
    env["GITHUB_TOKEN"] = ""
    ran = subprocess.run(
        [*BASH, step["run"]], cwd=folder / "work", env=env, capture_output=True, text=True, check=False
    )
    told = [path.read_text("utf-8") if path.exists() else "" for path in (folder / "output", folder / "summary")]
    return Step(ran.returncode, ran.stdout + ran.stderr, *told)


REPLAY = f"--replay {ROOT}/examples/daily-papers.warc.gz"


def test_a_file_that_looks_like_an_option_is_a_file(folder: Path) -> None:
    """Patterns expand to names that may come from pull requests."""
    (folder / "work/--config=evil.txt").write_text(
        "A Title Alone\n\nWe prove a theorem that needs no computer at all.\n"
    )
    step = scan(folder, papers="*.txt", options="--offline")
    assert "evil.txt: cannot be read" not in step.log
    assert (folder / "work/reports/action/report.md").is_file()


def test_scan_has_a_summary_an_output_and_annotations(folder: Path) -> None:
    """Patterns are expanded; each missing paper is annotated at its line."""
    step = scan(folder, papers="in/*.txt", options=REPLAY)
    assert (step.code, step.output) == (0, "code=0\n")
    assert step.summary.startswith("# Released, promised, missing\n")
    marks = [line for line in step.log.splitlines() if line.startswith("::")]
    assert len(marks) == 9
    assert marks[0].startswith("::warning file=in/papers.txt,line=")


def test_fail_on_fails_the_job(folder: Path) -> None:
    step = scan(folder, papers="in/papers.txt", options=REPLAY, fail_on="missing")
    assert (step.code, step.output) == (1, "code=1\n")
    assert "::error title=linkscan::found: missing; the job summary says where" in step.log
    assert "Promised, not found" in step.summary


def test_incomplete_run_does_not_fail_the_job(folder: Path) -> None:
    step = scan(folder, papers="in/papers.txt", options="--offline")
    assert (step.code, step.output) == (0, "code=3\n")
    assert "::warning title=linkscan::the run is incomplete" in step.log
    assert "This run is not complete" in step.summary


def test_links_in_files_are_annotated_at_their_lines(folder: Path) -> None:
    """Findings fail the job as configured; a name that looks like an option is a file."""
    (folder / "work/docs").mkdir()
    (folder / "work/docs/a.md").write_text("# A\n\n[b](b.md) and [p](https://pages.example.org/gone)\n")
    (folder / "work/--fix.md").write_text("[c](c.md)\n")
    world = World()
    world.page("https://pages.example.org/gone", "Gone", status=410)
    with serve(world):
        step = run_step("Check", folder, world.environ(), files="docs *.md")
        lenient = run_step("Check", folder, world.environ(), files="docs", files_fail_on="placeholder")
    marks = sorted(line.partition("::http")[0] for line in step.log.splitlines() if line.startswith("::error file="))
    assert [mark.partition(",title")[0] for mark in marks] == [
        "::error file=--fix.md,line=1,col=5",
        "::error file=docs/a.md,line=3,col=19",
        "::error file=docs/a.md,line=3,col=5",
    ]
    assert (step.code, step.output) == (1, "code=1\n")
    assert lenient.code == 0


@pytest.mark.parametrize(
    ("papers", "files", "steps"),
    [("a.bib", "", ["Scan"]), ("", "docs", ["Check"]), ("a.bib", "docs", ["Scan", "Check"]), ("", "", ["Scan"])],
)
def test_each_step_runs_for_its_own_input(papers: str, files: str, steps: list[str]) -> None:
    """With neither, the scan says what is missing."""
    wanted = {
        "inputs.papers != '' || inputs.files == ''": papers != "" or files == "",
        "${{ !cancelled() && inputs.files != '' }}": files != "",
    }
    assert [name for name in ("Scan", "Check") if wanted[STEPS[name]["if"]]] == steps


def test_installed_versions_are_those_that_were_tested() -> None:
    """By hashes, except for apprise, which is only installed for notifications."""
    installs = [line.strip() for line in STEPS["Install"]["run"].splitlines() if " install " in line]
    *ours, notify = installs
    assert ours
    assert all("--no-deps" in line for line in ours)
    assert "[notify]" in notify
    assert notify.startswith('if [ -n "$APPRISE_URLS" ]')


def test_bad_usage_fails_with_a_message(folder: Path) -> None:
    step = scan(folder, papers="nothing/*.txt")
    assert (step.code, step.output, step.summary) == (1, "code=2\n", "")
    assert "::error title=linkscan::ended with 2; see the log" in step.log


def test_cache_and_ledger_are_saved_whatever_the_run_found() -> None:
    steps = {step["uses"]: step for step in ACTION["runs"]["steps"] if "uses" in step}
    restored, saved = steps["actions/cache/restore@v4"], steps["actions/cache/save@v4"]
    assert saved["if"] == "always()"
    assert (saved["with"]["path"], saved["with"]["key"]) == (restored["with"]["path"], restored["with"]["key"])
