"""What more processes cost and bring, here and on a cluster: wall and processor time for each address.

Run: python -m benchmarks.cluster [--pages 2400] [--workers 1,2]. Needs the extra `dask`. The hosts are simulated ones
on loopback, in a process of their own; scheduler and workers are processes as on any cluster.
"""

import argparse
import asyncio
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import distributed
import psutil

from benchmarks.stopwatch import run
from linkscan.models import Paper
from linkscan.pipeline import scan_async
from tests.world.apart import FarWorld, apart
from tests.world.messages import Reply, Request, html
from tests.world.world import World

_ROW = "<div class='row'><p>{} <a href='https://example.org/{}'>{}</a></p></div>\n"
PAGE = "<h1>A project</h1>" + "".join(_ROW.format("model data code " * 12, number, "paper") for number in range(190))
"""A page of some 50 KB, with as many links as a long list of publications."""


def describe(world: World) -> None:
    """Any page on any host below example.net."""

    def page(_: Request) -> Reply:
        return html(PAGE)

    world.host("*.example.net", page)


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """Start a scheduler and its workers; give its address, and all of them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scheduler.json"
        started = [_start("scheduler", "--port", "0", "--scheduler-file", str(file), "--no-dashboard")]
        started += [
            _start("worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", "--no-dashboard")
            for _ in range(workers)
        ]
        client: Any = distributed.Client
        try:
            with client(scheduler_file=str(file)) as joined:
                joined.wait_for_workers(workers)
                address = joined.scheduler.address
            yield address, [psutil.Process(process.pid) for process in started]
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()


def _start(what: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def spent(processes: list[psutil.Process]) -> list[float]:
    """Return what each process has spent, in seconds of processor time."""
    return [sum(process.cpu_times()[:2]) for process in processes]


def measure(papers: list[Paper], settings: Any, processes: list[psutil.Process]) -> list[float]:
    """Scan, and give the milliseconds that one address took, and those that each process spent on it."""
    before = [time.perf_counter(), *spent(processes)]
    asyncio.run(scan_async(papers, settings))
    after = [time.perf_counter(), *spent(processes)]
    return [(late - early) * 1000 / len(papers) for early, late in zip(before, after, strict=True)]


def command(papers: list[Paper], world: FarWorld, name: str, **environ: str) -> tuple[float, float]:
    """Scan by the command, in a process of its own or several; give the figures of an address."""
    folder = Path(world.folder) / name
    folder.mkdir()
    file = folder / "papers.jsonl"
    file.write_text("\n".join(json.dumps(dataclasses.asdict(paper)) for paper in papers))
    targets = ("--cache", str(folder / "cache"), "--reports", str(folder))
    scan = ("scan", str(file), *targets, "--no-archives", "--quiet", "--formats", "csv")
    cost = run((sys.executable, "-m", "linkscan", *scan), file, {**world.environ, **environ})
    return cost.wall * 1000 / len(papers), cost.cpu * 1000 / len(papers)


def main() -> None:
    """Print a line for one process, one for as many as this machine takes, and one for each size of a cluster."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=2400)
    asked.add_argument("--workers", default="1,2", help="sizes of the cluster, with commas between them")
    options = asked.parse_args()
    papers = [
        Paper(str(number), f"Paper {number}", abstract=f"Our code is at https://p{number}.example.net/ .")
        for number in range(options.pages)
    ]
    with apart("benchmarks.cluster:describe", keep=0) as world:
        os.environ["SSL_CERT_FILE"] = world.environ["SSL_CERT_FILE"]
        for name, most in (("one process", 1), ("one machine", os.cpu_count())):
            wall, spent_there = command(papers, world, name, LINKSCAN_PROCESSES=str(most))
            print(f"{name}: {wall:.2f} ms, processor {spent_there:.2f}")
        this = psutil.Process()
        for size in map(int, options.workers.split(",")):
            with cluster(size) as (address, others):
                settings = world.settings(
                    archives=False, engine="dask", scheduler=address, cache=f"{world.folder}/{size}"
                )
                wall, driver, scheduler, *workers = measure(papers, settings, [this, *others])
            shares = " + ".join(f"{share:.2f}" for share in workers)
            print(f"{size} workers: {wall:.2f} ms, driver {driver:.2f}, scheduler {scheduler:.2f}, workers {shares}")


if __name__ == "__main__":
    main()
