"""`linkscan cache`."""

from pathlib import Path

import click

from linkscan.cli.options import FOLDER, Duration, configuration
from linkscan.plurals import counted

KEPT_FOR = 90 * 86_400.0
"""The default of `prune`, duplicated so that `--help` need not import the cache; a test compares the two."""

_cache = click.option("--cache", type=FOLDER, help="Folder of the response cache.  [default: ./cache]")


@click.group(
    epilog="""
\b
Examples:
  linkscan cache info
  linkscan cache prune --older-than 30d
  linkscan cache clear
"""
)
def command() -> None:
    """Manage the response cache. It may be deleted at any time; that costs only time."""


@command.command()
@_cache
def info(cache: Path | None) -> None:
    """Show what the cache holds, how large and how old it is."""
    from linkscan.http.cache.admin import cache_stats

    stats = cache_stats(_folder(cache))
    click.echo(f"folder   {stats.folder}")
    click.echo(f"answers  {stats.responses}")
    click.echo(f"size     {size(stats.bytes_on_disk)}")
    if stats.oldest is not None and stats.newest is not None:
        click.echo(f"oldest   {_moment(stats.oldest)}")
        click.echo(f"newest   {_moment(stats.newest)}")
    if stats.trouble:
        click.echo(f"damaged  {stats.trouble}; the next run moves it aside and starts with an empty one")
    for folder in stats.broken:
        click.echo(f"aside    {folder}")


@command.command()
@_cache
@click.option("--older-than", type=Duration(), default=KEPT_FOR, help="Remove answers older than this.  [default: 90d]")
def prune(cache: Path | None, older_than: float) -> None:
    """Remove old responses, and damaged caches."""
    from linkscan.http.cache.admin import prune

    click.echo(f"{counted(prune(_folder(cache), older_than), 'answer')} removed")


@command.command()
@_cache
def clear(cache: Path | None) -> None:
    """Remove all responses; everything else in the folder stays."""
    from linkscan.http.cache.admin import clear

    click.echo(f"{counted(clear(_folder(cache)), 'answer')} removed")


def size(count: int) -> str:
    """Return a number of bytes in readable form: `12.3 MB`."""
    return f"{count} bytes" if count < 1000 else f"{count / 1e3:.1f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"


def _folder(cache: Path | None) -> Path:
    return configuration(None, {"cache": cache}).settings.cache


def _moment(seconds: float) -> str:
    from linkscan.http.clock import clock_time

    return clock_time(seconds)
