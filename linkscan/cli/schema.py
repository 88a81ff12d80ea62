"""`linkscan schema`."""

import json

import click


@click.command(epilog="Example: linkscan schema > report.schema.json")
def command() -> None:
    """Print the JSON Schema of report.json."""
    from linkscan.reports.json import schema

    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False).encode())
