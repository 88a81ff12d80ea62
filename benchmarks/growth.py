"""How cost grows with the number of addresses: `python -m benchmarks.growth [1000 10000 100000]`.

`linkscan check` on addresses of many hosts, twenty to a host, all of them one server on loopback: wall and CPU per
address should not grow, nor should memory grow faster than what is kept of each address. A million (`1000000`) takes
about twenty minutes.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.loopback import Manner, serving
from benchmarks.stopwatch import Cost, open_files_allowed, run

A_HOST = 20  # addresses
CHECK = (sys.executable, "-m", "linkscan", "check", "-", "--json", "--quiet", "--allow-private", "--concurrency", "256")


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


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    open_files_allowed()
    print(f"{'addresses':>10}{'hosts':>8}{'wall s':>9}{'CPU s':>9}{'CPU us each':>12}{'MiB':>7}{'bytes each':>11}")
    with serving(Manner()) as base:
        server = base.removeprefix("http://")
        check(10, server)
        least = check(10, server).peak
        for count in options.counts:
            cost = check(count, server)
            each = (cost.peak - least) * (1 << 20) / count
            figures = f"{cost.wall:9.1f}{cost.cpu:9.1f}{cost.cpu / count * 1e6:12.0f}{cost.peak:7.0f}{each:11.0f}"
            print(f"{count:10}{max(1, count // A_HOST):8}{figures}", flush=True)


if __name__ == "__main__":
    main()
