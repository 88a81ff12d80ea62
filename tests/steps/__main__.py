"""Counting in a separate process: it reads pickled work and writes pickled step counts."""

import gc
import pickle
import sys
import threading
from typing import BinaryIO

from tests.steps.counting import count_regexes, steps


def serve(orders: BinaryIO, numbers: BinaryIO) -> None:
    """Count the steps of each piece of work until the input ends."""
    while True:
        try:
            work, arguments, most = pickle.load(orders)
        except EOFError:
            return
        pickle.dump(steps(work, *arguments, most=most), numbers)
        numbers.flush()


if __name__ == "__main__":
    count_regexes()
    gc.disable()  # matchers are cached, and there are many
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(512 << 20)
    numbers, sys.stdout = sys.stdout.buffer, sys.stderr
    thread = threading.Thread(target=serve, args=(sys.stdin.buffer, numbers))
    thread.start()
    thread.join()
