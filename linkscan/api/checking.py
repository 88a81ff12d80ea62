"""Checking addresses from Python."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Unpack

from linkscan import checking
from linkscan.api.blocking import run_blocking
from linkscan.api.options import RunOptions, run_of, spelled_out
from linkscan.api.progress import ForwardingListener
from linkscan.api.results import PendingCheck
from linkscan.models import LinkResult
from linkscan.run_control import StopSignal
from linkscan.settings import Settings
from linkscan.spellings import as_url


@spelled_out
def check_async(
    urls: str | Iterable[str],
    settings: Settings | None = None,
    *,
    archives: bool = False,
    **options: Unpack[RunOptions],
) -> PendingCheck:
    """Return the results of one or more addresses: all in order if awaited, or each as it is known if iterated.

    Each distinct address is checked once. A DOI, an arXiv id or `git@host:owner/name` stands for its address. `stop`
    ends the check early, as in `scan_async`. With `archives`, archived copies of what is gone are looked up.

    >>> import asyncio
    >>> [found] = asyncio.run(check_async("https://github.com/lab/tool", settings))
    >>> found.content.value, found.content_reason
    ('present', 'code: main.py')
    """
    given = _addresses(urls)
    run = run_of(settings, **options)
    listener = ForwardingListener(run.listener)
    work = checking.check_async(
        given,
        run.settings,
        record=run.record,
        replay=run.replay,
        listener=listener,
        stop=run.stop,
        find_copies=_find_copies() if archives else None,
    )
    return PendingCheck(work, listener)


@spelled_out
def check(
    urls: str | Iterable[str],
    settings: Settings | None = None,
    *,
    archives: bool = False,
    **options: Unpack[RunOptions],
) -> tuple[LinkResult, ...]:
    """Return the results of addresses, from synchronous code; see `check_async`.

    >>> [found] = check(["https://github.com/lab/never"], settings)
    >>> found.health.value, found.reason
    ('gone', 'no public repository: git and the page both say so')
    """
    options["stop"] = stop = options.get("stop") or StopSignal()
    return run_blocking(check_async(urls, settings, archives=archives, **options), stop)


def _addresses(urls: object) -> list[str]:
    """Return addresses in full. Raise TypeError for anything else, such as a table, which would yield column names."""
    if isinstance(urls, (str, Path)):
        return [as_url(str(urls))]
    if isinstance(urls, (bytes, Mapping)) or hasattr(urls, "columns") or not isinstance(urls, Iterable):
        given = type(urls).__name__
        raise TypeError(f"check takes an address or several, such as a column of a table; it was given {given}")
    return [_address(url) for url in urls]


def _address(url: object) -> str:
    if not isinstance(url, (str, Path)):
        raise TypeError(f"check takes addresses as text, and {url!r} is not text; leave out missing values")
    return as_url(str(url))


def _find_copies() -> checking.CopyFinder:
    from linkscan.examine.enrich import find_copies  # noqa: PLC0415 - only needed with `archives`

    return find_copies
