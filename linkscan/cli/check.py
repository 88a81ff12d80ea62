"""`linkscan check`."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli.check_papers import is_paper_file, query_of, review
from linkscan.cli.exit_codes import INCOMPLETE, MATCHED
from linkscan.cli.inputs import complete_files
from linkscan.cli.options import FILE, Sectioned, Words, configuration, in_section, voice_options, web_options
from linkscan.cli.progress import paint, watch_for
from linkscan.models import Content, Health
from linkscan.plurals import counted
from linkscan.settings.option import Section

if TYPE_CHECKING:
    from linkscan.documents.check import Found
    from linkscan.documents.ignore import IgnoreList
    from linkscan.documents.occurrence import Occurrence
    from linkscan.models import LinkResult, StopCause
    from linkscan.settings import Settings

FAILURES = (
    *(health.value for health in (Health.GONE, Health.INVALID, Health.MOVED, Health.RESTRICTED, Health.UNREACHABLE)),
    *(content.value for content in (Content.PLACEHOLDER, Content.EMPTY)),
    "missing",
)
"""The words of `--fail-on`: of addresses, of what is behind them, and of files and anchors that files link to."""

FORMATS = ("text", "json", "markdown", "github", "sarif", "junit")
"""The names of `documents.render.FORMATS`, written out so that `--help` need not load them; a test compares them."""


_REASONS = 3  # why a run is incomplete: as many are said


@click.command(
    cls=Sectioned,
    epilog="""
\b
Examples:
  linkscan check https://github.com/psf/requests
  linkscan check 10.5281/zenodo.1234 arxiv:2401.00001
  linkscan check paper.pdf             your own paper, as a reviewer finds it
  linkscan check --json https://github.com/psf/requests | jq .metadata.license
  linkscan check - < urls.txt
  linkscan check --files README.md docs --fail-on gone,invalid,missing
  linkscan check --files README.md --fix --dry-run   new addresses, as a diff
""",
)
@click.argument("urls", metavar="URL|ID|FILE...", nargs=-1, required=True, shell_complete=complete_files)
@in_section(
    Section.READ,
    "--files",
    "as_files",
    is_flag=True,
    help="Check the links in files: Markdown, reST, HTML, TeX, BibTeX, notebooks, text; of folders all of these.",
)
@in_section(
    Section.READ, "--include-verbatim", is_flag=True, help="With --files: also links in code, literals and comments."
)
@in_section(
    Section.READ,
    "--ignore",
    type=FILE,
    metavar="FILE.toml",
    help="With --files: links not to report, each with a reason.  [default: ./.linkscan-ignore.toml]",
)
@in_section(Section.ASKED, "--archives", is_flag=True, help="Look for archived copies of what is gone.")
@in_section(
    Section.WRITTEN, "--json", "as_json", is_flag=True, help="One JSON object per address, or per file of a paper."
)
@in_section(
    Section.WRITTEN,
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    help="With --files: how findings are written.  [default: text]",
)
@in_section(
    Section.WRITTEN, "--fix", is_flag=True, help="With --files: write the new address of what has moved permanently."
)
@in_section(Section.WRITTEN, "--dry-run", is_flag=True, help="With --fix: show the changes, and write nothing.")
@in_section(
    Section.WRITTEN,
    "--fail-on",
    type=Words(FAILURES),
    default="",
    metavar="LIST",
    help=f"Exit 1 on {', '.join(FAILURES)}.",
)
@web_options
@voice_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    urls: tuple[str, ...],
    as_files: bool,
    archives: bool,
    include_verbatim: bool,
    ignore: Path | None,
    as_json: bool,
    output_format: str,
    fix: bool,
    dry_run: bool,
    fail_on: tuple[str, ...],
    config_file: Path | None,
    log_format: str,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Check single addresses, or the links in files, and say what is behind them.

    An address may be a URL, a DOI, an arXiv id, or git@host:owner/name; - reads them from standard input, one a line.
    Of a paper (PDF, TeX, arXiv id) each claim is judged, and what its repositories lack is listed.
    Of files, only findings are printed, as file:line:column; -v prints every link.
    """
    if not as_files:
        as_json = as_json or output_format == "json"
        _refuse_options_of_files(ctx, output_format, fix=fix, ignore=ignore, include_verbatim=include_verbatim)
    if dry_run and not fix:
        ctx.fail("--dry-run is for --fix: it shows what --fix would write")
    configured = configuration(config_file, flags)
    settings = configured.settings
    if not as_files:
        voice = {"quiet": quiet, "verbose": verbose, "log_format": log_format}
        ctx.exit(_check_each(urls, settings, fail_on, archives=archives, as_json=as_json, **voice))
    if "cache" not in configured.origins:  # not into the folder, which may be a repository
        settings = settings.replace(cache=_user_cache())
    names = _files(urls)
    found, occurrences, stopped_by = _check_files(
        names, settings, ignore, verbatim=include_verbatim, archives=archives, quiet=quiet, log_format=log_format
    )
    if fix:
        occurrences = _fix(occurrences, dry_run=dry_run)
    if as_json:
        _print(found, as_json=True)
    else:
        _report(occurrences, output_format, fail_on, quiet=quiet, verbose=verbose)
        if not quiet:
            click.echo(f"{_summary(occurrences)}, in {counted(len(names), 'file')}", err=True)
    _say_why_incomplete(found)
    ctx.exit(_exit_code(found, {each.state for each in occurrences}, fail_on, stopped_by))


