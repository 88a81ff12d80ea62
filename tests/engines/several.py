"""linkscan that finds a few links worth several processes: `python -m tests.engines.several WAY PIDS ARGUMENTS...`.

They are started in the way that is named, `fork` or `launch`; it writes down which they are.
"""

import sys
from pathlib import Path

from linkscan import __main__
from linkscan.engines import hired, processes

PROCESSES = 2


def main() -> None:
    """Run linkscan with all arguments but the first two."""
    way, pids = sys.argv.pop(1), Path(sys.argv.pop(1))
    hired.MANY, hired.WORTH_A_START = (1_000, 1_000) if way == "fork" else (0, 0)
    hire = hired.hire

    def noted(count: int, links: int, cache: Path) -> list[hired.Hired]:
        found = hire(count, links, cache)
        pids.write_text(" ".join(str(one.pid) for one in found))
        return found

    hired.hire = noted
    processes.WORTH_IT = 10
    processes.core_count = lambda: PROCESSES  # type: ignore[attr-defined]
    __main__.main()


if __name__ == "__main__":
    main()
