"""Results of a run as they come, and all together at its end."""

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
    """Yield what gets ready while `run` goes on, then `rest` of its outcome that was not yielded before, by `key`.

    Leaving the loop early ends the run.
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
            with suppress(asyncio.CancelledError):  # it tidies up first
                await run


class PendingCheck(Coroutine[Any, Any, tuple[LinkResult, ...]]):
    """A check under way: `await` gives all results in their order, `async for` each as it comes."""

    def __init__(self, work: Coroutine[Any, Any, tuple[LinkResult, ...]], heard: ForwardingListener) -> None:
        """Take the work, and the listener through which its results pass."""
        self._work, self._heard = work, heard

    def __await__(self) -> Generator[Any, Any, tuple[LinkResult, ...]]:
        """Return all results, in the order of the addresses."""
        return self._work.__await__()

    def __aiter__(self) -> AsyncGenerator[LinkResult, None]:
        """Yield each result as it comes; what a missing network leaves unjudged comes last."""
        run = asyncio.ensure_future(self._work)
        return as_they_come(run, self._heard.ready, rest=tuple, key=lambda found: found.url)

    def send(self, value: Any, /) -> Any:
        """Drive the work, as asyncio does with a coroutine."""
        return self._work.send(value)

    def throw(self, *error: Any) -> Any:
        """Raise an error inside the work."""
        return self._work.throw(*error)

    def close(self) -> None:
        """Abandon the work."""
        self._work.close()
