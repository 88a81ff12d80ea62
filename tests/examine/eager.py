"""linkscan that starts two worker processes even for little work: `python -m tests.examine.eager ARGUMENTS...`."""

import os

from linkscan import __main__
from linkscan.examine import executor


def main() -> None:
    """Run linkscan, starting workers for the first large page and for ten papers."""
    executor.BYTES_WORTH_IT, executor.PAPERS_WORTH_IT = 0, 10
    os.environ["LINKSCAN_PROCESSES"] = "2"
    __main__.main()


if __name__ == "__main__":
    main()
