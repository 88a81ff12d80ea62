"""`linkscan scan`."""

import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli.inputs import Inputs, input_options
from linkscan.cli.notifying import digest, open_notifier
from linkscan.cli.options import FILE, FOLDER, Budget, Duration, Words, configuration, voice_options, web_options
from linkscan.cli.outcome import FAILURES, exit_code, sum_up
from linkscan.cli.terminal import watch_for
from linkscan.reports.formats import DEFAULT_FORMATS, FORMATS

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from linkscan.models import Health
    from linkscan.report import Report
    from linkscan.watch import Brake

STOPPED_BY = (signal.SIGINT, signal.SIGTERM)


@click.command(
    epilog="""
\b
Examples:
  linkscan scan dump.txt                          reports/<time>/, and reports/latest points at it
  linkscan scan *.bib --name vldb26 --formats csv,markdown
  linkscan scan papers.jsonl --fail-on missing,dead
  cat papers.csv | linkscan scan - --format-in csv
  linkscan scan dump.txt --record run.warc.gz     keep every exchange
  linkscan scan dump.txt --replay run.warc.gz     the same report again, without a network

GITHUB_TOKEN (or GH_TOKEN), GITLAB_TOKEN and HF_TOKEN are used if set: a GitHub token makes a run a
hundred times lighter and tells the metadata.
"""
)
@input_options
@click.option("--reports", type=FOLDER, help="Folder to write the report's folder into.  [default: ./reports]")
@click.option("--name", help="Name of the report's folder.  [default: the time in UTC]")
@click.option(
    "--formats",
    type=Words(FORMATS),
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    help="What to write.",
)
@click.option("--record", type=FILE, metavar="FILE.warc.gz", help="Keep every exchange, credentials left out.")
@click.option("--replay", type=FILE, metavar="FILE.warc.gz", help="Answer from a recording, not the network.")
@click.option(
    "--fail-on",
    type=Words(FAILURES),
    default="",
    metavar="LIST",
    help=f"Exit 1 on any of: {', '.join(FAILURES)}.",
)
@click.option("--only", type=click.Choice(["changed"]), help="List only what changed since the last run.")
@click.option("--budget", type=Budget(), metavar="requests=N,time=T", help="End early, go on next time.")
@click.option("--overrides", type=FILE, metavar="FILE.toml", help="What you know better, with reasons.")
@click.option(
    "--notify", multiple=True, envvar="APPRISE_URLS", metavar="URL", help="Where to send what changed: apprise's words."
)
@click.option("--grace", type=Duration(), help="How long a promise may be open before it is overdue.  [default: 90d]")
@web_options
@voice_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    inputs: Inputs,
    name: str | None,
    formats: tuple[str, ...],
    record: Path | None,
    replay: Path | None,
    fail_on: tuple[str, ...],
    only: str | None,
    budget: dict[str, float] | None,
    notify: tuple[str, ...],
    config_file: Path | None,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Read papers from INPUT..., look behind every address, and write the reports.

    INPUT is a file (or - for standard input): a dump of a daily-papers page, JSONL, JSON, CSV, BibTeX, arXiv
    Atom or metadata JSONL, Markdown or plain text; which one is told by its content.
    """
    from linkscan.diff import only_changed
    from linkscan.ledger import NAME, open_ledger
    from linkscan.pipeline import scan_async
    from linkscan.reports.writing import checked_name, write_reports
    from linkscan.watch import Brake

    notifier = open_notifier(notify)
    settings = configuration(config_file, {**flags, **(budget or {})}).settings
    if name is not None:
        checked_name(name)
    papers = inputs.papers()
    brake = Brake()
    # A replay computes an old run again: it neither knows what came before, nor is it a run to remember.
    book = Path(":memory:") if replay else settings.reports / NAME
    health, settled_at = _past(book)
    with watch_for(quiet=quiet, verbose=verbose) as watch:
        report = _run(
            scan_async(
                papers,
                settings,
                record=record,
                replay=replay,
                watch=watch,
                brake=brake,
                before=health,
                settled_at=settled_at,
            ),
            brake,
        )
    report = replace(report, inputs=tuple(inputs.names), skipped=inputs.skipped)
    with open_ledger(book) as ledger:
        report = ledger.annotate(report, timedelta(seconds=settings.grace))
        written = write_reports(only_changed(report) if only else report, settings.reports, name, formats)
        ledger.record(report)
    if report.changes and not notifier.tell(*digest(report)):
        click.echo("linkscan: the changes could not be sent to all of --notify", err=True)
    if not quiet:
        click.echo(sum_up(report, written))
    ctx.exit(exit_code(report, fail_on))


def _past(book: Path) -> "tuple[Mapping[str, Health], Mapping[str, str]]":
    """Read what earlier runs found of each address and when, if there were any."""
    from linkscan.ledger import open_ledger

    if not book.is_file():
        return {}, {}
    with open_ledger(book) as ledger:
        return ledger.health(datetime.now(UTC).isoformat()), ledger.settled_at()


def _run(scanning: "Coroutine[Any, Any, Report]", brake: "Brake") -> "Report":
    """Run to the end, or to the first SIGINT or SIGTERM: then what is known is reported."""
    import asyncio

    async def under_signals() -> "Report":
        loop = asyncio.get_running_loop()
        for number in STOPPED_BY:
            loop.add_signal_handler(number, brake.pull, f"interrupted by {number.name}")
        return await scanning

    return asyncio.run(under_signals())
