"""Use all cores for much text: results in the order of the input, and never much of it in memory."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK = 500
"""Items a worker takes at once: a second's tenth of work, against a thousandth for handing it over."""
WORTH_IT = 4 * CHUNK
"""Items below which starting workers (a tenth of a second each) costs more than they save."""


def core_count() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_chunks(work: Callable[[Sequence[In]], Out], items: Iterable[In], cores: int | None = None) -> Iterator[Out]:
    """Do `work` on chunks of `items` and give the results in order; few items are worked on right here.

    `work` must be a function of a module, since workers import it. At most two chunks a core are in memory.
    """
    cores = cores or core_count()
    rest = iter(items)
    first = list(islice(rest, WORTH_IT))
    chunks = chunked(chain(first, rest))
    if cores == 1 or len(first) < WORTH_IT:
        yield from map(work, chunks)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - 10 ms that few papers need not wait for
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as workers:
        waiting: deque[Future[Out]] = deque()
        for chunk in chunks:
            waiting.append(workers.submit(work, chunk))
            if len(waiting) >= 2 * cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def chunked(items: Iterable[In]) -> Iterator[Sequence[In]]:
    """Cut into chunks, the last one as long as it is."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
