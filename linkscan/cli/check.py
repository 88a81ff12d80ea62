"""`linkscan check`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli.exit_codes import INCOMPLETE, MATCHED
from linkscan.cli.options import Sectioned, Words, configuration, voice_options, web_options
from linkscan.cli.progress import paint, watch_for
from linkscan.models import Health

if TYPE_CHECKING:
    from collections.abc import Iterator


HEALTHS = tuple(health.value for health in (Health.GONE, Health.INVALID, Health.RESTRICTED, Health.UNREACHABLE))
"""The words of `--fail-on`."""


@click.command(
    cls=Sectioned,
    epilog="""
\b
Examples:
  linkscan check https://github.com/psf/requests
  linkscan check --json https://github.com/psf/requests | jq .metadata.license
  linkscan check - < urls.txt
  linkscan check --files README.md docs/*.md --fail-on gone,invalid
""",
)
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per address instead of a table.")
@click.option("--files", "as_files", is_flag=True, help="URL... are text files; check the addresses in them.")
@click.option("--fail-on", type=Words(HEALTHS), default="", metavar="LIST", help=f"Exit 1 on {', '.join(HEALTHS)}.")
@web_options
@voice_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    urls: tuple[str, ...],
    as_json: bool,
    as_files: bool,
    fail_on: tuple[str, ...],
    config_file: Path | None,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Look behind single addresses, and say what is there; - reads them from standard input, one a line."""
    from linkscan.api import check
    from linkscan.examine.outages import is_cut_off
    from linkscan.parallel import chunked
    from linkscan.reports.json import line
    from linkscan.reports.terminal import evidence_line

    settings = configuration(config_file, flags).settings
    addresses = list(_addresses_in(urls) if as_files else _addresses(urls))
    with watch_for(quiet=quiet, verbose=verbose) as watch:
        found = check(addresses, settings, progress=watch)
    for lines in chunked(line(evidence) if as_json else paint(evidence_line(evidence)) for evidence in found):
        text = "\n".join(lines)
        click.echo(text.encode() if as_json else text)  # JSON is UTF-8, whatever the terminal shows
    if any(evidence.health in fail_on for evidence in found):
        ctx.exit(MATCHED)
    if any(evidence.health is Health.SKIPPED and is_cut_off(evidence.reason) for evidence in found):
        ctx.exit(INCOMPLETE)


def _addresses_in(files: tuple[str, ...]) -> "Iterator[str]":
    """Yield the addresses that a careful reader finds in text files."""
    from linkscan.errors import InputError
    from linkscan.models import Paper
    from linkscan.text import read

    for name in files:
        try:
            text = Path(name).read_text("utf-8", errors="replace")
        except OSError as error:
            raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error
        yield from (link.url for link in read(Paper(name, name, abstract=text)).links)


def _addresses(urls: tuple[str, ...]) -> "Iterator[str]":
    """Yield each address, those of standard input included; a bare `github.com/a/b` is meant as https."""
    for url in urls:
        lines = sys.stdin if url == "-" else [url]
        for line in lines:
            if text := line.strip():
                yield text if "://" in text else f"https://{text}"
