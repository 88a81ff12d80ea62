"""Time is proportional to length, even for inputs made of a thousand copies.

The fuzzer looks at a clock, on a machine that does nothing else; the tests, which run the same targets, do not.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

_FLOOR = 2.0  # seconds of this process: the machine may be busy, and coverage slows it down ten times
_PER_BYTE = 50e-6
is_fuzzing = False
_LONGEST = 1 << 15


@contextmanager
def in_time(length: int) -> Iterator[None]:
    """Assert that the block takes time in proportion to `length` bytes: quadratic time would take minutes."""
    if not is_fuzzing:
        yield
        return
    began = time.process_time()
    yield
    taken = time.process_time() - began
    assert taken < _FLOOR + length * _PER_BYTE, f"{taken:.1f} s for {length} bytes"


def stretched(data: bytes) -> bytes:
    """Return a long input for one that begins with ESC, by repeating the text between the next two."""
    if data[:1] != b"\x1b":
        return data
    head, _, rest = data[1:].partition(b"\x1b")
    unit, _, tail = rest.partition(b"\x1b")
    return head + unit * (_LONGEST // max(1, len(unit))) + tail
