"""How long one waits before anything happens: `python -m benchmarks.startup [--runs 9]`. CPU seconds, medians."""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.stopwatch import medians, run

LINKSCAN = (sys.executable, "-m", "linkscan")
ABSTRACT = "A Tool\nWe present a tool. Code is available at https://github.com/lab/tool.\n"
COMMANDS = (("--help",), ("scan", "--help"), ("extract", "-"), ("check", "https://github.com/lab/tool", "--offline"))


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    print(f"{'':42}{'wall s':>8}{'CPU s':>8}{'MiB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        fed = Path(folder, "abstract.txt")
        fed.write_text(ABSTRACT)
        environ = {"LINKSCAN_CACHE": f"{folder}/cache"}
        for command in COMMANDS:
            cost = medians(runs, partial(run, (*LINKSCAN, *command), fed, environ))
            print(f"linkscan {' '.join(command):33}{cost.wall:8.2f}{cost.cpu:8.2f}{cost.peak:6.0f}", flush=True)


if __name__ == "__main__":
    main()
