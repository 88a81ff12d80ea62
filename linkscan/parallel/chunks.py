"""Pure functions run on chunks of items, on several cores if there are many items."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK = 500
"""Items per task: a tenth of a second of work, and a millisecond to transfer."""
WORTH_IT = 4 * CHUNK
"""The number of items below which starting workers (a tenth of a second each) takes more time than it saves."""


def core_count() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunked(items: Iterable[In]) -> Iterator[Sequence[In]]:
    """Yield `items` in chunks of `CHUNK`; the last one may be shorter."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def map_chunks(work: Callable[[Sequence[In]], Out], items: Iterable[In], cores: int | None = None) -> Iterator[Out]:
    """Yield the results of `work` on chunks of `items`, in order; a few items are processed in this process.

    `work` must be a module-level function, since workers import it. At most two chunks per core are in memory.
    """
    cores = cores or core_count()
    rest = iter(items)
    first = list(islice(rest, WORTH_IT))
    chunks = chunked(chain(first, rest))
    if cores == 1 or len(first) < WORTH_IT:
        yield from map(work, chunks)
        return
    from linkscan.parallel.process_pool import map_ordered  # noqa: PLC0415 - few inputs are worth it

    yield from map_ordered(work, chunks, cores)
