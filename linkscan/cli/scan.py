"""`linkscan scan`."""

import os
from pathlib import Path
from typing import Any

import click

from linkscan.cli.inputs import Inputs, input_options
from linkscan.cli.notify import VARIABLE
from linkscan.cli.options import FILE, Sectioned, configuration, in_section, scan_options, voice_options
from linkscan.cli.outcome import exit_code, matched, sum_up
from linkscan.cli.progress import paint, watch_for
from linkscan.settings.option import Section


@click.command(
    cls=Sectioned,
    epilog="""
\b
Examples:
  linkscan scan dump.txt                          reports/<time>/, and reports/latest points at it
  linkscan scan *.bib --name vldb26 --formats csv,markdown
  linkscan scan arxiv:cs.CL hf:new                new papers since the last run, and open promises of earlier ones
  linkscan scan arxiv:2401.00001 acl:2024.naacl-long hf:2026-W48
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
@in_section(
    Section.HOW, "--record", type=FILE, metavar="FILE.warc.gz", help="Keep every exchange, credentials left out."
)
@in_section(
    Section.HOW, "--replay", type=FILE, metavar="FILE.warc.gz", help="Answer from a recording, not the network."
)
@in_section(
    Section.HOW,
    "--dry-run",
    is_flag=True,
    help="Show what would be requested, of whom, and how long it would take; request nothing.",
)
@in_section(
    Section.WRITTEN,
    "--metrics",
    type=FILE,
    metavar="FILE.prom",
    help="Also write counts and times there, as OpenMetrics text.",
)
@in_section(Section.READ, "--no-watch", is_flag=True, help="The same as --watch off.")
@scan_options
@voice_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    inputs: Inputs,
    budget: dict[str, object] | None,
    config_file: Path | None,
    record: Path | None,
    replay: Path | None,
    dry_run: bool,
    no_watch: bool,
    metrics: Path | None,
    log_format: str,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Read papers from INPUT..., look behind every address, and write the reports.

    INPUT is a file, a pattern of files, - for standard input, or a query to a service that publishes papers, such as
    arxiv:cs.CL, hf:2026-11-28 or pubmed:QUERY. A file is what databases, reference managers and services export
    (RIS, BibTeX, nbib, CSV, Excel, JSON, XML), a PDF, LaTeX, a list in Markdown, a page of daily papers or plain
    text, also in gzip, bzip2, zstd or zip; which one is told by its content.
    """
    from linkscan.cli.scan_run import run
    from linkscan.run_control import StopSignal

    if not flags["notify"] and (listed := os.environ.get(VARIABLE)):
        flags["notify"] = tuple(listed.split())
    if no_watch:
        flags["watch"] = "off"
    settings = configuration(config_file, {**flags, **(budget or {})}).settings
    if dry_run:
        from linkscan.cli.dry_run import estimate, lines

        for line in lines(estimate(inputs.papers(), settings)):
            click.echo(line)
        for query in inputs.queries:
            click.echo(f"{query}: its papers are not known before it is asked, and are in no count")
        return
    with watch_for(quiet=quiet, verbose=verbose, log_format=log_format) as watch:
        report, written = run(inputs, settings, watch, stop := StopSignal(), record=record, replay=replay)
    if metrics:
        from linkscan.reports.metrics import render
        from linkscan.reports.writer import write_file

        write_file(metrics, render(report))
    if not quiet:
        click.echo(paint(sum_up(report, written)))
    if found := matched(report, settings.fail_on):
        click.echo(f"linkscan: --fail-on: {found}", err=True)
    ctx.exit(exit_code(report, settings.fail_on, stop.cause))
