"""`linkscan history`."""

from pathlib import Path

import click

from linkscan.cli.options import FOLDER, configuration


@click.command(
    epilog="""
\b
Examples:
  linkscan history 2301.00001
  linkscan history "notes on an analytical engine"
  linkscan history https://github.com/lab/tool
"""
)
@click.argument("subject", metavar="PAPER|URL")
@click.option("--reports", type=FOLDER, help="Folder that holds ledger.sqlite.  [default: ./reports]")
def command(subject: str, reports: Path | None) -> None:
    """Show what earlier runs found for a paper or an address, oldest first.

    A paper is named by its id, its arXiv id or DOI or the address of one, or by several words of its title; an address
    as `linkscan check` takes it: a URL with or without https://, a DOI, an arXiv id, git@host:owner/name.
    """
    from linkscan.errors import InputError
    from linkscan.history import NAME, open_ledger
    from linkscan.reports.terminal import entry_line

    file = configuration(None, {"reports": reports}).settings.reports / NAME
    if not file.is_file():
        raise InputError(f"{file}: there is no ledger yet; `linkscan scan` creates one")
    with open_ledger(file) as ledger:
        entries = next(filter(None, map(ledger.history, _spellings(subject))), ())
    if not entries:
        raise InputError(f"{file}: nothing is known about {subject}{_suggestion(subject)}")
    for entry in entries:
        click.echo(entry_line(entry.at, entry.asset, entry.stance, entry.state, entry.url or entry.paper, entry.reason))


def _spellings(subject: str) -> list[str]:
    """Return the names by which the ledger may know a paper or an address, starting with the given one."""
    from linkscan.papers.identifiers import arxiv_id, doi
    from linkscan.spellings import as_url, variants

    url = as_url(subject)
    known = (subject, arxiv_id(subject), arxiv_id(url), doi(subject), doi(url), *variants(url))
    return list(dict.fromkeys(filter(None, known)))


def _suggestion(subject: str) -> str:
    from linkscan.spellings import as_url, suggest
    from linkscan.urls import parse_url

    meant = suggest(subject) if parse_url(as_url(subject)) is None else None
    return f"; did you mean {meant}?" if meant else ""
