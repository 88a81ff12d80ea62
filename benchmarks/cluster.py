"""What more processes cost and bring, here and on a cluster: wall and processor time for each address.

Run: python -m benchmarks.cluster [--pages 2400] [--workers 1,2]. Needs the extra `dask`. The hosts are simulated ones
on loopback, in a process of their own; scheduler and workers are processes as on any cluster.
"""

import argparse
import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import distributed
import psutil

from linkscan.models import Paper
from linkscan.pipeline import scan_async
from tests.world.apart import apart
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


def measure(papers: list[Paper], settings: Any, others: Sequence[psutil.Process] = ()) -> list[float]:
    """Scan, and return milliseconds for each address: on the clock, of this process, its children, and of `others`."""
    before = [time.perf_counter(), *_spent(others)]
    asyncio.run(scan_async(papers, settings))
    after = [time.perf_counter(), *_spent(others)]
    return [(late - early) * 1000 / len(papers) for early, late in zip(before, after, strict=True)]


def _spent(others: Sequence[psutil.Process]) -> list[float]:
    """Return the seconds of processor time of this process, of its children that have ended, and of others."""
    ended = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    return [time.process_time(), ended, *(sum(process.cpu_times()[:2]) for process in others)]


def main() -> None:
    """Print a line for one process, one for some beside it, and one for each size of a cluster."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=2400)
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--workers", default="1,2", help="sizes of the cluster, with commas between them")
    options = asked.parse_args()
    papers = [
        Paper(str(number), f"Paper {number}", abstract=f"Our code is at https://p{number}.example.net/ .")
        for number in range(options.pages)
    ]
    with apart("benchmarks.cluster:describe", keep=0) as world:
        os.environ["SSL_CERT_FILE"] = world.environ["SSL_CERT_FILE"]

        def settings(name: str, **given: Any) -> Any:
            return world.settings(archives=False, cache=f"{world.folder}/{name}", **given)

        wall, own, _ = measure(papers, settings("alone", processes=1))
        print(f"one process: {wall:.2f} ms, processor {own:.2f}")
        wall, own, workers = measure(papers, settings("local", processes=options.processes))
        print(f"{options.processes} processes beside it: {wall:.2f} ms, driver {own:.2f}, workers {workers:.2f} in all")
        for size in map(int, options.workers.split(",")):
            with cluster(size) as (address, others):
                on_cluster = settings(str(size), engine="dask", scheduler=address)
                wall, own, _, scheduler, *shares = measure(papers, on_cluster, others)
            told = " + ".join(f"{share:.2f}" for share in shares)
            print(f"{size} workers: {wall:.2f} ms, driver {own:.2f}, scheduler {scheduler:.2f}, workers {told}")


if __name__ == "__main__":
    main()
