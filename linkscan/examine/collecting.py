"""Collecting the results of an examination for as long as the network is up."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing

from linkscan.http import ConnectivityMonitor
from linkscan.models import Link, LinkResult
from linkscan.run_control import ProgressListener

CAME_AND_WENT = "the network came and went"


def distinct(links: Iterable[Link]) -> list[Link]:
    """Return the first link to each address, in order."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.url, link)
    return list(first.values())


async def collect(
    findings: AsyncGenerator[LinkResult, None],
    known: dict[str, LinkResult],
    listener: ProgressListener,
    monitor: ConnectivityMonitor,
) -> None:
    """Store each result in `known` under its address as it arrives; stop early if the network is lost."""
    async with aclosing(findings):
        async for found in findings:
            known[found.url] = found
            listener.examined(found)
            if found.status_code is None and await monitor.should_abort():
                return
