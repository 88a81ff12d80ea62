"""Several processes of one machine come to the report of one, whoever of them is killed."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from linkscan.engines.processes import Processes, worthwhile
from linkscan.settings import Settings
from tests.engines.hosts import ADDRESSES, Run, describe, singly, write_papers
from tests.engines.several import PROCESSES
from tests.world.apart import FarWorld, apart

ROOT = Path(__file__).parents[2]
PER_HOST = 3
PATIENCE = 20_000  # milliseconds
COMMAND = "scan papers.jsonl --no-archives --formats json --reports reports --name run --verbose"


@pytest.fixture(scope="module")
def world() -> Iterator[FarWorld]:
    """The internet of these tests, slow enough that much is under way at once."""
    with apart(f"{describe.__module__}:describe", latency=0.03) as far:
        yield far


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the papers in it."""
    write_papers(tmp_path)
    return tmp_path


@pytest.fixture(params=["fork", "launch"])
def way(request: pytest.FixtureRequest) -> str:
    """The way in which processes are started."""
    return str(request.param)


def start(world: FarWorld, folder: Path, *command: str, way: str = "fork", **environment: str) -> Any:
    """Start linkscan, in a process group of its own."""
    program = ("tests.engines.several", way, str(folder / "pids")) if way != "alone" else ("linkscan",)
    return subprocess.Popen(
        [sys.executable, "-m", *program, *command],
        cwd=folder,
        env={
            **world.environ,
            "PYTHONPATH": str(ROOT),
            "GITHUB_TOKEN": world.told["token"],
            "LINKSCAN_PER_HOST": str(PER_HOST),
            "LINKSCAN_CACHE": "cache",
            **environment,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def timeless(folder: Path) -> Any:
    """What a run reported of papers and links, without the times that no two runs have in common."""
    report = json.loads((folder / "reports/run/report.json").read_text())
    for link in report["links"]:
        del link["checked_at"], link["elapsed_ms"], link["from_cache"]
    for paper in report["papers"]:
        for claim in paper["claims"]:
            del claim["first_seen"]
    return report["papers"], report["links"], report["summary"], report["incomplete"]


def pids(folder: Path) -> list[int]:
    return [int(pid) for pid in (folder / "pids").read_text().split()]


def has_gone(pid: int) -> bool:
    """Wait for the end of a process that is not our child."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    is_over = bool(waiting.poll(PATIENCE))
    os.close(descriptor)
    return is_over


@pytest.fixture(scope="module")
def alone(world: FarWorld, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same run in one process."""
    folder = tmp_path_factory.mktemp("alone")
    write_papers(folder)
    world.forget()
    running = start(world, folder, *COMMAND.split(), way="alone")
    _, said = running.communicate(timeout=60)
    assert running.returncode == 0, said
    return Run(timeless(folder), world.tally().requests)


def test_several_processes_report_what_one_does(world: FarWorld, folder: Path, way: str, alone: Run) -> None:
    world.forget()
    running = start(world, folder, *COMMAND.split(), way=way)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 0, said
    assert len(pids(folder)) == PROCESSES
    assert timeless(folder) == alone.report
    tally = world.tally()
    assert singly(tally.requests) == singly(alone.asked)
    assert max(tally.peaks.values()) == PER_HOST  # over all of them together
    assert "api.github.com" in (folder / "cache/quotas.json").read_text()  # what the owner heard, the driver keeps
    assert all(has_gone(pid) for pid in pids(folder))

    world.forget()
    again = start(world, folder, *COMMAND.split(), way=way)
    again.communicate(timeout=60)
    assert set(world.tally().requests) <= {"api.github.com"}  # is the token still good? nothing else is asked


def test_a_host_that_may_be_asked_much_at_once_is_asked_by_all(world: FarWorld, folder: Path) -> None:
    crowd = [address for address in ADDRESSES if "crowd" in address]
    world.forget()
    running = start(world, folder, "check", "--json", *crowd, LINKSCAN_PER_HOST="64")
    out, said = running.communicate(timeout=60)
    assert (running.returncode, len(pids(folder))) == (0, PROCESSES), said
    found = {line["url"]: line["status_code"] for line in map(json.loads, out.splitlines())}
    assert list(found) == crowd  # in the order of the input, whoever asked
    assert found == {address: 404 if "no-such" in address else 200 for address in crowd}
    assert world.tally().requests["crowd.example.com"] == len(crowd)


def test_a_killed_process_loses_nothing(world: FarWorld, folder: Path, way: str, alone: Run) -> None:
    world.forget()
    running = start(world, folder, *COMMAND.split(), way=way)
    for _ in range(20):
        assert running.stderr.readline()
    os.kill(pids(folder)[0], signal.SIGKILL)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 0, said
    assert timeless(folder) == alone.report
    tally = world.tally()
    assert max(tally.peaks.values()) <= PER_HOST
    asked = singly(tally.requests)
    assert all(count - alone.asked[host] <= PER_HOST for host, count in asked.items())  # what was under way


def test_ctrl_c_ends_all_of_them_with_a_report_and_no_traceback(world: FarWorld, folder: Path, way: str) -> None:
    running = start(world, folder, *COMMAND.replace(" --verbose", "").split(), way=way, LINKSCAN_PER_HOST="1")
    assert running.stderr.readline().startswith("examining")
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "")
    assert (folder / "reports/run/report.json").exists()
    assert all(has_gone(pid) for pid in pids(folder))


def test_none_outlives_its_driver(world: FarWorld, folder: Path, way: str) -> None:
    running = start(world, folder, *COMMAND.split(), way=way, LINKSCAN_PER_HOST="1")
    assert running.stderr.readline().startswith("examining")
    running.kill()
    assert all(has_gone(pid) for pid in pids(folder))
    running.communicate()


def test_a_rejected_token_is_said_in_a_line(world: FarWorld, folder: Path) -> None:
    running = start(world, folder, *COMMAND.replace(" --verbose", "").split(), GITHUB_TOKEN="ghp_wrong")
    _, said = running.communicate(timeout=60)
    assert running.returncode == 3
    assert [line for line in said.splitlines() if "rejected the token" in line]
    assert "Traceback" not in said
    assert "ghp_wrong" not in said


@pytest.mark.parametrize(
    ("links", "cores", "others", "processes"),
    [
        (999, 8, {}, 0),
        (2_000, 8, {}, 2),
        (10**6, 2, {}, 2),
        (10**6, 8, {"concurrency": 64}, 2),  # more of them would wait for the web, not for a core
        (10**6, 8, {"concurrency": 512}, 8),
        (10**6, 8, {"concurrency": 512, "processes": 3}, 3),
        (10**6, 8, {"processes": 1}, 1),
        (10**6, 8, {"offline": True}, 1),
        (10**6, 8, {"budget_requests": 100}, 1),  # some portion of it would be left over
    ],
)
def test_processes_are_started_where_they_are_worth_it(
    links: int, cores: int, others: Mapping[str, Any], processes: int
) -> None:
    assert worthwhile(Settings(**others), links, cores) == processes


@pytest.mark.anyio
async def test_few_links_are_left_to_this_process() -> None:
    assert await Processes(Settings()).muster(500) == ()
