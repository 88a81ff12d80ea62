"""Runs from code that is not async."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from linkscan.run_control import StopSignal

Result = TypeVar("Result")


def run_blocking(work: Coroutine[Any, Any, Result], stop: StopSignal) -> Result:
    """Run `work`; where an event loop runs already, as in a notebook, in a thread that an interrupt stops early."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    apart = ThreadPoolExecutor(1)
    try:
        running = apart.submit(asyncio.run, work)
        try:
            return running.result()
        except KeyboardInterrupt:
            stop.pull("interrupted")
            return running.result()
    finally:
        apart.shutdown(wait=False)
