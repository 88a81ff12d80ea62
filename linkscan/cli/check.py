"""`linkscan check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli.check_addresses import addresses_of, check, exit_code, print_results
from linkscan.cli.check_papers import is_paper_file, query_of, review
from linkscan.cli.exit_codes import MATCHED
from linkscan.cli.inputs import complete_files
from linkscan.cli.options import FILE, Sectioned, Words, configuration, in_section, voice_options, web_options
from linkscan.settings.option import HelpSection

if TYPE_CHECKING:
    from linkscan.settings import Settings
    from linkscan.settings.configuration import Configuration

FAILURES = ("gone", "invalid", "moved", "restricted", "unreachable", "placeholder", "empty", "missing")
"""The words that `--fail-on` accepts: for addresses, their content, and local files and anchors that files link to.

Duplicated here for the same reason as `FORMATS`.
"""

FORMATS = ("text", "json", "markdown", "github", "sarif", "junit")
"""The names of `documents.render.FORMATS`, duplicated so that `--help` need not import them; a test compares the two.
"""


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
    HelpSection.READ,
    "--files",
    "as_files",
    is_flag=True,
    help="Check the links in files: Markdown, reST, HTML, TeX, BibTeX, notebooks, text; of folders all of these.",
)
@in_section(
    HelpSection.READ,
    "--include-verbatim",
    is_flag=True,
    help="With --files: also links in code, literals and comments.",
)
@in_section(
    HelpSection.READ,
    "--ignore",
    type=FILE,
    metavar="FILE.toml",
    help="With --files: links not to report, each with a reason.  [default: ./.linkscan-ignore.toml]",
)
@in_section(HelpSection.ASKED, "--archives", is_flag=True, help="Look for archived copies of what is gone.")
@in_section(
    HelpSection.WRITTEN, "--json", "as_json", is_flag=True, help="One JSON object per address, or per file of a paper."
)
@in_section(
    HelpSection.WRITTEN,
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    help="With --files: how findings are written.  [default: text]",
)
@in_section(
    HelpSection.WRITTEN,
    "--fix",
    is_flag=True,
    help="With --files: write the new address of what has moved permanently.",
)
@in_section(HelpSection.WRITTEN, "--dry-run", is_flag=True, help="With --fix: show the changes, and write nothing.")
@in_section(
    HelpSection.WRITTEN,
    "--fail-on",
    type=Words(f"{__name__}:FAILURES"),
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

    An address may be a URL, a DOI, an arXiv id, or git@host:owner/name; - reads them from standard input, one per line.
    For a paper (PDF, TeX, arXiv id), each claim is judged, and what its repositories lack is listed.
    For files, only findings are printed, as file:line:column; -v prints every link.
    """
    if not as_files:
        as_json = as_json or output_format == "json"
        _refuse_options_of_files(ctx, output_format, fix=fix, ignore=ignore, include_verbatim=include_verbatim)
    if dry_run and not fix:
        ctx.fail("--dry-run is for --fix: it shows what --fix would write")
    configured = configuration(config_file, flags)
    verbosity: dict[str, Any] = {"quiet": quiet, "verbose": verbose, "log_format": log_format}
    common: dict[str, Any] = {"archives": archives, "as_json": as_json, "fail_on": fail_on}
    if not as_files:
        ctx.exit(_check_each(urls, configured.settings, **common, **verbosity))
    common |= {"ignore": ignore, "include_verbatim": include_verbatim, "output_format": output_format}
    ctx.exit(_check_files(urls, configured, verbosity, fix=fix, dry_run=dry_run, **common))


def _refuse_options_of_files(ctx: click.Context, output_format: str, **given: object) -> None:
    """Fail if an option for the links in files is given without --files."""
    options = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if output_format not in ("text", "json"):
        options.append(f"--format {output_format}")
    if options:
        ctx.fail(f"{options[0]} is for links in files: linkscan check --files FILE... {options[0]}")


def _check_each(
    given: Sequence[str],
    settings: "Settings",
    *,
    archives: bool,
    as_json: bool,
    fail_on: Sequence[str],
    **verbosity: Any,
) -> int:
    """Print the result of each address, then the review of each paper; return the exit code."""
    files = [each for each in given if is_paper_file(each)]
    addresses = list(addresses_of(each for each in given if each not in files))
    codes = [0]
    if not addresses and not files:
        from linkscan.errors import InputError

        raise InputError("-: no address in the standard input; give one per line")
    if addresses:
        found, stopped_by = check(addresses, settings, archives=archives, **verbosity)
        print_results(found, as_json=as_json)
        words = {word for result in found for word in (result.health, result.content)}
        codes.append(exit_code(found, words, fail_on, stopped_by))
        if stopped_by is not None:
            return codes[-1]
    if papers := files if as_json else [*files, *filter(None, map(query_of, given))]:
        codes.append(review(papers, settings, fail_on, as_json=as_json, **verbosity))
    return MATCHED if MATCHED in codes else max(codes)


def _check_files(paths: Sequence[str], configured: "Configuration", verbosity: dict[str, Any], **options: Any) -> int:
    """Check the links in files with the `options` of `FilesCheck`; return the exit code."""
    from linkscan.cli.check_files import FilesCheck, check_files

    settings = configured.settings
    if "cache" not in configured.origins:  # not in the current folder, which may be a repository
        settings = settings.replace(cache=_user_cache())
    return check_files(paths, settings, FilesCheck(**options), **verbosity)


def _user_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("linkscan", appauthor=False)
