"""Stack the layers: the only place that knows their order."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from linkscan.http.auth import Credentials
from linkscan.http.batching import BatchingMiddleware
from linkscan.http.budgets import RequestBudget
from linkscan.http.cache.disk import ANSWERS
from linkscan.http.cache.middleware import CacheBackend, CacheMiddleware
from linkscan.http.cache.store import ResponseStore
from linkscan.http.clock import Clock
from linkscan.http.connector import open_transport
from linkscan.http.dns_overrides import DnsOverrides, read_pins
from linkscan.http.file_limit import raise_file_limit
from linkscan.http.protocol import Client
from linkscan.http.proxies import read_proxies
from linkscan.http.ratelimit.middleware import RateLimiter
from linkscan.http.ratelimit.quota_store import QuotaStore, Remembered
from linkscan.http.redirects import RedirectMiddleware
from linkscan.http.retry import RetryMiddleware
from linkscan.http.sender import Sender
from linkscan.http.ssrf_guard import SsrfGuard
from linkscan.http.token_check import TokenCheck
from linkscan.settings import Settings


def ensure_possible(settings: Settings) -> None:
    """Raise the SettingsError that `open_client` would raise for a pin or a proxy, before anything else is done."""
    read_pins(settings.resolve)
    read_proxies()


@asynccontextmanager
async def open_client(
    settings: Settings, *, record: Path | None = None, replay: Path | None = None, clock: Clock | None = None
) -> AsyncIterator[Client]:
    """Open the web for a run.

    With `record`, every exchange is written to a WARC file; with `replay`, only such a file is asked.

    A question passes, from the top: following redirects, so that each hop passes all the rest by itself;
    guarding, so that nothing unsafe takes a place below or is answered from a cache that was filled with
    `--allow-private`; recording, so that a recording holds the cached answers as well; caching; batching, so
    that each of the questions that go out as one is cached and recorded by itself; vetting, which lets no
    rejected credential pass; the budget, which what is cached costs nothing of; retrying, which waits without
    holding a place; throttling; sending. SettingsError when a file, a pin or a proxy
    cannot be used, or the system allows fewer open files than `concurrency` needs.
    """
    clock = clock or Clock()
    pins = read_pins(settings.resolve)
    async with AsyncExitStack() as stack:
        if replay is not None:
            from linkscan.http.warc_replay import WarcReplay  # noqa: PLC0415 - with warcio, which few runs need

            replaying = WarcReplay(replay, clock, max_bytes=settings.max_bytes)
            stack.callback(replaying.close)
            client: Client = replaying
        else:
            store = ResponseStore(settings.cache / ANSWERS)
            stack.callback(store.close)
            standings = QuotaStore(settings.cache, clock)
            stack.callback(standings.save)
            client = await _network(stack, settings, pins, clock, store, standings)
        if record is not None:
            from linkscan.http import warc_writer  # noqa: PLC0415 - as above

            client = warc_writer.RecordingMiddleware(
                client, await stack.enter_async_context(warc_writer.open_tape(record))
            )
        client = SsrfGuard(client, pins, settings.allow_private, clock)
        yield RedirectMiddleware(client, settings.max_redirects)


@asynccontextmanager
async def open_partition_client(settings: Settings, kept: CacheBackend, standings: Remembered) -> AsyncIterator[Client]:
    """Open the web of a process that keeps nothing itself, as `open_client` but for redirects: unfollowed."""
    clock, pins = Clock(), read_pins(settings.resolve)
    async with AsyncExitStack() as stack:
        client = await _network(stack, settings, pins, clock, kept, standings)
        yield SsrfGuard(client, pins, settings.allow_private, clock)


async def _network(
    stack: AsyncExitStack,
    settings: Settings,
    pins: DnsOverrides,
    clock: Clock,
    kept: CacheBackend,
    standings: Remembered,
) -> Client:
    raise_file_limit(settings.concurrency)
    credentials = Credentials(settings.tokens)
    transport = await stack.enter_async_context(
        open_transport(pins, read_proxies(), allow_private=settings.allow_private)
    )
    client: Client = Sender(transport, settings, credentials, clock)
    client = RateLimiter(client, settings, pins, clock, credentials, standings)
    client = RetryMiddleware(client, settings, clock)
    if settings.budget_requests is not None:
        client = RequestBudget(client, settings.budget_requests, clock)
    client = batching = BatchingMiddleware(TokenCheck(client, credentials))
    stack.push_async_callback(batching.close)
    return CacheMiddleware(client, kept, settings, clock, credentials.signs)
