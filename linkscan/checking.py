"""Check: examine addresses, each by itself. What that shares with a whole scan is here as well."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import aclosing
from pathlib import Path

from linkscan.examine.examiner import examine, skipped
from linkscan.examine.executor import open_workers
from linkscan.examine.outages import NOT_JUDGED, cut_off_by
from linkscan.examine.parse_pool import ParsePool
from linkscan.http import Client, ConnectivityMonitor, open_client
from linkscan.models import Link, LinkResult, SkipCause
from linkscan.run_control import NullListener, ProgressListener, StopSignal, until
from linkscan.settings import Settings

CopyFinder = Callable[[Iterable[LinkResult], Client], AsyncIterator[LinkResult]]
CAME_AND_WENT = "the network came and went"


async def check_async(
    urls: Iterable[str],
    settings: Settings | None = None,
    *,
    record: Path | None = None,
    replay: Path | None = None,
    watch: ProgressListener | None = None,
    stop: StopSignal | None = None,
    find_copies: CopyFinder | None = None,
) -> tuple[LinkResult, ...]:
    """Return what is behind single addresses, in the order of `urls`, each once.

    `find_copies` adds archived copies of what is gone (`examine.enrich.find_copies`).

    `record`, `replay`, `watch` and `stop` are as in `pipeline.scan_async`.
    """
    settings, watch, stop = settings or Settings(), watch or NullListener(), stop or StopSignal()
    links = distinct(Link(url, url) for url in urls)
    evidence: dict[str, LinkResult] = {}
    with open_workers(settings) as workers:
        async with open_client(settings, record=record, replay=replay) as client:
            witness = ConnectivityMonitor(client)
            pool = ParsePool(witness, workers, settings)
            watch.started(links)
            await until(stop, collect(examine(links, pool, settings), evidence, watch, witness))
            network = witness.network() if stop.reason else await witness.probe()
            cut_off = cut_off_by(network, settings, witness.why_out(network))
            if cut_off:
                client.discard_unproven()
            elif find_copies is not None:
                async for found in find_copies(tuple(evidence.values()), client):
                    evidence[found.url] = found
    if cut_off:
        return tuple(skipped(link, SkipCause.NO_NETWORK, cut_off) for link in links)
    cause = SkipCause.STOPPED if stop.reason else SkipCause.NO_NETWORK
    left = f"{NOT_JUDGED}: {stop.reason or CAME_AND_WENT}"
    return tuple(evidence.get(link.url) or skipped(link, cause, left) for link in links)


def distinct(links: Iterable[Link]) -> list[Link]:
    """Return the first link of each address, in order."""
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
