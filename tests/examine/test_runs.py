"""A run with local or cluster workers gives the same report as one without."""

import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import distributed
import psutil
import pytest

from linkscan.examine import executor
from linkscan.models import Health, LinkResult, Paper
from linkscan.pipeline import scan_async
from linkscan.reports.report import Report
from linkscan.run_control import NullListener, StopSignal
from linkscan.settings import Settings
from tests.examine.hosts import ADDRESSES, PAPERS, Run, describe, singly, timeless, write_papers
from tests.world.apart import FarWorld, apart

ROOT = Path(__file__).parents[2]
PER_HOST = 3
COMMAND = "scan papers.jsonl --no-archives --formats json --reports reports --name run"


@pytest.fixture(scope="module")
def world() -> Iterator[FarWorld]:
    """The simulated internet in a separate process, slow enough for many requests in flight."""
    with apart(f"{describe.__module__}:describe", latency=0.03) as far, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", far.environ["SSL_CERT_FILE"])
        yield far


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, each a process."""
    cluster: Any = distributed.LocalCluster  # not typed
    with cluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as running:
        yield running


@pytest.fixture(scope="module")
def alone(world: FarWorld, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same run without workers."""
    world.forget()
    settings = settings_of(world, tmp_path_factory.mktemp("alone"), processes=1)
    return Run(timeless(scan(PAPERS, settings)), world.tally().requests)


def scan(papers: Sequence[Paper], settings: Settings) -> Report:
    return asyncio.run(scan_async(papers, settings))


def settings_of(world: FarWorld, cache: Path, **others: Any) -> Settings:
    tokens = {"api.github.com": world.told["token"]}
    return world.settings(cache=cache, tokens=tokens, per_host=PER_HOST, archives=False, **others)


@dataclass
class Workers:
    """One kind of workers: their settings and their processes."""

    settings: dict[str, Any]
    pids: Callable[[], list[int]]


@pytest.fixture(params=["local", "dask"])
def workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Workers:
    """Two workers, started for the first large page or ten papers."""
    if request.param == "local":
        monkeypatch.setattr(executor, "BYTES_WORTH_IT", 0)
        monkeypatch.setattr(executor, "PAPERS_WORTH_IT", 10)
        return Workers({"processes": 2}, lambda: [child.pid or 0 for child in multiprocessing.active_children()])
    running = request.getfixturevalue("cluster")
    return Workers(
        {"engine": "dask", "scheduler": running.scheduler_address},
        lambda: [worker.pid for worker in running.workers.values()],
    )


def test_workers_report_what_one_process_does(world: FarWorld, workers: Workers, alone: Run, tmp_path: Path) -> None:
    """The requests are the same as without workers; offline, only the cache is used."""
    world.forget()
    assert timeless(scan(PAPERS, settings_of(world, tmp_path, **workers.settings))) == alone.report
    tally = world.tally()
    assert singly(tally.requests) == singly(alone.asked)
    assert max(tally.peaks.values()) <= PER_HOST

    world.forget()
    for again in ({}, {"offline": True}):
        assert timeless(scan(PAPERS, settings_of(world, tmp_path, **again, **workers.settings))) == alone.report
    assert world.tally().requests == {}


@dataclass
class Killer(NullListener):
    """Kills a worker once some addresses have been examined."""

    pids: Callable[[], list[int]]
    after: int
    killed: list[int] = field(default_factory=list)

    def examined(self, evidence: LinkResult) -> None:
        self.after -= 1
        if self.after == 0:
            self.killed.append(self.pids()[0])
            os.kill(self.killed[0], signal.SIGKILL)


def test_a_killed_worker_loses_nothing_and_costs_no_request(
    world: FarWorld, workers: Workers, alone: Run, tmp_path: Path
) -> None:
    world.forget()
    killer = Killer(workers.pids, after=20)
    report = asyncio.run(scan_async(PAPERS, settings_of(world, tmp_path, **workers.settings), listener=killer))
    assert killer.killed
    assert timeless(report) == alone.report
    assert singly(world.tally().requests) == singly(alone.asked)


def test_budget_is_spent_exactly(world: FarWorld, workers: Workers, tmp_path: Path) -> None:
    world.forget()
    report = scan(PAPERS, settings_of(world, tmp_path, budget_requests=25, **workers.settings))
    assert sum(world.tally().requests.values()) == 25
    assert any(reason.startswith("budget spent") for reason in report.incomplete)


