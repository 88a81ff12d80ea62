"""Running coroutines from synchronous code."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from linkscan.run_control import StopSignal

Result = TypeVar("Result")


def run_blocking(work: Coroutine[Any, Any, Result], stop: StopSignal) -> Result:
    """Run `work` and return its result; if an event loop is already running, as in a notebook, use another thread.

    An interrupt then ends the run early by pulling `stop`.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    executor = ThreadPoolExecutor(1)
    try:
        running = executor.submit(asyncio.run, work)
        try:
            return running.result()
        except KeyboardInterrupt:
            stop.pull("interrupted")
            return running.result()
    finally:
        executor.shutdown(wait=False)
