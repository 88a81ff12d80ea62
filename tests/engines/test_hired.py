"""Copies of a process are made only where nothing can go wrong with that."""

import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

from linkscan.engines.hired import hire
from linkscan.web.store import Store

ROOT = Path(__file__).parents[2]


def hired_by(doing: str, cache: Path) -> str:
    """Say how many a process of its own could hire while `doing`."""
    code = f"""
import sys, threading
from pathlib import Path
from linkscan.web.store import Store
from linkscan.engines.hired import hire
cache = Path(sys.argv[1])
{doing}
hired = hire(2, cache)
print(len(hired))
for one in hired:
    one.let_go()
"""
    command = [sys.executable, "-c", code, str(cache)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_a_process_that_does_nothing_else_is_copied(tmp_path: Path) -> None:
    assert hired_by("pass", tmp_path) == "2"


def test_one_with_threads_is_not(tmp_path: Path) -> None:
    """The other thread may hold a lock, which nobody would give back in the copy."""
    assert hired_by("threading.Thread(target=threading.Event().wait, daemon=True).start()", tmp_path) == "0"


def test_one_that_has_the_cache_open_is_not(tmp_path: Path) -> None:
    """SQLite would believe in locks that the copy does not hold: https://www.sqlite.org/howtocorrupt.html."""
    Store(tmp_path / "answers").close()
    assert hired_by("other = Store(cache / 'answers')", tmp_path) == "0"


def test_one_of_somebody_elses_pool_is_not(tmp_path: Path) -> None:
    """Its like may have no children."""
    with get_context("spawn").Pool(1) as pool:
        assert pool.apply(hire, (2, tmp_path)) == []
