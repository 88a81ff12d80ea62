"""Nothing is lost: killed processes, full disks, unwritable folders, corrupt files."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.runs import ROOT, assert_nothing_is_broken, finish, kept, report, run, start
from tests.world.breakages import hang
from tests.world.world import World, serve

ADDRESSES = 250
FEW = 20
ROUNDS = 6  # of two processes each: 12 kills
PAGE = "<title>Tool {number}</title><p>We present a tool, and this is its page, with a good many words on it."
PAPER = "# Tool {n}\n\nWe present tool {n}. Code is available at https://host-{host}.example.org/tool-{n}.\n\n"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Pages on fifty slow hosts."""
    world = World(latency=0.02)
    for number in range(ADDRESSES):
        world.page(f"https://host-{number % 50}.example.org/tool-{number}", PAGE.format(number=number))
    with serve(world):
        yield world


@pytest.fixture
def environment(world: World, tmp_path: Path) -> dict[str, str]:
    """The world's environment, with a large and a small input in the folder of this test."""
    papers = [PAPER.format(n=n, host=n % 50) for n in range(ADDRESSES)]
    (tmp_path / "papers.md").write_text("".join(papers))
    (tmp_path / "few.md").write_text("".join(papers[:FEW]))
    own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
    return {**world.environ(), **own}


def test_killed_at_any_moment_nothing_is_lost(world: World, environment: dict[str, str], tmp_path: Path) -> None:
    """Two processes share a cache; stored responses survive, and the next run requests only the rest."""
    chance = random.Random(7)
    before, killed = 0, 0
    for _ in range(ROUNDS):
        pair = [start(environment, tmp_path, "scan", "papers.md", "--quiet") for _ in range(2)]
        for process, moment in zip(pair, sorted(chance.uniform(0.4, 2.2) for _ in pair), strict=True):
            time.sleep(moment / 2)
            process.kill()
        killed += sum(finish(process)[0] == -signal.SIGKILL for process in pair)
        assert_nothing_is_broken(tmp_path)
        if (tmp_path / "cache/answers/cache.db").exists():
            assert kept(tmp_path) >= before
            before = kept(tmp_path)
    assert killed >= ROUNDS  # a run may finish before it is killed
    asked = world.count()
    code, said = run(environment, tmp_path, "scan", "papers.md", "--name", "last")
    assert code == 0, said
    assert world.count() - asked == ADDRESSES - before
    assert {link["health"] for link in report(tmp_path, "last")["links"]} == {"ok"}
    assert len(report(tmp_path, "last")["links"]) == ADDRESSES
    assert_nothing_is_broken(tmp_path)


def test_run_after_a_kill_requests_only_the_rest(world: World, environment: dict[str, str], tmp_path: Path) -> None:
    """It is killed when a part is cached; exactly the other part is requested."""
    process = start(environment, tmp_path, "scan", "papers.md", "--quiet", "--concurrency=4")
    while not kept(tmp_path):
        time.sleep(0.02)
    process.kill()
    assert finish(process)[0] == -signal.SIGKILL
    before, asked = kept(tmp_path), world.count()
    assert 0 < before < ADDRESSES
    assert run(environment, tmp_path, "scan", "papers.md")[0] == 0
    assert world.count() - asked == ADDRESSES - before


