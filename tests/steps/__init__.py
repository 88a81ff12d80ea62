"""Tests of growth that count work instead of measuring time, so that a busy machine changes nothing.

`assert_linear(work, make)` gives `work` an input and one twice as long, and compares the steps that both take: lines of
linkscan, and the work of its regular expressions, in a process whose compiled expressions count.
"""

import atexit
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZE = 8192
"""Characters of the shorter input: more than the windows that linkscan looks at, few enough to count in a second."""
_MOST = 20_000_000
_TWICE = 2.6  # allows for an additional logarithm; quadratic growth gives 4


@cache
def _counter() -> "subprocess.Popen[bytes]":
    counter = subprocess.Popen(
        [sys.executable, "-m", "tests.steps"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    atexit.register(_end, counter)
    return counter


def _end(counter: "subprocess.Popen[bytes]") -> None:
    with counter:
        counter.kill()


def steps(work: Callable[..., object], *arguments: object, most: int = _MOST) -> int:
    """Return the number of steps of `work(*arguments)`; stop counting at `most`.

    Both are pickled for another process, so `work` must be a module-level function.
    """
    counter = _counter()
    assert counter.stdin is not None
    assert counter.stdout is not None
    pickle.dump((work, arguments, most), counter.stdin)
    counter.stdin.flush()
    number: int = pickle.load(counter.stdout)
    return number


def assert_linear(work: Callable[..., object], make: Callable[[int], object], size: int = SIZE) -> None:
    """Assert that doubling the input roughly doubles the steps, rather than multiplying them by four."""
    few = steps(work, make(size))
    assert 0 < few < _MOST
    most = int(_TWICE * few)
    many = steps(work, make(2 * size), most=most)
    assert many < most, f"{few} steps for {size}, {many} or more for twice that"
