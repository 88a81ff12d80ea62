"""`linkscan doctor`."""

import os
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linkscan import __version__
from linkscan.cli.exit_codes import INCOMPLETE
from linkscan.cli.options import Sectioned, configuration, web_options
from linkscan.plurals import counted

if TYPE_CHECKING:
    from linkscan.http import Client, TokenStatus
    from linkscan.settings import Settings

GOOD, NOTE, BAD = "ok", "note", "bad"
LIBRARIES = ("aiohttp", "httpx", "diskcache", "pydantic", "warcio", "click", "apprise")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of one check: its state, its subject, and what was found or should be done."""

    state: str
    subject: str
    text: str


@click.command(
    cls=Sectioned,
    epilog="""
\b
Examples:
  linkscan doctor
  linkscan doctor --offline          all but network, tokens and services
  linkscan doctor --no-sources       without testing the services

Exit codes: 0 if a run would work · 3 if a run would be incomplete.
""",
)
@click.option(
    "--sources/--no-sources",
    default=True,
    help="Test whether each service that provides papers answers.  [default: --sources]",
)
@web_options
@click.pass_context
def command(ctx: click.Context, /, sources: bool, config_file: Path | None, **flags: Any) -> None:
    """Check whether a run would work here: versions, folders, cache, network, tokens and their remaining quota."""
    import asyncio

    from linkscan.sources import NAMES

    settings = configuration(config_file, flags).settings
    diagnoses = [*_versions(), *_folders(settings), *_cache(settings)]
    for diagnosis in diagnoses:
        _show(diagnosis)

    async def check_network() -> None:
        async with aclosing(_over_network(settings, NAMES if sources else ())) as online:
            async for diagnosis in online:
                diagnoses.append(diagnosis)
                _show(diagnosis)

    asyncio.run(check_network())
    if any(diagnosis.state == BAD for diagnosis in diagnoses):
        ctx.exit(INCOMPLETE)


def _show(diagnosis: Diagnosis) -> None:
    from linkscan.reports.escaping import log_line

    click.echo(f"{diagnosis.state:<4}  {diagnosis.subject:<18}  {log_line(diagnosis.text)}")


def _versions() -> Iterator[Diagnosis]:
    from importlib.metadata import PackageNotFoundError, version

    yield Diagnosis(GOOD, "linkscan", __version__)
    yield Diagnosis(GOOD, "python", f"{sys.version.split()[0]} on {sys.platform}")
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue  # an extra that is not installed
    yield Diagnosis(GOOD, "libraries", ", ".join(found))


def _folders(settings: "Settings") -> Iterator[Diagnosis]:
    """Yield whether the cache and reports folders can be written, or created if they do not exist."""
    for subject, folder in (("cache folder", settings.cache), ("reports folder", settings.reports)):
        home = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
        if not home.is_dir():
            yield Diagnosis(BAD, subject, f"{folder}: {home} is not a folder")
        elif os.access(home, os.W_OK | os.X_OK):
            yield Diagnosis(GOOD, subject, f"{folder} can be written")
        else:
            yield Diagnosis(BAD, subject, f"{folder}: {home} cannot be written by this user")


def _cache(settings: "Settings") -> Iterator[Diagnosis]:
    from linkscan.cli.cache import size
    from linkscan.http.cache.admin import cache_stats

    stats = cache_stats(settings.cache)
    if stats.trouble:
        yield Diagnosis(NOTE, "cache", f"damaged ({stats.trouble}); the next run starts with an empty one")
    else:
        yield Diagnosis(GOOD, "cache", f"{counted(stats.responses, 'answer')}, {size(stats.bytes_on_disk)}")
    if stats.broken:
        yield Diagnosis(
            NOTE,
            "cache",
            f"{counted(len(stats.broken), 'damaged cache was', 'damaged caches were')} set aside; "
            "`linkscan cache prune` removes what was set aside",
        )


async def _over_network(settings: "Settings", sources: Iterable[str]) -> AsyncGenerator[Diagnosis, None]:
    from linkscan.http import open_client

    if settings.offline:
        yield Diagnosis(NOTE, "network", "not tested: offline")
        return
    async with open_client(settings) as client:
        yield await _network(client)
        async for diagnosis in _tokens(client, settings):
            yield diagnosis
    once = replace(settings, retries=0)  # do not wait for a service that asks to be retried later
    async with open_client(once) as client:
        for name in sources:
            yield await _source(name, client, settings)


async def _source(name: str, client: "Client", settings: "Settings") -> Diagnosis:
    """Return whether a service answers the first request of an example query; the response is truncated.

    A service that does not answer is only a note, since it matters only to runs that query it.
    """
    from linkscan.errors import AccessError
    from linkscan.http.rate_limit_headers import remaining_quota
    from linkscan.http.responses import health_of
    from linkscan.models import CacheMode
    from linkscan.sources import Window, source_named
    from linkscan.sources.base import is_page

    source = source_named(name)
    query = source.QUERIES[0].partition(":")[2]
    request = next(source.flow(query, Window(datetime.now(UTC).date(), limit=1)))[0]
    try:
        response = await client.send(request._replace(cache=CacheMode.NO_STORE, max_body=1024))
    except AccessError as error:
        return Diagnosis(BAD, f"{name}:", str(error))
    health, reason = health_of(response)
    if health.is_alive and is_page(response):
        return Diagnosis(NOTE, f"{name}:", "would not be read: answers with a web page instead of data")
    if response.failure is not None or not health.is_alive:
        return Diagnosis(NOTE, f"{name}:", f"would not be read: {reason}")
    quota = remaining_quota(response, response.asked_at)
    left = (
        f"{counted(quota.requests, 'request')} left for {quota.resets_in:.0f} s"
        if quota
        else _kept_limit(request.url, settings)
    )
    return Diagnosis(GOOD, f"{name}:", f"answers in {response.elapsed_ms} ms; {left}")


def _kept_limit(url: str, settings: "Settings") -> str:
    """Return the rate limit that linkscan applies to a service whose responses do not report one."""
    from linkscan.http.ratelimit.limits import limit_name, limit_named
    from linkscan.urls import parse_url

    address = parse_url(url)
    if address is None:
        return "no known limit"
    limit = limit_named(limit_name(address), settings.per_host, len(settings.tokens.get(address.host, ())))
    return (
        f"at most {counted(limit.requests, 'request')} in {limit.period:g} s are sent"
        if limit.requests
        else "no known limit"
    )


async def _network(client: "Client") -> Diagnosis:
    """Send requests to hosts that always answer; the network is up if one does."""
    from linkscan.http.connectivity import PROBE_URLS, ConnectivityMonitor, Network
    from linkscan.models import CacheMode, Request

    monitor = ConnectivityMonitor(client)
    responses = [await monitor.send(Request(url, cache=CacheMode.NO_STORE, max_body=1024)) for url in PROBE_URLS]
    if not monitor.any_response:
        why = "; ".join(
            f"{response.url}: {response.detail or response.failure or response.status}" for response in responses
        )
        state = (await monitor.probe()) if monitor.network() is Network.UNKNOWN else monitor.network()
        return Diagnosis(BAD, "network", f"{state}: {why} ({state.advice})")
    if monitor.network() is Network.CAPTIVE:
        return Diagnosis(BAD, "network", f"{Network.CAPTIVE} ({Network.CAPTIVE.advice})")
    reached = [f"{response.url.split('/')[2]} in {response.elapsed_ms} ms" for response in responses if response.status]
    return Diagnosis(GOOD, "network", f"reached {', '.join(reached)}")


async def _tokens(client: "Client", settings: "Settings") -> AsyncIterator[Diagnosis]:
    from linkscan.errors import AccessError
    from linkscan.http import preflight
    from linkscan.settings.credentials import TOKENS, token_variables

    held = token_variables(os.environ)
    for host, names in TOKENS.items():
        subject = held.get(host, names[0])
        if host not in settings.tokens:
            yield Diagnosis(NOTE, subject, f"not set: {host} will be used anonymously, with lower rate limits")
            continue
        alone = settings.replace(tokens={host: settings.tokens[host]})
        try:
            allowances = await preflight(client, alone)
        except AccessError as error:
            yield Diagnosis(BAD, subject, str(error))
            continue
        for allowance in allowances:
            which = f"{allowance.number} of {len(allowances)}, " if len(allowances) > 1 else ""
            yield _token(subject, which, allowance)


def _token(subject: str, which: str, allowance: "TokenStatus") -> Diagnosis:
    """Return whether a host accepts a token, which is identified by its number only."""
    if allowance.is_rejected:
        return Diagnosis(NOTE, subject, f"{which}{allowance.trouble} by {allowance.host}: a run continues without it")
    if allowance.trouble:
        return Diagnosis(NOTE, subject, f"{which}could not be checked: {allowance.trouble}")
    return Diagnosis(GOOD, subject, f"{which}accepted by {allowance.host}{_left(allowance.left, allowance.resets_at)}")


def _left(left: int | None, resets_at: float | None) -> str:
    """Return the remaining quota in words, as far as the host reports it."""
    from linkscan.http.clock import clock_time

    if left is None:
        return ""
    until = f" until {clock_time(resets_at)}" if resets_at is not None else ""
    return f", {counted(left, 'request')} left{until}"
