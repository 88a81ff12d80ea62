"""`linkscan extract`."""

from typing import TextIO

import click

from linkscan.cli.inputs import Inputs, input_options, skipped_records


@click.command(
    epilog="""
\b
Examples:
  linkscan extract dump.txt
  linkscan extract *.jsonl -o readings.jsonl
  linkscan extract dump.txt | jq -c '.claims[] | select(.stance == "promised")'
"""
)
@input_options
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="File to write.")
def command(inputs: Inputs, output: TextIO) -> None:
    """Read what the papers in INPUT... say of their code, without a network.

    Writes one JSON object for each distinct paper, in the order of the inputs: id, title, source, links
    (url, raw, repairs) and claims (asset, stance, url, sentence).
    """
    from linkscan.extraction import extract

    output.writelines(extract(inputs.papers()))
    if inputs.skipped:
        click.echo(f"linkscan: {skipped_records(inputs.skipped)}", err=True)
