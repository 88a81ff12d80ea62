"""Checking single addresses and printing their results, one per line; also used by `linkscan check --files`."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli.exit_codes import INCOMPLETE, MATCHED
from linkscan.plurals import counted

if TYPE_CHECKING:
    from linkscan.models import LinkResult
    from linkscan.run_control import StopCause
    from linkscan.settings import Settings

_REASONS = 3  # reasons that are printed why a run is incomplete


def check(
    addresses: Sequence[str],
    settings: "Settings",
    *,
    archives: bool = False,
    quiet: bool,
    verbose: bool,
    log_format: str,
) -> "tuple[tuple[LinkResult, ...], StopCause | None]":
    """Return the results of addresses, as far as known if a signal arrives, and what stopped the run, if anything."""
    from linkscan.api.checking import check_async
    from linkscan.cli.interrupts import run_until_signal
    from linkscan.cli.progress import watch_for
    from linkscan.run_control import StopSignal

    stop = StopSignal()
    with watch_for(quiet=quiet, verbose=verbose, log_format=log_format) as watch:
        work = check_async(addresses, settings, progress=watch, archives=archives, stop=stop)
        return run_until_signal(work, stop), stop.cause


def print_results(found: "Sequence[LinkResult]", *, as_json: bool) -> None:
    """Print each result as a line of text, or as a JSON object."""
    from linkscan.parallel.chunks import chunked

    for lines in chunked(map(_json_line if as_json else _line, found)):
        text = "\n".join(lines)
        click.echo(text.encode() if as_json else text)  # JSON is UTF-8, whatever the encoding of the terminal


def _json_line(evidence: "LinkResult") -> str:
    from linkscan.reports.json import line

    return line(evidence)


def _line(evidence: "LinkResult") -> str:
    from linkscan.cli.progress import paint
    from linkscan.reports.link_line import evidence_line

    return paint(evidence_line(evidence))


def exit_code(
    found: "Sequence[LinkResult]", words: set[Any], fail_on: Sequence[str], stopped_by: "StopCause | None"
) -> int:
    """Return the exit code of a run; `words` are the findings that `--fail-on` may name."""
    from linkscan.cli.interrupts import signal_code

    if (code := signal_code(stopped_by)) is not None:
        return code
    if words.intersection(fail_on):
        return MATCHED
    is_incomplete = any(result.skip_cause and result.skip_cause.makes_incomplete for result in found)
    return INCOMPLETE if is_incomplete else 0


def say_why_incomplete(found: "Sequence[LinkResult]") -> None:
    """Print, for the most common reasons, how many addresses this run could not examine."""
    from linkscan.reports.escaping import log_line

    reasons = Counter(each.reason for each in found if each.skip_cause and each.skip_cause.makes_incomplete)
    for reason, count in reasons.most_common(_REASONS):
        click.echo(f"linkscan: incomplete: {counted(count, 'address', 'addresses')}: {log_line(reason)}", err=True)


def addresses_of(urls: Iterable[str]) -> Iterator[str]:
    """Yield each address; those from standard input unchecked, so that an invalid one becomes a result, not an error.

    Raises:
        InputError: An argument is a file, or not an address; the message suggests what may have been meant.
    """
    for url in urls:
        if url == "-":
            yield from filter(None, map(str.strip, sys.stdin))
        else:
            _check_is_address(text := url.strip())
            yield text


def _check_is_address(text: str) -> None:
    """Raise InputError, with a suggestion, if a text is empty, a file, a folder, or not an address."""
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
        raise InputError(f"{text}: not an address; did you mean {meant}?")
    if parse_url(url) is None and _is_query(text):
        raise InputError(f"{text}: a query for papers, not an address; `linkscan scan {text}` reads them")
    if "://" not in url and ":" not in url:
        raise InputError(f"{text}: neither an address, a known identifier nor a file here")
    if url == f"https://{text}" and "/" not in text and _is_name_of_file(text):
        raise InputError(f"{text}: neither a file here nor an address: there is no domain .{text.rpartition('.')[2]}")


def _is_query(text: str) -> bool:
    """Return whether a text is a valid query to a service."""
    from linkscan.errors import InputError
    from linkscan.sources import parse_query

    try:
        return parse_query(text) is not None
    except InputError:
        return False


def _is_name_of_file(host: str) -> bool:
    """Return whether a name with a dot does not end in an existing top-level domain."""
    from linkscan.text.urls.domains import is_domain

    return host[-1].isalpha() and not is_domain(host.partition(":")[0])
