"""`linkscan check` for single papers: files, and arXiv papers given by identifier."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkscan.cli.exit_codes import INCOMPLETE, MATCHED

if TYPE_CHECKING:
    from linkscan.reports.report import Report
    from linkscan.settings import Settings

_ENDINGS = (".pdf", ".tex", ".ltx")
_ARXIV = "https://arxiv.org/abs/"


def is_paper_file(given: str) -> bool:
    """Return whether `given` is an existing file with the extension of a paper."""
    return Path(given).suffix.lower() in _ENDINGS and Path(given).is_file()


def query_of(given: str) -> str | None:
    """Return the query for an arXiv paper given by its identifier, or None, also for its URL, which is only checked."""
    from linkscan.spellings import as_url

    is_address = "://" in given or given.lower().startswith(("arxiv.org/", "www.arxiv.org/"))
    url = as_url(given)
    return f"arxiv:{url.removeprefix(_ARXIV)}" if url.startswith(_ARXIV) and not is_address else None


def review(
    papers: Sequence[str],
    settings: "Settings",
    fail_on: Sequence[str],
    *,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    log_format: str,
) -> int:
    """Print the review of each paper, claim by claim; return the exit code."""
    from linkscan.api.scanning import scan
    from linkscan.cli.progress import watch_for
    from linkscan.reports.escaping import log_line
    from linkscan.reports.json import paper_lines
    from linkscan.reports.review import render

    with watch_for(quiet=quiet, verbose=verbose, log_format=log_format) as watch:
        report = scan(papers, settings, progress=watch)
    click.echo((paper_lines if as_json else render)(report).encode("utf-8", "replace"), nl=False)
    for note in () if report.papers else report.notes:
        click.echo(f"linkscan: {log_line(note)}", err=True)
    for reason in report.incomplete:
        click.echo(f"linkscan: incomplete: {log_line(reason)}", err=True)
    if _words(report).intersection(fail_on):
        return MATCHED
    return INCOMPLETE if report.incomplete else 0


def _words(report: "Report") -> set[object]:
    """Return the findings of a report that `--fail-on` may name."""
    words: set[object] = {word for link in report.links for word in (link.health, link.content)}
    return words | {paper.verdict for paper in report.papers}
