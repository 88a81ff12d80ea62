"""`linkscan scan`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli.inputs import Inputs, input_options
from linkscan.cli.notify import VARIABLE
from linkscan.cli.options import (
    FILE,
    Sectioned,
    configuration,
    in_section,
    recording_options,
    scan_options,
    voice_options,
)
from linkscan.settings.option import HelpSection

if TYPE_CHECKING:
    from linkscan.reports.report import Report
    from linkscan.settings import Settings
    from linkscan.settings.command import CommandSettings


@click.command(
    cls=Sectioned,
    epilog="""
\b
Examples:
  linkscan scan dump.txt                the reports are in reports/latest
  linkscan scan *.bib --name vldb26     they are in reports/vldb26
  linkscan scan arxiv:cs.CL hf:new      what is new since the last run
  linkscan scan dump.txt --dry-run      what would be requested
  linkscan scan papers.csv --fail-on missing

Set GITHUB_TOKEN to a token of your own: a run is then much faster, and learns more.
""",
)
@input_options
@recording_options
@in_section(
    HelpSection.ASKED,
    "--dry-run",
    is_flag=True,
    help="Show what would be requested, from which hosts, and how long it would take; request nothing.",
)
@in_section(
    HelpSection.SELDOM,
    "--metrics",
    type=FILE,
    metavar="FILE.prom",
    help="Also write counts and times there, as OpenMetrics text.",
)
@in_section(HelpSection.SELDOM, "--no-watch", is_flag=True, help="The same as --watch off.")
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

    INPUT is a file, a pattern of files, - for what is piped in, or a query to a service that publishes papers, such as
    arxiv:cs.CL, hf:2026-11-28 or "pubmed:WORDS". A file is what Zotero, EndNote, Scopus or PubMed export (BibTeX, RIS
    and others), a table (CSV, Excel), a PDF, LaTeX, a list of papers, or plain text, recognised by its content.
    """
    from linkscan.cli.outcome import exit_code, matched, sum_up
    from linkscan.cli.progress import paint, watch_for
    from linkscan.cli.scan_run import run
    from linkscan.reports.writer import check_writable
    from linkscan.run_control import StopSignal

    settings = _settings(config_file, flags | (budget or {}), no_watch=no_watch)
    if dry_run:
        _show_estimate(inputs, settings)
        return
    if metrics:
        check_writable(metrics, "--metrics")
    with watch_for(quiet=quiet, verbose=verbose, log_format=log_format) as watch:
        report, written = run(inputs, settings, watch, stop := StopSignal(), record=record, replay=replay)
    if metrics:
        _write_metrics(metrics, report)
    if not quiet:
        click.echo(paint(sum_up(report, written)))
    if found := matched(report, settings.fail_on):
        click.echo(f"linkscan: --fail-on: {found}", err=True)
    ctx.exit(exit_code(report, settings.fail_on, stop.cause))


def _settings(config_file: Path | None, flags: dict[str, Any], *, no_watch: bool) -> "CommandSettings":
    """Return the settings of the run; the addresses to notify may also come from the environment."""
    if not flags["notify"] and (listed := os.environ.get(VARIABLE)):
        flags["notify"] = tuple(listed.split())
    if no_watch:
        flags["watch"] = "off"
    return configuration(config_file, flags).settings


def _show_estimate(inputs: Inputs, settings: "Settings") -> None:
    """Print the estimate of what a run would request."""
    from linkscan.cli.dry_run import estimate, lines

    for line in lines(estimate(inputs.papers(), settings)):
        click.echo(line)
    for query in inputs.queries:
        click.echo(f"{query}: its papers are unknown until it is queried, and are not counted")


def _write_metrics(file: Path, report: "Report") -> None:
    from linkscan.reports.metrics import render
    from linkscan.reports.writer import write_file

    write_file(file, render(report))
