"""linkscan that finds a few links worth several processes: `python -m tests.engines.several PIDS ARGUMENTS...`.

It writes down which processes it takes.
"""

import sys
from pathlib import Path

from linkscan import __main__
from linkscan.engines import hired, processes

PROCESSES = 2


def main() -> None:
    """Run linkscan with all arguments but the first."""
    pids = Path(sys.argv.pop(1))
    hire = hired.hire

    def noted(count: int, cache: Path) -> list[hired.Hired]:
        found = hire(count, cache)
        pids.write_text(" ".join(str(one.process.pid) for one in found))
        return found

    hired.hire = noted
    processes.WORTH_IT = 10
    processes.core_count = lambda: PROCESSES  # type: ignore[attr-defined]
    __main__.main()


if __name__ == "__main__":
    main()
