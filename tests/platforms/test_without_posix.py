"""Commands in a Python without POSIX functions, as on Windows: they work, without what the platform lacks."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkscan.models import PaperVerdict
from tests.world.breakages import hang
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

ROOT = Path(__file__).parents[2]
BARE = Path(__file__).parent / "without_posix"
EXAMPLE = (str(ROOT / "examples/daily-papers.txt"), "--replay", str(ROOT / "examples/daily-papers.warc.gz"))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "main.py": PROGRAM}, stars=12)
    with serve(world):
        yield world


@dataclass(frozen=True, slots=True)
class Bare:
    """A folder, and a Python without POSIX that runs commands in it."""

    folder: Path
    environment: dict[str, str]

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run linkscan to its end; return exit code, standard output, standard error."""
        process = self.start("-m", "linkscan", *arguments)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err


LINKS = pytest.mark.parametrize("bare", ["links", "no links"], indirect=True)
"""With and without symbolic links, for files that links point to; other tests run without only."""


@pytest.fixture(params=["no links"])
def bare(request: pytest.FixtureRequest, world: World, tmp_path: Path) -> Bare:
    environment = {
        **world.environ(),
        "PYTHONPATH": os.pathsep.join((str(BARE), str(ROOT))),
        "WITHOUT_LINKS": "1" if request.param == "no links" else "",
        "LINKSCAN_CACHE": str(tmp_path / "cache"),
        "LINKSCAN_REPORTS": str(tmp_path / "reports"),
    }
    return Bare(tmp_path, environment)


def test_posix_functions_are_missing(bare: Bare) -> None:
    """Otherwise the tests here would prove nothing."""
    told = bare.start(
        "-c",
        "import asyncio, ctypes, os, signal\n"
        "try: import resource\n"
        "except ImportError: print('no resource')\n"
        "try: ctypes.CDLL(None)\n"
        "except TypeError: print('no CDLL(None)')\n"
        "try: os.open('.', os.O_RDONLY)\n"
        "except PermissionError: print('no folder opened')\n"
        "print(hasattr(os, 'getuid'), hasattr(os, 'fork'), hasattr(signal, 'SIGHUP'))\n"
        "async def handle():\n"
        "    try: asyncio.get_running_loop().add_signal_handler(2, print)\n"
        "    except NotImplementedError: print('no signal handler')\n"
        "asyncio.run(handle())\n",
    )
    out, err = told.communicate(timeout=60)
    assert out.splitlines() == [
        "no resource",
        "no CDLL(None)",
        "no folder opened",
        "False False False",
        "no signal handler",
    ], err


def test_scan_is_complete_and_its_report_is_replaced(bare: Bare) -> None:
    for name in ("one", "two", "one"):
        code, out, err = bare.run("scan", *EXAMPLE, "--name", name)
        assert (code, err.count("\n")) == (0, 1), err
        assert "17 papers" in out
    report = json.loads((bare.folder / "reports/one/report.json").read_text("utf-8"))
    assert sum(paper["verdict"] == PaperVerdict.AVAILABLE for paper in report["papers"]) == 5
    assert {path.name for path in (bare.folder / "reports").iterdir()} == {"one", "two"}


@LINKS
def test_the_latest_run_is_pointed_at(world: World, bare: Bare) -> None:
    papers = bare.folder / "papers.md"
    papers.write_text("# A Tool\n\nOur code is available at https://github.com/lab/tool.\n", "utf-8")
    for name in ("one", "two", "one"):
        code, _, err = bare.run("scan", str(papers), "--name", name)
        assert code == 0, err
        latest = bare.folder / "reports/latest"
        assert (latest.resolve().name if latest.is_symlink() else latest.read_text().strip()) == name
    assert {path.name for path in (bare.folder / "reports").iterdir()} == {"one", "two", "latest", "ledger.sqlite"}


def test_check_requests_stores_and_reuses(world: World, bare: Bare) -> None:
    first = bare.run("check", "https://github.com/lab/tool")
    asked = world.count()
    assert first == bare.run("check", "https://github.com/lab/tool")
    assert world.count() == asked
    assert (first[0], first[2]) == (0, "examining 1 address on 1 host\n")
    assert first[1].startswith("ok ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("doctor", "--offline"),
        ("extract", EXAMPLE[0]),
        ("cache", "info"),
        ("cache", "clear"),
        ("config", "-v"),
        ("schema",),
        ("schedule", "cron", EXAMPLE[0]),
        ("completion", "bash"),
    ],
    ids=" ".join,
)
def test_every_other_command_works(bare: Bare, arguments: tuple[str, ...]) -> None:
    code, out, err = bare.run(*arguments)
    assert (code, err) == (0, "")
    assert out


def test_interrupt_stops_the_run_which_reports_what_is_known(world: World, bare: Bare) -> None:
    world.fault("https://slow.example.org/", hang())
    (bare.folder / "papers.csv").write_text(
        "title,abstract\nA Tool,Code: https://github.com/lab/tool\nA Slow One,Code: https://slow.example.org/\n"
    )
    with bare.start("-m", "linkscan", "scan", "papers.csv", "--name", "cut", "--verbose") as process:
        try:
            assert process.stderr is not None
            seen = [process.stderr.readline() for _ in range(2)]
            assert any("lab/tool" in line for line in seen)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 130, err
    report = json.loads((bare.folder / "reports/cut/report.json").read_text("utf-8"))
    assert report["incomplete"] == ["interrupted by SIGINT"]
