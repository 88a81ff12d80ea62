"""Large work is done on all cores, in order, with little of it waiting in memory."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest

from linkscan.parallel.chunks import CHUNK, WORTH_IT, map_chunks


def total(numbers: Sequence[int]) -> tuple[int, int]:
    return numbers[0], sum(numbers)


def fail(numbers: Sequence[int]) -> int:
    raise ZeroDivisionError(f"at {numbers[0]}")


@pytest.mark.parametrize("count", [0, 1, CHUNK, WORTH_IT - 1, WORTH_IT, WORTH_IT + 1, 3 * WORTH_IT])
def test_results_come_in_the_order_of_the_input(count: int) -> None:
    results = list(map_chunks(total, range(count), cores=2))
    assert [first for first, _ in results] == list(range(0, count, CHUNK))
    assert sum(part for _, part in results) == sum(range(count))


def test_the_input_is_not_read_far_ahead_of_the_results() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        while taken < 100 * CHUNK:
            taken += 1
            yield taken

    results = map_chunks(total, numbers(), cores=2)
    next(results)
    assert taken <= WORTH_IT + 5 * CHUNK
    results.close()  # type: ignore[attr-defined]  # a generator it is


def test_an_error_in_a_worker_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError, match="at 0"):
        list(map_chunks(fail, range(WORTH_IT), cores=2))


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system does not tie processes to cores")
def test_only_the_cores_that_a_process_may_use_are_counted() -> None:
    bound = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})"
    code = f"{bound}; from linkscan.parallel.chunks import core_count; print(core_count())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "1"
