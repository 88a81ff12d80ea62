"""`linkscan check` beside other link checkers, on the same list, in the same minutes: `make bench`.

Each is a whole process, started cold, with its throttles off; rivals that are not installed are skipped. linkscan
runs with its guard, cache and judgement on and an empty cache; the others look at the status only. The bare loop is
the floor for Python on httpx: the transport, and nothing else. Loopback only.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.loopback import Manner, serving
from benchmarks.stopwatch import Cost, medians, open_files_allowed, run, version

IN_FLIGHT = "512"


@dataclass(frozen=True)
class Checker:
    """A link checker: how it is asked its version, and how it is told to check the addresses of a file."""

    name: str
    version: Sequence[str]
    command: Callable[[Path, Path], Sequence[str]]
    """From the file of addresses (also its standard input) and an empty folder, the command."""
    is_for_many: bool = True
    """Whether 20,000 addresses are worth its time."""


LINKSCAN = (sys.executable, "-m", "linkscan")
SPHINX = f"linkcheck_workers = {IN_FLIGHT}\nlinkcheck_anchors = False\n"
LINKCHECKER = """
from linkcheck.command.linkchecker import linkchecker
from linkcheck.director.aggregator import Aggregate

Aggregate.wait_time_min_default = Aggregate.wait_time_max_default = 0
linkchecker()
"""
"""LinkChecker without its brake: no setting takes off the 0.1 to 0.6 seconds between two requests to one host."""
CHECKERS = (
    Checker(
        "linkscan",
        (*LINKSCAN, "--version"),
        lambda _, folder: (
            *LINKSCAN, "check", "-", "--json", "--quiet", "--allow-private", "--cache", str(folder),
            "--concurrency", IN_FLIGHT, "--per-host", IN_FLIGHT,
        ),
    ),
    Checker(
        "bare httpx over aiohttp",
        (sys.executable, "-c", "import aiohttp; print(aiohttp.__version__)"),
        lambda urls, _: (sys.executable, "-m", "benchmarks.bare", str(urls), "--in-flight", IN_FLIGHT),
    ),
    Checker(
        "lychee",
        ("lychee", "--version"),
        lambda urls, _: (
            "lychee", "--no-progress", "--format", "json", "--max-concurrency", IN_FLIGHT,
            "--host-concurrency", IN_FLIGHT, "--host-request-interval", "0ms", "--method", "get", str(urls),
        ),
    ),
    Checker(
        "linkinator",
        ("linkinator", "--version"),
        lambda urls, _: (
            "linkinator", str(urls.with_suffix(".html")), "--concurrency", IN_FLIGHT, "--format", "json",
        ),
    ),
    Checker(
        "Sphinx linkcheck",
        ("sphinx-build", "--version"),
        lambda urls, folder: (
            "sphinx-build", "-b", "linkcheck", "-q", "-E", "-d", str(folder / "trees"),
            "-c", str(urls.parent), str(urls.with_name("pages")), str(folder),
        ),
    ),
    Checker(
        "pylinkvalidator",
        ("pylinkvalidate.py", "--version"),
        lambda urls, _: ("pylinkvalidate.py", "-N", "-w", "100", "-m", "thread", *urls.read_text().split()),
    ),
    Checker(
        "LinkChecker",
        ("linkchecker", "--version"),
        lambda urls, _: (
            str(Path(shutil.which("linkchecker") or "").with_name("python")), "-c", LINKCHECKER,
            "-f", str(urls.with_suffix(".ini")), "--stdin", "-r", "0", "-t", "100", "--no-status", "-q",
        ),
        is_for_many=False,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Race:
    """What is checked: how many addresses, and how they are answered."""

    addresses: int
    manner: Manner

    def __str__(self) -> str:
        """Return it in a heading."""
        missing = f", 1 in {self.manner.missing_every} a 404" if self.manner.missing_every else ""
        return f"{self.addresses:,} addresses at {self.manner.delay * 1000:.0f} ms{missing}"


RACES = (Race(2_000, Manner()), Race(2_000, Manner(0.1, 20)), Race(20_000, Manner()))


def race(course: Race, checkers: Sequence[Checker], runs: int) -> dict[str, Cost]:
    """Let each check the same addresses; give what it cost."""
    costs = {}
    with serving(course.manner) as base, tempfile.TemporaryDirectory() as folder:
        urls = Path(folder, "urls.txt")
        addresses = [f"{base}/p{number}" for number in range(1, course.addresses + 1)]
        urls.write_text("\n".join(addresses) + "\n")
        urls.with_suffix(".html").write_text("".join(f'<a href="{url}">x</a>\n' for url in addresses))
        urls.with_suffix(".ini").write_text("[checking]\nmaxrequestspersecond=1000000\n")
        Path(folder, "conf.py").write_text(SPHINX)
        Path(folder, "pages").mkdir()
        Path(folder, "pages/index.rst").write_text("Links\n=====\n\n" + "".join(f"- {url}\n" for url in addresses))
        Path(folder).chmod(0o755)  # LinkChecker, started as root, goes on as nobody
        for checker in checkers:
            if course.addresses <= 2_000 or checker.is_for_many:
                costs[checker.name] = medians(runs, partial(_once, checker, urls))
                print_row(checker.name, costs[checker.name], course.addresses, costs[checkers[0].name])
    return costs


def _once(checker: Checker, urls: Path) -> Cost:
    cache = urls.with_name("cache")
    shutil.rmtree(cache, ignore_errors=True)
    return run(checker.command(urls, cache), urls)


def print_row(name: str, cost: Cost, addresses: int, ours: Cost) -> None:
    """Print one line of a table."""
    each = cost.cpu / addresses * 1e6
    print(
        f"{name:24}{cost.wall:8.2f}{cost.cpu:8.2f}{each:10.0f}{cost.peak:8.0f}{cost.wall / ours.wall:10.2f}", flush=True
    )


def main() -> None:
    """Run the races and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="names of checkers, with commas between them")
    options = parser.parse_args()
    open_files_allowed()
    wanted = [checker for checker in CHECKERS if not options.only or checker.name in options.only.split(",")]
    present = [(checker, told) for checker in wanted if (told := version(checker.version))]
    print(", ".join(f"{checker.name} {told}" for checker, told in present))
    absent = [checker.name for checker in wanted if checker not in [each for each, _ in present]]
    print("not installed, or does not start:", ", ".join(absent) or "none")
    for course in RACES:
        print(f"\n{course}, {IN_FLIGHT} in flight, medians of {options.runs} runs")
        print(f"{'':24}{'wall s':>8}{'CPU s':>8}{'CPU us/ad':>10}{'MiB':>8}{'x linkscan':>10}")
        race(course, [checker for checker, _ in present], options.runs)


if __name__ == "__main__":
    main()
