"""How fast papers are loaded and merged, and what memory that takes.

Run: python benchmarks/loading.py [--records 500000]. Writes records of the size and form of arXiv's metadata (1.6 kB
each, one in twenty twice) to a temporary file. Measures CPU time, each step in a process of its own.
"""

import argparse
import json
import multiprocessing
import random
import resource
import tempfile
import textwrap
import time
from pathlib import Path

from linkscan.papers import load_papers, merge

WORDS = ("the", "of", "we", "and", "to", "model", "data", "is", "our", "method", "learning", "show", "code", "with")


def write(path: Path, records: int) -> None:
    """Write `records` lines as arXiv's metadata has them."""
    rng = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for number in range(records):
            seed = number if number % 10 else number // 2
            rng.seed(seed)
            words = [f"{rng.choice(WORDS)}{rng.randrange(100) or ''}" for _ in range(150)]
            record = {
                "id": f"{7 + seed // 600_000:02}{seed // 50_000 % 12 + 1:02}.{seed % 50_000:05}",
                "submitter": "Ada Example",
                "authors": "Ada Example, Bo van der Sample, Chi Placeholder",
                "title": " ".join(words[:10]),
                "comments": "37 pages, 15 figures; published version",
                "journal-ref": None,
                "doi": f"10.1103/PhysRevD.{seed}" if seed % 5 < 2 else None,
                "report-no": None,
                "categories": "cs.CV cs.LG",
                "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
                "abstract": f"  {textwrap.fill(' '.join(words), 75)}\n",
                "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
                "update_date": "2008-11-26",
                "authors_parsed": [["Example", "Ada", ""], ["van der Sample", "Bo", ""]],
            }
            file.write(json.dumps(record) + "\n")


def measure(step: str, path: Path) -> None:
    """Run one step over the file, and print what it cost."""
    begun = time.process_time()
    papers = load_papers(path)
    count = sum(1 for _ in (papers if step == "load" else merge(papers)))
    seconds = time.process_time() - begun
    speed = path.stat().st_size / 1e6 / seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{step:5}  {count:9,} papers  {seconds:6.1f} s  {speed:5.0f} MB/s  {peak:4.0f} MiB peak")


def main() -> None:
    """Write, load, merge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=500_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arxiv.jsonl"
        write(path, asked.records)
        print(f"{asked.records:,} records, {path.stat().st_size / 1e6:,.0f} MB")
        for step in ("load", "merge"):
            process = multiprocessing.get_context("spawn").Process(target=measure, args=(step, path))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
