"""Reading and scanning papers from Python."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from linkscan.api.blocking import run_blocking
from linkscan.api.deciding_listener import DecidingListener
from linkscan.api.options import AnyPath, PreparedRun, ScanOptions, path, run_of, spelled_out
from linkscan.api.results import as_they_come
from linkscan.models import Paper, PaperResult, Reading
from linkscan.reports.report import Report
from linkscan.run_control import StopSignal
from linkscan.settings import Settings

if TYPE_CHECKING:
    from linkscan.inputs.feed import Fetched
    from linkscan.inputs.loading import Papers
    from linkscan.pipeline.past import Past
    from linkscan.sources import Query


def read(paper: Paper | str) -> Reading:
    """Return the links and claims of a paper, or of a string, which is read as an abstract. No network is used.

    >>> reading = read("Our code is at github.com/lab/tool. Data will be released.")
    >>> [link.url for link in reading.links]
    ['https://github.com/lab/tool']
    >>> [(claim.asset.value, claim.stance.value, claim.url) for claim in reading.claims]
    [('code', 'released', 'https://github.com/lab/tool'), ('data', 'promised', None)]
    """
    if isinstance(paper, str):
        paper = Paper(id="text", title="", abstract=paper)
    if not isinstance(paper, Paper):
        raise TypeError(f"read takes a Paper or a text, not {type(paper).__name__}")
    from linkscan import text  # noqa: PLC0415 - its grammar takes 60 ms, which checking addresses need not pay

    return text.read(paper)


@spelled_out
async def scan_async(
    papers: "Papers", settings: Settings | None = None, *, ledger: AnyPath | None = None, **options: Unpack[ScanOptions]
) -> Report:
    """Return the report on the claims of papers.

    `settings` default to those of the command line, from configuration files and the environment. `record` writes all
    requests and responses to a WARC file; `replay` takes the responses from such a file instead of the network. When
    `timeout` (seconds, or "10m") is over for the whole run, or `stop` is pulled, the report has what is known so far
    and is `incomplete`. With a `ledger`, the file that stores earlier runs, the report includes what changed, and is
    entered in the ledger.

    Raises InputError for invalid inputs, AccessError when a host rejects its credential.

    >>> import asyncio
    >>> report = asyncio.run(scan_async("papers.jsonl", settings))
    >>> [paper.verdict.value for paper in report.papers]
    ['available', 'missing']
    """
    run, file = run_of(settings, **options), path(ledger)
    report, read_until = await _scan(papers, run, file)
    if file is None or run.replay is not None:
        return report
    from linkscan.history import open_ledger  # noqa: PLC0415 - as below

    with open_ledger(file) as opened:
        report = opened.annotate(report, timedelta(seconds=run.settings.grace))
        opened.record(report, read_until)
    return report


async def _scan(papers: "Papers", run: PreparedRun, ledger: Path | None) -> tuple[Report, Mapping[str, date]]:
    """Return the report, and the queries that were fetched completely, with the day."""
    from linkscan import pipeline  # noqa: PLC0415 - checking addresses does not need these
    from linkscan.http.tally import RequestTally  # noqa: PLC0415
    from linkscan.inputs.feed import read_to_the_end  # noqa: PLC0415
    from linkscan.inputs.loading import load_papers, split_queries  # noqa: PLC0415
    from linkscan.papers.dedup import merge  # noqa: PLC0415
    from linkscan.papers.keep import Keep  # noqa: PLC0415
    from linkscan.pipeline.run_record import with_run  # noqa: PLC0415

    started, keep = datetime.now(UTC), Keep(run.settings.keep)
    queries, others = split_queries(papers)
    past = _past(ledger, queries, run.settings, started)
    fetched: list[Fetched] = []
    tally = RequestTally()
    report = await pipeline.scan_async(
        merge(load_papers(others, keep=keep)),
        run.settings,
        past=past,
        record=run.record,
        replay=run.replay,
        listener=run.listener,
        stop=run.stop,
        on_fetched=fetched.append,
        tally=tally,
    )
    report = replace(report, notes=(*keep.notes(), *report.notes))
    report = with_run(report, run.settings, [papers] if isinstance(papers, (str, Path)) else [], started, tally)
    return report, read_to_the_end(report, fetched[0], past.feed.today)


def _past(ledger: Path | None, queries: "Sequence[Query]", settings: Settings, now: datetime) -> "Past":
    """Return what the ledger, if there is one, knows about earlier runs."""
    from linkscan.history import open_ledger  # noqa: PLC0415 - as above
    from linkscan.pipeline.past import past_in  # noqa: PLC0415

    with open_ledger(ledger) if ledger is not None and ledger.is_file() else nullcontext() as opened:
        return past_in(opened, queries, settings, now)


@spelled_out
def scan(
    papers: "Papers", settings: Settings | None = None, *, ledger: AnyPath | None = None, **options: Unpack[ScanOptions]
) -> Report:
    """Return the report on papers, from synchronous code; see `scan_async`.

    In a notebook, interrupting the cell ends the run early with a report of what is known so far.

    >>> report = scan("papers.jsonl", settings)
    >>> report.summary.papers_with_code_claim
    2
    >>> scan([{"title": "A Plan", "abstract": "Code will be released."}], settings).papers[0].verdict.value
    'missing'
    """
    options["stop"] = stop = options.get("stop") or StopSignal()
    return run_blocking(scan_async(papers, settings, ledger=ledger, **options), stop)


@spelled_out
async def stream(
    papers: "Papers", settings: Settings | None = None, **options: Unpack[ScanOptions]
) -> AsyncGenerator[PaperResult, None]:
    """Yield each paper as soon as all its addresses are examined.

    Papers whose verdict depends on the whole run come at the end: those with a claim without an address, or with an
    address that is gone or did not answer, since that may be due to an outage. Leaving the loop early cancels the run.

    >>> import asyncio
    >>> async def verdicts():
    ...     return sorted([paper.verdict.value async for paper in stream("papers.jsonl", settings)])
    >>> asyncio.run(verdicts())
    ['available', 'missing']
    """
    from linkscan import pipeline  # noqa: PLC0415 - as above
    from linkscan.inputs.loading import load_papers, split_queries  # noqa: PLC0415
    from linkscan.papers.dedup import merge  # noqa: PLC0415
    from linkscan.pipeline.past import past_in  # noqa: PLC0415

    run = run_of(settings, **options)
    deciding = DecidingListener(run.listener)
    queries, others = split_queries(papers)
    scanning = pipeline.scan_async(
        merge(load_papers(others, keep=run.settings.keep)),
        run.settings,
        past=past_in(None, queries, run.settings, datetime.now(UTC)),
        record=run.record,
        replay=run.replay,
        listener=deciding,
        stop=run.stop,
        on_read=deciding.begin,
    )
    results = as_they_come(
        asyncio.ensure_future(scanning), deciding.ready, lambda report: report.papers, lambda paper: paper.id
    )
    async with aclosing(results):
        async for paper in results:
            yield paper
