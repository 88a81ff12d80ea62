"""Whole processes, measured by what the system says of them when they end."""

import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_A_LOOK_EVERY = 0.25  # seconds; a look takes a few milliseconds


@dataclass(frozen=True)
class Cost:
    """What one program cost: wall and CPU seconds, peak memory in MiB of all its processes together, exit code."""

    wall: float
    cpu: float
    peak: float
    code: int


def run(command: Sequence[str], fed: Path, environ: Mapping[str, str] | None = None) -> Cost:
    """Run a command with a file as its standard input, its output into a file that is thrown away."""
    with fed.open("rb") as stdin, tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=stdin, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(environ or {})}
        )
        with _watched(process.pid) as peaks:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, used.ru_utime + used.ru_stime, max(used.ru_maxrss / 1024, *peaks), process.returncode)


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """Note now and then what a program has in memory, in MiB, while it has several processes.

    What they share is counted once: PSS, proc_pid_smaps(5).
    """
    peaks, is_over = [0.0], threading.Event()

    def watch() -> None:
        while not is_over.wait(_A_LOOK_EVERY):
            with suppress(psutil.Error):
                program = psutil.Process(pid)
                if others := program.children(recursive=True):
                    peaks.append(sum(one.memory_full_info().pss for one in (program, *others)) / (1 << 20))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield peaks
    finally:
        is_over.set()
        watching.join()


def medians(runs: int, once: Callable[[], Cost]) -> Cost:
    """Do it again and again, after one run that warms the disk; give the median of each figure."""
    once()
    costs = [once() for _ in range(runs)]
    wall, cpu, peak = (statistics.median(getattr(cost, part) for cost in costs) for part in ("wall", "cpu", "peak"))
    return Cost(wall, cpu, peak, costs[-1].code)


def version(command: Sequence[str]) -> str | None:
    """Return the version that a program tells of itself, None where it is not installed or does not start."""
    if shutil.which(command[0]) is None:
        return None
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode != 0:  # linkinator under a Node that is too old for it ends before it has begun
        return None
    lines = [line for line in (told.stdout + told.stderr).splitlines() if any(map(str.isdigit, line))]
    words = [word for word in lines[0].split() if word[:1].isdigit() or word[1:2].isdigit()] if lines else []
    return words[0] if words else "?"


def open_files_allowed() -> None:
    """Let this process and its children open as many files as the system lets them."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