def test_two_runs_at_once_both_report(environment: dict[str, str], tmp_path: Path) -> None:
    """They share cache, ledger and reports, even under the same name."""
    pair = [start(environment, tmp_path, "scan", "papers.md", "--name", "same") for _ in range(2)]
    for process in pair:
        code, said = finish(process)
        assert code == 0, said
    assert report(tmp_path, "same")["summary"]["links_settled"] == ADDRESSES
    assert_nothing_is_broken(tmp_path)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_takes_effect_at_once(
    world: World, environment: dict[str, str], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """However many hosts hang: known results are reported, the rest is marked, and no timeout is awaited."""
    for host in range(25):
        world.fault(f"host-{host}.example.org", hang())
    process = start(environment, tmp_path, "scan", "papers.md", "--name", "cut", "--verbose", "--timeout", "600")
    try:
        assert process.stderr is not None
        assert all(process.stderr.readline() for _ in range(20))
        process.send_signal(number)
        ended, said = finish(process)
    finally:
        for host in range(25):
            world.heal(f"host-{host}.example.org")
    assert ended == code, said
    cut = report(tmp_path, "cut")
    assert cut["incomplete"] == [f"interrupted by {number.name}"]
    assert {link["health"] for link in cut["links"]} <= {"ok", "skipped"}
    assert_nothing_is_broken(tmp_path)


_LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from linkscan.__main__ import main
sys.argv = ["linkscan", *sys.argv[2:]]
main()
"""


@pytest.mark.parametrize("most", [0, 20_000, 120_000])
def test_a_full_disk_leaves_no_half_report(environment: dict[str, str], tmp_path: Path, most: int) -> None:
    """No file may grow beyond `most` bytes: the run reports it in one line, and no file is incomplete."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    ran = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(most), "scan", "few.md", "--name", "full"],
        env={**environment, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode in (2, 3), ran.stderr
    assert "Traceback" not in ran.stderr
    assert "linkscan:" in ran.stderr
    assert not (tmp_path / "reports/full").exists()
    code, said = run(environment, tmp_path, "scan", "few.md", "--name", "full")
    assert code == 0, said
    assert_nothing_is_broken(tmp_path)


def test_impossible_reports_folder_is_reported_in_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    """A file in its place stands for any unwritable folder, because root may write to read-only ones."""
    (tmp_path / "reports").write_text("mine")
    code, said = run(environment, tmp_path, "scan", "few.md")
    assert code in (2, 3), said
    assert "Traceback" not in said
    assert (tmp_path / "reports").read_text() == "mine"


@pytest.fixture
def bound_by_modes() -> tuple[str, ...]:
    """Return a command prefix that makes read-only folders effective even for root, by dropping a capability."""
    if os.geteuid() != 0:
        return ()
    if (setpriv := shutil.which("setpriv")) is None:
        pytest.skip("root writes into read-only folders, and there is no setpriv to keep it from that")
    given_up = "-dac_override,-dac_read_search"
    return (setpriv, f"--bounding-set={given_up}", f"--inh-caps={given_up}")


@pytest.mark.parametrize("closed", ["reports", "cache", "reports and cache"])
def test_read_only_folder_is_reported_in_one_line(
    environment: dict[str, str], tmp_path: Path, bound_by_modes: tuple[str, ...], closed: str
) -> None:
    """Without a reports folder the run fails with the reason; without a cache it only costs more."""
    names = closed.split(" and ")
    for name in names:
        (tmp_path / name).mkdir(mode=0o500)
    code, said = finish(start(environment, tmp_path, "scan", "few.md", "--name", "x", under=bound_by_modes))
    assert "Traceback" not in said
    assert names[0] in said
    if "reports" in names:
        assert code in (2, 3), said
        assert not list((tmp_path / "reports").iterdir())
    else:
        assert code == 0, said
        assert report(tmp_path, "x")["summary"]["links_settled"] == FEW


@pytest.mark.parametrize("junk", [b"", b"junk" * 5000, b"SQLite format 3\x00" + b"\xff" * 8000])
def test_a_corrupt_cache_costs_a_warning(environment: dict[str, str], tmp_path: Path, junk: bytes) -> None:
    """It is quarantined, or used if it is an empty file, and the run continues."""
    (tmp_path / "cache/answers").mkdir(parents=True)
    (tmp_path / "cache").chmod(0o700)
    (tmp_path / "cache/answers").chmod(0o700)
    (tmp_path / "cache/answers/cache.db").write_bytes(junk)
    code, said = run(environment, tmp_path, "scan", "few.md", "--name", "whole")
    assert code == 0, said
    assert "Traceback" not in said
    assert report(tmp_path, "whole")["summary"]["links_settled"] == FEW
