"""Stack the layers: the only place that knows their order."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from linkscan.settings import Settings
from linkscan.web.batching import Batching
from linkscan.web.budgeting import Budgeting
from linkscan.web.caching import Caching, Kept
from linkscan.web.clock import Clock
from linkscan.web.credentials import Credentials
from linkscan.web.descriptors import allow_files
from linkscan.web.disk import ANSWERS
from linkscan.web.following import Following
from linkscan.web.guarding import Guarding
from linkscan.web.pins import Pins, read_pins
from linkscan.web.preflight import Vetting
from linkscan.web.proxies import read_proxies
from linkscan.web.retrying import Retrying
from linkscan.web.sending import Sending
from linkscan.web.sockets import open_transport
from linkscan.web.standings import Remembered, Standings
from linkscan.web.store import Store
from linkscan.web.throttling import Throttling
from linkscan.web.web import Web


def ensure_possible(settings: Settings) -> None:
    """Raise the SettingsError that `open_web` would raise for a pin or a proxy, before anything else is done."""
    read_pins(settings.resolve)
    read_proxies()


@asynccontextmanager
async def open_web(
    settings: Settings, *, record: Path | None = None, replay: Path | None = None, clock: Clock | None = None
) -> AsyncIterator[Web]:
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
            from linkscan.web.replaying import Replaying  # noqa: PLC0415 - with warcio, which few runs need

            replaying = Replaying(replay, clock, max_bytes=settings.max_bytes)
            stack.callback(replaying.close)
            web: Web = replaying
        else:
            store = Store(settings.cache / ANSWERS)
            stack.callback(store.close)
            standings = Standings(settings.cache, clock)
            stack.callback(standings.save)
            web = await _network(stack, settings, pins, clock, store, standings)
        if record is not None:
            from linkscan.web.recording import Recording, open_tape  # noqa: PLC0415 - as above

            web = Recording(web, await stack.enter_async_context(open_tape(record)))
        web = Guarding(web, pins, settings.allow_private, clock)
        yield Following(web, settings.max_redirects)


@asynccontextmanager
async def open_home(settings: Settings, kept: Kept, standings: Remembered) -> AsyncIterator[Web]:
    """Open the web of a process that keeps nothing itself, as `open_web` but for redirects: unfollowed."""
    clock, pins = Clock(), read_pins(settings.resolve)
    async with AsyncExitStack() as stack:
        web = await _network(stack, settings, pins, clock, kept, standings)
        yield Guarding(web, pins, settings.allow_private, clock)


async def _network(
    stack: AsyncExitStack, settings: Settings, pins: Pins, clock: Clock, kept: Kept, standings: Remembered
) -> Web:
    allow_files(settings.concurrency)
    credentials = Credentials(settings.tokens)
    transport = await stack.enter_async_context(
        open_transport(pins, read_proxies(), allow_private=settings.allow_private)
    )
    web: Web = Sending(transport, settings, credentials, clock)
    web = Throttling(web, settings, pins, clock, credentials, standings)
    web = Retrying(web, settings, clock)
    if settings.budget_requests is not None:
        web = Budgeting(web, settings.budget_requests, clock)
    web = batching = Batching(Vetting(web, credentials))
    stack.push_async_callback(batching.close)
    return Caching(web, kept, settings, clock, credentials.signs)