def _refuse_options_of_files(ctx: click.Context, output_format: str, **given: object) -> None:
    """Fail where an option says what to do with the links in files, and --files does not say that there are any."""
    options = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if output_format not in ("text", "json"):
        options.append(f"--format {output_format}")
    if options:
        ctx.fail(f"{options[0]} is for links in files: linkscan check --files FILE... {options[0]}")


def _check_each(
    given: Sequence[str], settings: "Settings", fail_on: Sequence[str], *, archives: bool, as_json: bool, **voice: Any
) -> int:
    """Print what is behind each address, then what a reviewer will find of each paper; return the exit code."""
    files = [each for each in given if is_paper_file(each)]
    addresses = list(_addresses(each for each in given if each not in files))
    codes = [0]
    if not addresses and not files:
        from linkscan.errors import InputError

        raise InputError("-: no address in the standard input; give one a line")
    if addresses:
        found, stopped_by = _check(addresses, settings, archives=archives, **voice)
        _print(found, as_json=as_json)
        words = {word for result in found for word in (result.health, result.content)}
        codes.append(_exit_code(found, words, fail_on, stopped_by))
        if stopped_by is not None:
            return codes[-1]
    if papers := files if as_json else [*files, *filter(None, map(query_of, given))]:
        codes.append(review(papers, settings, fail_on, as_json=as_json, **voice))
    return MATCHED if MATCHED in codes else max(codes)


def _check(
    addresses: Sequence[str],
    settings: "Settings",
    *,
    archives: bool = False,
    quiet: bool,
    verbose: bool,
    log_format: str,
) -> "tuple[tuple[LinkResult, ...], StopCause | None]":
    """Return what is behind addresses, as far as it is known when a signal comes, and whether one did."""
    from linkscan.api.checking import check_async
    from linkscan.cli.interrupts import run_until_signal
    from linkscan.run_control import StopSignal

    stop = StopSignal()
    with watch_for(quiet=quiet, verbose=verbose, log_format=log_format) as watch:
        work = check_async(addresses, settings, progress=watch, archives=archives, stop=stop)
        return run_until_signal(work, stop), stop.cause


def _check_files(
    names: Sequence[Path],
    settings: "Settings",
    ignore: Path | None,
    *,
    verbatim: bool,
    archives: bool,
    quiet: bool,
    log_format: str,
) -> "tuple[tuple[LinkResult, ...], list[Occurrence], StopCause | None]":
    """Return what is behind the addresses of files, what became of each link, and what stopped the run if any did."""
    from linkscan.documents import files
    from linkscan.documents.check import addresses, find, judge
    from linkscan.documents.reference import Scope

    ignored, today = _ignore_list(ignore), datetime.now(UTC).date()
    scope = Scope.VERBATIM if verbatim else Scope.PROSE
    found = [find(files.read(path), scope) for path in names]
    asked = [url for url in addresses(found) if not ignored.reason_for(url, today)]
    results, stopped_by = (
        _check(asked, settings, archives=archives, quiet=quiet, verbose=False, log_format=log_format)
        if asked
        else ((), None)
    )
    if not quiet:
        for note in ignored.notes(_targets(found), today):
            click.echo(f"linkscan: {note}", err=True)
    by_url = dict(zip(asked, results, strict=True))
    return results, list(judge(found, by_url, ignored, today)), stopped_by


def _files(names: Sequence[str]) -> Sequence[Path]:
    from linkscan.documents import files

    return list(files.expand(names))


def _summary(occurrences: "Sequence[Occurrence]") -> str:
    from linkscan.documents.render import summary

    return summary(occurrences)


def _targets(found: "Sequence[Found]") -> Iterator[str]:
    return (reference.target for file in found for reference in file.references)


def _ignore_list(file: Path | None) -> "IgnoreList":
    from linkscan.documents import files
    from linkscan.documents.ignore import NAME, IgnoreList, parse

    if file is None and not Path(NAME).is_file():
        return IgnoreList()
    file = file or Path(NAME)
    return parse(files.read(file).text, str(file))


