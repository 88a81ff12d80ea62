"""The pipeline: read every paper, examine every link, decide every claim."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from linkscan import __version__
from linkscan.evidence import examine
from linkscan.ledger.outages import Outage, outages
from linkscan.models import SCHEMA_VERSION, Evidence, Failure, Health, Link, Paper, Reading, Record
from linkscan.report import Report
from linkscan.settings import Settings
from linkscan.summary import summarise
from linkscan.text import read
from linkscan.verdict import decide, postpone
from linkscan.watch import Brake, Nobody, Watch, until
from linkscan.web import Network, Witness, open_web
from linkscan.web.preflight import preflight


async def scan_async(
    papers: Iterable[Paper],
    settings: Settings | None = None,
    *,
    record: Path | None = None,
    replay: Path | None = None,
    watch: Watch | None = None,
    brake: Brake | None = None,
    before: Mapping[str, Health] | None = None,
) -> Report:
    """Scan papers and report what became of their claims.

    `record` writes every exchange to a WARC file; `replay` answers from such a file instead of the
    network. `before` is the health that earlier runs found, by address: where too much of it turns bad at
    once, the new findings are not believed. Raises AccessError when a host rejects its credential.

    >>> import asyncio
    >>> papers = load_papers("papers.jsonl")
    >>> report = asyncio.run(scan_async(papers, settings))
    >>> [paper.verdict.value for paper in report.papers]
    ['available', 'missing']
    """
    settings, watch, brake = settings or Settings(), watch or Nobody(), brake or Brake()
    readings = [(replace(paper, abstract=""), read(paper)) for paper in papers]
    links = distinct(link for _, reading in readings for link in reading.links)
    evidence: dict[str, Evidence] = {}
    async with open_web(settings, record=record, replay=replay) as web:
        witness = Witness(web)
        if links and replay is None:
            await preflight(witness, settings)
        watch.started(links)
        await until(brake, _collect(examine(links, witness, settings), evidence, watch, witness))
        cut_off = _cut_off(witness.network() if brake.reason else await witness.look_around())
    if cut_off:
        report = _unjudged(readings, links, cut_off)
    else:
        troubles = outages(before or {}, evidence.values())
        report = _judged(readings, links, doubted(evidence, troubles), [*_stopped(brake), *map(str, troubles)])
    return report


async def check_async(
    urls: Iterable[str], settings: Settings | None = None, *, watch: Watch | None = None
) -> tuple[Evidence, ...]:
    """Examine single addresses; give their evidence in the order of `urls`, each once.

    >>> import asyncio
    >>> [found] = asyncio.run(check_async(["https://github.com/lab/tool"], settings))
    >>> found.content.value, found.content_reason
    ('present', 'code: main.py')
    """
    settings, watch = settings or Settings(), watch or Nobody()
    links = distinct(Link(url, url) for url in urls)
    watch.started(links)
    evidence: dict[str, Evidence] = {}
    async with open_web(settings) as web:
        witness = Witness(web)
        await preflight(witness, settings)
        await _collect(examine(links, witness, settings), evidence, watch, witness)
        cut_off = _cut_off(await witness.look_around())
    return tuple(_skipped(link, cut_off) if cut_off else evidence[link.url] for link in links)


def scan(papers: Iterable[Paper], settings: Settings | None = None) -> Report:
    """Scan papers from code that is not async; see `scan_async`.

    >>> report = scan(load_papers("papers.jsonl"), settings)
    >>> report.summary.papers_with_code_claim
    2
    """
    return asyncio.run(scan_async(papers, settings))


def check(urls: Iterable[str], settings: Settings | None = None, *, watch: Watch | None = None) -> tuple[Evidence, ...]:
    """Examine single addresses from code that is not async; see `check_async`.

    >>> [found] = check(["https://github.com/lab/never"], settings)
    >>> found.health.value, found.reason
    ('gone', 'no public repository: git and the page both say so')
    """
    return asyncio.run(check_async(urls, settings, watch=watch))


NOT_JUDGED = "nothing was judged"


def distinct(links: Iterable[Link]) -> list[Link]:
    """Keep the first link of each address, in order."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.url, link)
    return list(first.values())


async def _collect(
    findings: AsyncGenerator[Evidence, None], known: dict[str, Evidence], watch: Watch, witness: Witness
) -> None:
    """Put what an examination finds into `known`, address by address, until there is no network for more."""
    async with aclosing(findings):
        async for found in findings:
            known[found.url] = found
            watch.examined(found)
            if found.status_code is None and witness.is_cut_off():
                return


def doubted(evidence: Mapping[str, Evidence], troubles: Sequence[Outage]) -> Mapping[str, Evidence]:
    """Take back what was found where an outage is in the way: it could not be told."""
    return {
        url: next((_in_doubt(found, trouble) for trouble in troubles if trouble.covers(found)), found)
        for url, found in evidence.items()
    }


def _in_doubt(found: Evidence, trouble: Outage) -> Evidence:
    reason = f"{trouble} ({found.health}: {found.reason})"
    return replace(found, health=Health.UNREACHABLE, reason=reason, content=None, content_reason=None)


def _stopped(brake: Brake) -> list[str]:
    return [brake.reason] if brake.reason else []


def _cut_off(network: Network) -> str | None:
    """Say why nothing may be judged: no host answered, or one stranger answered for all of them."""
    return f"{NOT_JUDGED}: {network}" if network in (Network.DOWN, Network.CAPTIVE) else None


def is_cut_off(reason: str) -> bool:
    """Tell by the reason of a skipped link whether the run had no network for it."""
    return reason.startswith(NOT_JUDGED) or Failure.OFFLINE in reason


def _judged(
    readings: Sequence[tuple[Paper, Reading]],
    links: Sequence[Link],
    evidence: Mapping[str, Evidence],
    incomplete: list[str],
) -> Report:
    """Decide what became of each paper. Links that a stop came before are skipped, and the report says so."""
    not_asked = f"not asked: {'; '.join(incomplete)}"
    found = {link.url: evidence.get(link.url) or _skipped(link, not_asked) for link in links}
    if offline := sum(each.health is Health.SKIPPED and Failure.OFFLINE in each.reason for each in found.values()):
        incomplete = [*incomplete, f"offline: {offline} addresses are not in the cache"]
    records = [decide(paper, reading, found) for paper, reading in readings]
    return _report(records, tuple(found.values()), incomplete)


def _unjudged(readings: Sequence[tuple[Paper, Reading]], links: Sequence[Link], reason: str) -> Report:
    """Report what the texts say, and judge nothing."""
    records = [postpone(paper, reading, reason) for paper, reading in readings]
    return _report(records, [_skipped(link, reason) for link in links], [reason])


def _report(records: Sequence[Record], evidence: Sequence[Evidence], incomplete: Sequence[str]) -> Report:
    return Report(
        schema_version=SCHEMA_VERSION,
        linkscan_version=__version__,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        inputs=tuple(dict.fromkeys(_file(place) for record in records for place in record.source)),
        summary=summarise(records, evidence),
        papers=tuple(records),
        links=tuple(evidence),
        incomplete=tuple(incomplete),
    )


def _file(place: str) -> str:
    return place.rpartition(":")[0]


def _skipped(link: Link, reason: str) -> Evidence:
    return Evidence(link.url, link.raw, link.repairs, health=Health.SKIPPED, reason=reason)
