"""Check: examine addresses, each by itself. What that shares with a whole scan is here as well."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any, TypeVar

from linkscan.engines import open_crew, open_engine
from linkscan.examine.examiner import examine, unasked
from linkscan.examine.outages import NOT_JUDGED, cut_off_by
from linkscan.http import ConnectivityMonitor
from linkscan.models import Health, Link, LinkResult
from linkscan.run_control import NullListener, ProgressListener
from linkscan.settings import Settings

Result = TypeVar("Result")

CAME_AND_WENT = "the network came and went"


async def check_async(
    urls: Iterable[str], settings: Settings | None = None, *, watch: ProgressListener | None = None
) -> tuple[LinkResult, ...]:
    """Examine single addresses; give their evidence in the order of `urls`, each once.

    >>> import asyncio
    >>> [found] = asyncio.run(check_async(["https://github.com/lab/tool"], settings))
    >>> found.content.value, found.content_reason
    ('present', 'code: main.py')
    """
    settings, watch = settings or Settings(), watch or NullListener()
    links = distinct(Link(url, url) for url in urls)
    evidence: dict[str, LinkResult] = {}
    async with open_crew(settings) as crew, open_engine(settings, crew, len(links)) as engine:
        watch.started(links)
        await collect(examine(links, engine, settings), evidence, watch, engine.witness)
        cut_off = cut_off_by(await engine.witness.probe(), settings)
    if cut_off:
        return tuple(unasked(link, Health.SKIPPED, cut_off) for link in links)
    left = f"{NOT_JUDGED}: {CAME_AND_WENT}"
    return tuple(evidence.get(link.url) or unasked(link, Health.SKIPPED, left) for link in links)


def check(
    urls: Iterable[str], settings: Settings | None = None, *, watch: ProgressListener | None = None
) -> tuple[LinkResult, ...]:
    """Examine single addresses from code that is not async; see `check_async`.

    >>> [found] = check(["https://github.com/lab/never"], settings)
    >>> found.health.value, found.reason
    ('gone', 'no public repository: git and the page both say so')
    """
    return waited_for(check_async(urls, settings, watch=watch))


def waited_for(work: Coroutine[Any, Any, Result]) -> Result:
    """Do `work` to its end; in a thread of its own where an event loop runs already, as it does in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


def distinct(links: Iterable[Link]) -> list[Link]:
    """Keep the first link of each address, in order."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.url, link)
    return list(first.values())


async def collect(
    findings: AsyncGenerator[LinkResult, None],
    known: dict[str, LinkResult],
    watch: ProgressListener,
    witness: ConnectivityMonitor,
) -> None:
    """Put what an examination finds into `known`, address by address, until there is no network for more."""
    async with aclosing(findings):
        async for found in findings:
            known[found.url] = found
            watch.examined(found)
            if found.status_code is None and await witness.should_abort():
                return
