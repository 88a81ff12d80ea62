"""Output that is closed, full or no longer read; and unusual environments."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.integration.runs import ROOT

PAPERS = "".join(
    f"# Tool {number}\n\nCode is available at https://github.com/lab/tool-{number} now.\n\n" for number in range(600)
)


HOSTILE = '{"id": "\\ud800", "title": "\\u001b[2J\\u202e</script>", "abstract": "We release our code \\ud800."}\n'
EXTRACT = "linkscan extract papers.md hostile.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_papers(tmp_path)


def with_papers(folder: Path) -> Path:
    (folder / "papers.md").write_text(PAPERS)
    (folder / "hostile.jsonl").write_text(HOSTILE)
    return folder


def shell(folder: Path, command: str, environment: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Run a line of shell in which `linkscan` is linkscan; the exit code of a pipe is that of its first part."""
    ran = subprocess.run(
        ["bash", "-c", f'linkscan() {{ {sys.executable} -m linkscan "$@"; }}; {command}'],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **(environment or {})},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("linkscan extract papers.md | head -1 > /dev/null; exit ${PIPESTATUS[0]}", 0, ""),
        ("linkscan extract papers.md >&-", 0, ""),
        ("linkscan extract papers.md > /dev/full", 3, "the output cannot be written: No space left on device"),
        ("linkscan scan papers.md --offline --quiet >&- 2>&-", 3, ""),
        ("linkscan scan papers.md --offline > /dev/full", 3, "the output cannot be written: No space left on device"),
        ("linkscan extract papers.md > /dev/full 2> /dev/full", 3, ""),
        ("linkscan extract - <&-", 2, "empty"),
        ("linkscan extract nowhere.md 2>&-", 2, ""),
    ],
)
def test_closed_output(folder: Path, command: str, code: int, says: str) -> None:
    """An exit code and at most one line; 1 means "--fail-on matched" and nothing else."""
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    ended, _, said = shell(folder, command)
    assert ended == code, said
    assert says in said


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The output in an ordinary environment."""
    return shell(with_papers(tmp_path_factory.mktemp("ordinary")), EXTRACT, {"LC_ALL": "C.UTF-8"})[1]


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "dumb"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"HOME": "/nowhere"},
        {"TZ": ":/etc/passwd"},
        {"TZ": "Foo/Bar+99"},
        {"COLUMNS": "0", "LINES": "-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
    ],
    ids=str,
)
def test_unusual_environments_change_nothing(folder: Path, extracted: str, environment: dict[str, str]) -> None:
    """Readings and verdicts are the same everywhere."""
    code, out, said = shell(folder, EXTRACT, environment)
    assert (code, out) == (0, extracted), said
    code, out, said = shell(
        folder, "linkscan scan hostile.jsonl --offline --name x --formats json,markdown,html", environment
    )
    assert code in (0, 3), said
    assert "\x1b[2J" not in out + said
