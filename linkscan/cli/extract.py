"""`linkscan extract`."""

from typing import TextIO

import click

from linkscan.cli.inputs import Inputs, Voice, input_options, papers_without_abstract, skipped_records


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
@click.option("-v", "--verbose", is_flag=True, help="List papers without abstract, and all that could not be read.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def command(inputs: Inputs, output: TextIO, **_voice: bool) -> None:
    """Read what the papers in INPUT... say of their code, without a network.

    Writes one JSON object for each distinct paper, in the order of the inputs: id, title, source, links
    (url, raw, repairs, origin) and claims (asset, stance, url, origin, sentence).
    """
    from linkscan.extraction import extract

    output.writelines(extract(inputs.papers()))
    if inputs.voice is not Voice.QUIET:
        if inputs.skipped:
            click.echo(f"linkscan: {skipped_records(inputs.skipped)}", err=True)
        if inputs.without_abstract:
            click.echo(f"linkscan: {papers_without_abstract(inputs.without_abstract)}", err=True)
