"""The pipeline: read every paper, examine every link, decide every claim."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from linkscan import __version__
from linkscan.evidence import examine
from linkscan.models import SCHEMA_VERSION, Evidence, Health, Link, Paper, Reading, Report
from linkscan.settings import Settings
from linkscan.summary import summarise
from linkscan.text import read
from linkscan.verdict import decide, postpone
from linkscan.watch import Brake, Nobody, Watch, until
from linkscan.web import open_web, preflight


async def scan_async(
    papers: Iterable[Paper],
    settings: Settings | None = None,
    *,
    inputs: Sequence[str] = (),
    skipped: Callable[[], int] = int,
    record: Path | None = None,
    replay: Path | None = None,
    watch: Watch | None = None,
    brake: Brake | None = None,
) -> Report:
    """Scan papers and report what became of their claims.

    `inputs` are named in the report, and `skipped` tells, when all papers are read, how many records could
    not be. `record` writes every exchange to a WARC file; `replay` answers from
    such a file instead of the network. Raises AccessError when a host rejects its credential.
    """
    settings, watch, brake = settings or Settings(), watch or Nobody(), brake or Brake()
    readings = [(replace(paper, abstract=""), read(paper)) for paper in papers]
    links = distinct(link for _, reading in readings for link in reading.links)
    watch.started(links)
    evidence: dict[str, Evidence] = {}
    async with open_web(settings, record=record, replay=replay) as web:
        if links:
            await preflight(web, settings)
        await until(brake, _collect(examine(links, web, settings), evidence, watch))
    incomplete = (brake.reason,) if brake.reason else ()
    if cut_off(evidence.values()):
        incomplete = (*incomplete, OFFLINE)
    return replace(_report(readings, links, evidence, incomplete), inputs=tuple(inputs), skipped=skipped())


async def check_async(
    urls: Iterable[str], settings: Settings | None = None, *, watch: Watch | None = None
) -> tuple[Evidence, ...]:
    """Examine single addresses; give their evidence in the order of `urls`, each once."""
    settings, watch = settings or Settings(), watch or Nobody()
    links = distinct(Link(url, url) for url in urls)
    watch.started(links)
    evidence: dict[str, Evidence] = {}
    async with open_web(settings) as web:
        await preflight(web, settings)
        await _collect(examine(links, web, settings), evidence, watch)
    return tuple(evidence[link.url] for link in links)


def scan(papers: Iterable[Paper], settings: Settings | None = None, *, inputs: Sequence[str] = ()) -> Report:
    """Scan papers from code that is not async; see `scan_async`."""
    return asyncio.run(scan_async(papers, settings, inputs=inputs))


def check(
    urls: Iterable[str], settings: Settings | None = None, *, watch: Watch | None = None
) -> tuple[Evidence, ...]:
    """Examine single addresses from code that is not async; see `check_async`."""
    return asyncio.run(check_async(urls, settings, watch=watch))


def distinct(links: Iterable[Link]) -> list[Link]:
    """Keep the first link of each address, in order."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.url, link)
    return list(first.values())


OFFLINE = "no host could be reached: without a network nothing is judged"


def cut_off(evidence: Iterable[Evidence]) -> bool:
    """Tell whether the run as a whole had no network: something was asked, and nobody answered anything."""
    asked = [found for found in evidence if found.health not in (Health.INVALID, Health.SKIPPED)]
    return bool(asked) and all(found.status_code is None for found in asked)


async def _collect(
    findings: AsyncGenerator[Evidence, None], known: dict[str, Evidence], watch: Watch
) -> None:
    """Put what an examination finds into `known`, address by address."""
    async with aclosing(findings):
        async for found in findings:
            known[found.url] = found
            watch.examined(found)


def _report(
    readings: Sequence[tuple[Paper, Reading]],
    links: Sequence[Link],
    evidence: Mapping[str, Evidence],
    incomplete: tuple[str, ...],
) -> Report:
    if OFFLINE in incomplete:
        found = [_not_asked(link, OFFLINE) for link in links]
        records = [postpone(paper, reading, OFFLINE) for paper, reading in readings]
    else:
        found = [evidence.get(link.url) or _not_asked(link, f"not asked: {incomplete}") for link in links]
        by_url = {each.url: each for each in found}
        records = [decide(paper, reading, by_url) for paper, reading in readings]
    return Report(
        schema_version=SCHEMA_VERSION,
        linkscan_version=__version__,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        inputs=(),
        summary=summarise(records, found),
        papers=tuple(records),
        links=tuple(found),
        incomplete=incomplete,
    )


def _not_asked(link: Link, reason: str) -> Evidence:
    return Evidence(link.url, link.raw, link.repairs, health=Health.SKIPPED, reason=reason)
