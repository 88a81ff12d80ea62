"""The middleware stack of a run, and the only place that defines its order.

From the top down, a request passes through:
- redirects, so that each request of a chain passes through the rest of the stack on its own;
- the SSRF guard, so that an unsafe request neither takes a slot further down nor is answered from a cache that was
  filled with `--allow-private`;
- recording, so that a recording includes cached responses;
- caching;
- batching, so that merged requests are cached and recorded one by one;
- the token check, which stops rejected credentials;
- the request budget, which cached responses do not draw on;
- retries, which hold no slot while they wait;
- the rate limiter;
- the sender.
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linkscan.http.auth import Credentials
from linkscan.http.batching import BatchingMiddleware
from linkscan.http.cache.disk import RESPONSES
from linkscan.http.cache.middleware import CacheMiddleware
from linkscan.http.cache.store import ResponseStore
from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import read_dns_overrides
from linkscan.http.file_limit import raise_file_limit
from linkscan.http.first_use import OpenedByFirstUse
from linkscan.http.protocol import Client
from linkscan.http.proxies import read_proxies
from linkscan.http.ratelimit.middleware import RateLimiter
from linkscan.http.ratelimit.quota_store import QuotaStore
from linkscan.http.redirects import RedirectMiddleware
from linkscan.http.retry import RequestBudget, RetryMiddleware
from linkscan.http.ssrf_guard import SsrfGuard
from linkscan.http.tally import RequestTally, TallyMiddleware
from linkscan.http.token_check import TokenCheck
from linkscan.models import Request, Response
from linkscan.settings import Settings

if TYPE_CHECKING:
    from linkscan.http.warc_writer import WarcWriter  # with warcio, which few runs need


def ensure_possible(settings: Settings) -> None:
    """Raise the SettingsError that `open_client` would raise for a DNS override or a proxy, before a run begins."""
    read_dns_overrides(settings.resolve)
    read_proxies().ensure_possible()


@dataclass(frozen=True, slots=True)
class HttpClient:
    """The client of a run."""

    _top: Client
    _cache: CacheMiddleware | None = None
    damage: str | None = None
    """What is wrong with the replayed recording, if anything: a missing response may have been lost."""
    _recorder: "WarcWriter | None" = None
    _recording: Client | None = None

    async def send(self, request: Request) -> Response:
        """Return the final response after redirects; network and server errors are values, never exceptions."""
        return await self._top.send(request)

    def release_unproven(self) -> None:
        """Cache the plain-http responses held so far: no captive portal was behind them."""
        if self._cache is not None:
            self._cache.release_unproven()

    def discard_unproven(self) -> None:
        """Drop the plain-http responses held so far: a captive portal may have sent them, so no run may use them."""
        if self._cache is not None:
            self._cache.discard_unproven()

    def record_doubts(self, doubts: Mapping[str, str]) -> None:
        """Write to the recording which URLs were not believed, each with the reason; the responses do not tell."""
        if self._recorder is not None and doubts:
            response = Response(_DOUBTS.url, 200, headers={"content-type": "application/json"})
            self._recorder.write(_DOUBTS, response._replace(body=json.dumps(dict(doubts)).encode()))

    async def recorded_doubts(self) -> Mapping[str, str]:
        """Return which URLs the recorded run did not believe, each with the reason; empty without a recording."""
        if self._recording is None:
            return {}
        response = await self._recording.send(_DOUBTS)
        try:
            told = json.loads(response.body) if response.status == 200 else {}
        except (ValueError, RecursionError):
            return {}
        return {url: str(reason)[:_LONGEST_REASON] for url, reason in told.items()} if isinstance(told, dict) else {}


_LONGEST_REASON = 1000  # characters
_DOUBTS = Request("https://linkscan.invalid/doubts")
"""As what the recording holds the doubts of its run; no name in `.invalid` is ever requested (RFC 6761, 6.4)."""


def recorded_info(path: Path) -> Mapping[str, str]:
    """Return the fields of a recording's first record, its warcinfo; empty if it has none."""
    from linkscan.http.warc_replay import read_info  # noqa: PLC0415 - loads warcio, which few runs need

    return read_info(path)


@asynccontextmanager
async def open_client(
    settings: Settings,
    *,
    record: Path | None = None,
    replay: Path | None = None,
    clock: Clock | None = None,
    info: Mapping[str, str] | None = None,
    tally: RequestTally | None = None,
) -> AsyncIterator[HttpClient]:
    """Open the client of a run.

    With `record`, every exchange is written to a WARC file, whose first record also holds the fields in `info`. With
    `replay`, all responses come from such a file. `tally` counts the requests sent.

    Raises:
        SettingsError: A file, a DNS override or a proxy cannot be used, or the system allows fewer open files than
            `concurrency` needs.
    """
    clock = clock or Clock()
    async with AsyncExitStack() as stack:
        if replay is not None:
            from linkscan.http.warc_replay import WarcReplay  # noqa: PLC0415 - loads warcio, which few runs need

            replaying = WarcReplay(replay, clock, max_bytes=settings.max_bytes)
            stack.callback(replaying.close)
            client: Client = replaying
            cache, damage = None, replaying.damage
            recording: Client | None = replaying
        else:
            client = cache = await _network_client(stack, settings, clock, tally or RequestTally())
            damage = recording = None
        writer: WarcWriter | None = None
        if record is not None:
            from linkscan.http import warc_writer  # noqa: PLC0415 - as above

            writer = await stack.enter_async_context(warc_writer.open_warc_writer(record, info or {}))
            client = warc_writer.RecordingMiddleware(client, writer)
        overrides = read_dns_overrides(settings.resolve)
        client = SsrfGuard(client, overrides, read_proxies().hosts, settings.allow_private, clock)
        yield HttpClient(RedirectMiddleware(client, settings, clock), cache, damage, writer, recording)


async def _network_client(
    stack: AsyncExitStack, settings: Settings, clock: Clock, tally: RequestTally
) -> CacheMiddleware:
    """Return the stack from the cache down to the sockets."""
    store = ResponseStore(settings.cache / RESPONSES, settings.max_bytes)

    def close(error: type[BaseException] | None, *_: object) -> None:
        if error is not None:  # the run ended before the network was judged
            store.discard_held()
        store.close()

    stack.push(close)
    quotas = QuotaStore(settings.cache, clock)
    stack.callback(quotas.save)
    raise_file_limit(settings.concurrency)
    overrides, proxies = read_dns_overrides(settings.resolve), read_proxies()
    proxies.ensure_possible()
    credentials = Credentials(settings.tokens, proxies.secrets)
    sockets = await stack.enter_async_context(AsyncExitStack())

    async def open_sender() -> Client:
        from linkscan.http.connector import open_transport  # noqa: PLC0415 - see `OpenedByFirstUse`
        from linkscan.http.sender import Sender  # noqa: PLC0415 - as above

        opening = open_transport(overrides, proxies, allow_private=settings.allow_private)
        return Sender(await sockets.enter_async_context(opening), settings, credentials, clock)

    client: Client = TallyMiddleware(OpenedByFirstUse(open_sender), tally)
    client = RateLimiter(client, settings, overrides, clock, credentials, quotas)
    client = RetryMiddleware(client, settings, clock)
    if settings.budget_requests is not None:
        client = RequestBudget(client, settings.budget_requests, settings.timeout, clock)
    client = batching = BatchingMiddleware(TokenCheck(client, credentials))
    stack.push_async_callback(batching.close)
    return CacheMiddleware(client, store, settings, clock, credentials.authenticates)
