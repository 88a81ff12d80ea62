"""How cost grows with the number of addresses and of abstracts: `python -m benchmarks.growth [1000 10000 100000]`.

`linkscan check` on addresses of many hosts, twenty to a host, all of them one server on loopback: wall and CPU per
address should not grow, nor should memory grow faster than what is kept of each address. A million (`1000000`) takes
about twenty minutes. `linkscan extract` on abstracts that are made up (`--abstracts 30000 100000 300000`): what it
keeps of each is by what it tells two papers apart.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import inf
from pathlib import Path

from benchmarks.loopback import Manner, serving
from benchmarks.reading import abstracts
from benchmarks.stopwatch import Cost, open_files_allowed, run

A_HOST = 20  # addresses
CHECK = (sys.executable, "-m", "linkscan", "check", "-", "--json", "--quiet", "--allow-private", "--concurrency", "256")
EXTRACT = (sys.executable, "-m", "linkscan", "extract", "-", "--quiet")


def addresses(count: int) -> Iterator[str]:
    """Make up addresses, the hosts taking turns as they do in real lists."""
    hosts = max(1, count // A_HOST)
    return (f"http://h{number % hosts}.example/p{number}\n" for number in range(1, count + 1))


def check(count: int, server: str) -> Cost:
    """Check so many addresses with an empty cache."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "urls.txt")
        with listed.open("w") as file:
            file.writelines(addresses(count))
        environ = {"LINKSCAN_RESOLVE": json.dumps({"*": server}), "LINKSCAN_CACHE": f"{folder}/cache"}
        return run(CHECK, listed, environ)


def extract(count: int) -> Cost:
    """Read so many abstracts."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as listed:
        for paper in islice(abstracts(inf), count):
            record = {"id": paper.id, "title": paper.title, "abstract": paper.abstract}
            listed.write(json.dumps(record) + "\n")
        listed.flush()
        return run(EXTRACT, Path(listed.name))


def tabulate(what: str, counts: Sequence[int], measure: Callable[[int], Cost]) -> None:
    """Measure and print one table; memory is what a run takes beyond one on ten."""
    print(f"{what:>10}{'wall s':>9}{'CPU s':>9}{'CPU us each':>12}{'MiB':>7}{'bytes each':>11}{'exit':>6}")
    measure(10)
    least = measure(10).peak
    for count in counts:
        cost = measure(count)
        each = (cost.peak - least) * (1 << 20) / count
        figures = f"{cost.wall:9.1f}{cost.cpu:9.1f}{cost.cpu / count * 1e6:12.0f}{cost.peak:7.0f}{each:11.0f}"
        print(f"{count:10}{figures}{cost.code:6}", flush=True)


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--abstracts", nargs="*", type=int, default=[], help="numbers of abstracts to read as well")
    options = parser.parse_args()
    open_files_allowed()
    with serving(Manner()) as base:
        tabulate("addresses", options.counts, lambda count: check(count, base.removeprefix("http://")))
    if options.abstracts:
        print()
        tabulate("abstracts", options.abstracts, extract)


if __name__ == "__main__":
    main()