def _fix(occurrences: "list[Occurrence]", *, dry_run: bool) -> "list[Occurrence]":
    """Write new addresses, or show how; return what is left to report."""
    from linkscan.documents import files
    from linkscan.documents.fix import fixed, is_fixable, unified

    by_file: dict[str, list[Occurrence]] = {}
    for each in filter(is_fixable, occurrences):
        by_file.setdefault(each.file, []).append(each)
    for name, changes in by_file.items():
        document = files.read(Path(name))
        new = fixed(document.text, changes)
        if dry_run:
            click.echo(unified(name, document.text, new).encode("utf-8", "surrogateescape"), nl=False)
        else:
            files.write(document, new)
            click.echo(f"linkscan: {name}: {counted(len(changes), 'address', 'addresses')} replaced", err=True)
    done = {id(each) for changes in by_file.values() for each in changes}
    return occurrences if dry_run else [each for each in occurrences if id(each) not in done]


def _report(
    occurrences: "Sequence[Occurrence]", output_format: str, fail_on: Sequence[str], *, quiet: bool, verbose: bool
) -> None:
    """Print findings: with -v every link, with -q only what fails."""
    from linkscan.documents.occurrence import FINDINGS
    from linkscan.documents.render import FORMATS

    wanted = fail_on if quiet else FINDINGS
    shown = [each for each in occurrences if verbose or output_format == "junit" or each.state in wanted]
    click.echo(FORMATS[output_format](shown).encode("utf-8", "replace"), nl=False)


def _print(found: "Sequence[LinkResult]", *, as_json: bool) -> None:
    from linkscan.parallel import chunked

    for lines in chunked(map(_json_line if as_json else _line, found)):
        text = "\n".join(lines)
        click.echo(text.encode() if as_json else text)  # JSON is UTF-8, whatever the terminal shows


def _json_line(evidence: "LinkResult") -> str:
    from linkscan.reports.json import line

    return line(evidence)


def _line(evidence: "LinkResult") -> str:
    from linkscan.reports.terminal import evidence_line

    return paint(evidence_line(evidence))


def _exit_code(
    found: "Sequence[LinkResult]", words: set[Any], fail_on: Sequence[str], stopped_by: "StopCause | None"
) -> int:
    from linkscan.cli.interrupts import signal_code

    if (code := signal_code(stopped_by)) is not None:
        return code
    if words.intersection(fail_on):
        return MATCHED
    is_incomplete = any(result.skip_cause and result.skip_cause.makes_incomplete for result in found)
    return INCOMPLETE if is_incomplete else 0


def _say_why_incomplete(found: "Sequence[LinkResult]") -> None:
    """Say, once for each reason, how many addresses could not be looked at by this run."""
    from linkscan.reports.escaping import log_line

    reasons = Counter(each.reason for each in found if each.skip_cause and each.skip_cause.makes_incomplete)
    for reason, count in reasons.most_common(_REASONS):
        click.echo(f"linkscan: incomplete: {counted(count, 'address', 'addresses')}: {log_line(reason)}", err=True)


def _user_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("linkscan", appauthor=False)


def _addresses(urls: Iterable[str]) -> Iterator[str]:
    """Yield each address; those of standard input as they are, so that one that is none is a row and no end.

    Raises:
        InputError: One is a file, or no address, and what was meant is asked back.
    """
    for url in urls:
        if url == "-":
            yield from filter(None, map(str.strip, sys.stdin))
        else:
            _ask_back(text := url.strip())
            yield text


def _ask_back(text: str) -> None:
    """Raise InputError for nothing, a file or a folder, or no address although it looks like something else."""
    from linkscan.errors import InputError
    from linkscan.spellings import as_url, suggest
    from linkscan.urls import parse_url

    if not text:
        raise InputError("an empty address; give a URL, a DOI, an arXiv id or git@host:owner/name")
    if "://" not in text and Path(text).exists():
        what = "a file" if Path(text).is_file() else "a folder"
        raise InputError(f"{text}: {what}; `linkscan check --files {text}` checks the links in it")
    url = as_url(text)
    if parse_url(url) is None and (meant := suggest(text)):
        raise InputError(f"{text}: no address; did you mean {meant}?")
    if parse_url(url) is None and _is_query(text):
        raise InputError(f"{text}: a query for papers, and no address; `linkscan scan {text}` reads them")
    if "://" not in url and ":" not in url:
        raise InputError(f"{text}: no address, no identifier that is known, and no file here")
    if url == f"https://{text}" and "/" not in text and _is_name_of_file(text):
        raise InputError(f"{text}: no file here, and no address: there is no domain .{text.rpartition('.')[2]}")


def _is_query(text: str) -> bool:
    """Return whether a text is a query that a service takes."""
    from linkscan.errors import InputError
    from linkscan.sources import parse_query

    try:
        return parse_query(text) is not None
    except InputError:
        return False


def _is_name_of_file(host: str) -> bool:
    """Return whether a name with a dot ends in no domain that exists."""
    from linkscan.text.urls.domains import is_domain

    return host[-1].isalpha() and not is_domain(host.partition(":")[0])
