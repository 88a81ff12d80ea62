"""`linkscan diff`."""

from pathlib import Path

import click

from linkscan.cli.options import READABLE


@click.command(
    epilog="""
\b
Examples:
  linkscan diff reports/2026-10 reports/latest
  linkscan diff reports/june reports/july --json | jq .kind
"""
)
@click.argument("old", type=READABLE)
@click.argument("new", type=READABLE)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per change.")
def command(old: Path, new: Path, as_json: bool) -> None:
    """Show what changed between two runs: OLD and NEW are report.json files, or the folders that hold them."""
    from linkscan.history.diff import diff
    from linkscan.reports.json import line, load
    from linkscan.reports.terminal import change_line

    changes = diff(load(old), load(new))
    for event in changes:
        click.echo(line(event).encode() if as_json else change_line(event))
    if not changes and not as_json:
        click.echo("nothing changed")