def test_a_recording_is_made_and_replayed(world: FarWorld, workers: Workers, alone: Run, tmp_path: Path) -> None:
    settings, tape = settings_of(world, tmp_path / "cache", **workers.settings), tmp_path / "run.warc"
    assert timeless(asyncio.run(scan_async(PAPERS, settings, record=tape))) == alone.report
    world.forget()
    assert timeless(asyncio.run(scan_async(PAPERS, settings, replay=tape))) == alone.report
    assert world.tally().requests == {}


@dataclass
class Stopper(NullListener):
    """Stops the run once some addresses have been examined."""

    stop: StopSignal
    after: int

    def examined(self, evidence: LinkResult) -> None:
        self.after -= 1
        if self.after == 0:
            self.stop.pull("enough for today")


def test_interrupted_run_is_resumed(world: FarWorld, workers: Workers, alone: Run, tmp_path: Path) -> None:
    settings = settings_of(world, tmp_path, **workers.settings)

    async def stopped() -> Report:
        stop = StopSignal()
        return await scan_async(PAPERS, settings, listener=Stopper(stop, after=20), stop=stop)

    first = asyncio.run(stopped())
    assert first.incomplete == ("enough for today",)
    assert sum(link.health is Health.SKIPPED for link in first.links) > 0
    settled = [link.url for link in first.links if link.health is not Health.SKIPPED]
    again = scan(PAPERS, settings)
    assert timeless(again) == alone.report
    assert all(link.from_cache for link in again.links if link.url in settled)


class TestCommand:
    @pytest.fixture
    def running(self, request: pytest.FixtureRequest, world: FarWorld, tmp_path: Path) -> Iterator[Any]:
        """A scan with workers in its own process group, which has begun to examine."""
        write_papers(tmp_path)
        engine = ["--engine", "dask"] if request.param == "dask" else []
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.examine.eager", *COMMAND.split(), "--verbose", *engine],
            cwd=tmp_path,
            env={**world.environ, "PYTHONPATH": str(ROOT), "LINKSCAN_PER_HOST": "1", "LINKSCAN_CACHE": "cache"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stderr is not None
        while "home" not in process.stderr.readline():  # a page was parsed by a worker
            assert process.poll() is None
        yield process
        process.kill()
        process.communicate()

    @pytest.mark.parametrize(
        ("running", "end"),
        [("local", signal.SIGINT), ("local", signal.SIGTERM), ("dask", signal.SIGINT)],
        indirect=["running"],
    )
    def test_signal_stops_all_processes_with_a_report_and_no_traceback(
        self, running: Any, tmp_path: Path, end: signal.Signals
    ) -> None:
        """As sent by a terminal or a service manager."""
        workers = psutil.Process(running.pid).children(recursive=True)
        assert workers
        os.killpg(running.pid, end)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 128 + end
        assert "Traceback" not in said
        report = json.loads((tmp_path / "reports/run/report.json").read_text())
        assert report["incomplete"] == [f"interrupted by {end.name}"]
        assert psutil.wait_procs(workers, timeout=20)[1] == []

    @pytest.mark.parametrize("running", ["local", "dask"], indirect=True)
    def test_no_worker_outlives_the_driver(self, running: Any) -> None:
        workers = psutil.Process(running.pid).children(recursive=True)
        assert workers
        running.kill()
        assert psutil.wait_procs(workers, timeout=20)[1] == []


def test_rejected_token_is_reported_in_one_line(world: FarWorld, tmp_path: Path) -> None:
    write_papers(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.examine.eager", *COMMAND.split()],
        cwd=tmp_path,
        env={**world.environ, "PYTHONPATH": str(ROOT), "LINKSCAN_CACHE": "cache", "GITHUB_TOKEN": "ghp_wrong"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert [line for line in done.stderr.splitlines() if "rejected the token" in line]
    assert "Traceback" not in done.stderr
    assert "ghp_wrong" not in done.stderr


def test_addresses_are_checked_in_the_order_of_the_input(world: FarWorld, tmp_path: Path) -> None:
    crowd = [address for address in ADDRESSES if "crowd" in address]
    done = subprocess.run(
        [sys.executable, "-m", "tests.examine.eager", "check", "--json", *crowd],
        cwd=tmp_path,
        env={**world.environ, "PYTHONPATH": str(ROOT), "LINKSCAN_CACHE": "cache"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = {line["url"]: line["status_code"] for line in map(json.loads, done.stdout.splitlines())}
    assert list(found.items()) == [(address, 404 if "no-such" in address else 200) for address in crowd]
