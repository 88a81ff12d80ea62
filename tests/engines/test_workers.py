"""A run on a cluster of real processes comes to the report of one machine, even if one of them is killed."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import distributed
import pytest

from linkscan.models import Health, LinkResult
from linkscan.pipeline import scan, scan_async
from linkscan.reports.report import Report
from linkscan.run_control import NullListener, StopSignal
from linkscan.settings import Settings
from tests.engines.hosts import PAPERS, Run, describe, singly, timeless, write_papers
from tests.world.apart import FarWorld, apart

ROOT = Path(__file__).parents[2]
PER_HOST = 3


@pytest.fixture(scope="module")
def world() -> Iterator[FarWorld]:
    """The internet of these tests, in a process of its own, slow enough that much is under way at once."""
    with apart(f"{describe.__module__}:describe", latency=0.03) as far, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", far.environ["SSL_CERT_FILE"])
        yield far


@pytest.fixture(scope="module")
def cluster(world: FarWorld) -> Iterator[Any]:
    """Two workers, each a process that trusts the authority of this internet."""
    cluster: Any = distributed.LocalCluster  # not typed
    with cluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as running:
        yield running


@pytest.fixture(scope="module")
def alone(world: FarWorld, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same run on one machine."""
    world.forget()
    return Run(scan(PAPERS, settings(world, tmp_path_factory.mktemp("alone"))), world.tally().requests)


def settings(world: FarWorld, cache: Path, **others: Any) -> Settings:
    tokens = {"api.github.com": world.told["token"]}
    return world.settings(cache=cache, tokens=tokens, per_host=PER_HOST, archives=False, **others)


def test_two_workers_report_what_one_machine_does(world: FarWorld, cluster: Any, alone: Run, tmp_path: Path) -> None:
    world.forget()
    report = scan(PAPERS, settings(world, tmp_path, engine="dask", scheduler=cluster.scheduler_address))
    assert timeless(report) == timeless(alone.report)
    tally = world.tally()
    assert singly(tally.requests) == singly(alone.asked)
    assert max(tally.peaks.values()) == PER_HOST  # over both workers together
    assert not {"401", "403", "429"} & set(tally.statuses["api.github.com"])
    assert "api.github.com" in (tmp_path / "quotas.json").read_text()  # what the owner heard, the driver keeps

    world.forget()
    again = scan(PAPERS, settings(world, tmp_path, engine="dask", scheduler=cluster.scheduler_address))
    assert timeless(again) == timeless(alone.report)
    assert set(world.tally().requests) <= {"api.github.com"}  # is the token still good? nothing else is asked


@dataclass
class Stopper(NullListener):
    """Pulls the brake once some addresses have been examined."""

    brake: StopSignal
    after: int

    def examined(self, evidence: LinkResult) -> None:
        self.after -= 1
        if self.after == 0:
            self.brake.pull("enough for today")


def test_a_run_that_is_ended_early_goes_on_from_there(
    world: FarWorld, cluster: Any, alone: Run, tmp_path: Path
) -> None:
    on_cluster = settings(world, tmp_path, engine="dask", scheduler=cluster.scheduler_address)
    world.forget()

    async def stopped() -> Report:
        brake = StopSignal()
        return await scan_async(PAPERS, on_cluster, watch=Stopper(brake, after=20), brake=brake)

    first = asyncio.run(stopped())
    assert first.incomplete == ("enough for today",)
    assert sum(link.health is Health.SKIPPED for link in first.links) > 0
    settled = {link.url.split("/")[2] for link in first.links if link.health is not Health.SKIPPED}

    assert timeless(scan(PAPERS, on_cluster)) == timeless(alone.report)
    again = {host for host, count in singly(world.tally().requests).items() if count > alone.asked[host]}
    assert not {host for host in again if host.startswith(("home", "old"))} & settled


@dataclass
class Killer(NullListener):
    """Kills a worker once some addresses have been examined, and remembers which."""

    worker: int
    after: int
    examined_before: set[str] = field(default_factory=set)
    is_done: bool = False

    def examined(self, evidence: LinkResult) -> None:
        if not self.is_done:
            self.examined_before.add(evidence.url)
            if len(self.examined_before) == self.after:
                os.kill(self.worker, signal.SIGKILL)
                self.is_done = True


def test_a_killed_worker_loses_nothing_and_repeats_only_what_was_under_way(
    world: FarWorld, cluster: Any, alone: Run, tmp_path: Path
) -> None:
    world.forget()
    killer = Killer(cluster.workers[0].pid, after=20)
    on_cluster = settings(world, tmp_path, engine="dask", scheduler=cluster.scheduler_address)
    report = asyncio.run(scan_async(PAPERS, on_cluster, watch=killer))
    assert killer.is_done
    assert timeless(report) == timeless(alone.report)

    tally = world.tally()
    assert max(tally.peaks.values()) <= PER_HOST
    counts = singly(tally.requests)
    repeated = {host: count - alone.asked[host] for host, count in counts.items() if count > alone.asked[host]}
    settled = {url.split("/")[2] for url in killer.examined_before}
    assert not {host for host in repeated if host.startswith(("home", "old"))} & settled
    assert all(count <= PER_HOST for count in repeated.values())


def test_ctrl_c_ends_driver_and_workers_with_a_report_and_no_traceback(world: FarWorld, tmp_path: Path) -> None:
    """A terminal sends it to all of them; these workers are the command's own."""
    write_papers(tmp_path)
    command = "scan papers.jsonl --engine dask --formats csv --cache cache --reports reports --name ended"
    scanning = subprocess.Popen(
        [sys.executable, "-m", "linkscan", *command.split()],
        cwd=tmp_path,
        env={**world.environ, "PYTHONPATH": str(ROOT), "LINKSCAN_PER_HOST": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert scanning.stderr is not None
    assert scanning.stderr.readline().startswith("examining")
    os.killpg(scanning.pid, signal.SIGINT)
    _, said = scanning.communicate(timeout=60)
    assert (scanning.returncode, said) == (130, "")
    assert (tmp_path / "reports/ended/papers.csv").exists()
