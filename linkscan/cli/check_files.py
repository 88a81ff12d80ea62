"""`linkscan check --files`: report the links in files with their positions, or fix them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linkscan.cli.check_addresses import check, exit_code, print_results, say_why_incomplete
from linkscan.errors import LinkscanError
from linkscan.plurals import counted
from linkscan.reports.escaping import log_line

if TYPE_CHECKING:
    from linkscan.documents.check import DocumentLinks
    from linkscan.documents.files import Document
    from linkscan.documents.ignore import IgnoreList
    from linkscan.documents.occurrence import Occurrence
    from linkscan.models import LinkResult
    from linkscan.run_control import StopCause
    from linkscan.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesCheck:
    """The options of the command line for the links in files."""

    ignore: Path | None
    include_verbatim: bool
    archives: bool
    as_json: bool
    output_format: str
    fix: bool
    dry_run: bool
    fail_on: Sequence[str]


def check_files(
    names: Sequence[str], settings: "Settings", wanted: FilesCheck, *, quiet: bool, verbose: bool, log_format: str
) -> int:
    """Check the links in files and folders, print the findings, and return the exit code."""
    from linkscan.documents import files

    paths = list(files.expand(names))
    documents = {str(path): files.read(path) for path in paths}
    found, occurrences, stopped_by = _find(documents.values(), settings, wanted, quiet=quiet, log_format=log_format)
    if wanted.fix:
        occurrences = _fix(occurrences, documents, dry_run=wanted.dry_run)
    if wanted.as_json:
        print_results(found, as_json=True)
    else:
        _report(occurrences, wanted, quiet=quiet, verbose=verbose)
        if not quiet:
            click.echo(f"{_summary(occurrences)}, in {counted(len(paths), 'file')}", err=True)
    say_why_incomplete(found)
    return exit_code(found, {each.state for each in occurrences}, wanted.fail_on, stopped_by)


def _find(
    documents: "Iterable[Document]", settings: "Settings", wanted: FilesCheck, *, quiet: bool, log_format: str
) -> "tuple[tuple[LinkResult, ...], list[Occurrence], StopCause | None]":
    """Return the results of the addresses in files, the occurrences of links, and what stopped the run, if anything."""
    from linkscan.documents.check import addresses, find, judge
    from linkscan.documents.reference import Scope

    ignored, today = _ignore_list(wanted.ignore), datetime.now(UTC).date()
    scope = Scope.VERBATIM if wanted.include_verbatim else Scope.PROSE
    found = [find(document, scope) for document in documents]
    urls = [url for url in addresses(found) if not ignored.reason_for(url, today)]
    results, stopped_by = (
        check(urls, settings, archives=wanted.archives, quiet=quiet, verbose=False, log_format=log_format)
        if urls
        else ((), None)
    )
    if not quiet:
        for note in ignored.notes(_targets(found), today):
            click.echo(f"linkscan: {note}", err=True)
    by_url = dict(zip(urls, results, strict=True))
    return results, list(judge(found, by_url, ignored, today)), stopped_by


def _targets(found: "Sequence[DocumentLinks]") -> Iterator[str]:
    return (reference.target for file in found for reference in file.references)


def _ignore_list(file: Path | None) -> "IgnoreList":
    from linkscan.documents import files
    from linkscan.documents.ignore import NAME, IgnoreList, parse

    if file is None and not Path(NAME).is_file():
        return IgnoreList()
    file = file or Path(NAME)
    return parse(files.read(file).text, str(file))


def _fix(occurrences: "list[Occurrence]", documents: "Mapping[str, Document]", *, dry_run: bool) -> "list[Occurrence]":
    """Replace moved addresses in files, or print the changes as a diff; return the occurrences left to report.

    A file that has changed since it was read is not written.
    """
    from linkscan.documents import files
    from linkscan.documents.fix import fixed, is_fixable, unified

    by_file: dict[str, list[Occurrence]] = {}
    done: set[int] = set()
    for each in filter(is_fixable, occurrences):
        by_file.setdefault(each.file, []).append(each)
    for name, changes in by_file.items():
        document = documents[name]
        new = fixed(document.text, changes)
        if dry_run:
            click.echo(unified(name, document.text, new).encode("utf-8", "surrogateescape"), nl=False)
            continue
        try:
            files.write(document, new)
        except LinkscanError as error:
            click.echo(f"linkscan: {log_line(str(error))}", err=True)
            continue
        click.echo(f"linkscan: {log_line(name)}: {counted(len(changes), 'address', 'addresses')} replaced", err=True)
        done.update(map(id, changes))
    return [each for each in occurrences if id(each) not in done]


def _report(occurrences: "Sequence[Occurrence]", wanted: FilesCheck, *, quiet: bool, verbose: bool) -> None:
    """Print the findings: every link with -v, only those of --fail-on with -q."""
    from linkscan.documents.occurrence import FINDINGS
    from linkscan.documents.render import FORMATS

    states = wanted.fail_on if quiet else FINDINGS
    is_whole = verbose or wanted.output_format == "junit"
    shown = [each for each in occurrences if is_whole or each.state in states]
    click.echo(FORMATS[wanted.output_format](shown).encode("utf-8", "replace"), nl=False)


def _summary(occurrences: "Sequence[Occurrence]") -> str:
    from linkscan.documents.render import summary

    return summary(occurrences)
