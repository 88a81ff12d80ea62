"""`linkscan extract`."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from linkscan.cli.exit_codes import DONE, INCOMPLETE
from linkscan.cli.inputs import Inputs, Verbosity, input_options, papers_without_abstract, skipped_records
from linkscan.cli.options import configuration, source_options
from linkscan.reports.escaping import plain

if TYPE_CHECKING:
    from linkscan.inputs.feed import Fetched
    from linkscan.models import Paper


@click.command(
    epilog="""
\b
Examples:
  linkscan extract dump.txt
  linkscan extract *.jsonl -o readings.jsonl
  linkscan extract arxiv:2401.00001              asks the network, and says so
  linkscan extract hf:2026-11-28 --record day.warc.gz
  linkscan extract dump.txt | jq '.claims[] | select(.stance == "promised")'
"""
)
@input_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default="-",
    help="File to write.",
)
@click.option(
    "-v", "--verbose", is_flag=True, help="List papers without an abstract, and records that could not be read."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@source_options
@click.pass_context
def command(ctx: click.Context, /, inputs: Inputs, output: Path, **flags: Any) -> None:
    """Read what the papers in INPUT... say about their code. Only a query to a service uses the network, and says so.

    Writes one JSON object for each distinct paper, in the order of the inputs: id, title, source, links
    (url, raw, repairs, origin) and claims (asset, stance, url, origin, sentence).
    """
    from linkscan.parallel.chunks import map_chunks

    source_flags = {name: flags[name] for name in flags.keys() - {"verbose", "quiet"}}
    fetched = _fetched(inputs, **source_flags) if inputs.queries else None
    with _opened(output) as out:
        out.writelines(map_chunks(lines, inputs.papers(fetched.papers if fetched else ())))
        out.flush()
    problems = [*inputs.cut_off, *(fetched.problems if fetched else ())]
    inputs.say_broken(fetched.broken if fetched else ())
    if inputs.verbosity is not Verbosity.QUIET:
        if inputs.skipped:
            click.echo(f"linkscan: {skipped_records(inputs.skipped)}", err=True)
        if inputs.without_abstract:
            click.echo(f"linkscan: {papers_without_abstract(inputs.without_abstract)}", err=True)
    for problem in problems:
        click.echo(f"linkscan: incomplete: {plain(problem)}", err=True)
    ctx.exit(INCOMPLETE if problems else DONE)


def _opened(output: Path) -> AbstractContextManager[IO[str]]:
    """Return the standard output for `-`, else a file that replaces what is there once it is complete."""
    if str(output) == "-":
        return nullcontext(click.open_file("-", "w", encoding="utf-8"))
    from linkscan.reports.writer import replacing

    return replacing(output)


def lines(papers: "Sequence[Paper]") -> str:
    """Return a line of JSON for each paper; at the top level of the module so that worker processes can import it."""
    from linkscan.reports.reading_lines import reading_line
    from linkscan.text import read

    return "".join([reading_line(paper, read(paper)) for paper in papers])


def _fetched(
    inputs: Inputs, *, record: Path | None, replay: Path | None, budget: dict[str, object] | None, **flags: object
) -> "Fetched":
    """Return the papers from services, after a notice that they are queried."""
    inputs.ensure_files()
    import asyncio

    from linkscan.inputs.feed import Feed, fetch_apart

    if inputs.verbosity is not Verbosity.QUIET:
        place = f"answers from {replay}" if replay else "uses the network"
        click.echo(f"linkscan: {place} for {', '.join(map(str, inputs.queries))}", err=True)
    settings = configuration(None, {**flags, **(budget or {})}).settings
    feed = Feed(inputs.queries, datetime.now(UTC).date())
    fetched = asyncio.run(fetch_apart(feed, settings, record=record, replay=replay))
    if inputs.verbosity is not Verbosity.QUIET:
        for note in fetched.notes:
            click.echo(f"linkscan: {plain(note)}", err=True)
    return fetched
