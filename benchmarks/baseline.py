"""Has linkscan become slower? `python -m benchmarks.baseline [--store]`: ratios, beside those that are stored.

Each figure is the processor time of a command by that of a yardstick which runs in turns with it, so that neither the
machine nor who else works on it counts for much: the start of the HTTP libraries for what one waits for, the bare loop
over the same addresses for checking, Python's `html.parser` for reading a page. A ratio that is a quarter above the
stored one is a regression, and ends with 1.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checking import CHECKERS, IN_FLIGHT, LINKSCAN
from benchmarks.loopback import Manner, serving
from benchmarks.pages import made_up, read, seconds, tokenize
from benchmarks.startup import ABSTRACT, COMMANDS
from benchmarks.stopwatch import open_files_allowed, run

STORED = Path(__file__).with_name("baseline.json")
TOLERANCE = 1.25
"""By how much a ratio may rise: from run to run it varies by a tenth on a machine with others at work."""
LIBRARIES = (sys.executable, "-c", "import asyncio, aiohttp, httpx")
ADDRESSES = 2_000
CHECKING = f"checking {ADDRESSES:,} addresses"
PAGE = "reading a page of 50 KB"


@dataclass(frozen=True)
class Row:
    """A ratio of today, and the stored one, None where none is."""

    name: str
    ratio: float
    stored: float | None

    @property
    def is_regression(self) -> bool:
        """Return whether the ratio has risen by more than chance explains."""
        return self.stored is not None and self.ratio > self.stored * TOLERANCE

    def __str__(self) -> str:
        """Return a line of the table."""
        stored = "" if self.stored is None else f"{self.stored:8.2f}{self.ratio / self.stored:8.2f}"
        return f"{self.name:46}{self.ratio:8.2f}{stored}{'  slower' if self.is_regression else ''}"


def compare(measured: Mapping[str, float], stored: Mapping[str, float]) -> list[Row]:
    """Return each measured ratio beside the stored one."""
    return [Row(name, ratio, stored.get(name)) for name, ratio in measured.items()]


def ratio(command: Sequence[str], yardstick: Sequence[str], fed: Path, cache: Path, runs: int) -> float:
    """Return the median of processor time by that of the yardstick, run in turns, each with an empty cache.

    A run that is not counted comes first: it compiles what has changed, which no user waits for.
    """
    environ = {"LINKSCAN_CACHE": str(cache), "PYTHONDONTWRITEBYTECODE": ""}
    run(command, fed, environ)
    ratios = []
    for _ in range(runs):
        shutil.rmtree(cache, ignore_errors=True)
        ratios.append(run(command, fed, environ).cpu / run(yardstick, fed).cpu)
    return statistics.median(ratios)


def measure(runs: int) -> dict[str, float]:
    """Return the ratio of each command."""
    with tempfile.TemporaryDirectory() as folder, serving(Manner()) as base:
        cache, fed, urls = Path(folder, "cache"), Path(folder, "abstract.txt"), Path(folder, "urls.txt")
        fed.write_text(ABSTRACT)
        urls.write_text("".join(f"{base}/p{number}\n" for number in range(1, ADDRESSES + 1)))
        measured = {
            f"start: {' '.join(command)}": ratio((*LINKSCAN, *command), LIBRARIES, fed, cache, runs)
            for command in COMMANDS
        }
        linkscan = CHECKERS[0].command(urls, cache)
        bare = (sys.executable, "-m", "benchmarks.bare", str(urls), "--in-flight", IN_FLIGHT)
        return measured | {CHECKING: ratio(linkscan, bare, urls, cache, runs), PAGE: page_ratio(runs)}


def page_ratio(runs: int) -> float:
    """Return the processor time of reading a page by that of finding its tags, in turns."""
    body = made_up()
    return statistics.median(seconds(read, body, runs) / seconds(tokenize, body, runs) for _ in range(runs))


def main() -> None:
    """Measure, compare and print; with `--store`, store instead."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--store", action="store_true", help="store the ratios of today instead")
    options = parser.parse_args()
    open_files_allowed()
    measured = measure(options.runs)
    if options.store:
        STORED.write_text(json.dumps({name: round(ratio, 2) for name, ratio in measured.items()}, indent=2) + "\n")
    rows = compare(measured, json.loads(STORED.read_text()))
    print(f"{'processor time by the yardstick':46}{'today':>8}{'stored':>8}{'ratio':>8}")
    print(*rows, sep="\n")
    sys.exit(any(row.is_regression for row in rows))


if __name__ == "__main__":
    main()
