"""The results of a run, streamed or all together."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Hashable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

from linkscan.api.progress import ForwardingListener
from linkscan.models import LinkResult

Item = TypeVar("Item")


async def as_they_come(
    run: "asyncio.Future[Any]",
    ready: "asyncio.Queue[Item | None]",
    rest: Callable[[Any], Iterable[Item]],
    key: Callable[[Item], Hashable],
) -> AsyncGenerator[Item, None]:
    """Yield items from `ready` while `run` is running, then those of `rest(result)` not yielded before, by `key`.

    Leaving the loop early cancels the run.
    """
    run.add_done_callback(lambda _: ready.put_nowait(None))
    given: set[Hashable] = set()
    try:
        while (item := await ready.get()) is not None:
            given.add(key(item))
            yield item
        for item in rest(await run):
            if key(item) not in given:
                yield item
    finally:
        if not run.done():
            run.cancel()
            with suppress(asyncio.CancelledError):  # wait for it to clean up
                await run


class PendingCheck(Coroutine[Any, Any, tuple[LinkResult, ...]]):
    """A pending check: `await` returns all results in order, `async for` yields each as soon as it is known."""

    def __init__(self, work: Coroutine[Any, Any, tuple[LinkResult, ...]], listener: ForwardingListener) -> None:
        """Take the coroutine, and the listener that receives its results."""
        self._work, self._listener = work, listener

    def __await__(self) -> Generator[Any, Any, tuple[LinkResult, ...]]:
        """Return all results, in the order of the addresses."""
        return self._work.__await__()

    def __aiter__(self) -> AsyncGenerator[LinkResult, None]:
        """Yield each result as soon as it is final, and at the end the results that the whole run may change."""
        run = asyncio.ensure_future(self._work)
        return as_they_come(run, self._listener.ready, rest=tuple, key=lambda found: found.url)

    def send(self, value: Any, /) -> Any:
        """Send a value to the coroutine."""
        return self._work.send(value)

    def throw(self, *error: Any) -> Any:
        """Raise an error inside the coroutine."""
        return self._work.throw(*error)

    def close(self) -> None:
        """Close the coroutine."""
        self._work.close()
