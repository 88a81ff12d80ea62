"""Processes are copied where nothing can go wrong with that, and started anew where it is worth it."""

import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import pytest

from linkscan.engines.hired import MANY, WORTH_A_START, hire

ROOT = Path(__file__).parents[2]


FEW, SOME, MOST = 100, WORTH_A_START, MANY


def hired_by(doing: str, links: int, cache: Path) -> str:
    """Return what the processes are that a process of its own hires for so many links while `doing`."""
    code = f"""
import sys, threading
from pathlib import Path
from linkscan.engines.hired import hire
from linkscan.http.cache.store import ResponseStore
cache = Path(sys.argv[1])
{doing}
hired = hire(2, {links}, cache)
told = [Path("/proc", str(pid), "cmdline").read_text() for pid in ("self", *(one.pid for one in hired))]
print(*("copy" if command == told[0] else "new" for command in told[1:]))
for one in hired:
    one.let_go()
"""
    command = [sys.executable, "-c", code, str(cache)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


@pytest.mark.parametrize("links", [FEW, SOME])
def test_a_process_that_does_nothing_else_is_copied(tmp_path: Path, links: int) -> None:
    assert hired_by("pass", links, tmp_path) == "copy copy"


def test_one_that_holds_very_many_links_is_not(tmp_path: Path) -> None:
    assert hired_by("pass", MOST, tmp_path) == "new new"


THREAD = "threading.Thread(target=threading.Event().wait, daemon=True).start()"
OPEN = "other = Store(cache / 'answers')"


@pytest.mark.parametrize("doing", [THREAD, OPEN])
@pytest.mark.parametrize(("links", "hired"), [(FEW, ""), (SOME, "new new")])
def test_nor_is_one_with_threads_or_with_the_cache_open(tmp_path: Path, doing: str, links: int, hired: str) -> None:
    """Nobody would give back the lock of a thread; SQLite would believe in locks that the copy has not."""
    assert hired_by(doing, links, tmp_path) == hired


def test_nor_one_of_somebody_elses_pool(tmp_path: Path) -> None:
    """Its like may have no children."""
    with get_context("spawn").Pool(1) as pool:
        assert pool.apply(hire, (2, FEW, tmp_path)) == []
