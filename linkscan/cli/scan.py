"""`linkscan scan`."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from linkscan.cli.help_sections import Sectioned
from linkscan.cli.inputs import Inputs, input_options
from linkscan.cli.notify import VARIABLE
from linkscan.cli.options import FILE, FOLDER, Budget, Day, Duration, Words, configuration, voice_options, web_options
from linkscan.cli.outcome import FAILURES, exit_code, matched, sum_up
from linkscan.cli.progress import paint, watch_for
from linkscan.reports.registry import DEFAULT_FORMATS, FORMATS


@click.command(
    cls=Sectioned,
    epilog="""
\b
Examples:
  linkscan scan dump.txt                          reports/<time>/, and reports/latest points at it
  linkscan scan *.bib --name vldb26 --formats csv,markdown
  linkscan scan papers.jsonl --fail-on missing,dead
  cat papers.csv | linkscan scan - --format-in csv
  linkscan scan dump.txt --record run.warc.gz     keep every exchange
  linkscan scan dump.txt --replay run.warc.gz     the same report again, without a network
  linkscan scan arxiv.jsonl --engine dask --scheduler tcp://10.0.0.1:8786

GITHUB_TOKEN (or GH_TOKEN), GITLAB_TOKEN and HF_TOKEN are used if set: a GitHub token makes a run a
hundred times lighter and tells the metadata.
""",
)
@input_options
@click.option("--reports", type=FOLDER, help="Folder to write the report's folder into.  [default: ./reports]")
@click.option("--name", help="Name of the report's folder.  [default: the time in UTC]")
@click.option(
    "--formats",
    type=Words(FORMATS),
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    help="What to write, of all: " + ", ".join(FORMATS) + ".",
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
@click.option(
    "--since", type=Day(), metavar="DATE|AGE", help="Only papers since then, such as 2026-06-01, 2026 or 365d."
)
@click.option("--budget", type=Budget(), metavar="requests=N,time=T", help="End then; the next run goes on.")
@click.option("--overrides", type=FILE, metavar="FILE.toml", help="File of what you know better, with reasons.")
@click.option(
    "--notify",
    multiple=True,
    envvar=VARIABLE,
    metavar="URL",
    help="Where to send what changed, as apprise has it.",
)
@click.option("--grace", type=Duration(), help="How long a promise may be open before it is overdue.  [default: 90d]")
@click.option("--engine", type=click.Choice(["here", "dask"]), help="Where the work is done.  [default: here]")
@click.option("--scheduler", metavar="ADDRESS", help="The dask cluster's; without it, one worker a core here.")
@web_options
@voice_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    inputs: Inputs,
    budget: dict[str, float] | None,
    config_file: Path | None,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Read papers from INPUT..., look behind every address, and write the reports.

    INPUT is a file (or - for standard input): a dump of a daily-papers page, JSONL, JSON, CSV, BibTeX, arXiv
    Atom or metadata JSONL, Parquet, Markdown or plain text; which one is told by its content.
    """
    from linkscan.cli.scan_run import Plan, run

    plan = Plan(**{field.name: flags.pop(field.name) for field in fields(Plan)})
    settings = configuration(config_file, {**flags, **(budget or {})}).settings
    with watch_for(quiet=quiet, verbose=verbose) as watch:
        report, written = run(inputs, plan, settings, watch)
    if not quiet:
        click.echo(paint(sum_up(report, written)))
    if found := matched(report, plan.fail_on):
        click.echo(f"linkscan: --fail-on: {found}", err=True)
    ctx.exit(exit_code(report, plan.fail_on))
