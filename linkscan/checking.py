"""Checking of single addresses, without papers."""

from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from linkscan.examine.collecting import CAME_AND_WENT, collect, distinct
from linkscan.examine.examiner import examine, skipped
from linkscan.examine.executor import open_workers
from linkscan.examine.name_denials import name_denials
from linkscan.examine.outages import cut_off_by, discard_doubtful, portal_answers
from linkscan.examine.parse_pool import ParsePool
from linkscan.http import Client, ConnectivityMonitor, open_client
from linkscan.models import Link, LinkResult, SkipCause
from linkscan.run_control import NullListener, ProgressListener, StopSignal, until
from linkscan.settings import Settings

CopyFinder = Callable[[Iterable[LinkResult], Client], AsyncIterator[LinkResult]]


async def check_async(
    urls: Iterable[str],
    settings: Settings | None = None,
    *,
    record: Path | None = None,
    replay: Path | None = None,
    listener: ProgressListener | None = None,
    stop: StopSignal | None = None,
    find_copies: CopyFinder | None = None,
) -> tuple[LinkResult, ...]:
    """Return the results of examining addresses, in the order of `urls` and without duplicates.

    `find_copies` adds archived copies of dead links (`examine.enrich.find_copies`).

    `record`, `replay`, `listener` and `stop` are as in `pipeline.scan_async`.
    """
    settings, listener, stop = settings or Settings(), listener or NullListener(), stop or StopSignal()
    links = distinct(Link(url, url) for url in urls)
    evidence: dict[str, LinkResult] = {}
    with open_workers(settings) as workers:
        async with open_client(settings, record=record, replay=replay) as client:
            monitor = ConnectivityMonitor(client, client)
            pool = ParsePool(monitor, workers, settings)
            listener.started(links)
            await until(stop, collect(examine(links, pool, settings), evidence, listener, monitor))
            network = monitor.network() if stop.reason else await monitor.probe()
            cut_off = cut_off_by(network, settings, monitor.why_out(network))
            portal = portal_answers(monitor.unproven, settings)
            evidence = dict(discard_doubtful(evidence, (*portal, *name_denials({}, evidence.values()))))
            if portal or (cut_off and not network.is_out):
                client.discard_unproven()
                pool.forget(None)
            if cut_off is None and find_copies is not None:
                async for found in find_copies(tuple(evidence.values()), client):
                    evidence[found.url] = found
    if cut_off:
        return tuple(skipped(link, SkipCause.NO_NETWORK, cut_off) for link in links)
    cause = SkipCause.STOPPED if stop.reason else SkipCause.NO_NETWORK
    left = f"not examined: {stop.reason or CAME_AND_WENT}"
    return tuple(evidence.get(link.url) or skipped(link, cause, left) for link in links)
