"""Rate limiting: requests in flight, pace, and pauses."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from linkscan.http.auth import Credentials
from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import DnsOverrides, Endpoint, Override
from linkscan.http.ratelimit.credential_limiter import CredentialLimiter
from linkscan.http.ratelimit.host_limiter import HostLimiter
from linkscan.http.ratelimit.limits import KNOWN, Limit, limit_name, limit_named
from linkscan.http.ratelimit.middleware import PrioritySemaphore, RateLimiter
from linkscan.http.ratelimit.quota_store import QuotaStore
from linkscan.models import ANY_TOKEN, Failure, Request, Response
from linkscan.settings import Settings
from linkscan.urls import parse_url
from tests.http.script import Script, says
from tests.http.warp import EPOCH

NOWHERE = Path(os.devnull, "nowhere")


def used_up(status: int) -> Response:
    """The response of a host whose quota refills in an hour."""
    return says(status, x_ratelimit_remaining="0", x_ratelimit_reset=str(int(EPOCH) + 3600))


@dataclass
class Host:
    """A server that takes `seconds` for each response, and records times and concurrency of requests."""

    clock: Clock
    seconds: float = 1.0
    response: Callable[[int], Response] = lambda _number: says(200)
    began: list[float] = field(default_factory=list)
    inside: int = 0
    most: int = 0

    async def send(self, request: Request) -> Response:
        self.began.append(self.clock.ticks())
        number = len(self.began)
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.clock.sleep(self.seconds)
        finally:
            self.inside -= 1
        return self.response(number)._replace(url=request.url)


def throttling(below: Any, clock: Clock, folder: Path = NOWHERE, **given: Any) -> RateLimiter:
    settings = Settings(**given)
    return RateLimiter(
        below, settings, DnsOverrides({}), clock, Credentials(settings.tokens), QuotaStore(folder, clock)
    )


async def ask_all(client: RateLimiter, urls: list[str]) -> list[Response]:
    return list(await asyncio.gather(*[client.send(Request(url)) for url in urls]))


def pages(count: int, host: str = "a.example") -> list[str]:
    return [f"http://{host}/{number}" for number in range(count)]


@pytest.mark.anyio
async def test_requests_in_flight_per_host_are_limited(clock: Clock) -> None:
    """The window begins with half of that, and grows while responses are good."""
    host = Host(clock)
    await ask_all(throttling(host, clock, per_host=8), pages(100))
    assert host.most == 8
    assert len([began for began in host.began if began - host.began[0] < 0.5]) == 4


@pytest.mark.anyio
async def test_total_requests_in_flight_are_limited_by_concurrency(clock: Clock) -> None:
    """Regardless of the number of hosts."""
    host = Host(clock)
    await ask_all(throttling(host, clock, concurrency=5), [f"http://h{number}.example/" for number in range(50)])
    assert host.most == 5


@pytest.mark.anyio
async def test_hosts_are_independent(clock: Clock) -> None:
    """A slow host delays no other."""
    slow, fast = Host(clock, 1000.0), Host(clock, 1.0)

    class Both:
        async def send(self, request: Request) -> Response:
            return await (slow if "slow" in request.url else fast).send(request)

    client = throttling(Both(), clock, per_host=2)
    waiting = asyncio.gather(*[client.send(Request(url)) for url in pages(10, "slow.example")])
    before = clock.ticks()
    await ask_all(client, pages(10, "fast.example"))
    assert clock.ticks() - before < 11
    waiting.cancel()


@pytest.mark.anyio
async def test_a_known_host_is_paced_by_its_limit(clock: Clock) -> None:
    """arXiv: one connection, three seconds between two requests, and half a one for connecting before the first."""
    host = Host(clock, 0.5)
    await ask_all(throttling(host, clock), pages(5, "export.arxiv.org"))
    assert host.most == 1
    gaps = [after - before for before, after in zip(host.began, host.began[1:], strict=False)]
    assert all(3.5 <= gap < 3.6 for gap in gaps)


@pytest.mark.anyio
@pytest.mark.parametrize("name", [name for name, limit in KNOWN.items() if limit.requests])
async def test_no_window_exceeds_its_limit(name: str) -> None:
    """The documented limit holds in any window, not only on average."""
    limit = KNOWN[name]._replace(concurrency=1000)
    now = [0.0]

    async def pass_by(seconds: float) -> None:
        now[0] += seconds

    clock = Clock(now=lambda: now[0], ticks=lambda: now[0], sleep=pass_by)
    gate = HostLimiter(limit, [CredentialLimiter(limit, clock)], clock, max_wait=1e9, failure_threshold=100)
    entered: list[float] = []
    for _ in range(limit.requests * 2):
        account = await gate.acquire()
        assert isinstance(account, CredentialLimiter)
        entered.append(clock.ticks())
        gate.release(account)
    for first, last in zip(entered, entered[limit.requests :], strict=False):
        assert last - first >= limit.period * 0.999
    assert entered[-1] - entered[0] <= 2 * limit.period * 1.05, "and hardly more time is taken than that needs"


@pytest.mark.anyio
async def test_retry_after_pauses_the_whole_host(clock: Clock) -> None:
    """After a 429 with `Retry-After: 30` nothing is sent for 30 seconds, and then not everything at once."""
    host = Host(clock, 0.1, lambda number: says(429, retry_after="30") if number == 1 else says(200))
    client = throttling(host, clock, per_host=4)
    await client.send(Request("http://a.example/first"))
    told = clock.ticks()
    await ask_all(client, pages(8))
    assert host.began[1] - told >= 29.9
    assert host.began[2] - host.began[1] >= 0.2


@pytest.mark.anyio
async def test_refusals_halve_the_window_and_good_answers_win_it_back(clock: Clock) -> None:
    """Multiplicative decrease, once for all requests in flight; additive increase."""
    limit = Limit("a.example", 16)
    gate = HostLimiter(limit, [CredentialLimiter(limit, clock)], clock, max_wait=90, failure_threshold=100)

    async def burst(count: int, response: Response) -> int:
        began = [0]

        async def one() -> None:
            account = await gate.acquire()
            assert isinstance(account, CredentialLimiter)
            began[0] = max(began[0], gate.in_flight)
            entered_at = clock.ticks()
            await clock.sleep(1)
            gate.record_response(account, response, entered_at)
            gate.release(account)

        await asyncio.gather(*[one() for _ in range(count)])
        return began[0]

    assert await burst(60, says(200)) == 16
    assert await burst(16, says(503)) == 16
    assert await burst(8, says(200)) <= 9
    assert await burst(400, says(200)) == 16


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("response", "words"),
    [
        (says(429, retry_after="3570"), "a.example asks to wait until 2027-01-15 09:00 UTC"),
        (
            used_up(403),
            "a.example: its quota is spent until 2027-01-15 09:00 UTC",
        ),
        (
            used_up(200),
            "a.example: its quota is spent until 2027-01-15 09:00 UTC",
        ),
        (says(503, retry_after="570"), "asks to wait until 2027-01-15 08:10 UTC"),
    ],
)
async def test_a_quota_that_cannot_be_waited_for_closes_the_host(response: Response, words: str, clock: Clock) -> None:
    """Further requests fail at once, with the time at which the quota refills; other hosts continue."""
    below = Script([response, says(200)])
    client = throttling(below, clock, max_wait=90)
    await client.send(Request("http://a.example/1"))
    refused = await client.send(Request("http://a.example/2"))
    assert (refused.failure, refused.status, refused.attempts) == (Failure.LIMITED, None, 0)
    assert words in refused.detail
    assert (await client.send(Request("http://b.example/"))).status == 200
    assert len(below.requests) == 2
    await clock.sleep(3700)
    assert (await client.send(Request("http://a.example/3"))).status == 200


@pytest.mark.anyio
async def test_queued_requests_fail_when_the_host_is_closed(clock: Clock) -> None:
    """Requests that wait for a host fail at once when it is closed."""
    host = Host(clock, 1.0, lambda _number: says(429, retry_after="3600"))
    before = clock.ticks()
    responses = await ask_all(throttling(host, clock, per_host=2), pages(50))
    assert clock.ticks() - before < 2
    assert [response.failure for response in responses].count(Failure.LIMITED) == 49


@pytest.mark.anyio
@pytest.mark.parametrize("per_host", [1, 8, 16])
async def test_quota_is_respected_before_it_is_exhausted(per_host: int, clock: Clock) -> None:
    """A host that allows 20 a minute and reports what is left never refuses: the rest waits for the reset."""
    window, taken, refused = 0, 0, 0

    def response(_number: int) -> Response:
        nonlocal window, taken, refused
        now = int(clock.now() - EPOCH) // 60
        window, taken = now, taken + 1 if now == window else 1
        refused += taken > 20
        left, reset = str(max(0, 20 - taken)), str(int(EPOCH) + 60 * (now + 1))
        status = 429 if taken > 20 else 200
        return says(status, x_ratelimit_remaining=left, x_ratelimit_reset=reset)

    host = Host(clock, 0.1, response)
    responses = await ask_all(throttling(host, clock, per_host=per_host), pages(100))
    assert {response.status for response in responses} == {200}
    assert refused == 0
    assert host.began[-1] - host.began[0] < 60 * 12


@pytest.mark.anyio
@pytest.mark.parametrize(
    "response",
    [
        Response("", failure=Failure.TIMEOUT),
        Response("", failure=Failure.REFUSED),
        Response("", failure=Failure.RESET),
        Response("", failure=Failure.DNS),
        says(503),
        says(429),
    ],
)
async def test_the_circuit_breaker_opens_after_failures_in_a_row(response: Response, clock: Clock) -> None:
    """As many as three addresses make; after the cool-down one more request is sent.

    Only a host that said "too many requests" is called rate-limited.
    """
    blocked = Failure.LIMITED if response.status == 429 else Failure.COOLDOWN
    below = Script([response])
    client = throttling(below, clock, retries=3)
    for number in range(12):
        assert (await client.send(Request(f"http://a.example/{number}"))).attempts == 1
    refused = await client.send(Request("http://a.example/again"))
    assert (refused.failure, refused.attempts) == (blocked, 0)
    why = response.failure or f"status {response.status}"
    assert refused.detail.startswith(f"a.example: 12 failures in a row ({why}), retried from 2027-01-15 08:0")
    await clock.sleep(3600)
    await client.send(Request("http://a.example/again"))
    assert len(below.requests) == 13
    assert (await client.send(Request("http://a.example/again"))).failure is blocked


@pytest.mark.anyio
@pytest.mark.parametrize(
    "response",
    [
        says(200),
        says(404),
        says(500),
        says(403),
        Response("", failure=Failure.NO_SUCH_HOST),
        Response("", failure=Failure.TLS),
    ],
)
async def test_answered_requests_do_not_open_the_circuit(response: Response, clock: Clock) -> None:
    """A 404 is an answer."""
    below = Script([response])
    client = throttling(below, clock, retries=0)
    for url in pages(100):
        assert (await client.send(Request(url))).failure is not Failure.LIMITED


@pytest.mark.anyio
async def test_hourly_quota_is_not_waited_for(clock: Clock) -> None:
    """Bitbucket allows 60 an hour: requests beyond the burst fail at once instead of in an hour."""
    host = Host(clock, 0.1)
    before = clock.ticks()
    responses = await ask_all(throttling(host, clock), pages(100, "api.bitbucket.org"))
    limited = [response for response in responses if response.failure is Failure.LIMITED]
    assert (len(host.began), len(limited)) == (40, 60)
    assert "limit of 60 requests in 3600 s reached" in limited[0].detail
    assert clock.ticks() - before < 90


@pytest.mark.anyio
async def test_cancelled_waiter_leaves_no_gap_in_the_queue(clock: Clock) -> None:
    """Neither while waiting nor in flight."""
    host = Host(clock)
    client = throttling(host, clock, per_host=2)
    tasks = [asyncio.ensure_future(client.send(Request(url))) for url in pages(30)]
    await clock.sleep(0.5)
    for task in tasks[::3]:
        task.cancel()
    responses = await asyncio.gather(*tasks, return_exceptions=True)
    assert sum(isinstance(response, Response) for response in responses) == 20
    assert host.most <= 2
    await asyncio.wait_for(client.send(Request("http://a.example/after")), 5)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "response", [says(200), Response("", failure=Failure.NO_SUCH_HOST), Response("", failure=Failure.TIMEOUT)]
)
async def test_limiters_of_thousands_of_hosts_are_freed(response: Response, clock: Clock) -> None:
    """A limiter without state is removed."""
    client = throttling(Script([response]), clock)
    remembered = []
    for number in range(3000):
        await client.send(Request(f"http://h{number}.example/"))
        remembered.append(len(client._hosts))
    assert max(remembered) == 1024


@pytest.mark.anyio
async def test_scans_for_idle_hosts_become_rarer(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """They do not happen for every new host, but all hosts are freed in the end."""
    monkeypatch.setattr("linkscan.http.ratelimit.middleware._SWEEP_EVERY", 4)
    client = throttling(Script([says(503)]), clock, retries=0)
    sweeps = []
    for number in range(60):
        before = client._sweep_at
        await client.send(Request(f"http://h{number}.example/"))
        sweeps += [number] if client._sweep_at != before else []
    assert sweeps == [4, 12, 28]
    assert len(client._hosts) == 60


@pytest.mark.anyio
@pytest.mark.parametrize(("overrides", "sent"), [({}, 40), ({"api.bitbucket.org": Endpoint("127.0.0.1", 80)}, 50)])
async def test_a_host_with_a_dns_override_has_no_published_limit(
    clock: Clock, overrides: dict[str, Override], sent: int
) -> None:
    """Bitbucket's is 60 an hour; an override leads to another server."""
    host = Host(clock, 0.1)
    client = throttling(host, clock)
    client._overrides = DnsOverrides(overrides)
    await ask_all(client, pages(50, "api.bitbucket.org"))
    assert len(host.began) == sent


@pytest.mark.anyio
async def test_without_a_credential_a_request_goes_on_as_it_is(clock: Clock) -> None:
    below = Script([says(200)])
    requests = [
        Request("https://api.github.com/repos/a/b"),
        Request("https://api.github.com/repos/a/b", auth=ANY_TOKEN),
    ]
    for request in requests:
        await throttling(below, clock).send(request)
    assert below.requests == requests


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://api.github.com/repos/a/b", "api.github.com"),
        ("https://api.github.com/graphql", "api.github.com/graphql"),
        ("https://github.com/a/b", "github.com"),
        ("https://a.github.io/b", "github.io"),
        ("https://b.github.io/", "github.io"),
        ("https://huggingface.co/api/models/a", "huggingface.co/api/"),
        ("https://huggingface.co/a/b", "huggingface.co"),
        ("https://web.archive.org/cdx/search/cdx?url=x", "web.archive.org/cdx/"),
        ("https://web.archive.org/web/2020/http://x", "web.archive.org"),
        ("https://tail.example/", "tail.example"),
    ],
)
def test_an_address_falls_under_the_limit_of_its_host_and_path(url: str, name: str) -> None:
    """By host, and by path if a host has several limits."""
    address = parse_url(url)
    assert address is not None
    assert limit_name(address) == name


def test_every_figure_has_a_source_and_no_limit_exceeds_what_the_user_allows() -> None:
    """`--per-host 1` applies to known hosts, too."""
    for name, limit in KNOWN.items():
        assert limit.source
        assert limit_named(name, 1).concurrency == 1
        assert limit.burst < max(1, limit.requests)


def test_authenticated_limits_are_higher() -> None:
    """If the host documents it."""
    assert limit_named("api.bitbucket.org", 8).is_slow
    assert not limit_named("api.bitbucket.org", 8, 1).is_slow
    assert limit_named("github.com", 8, 1) == limit_named("github.com", 8)


async def queue_up(semaphore: PrioritySemaphore, order: list[str], name: str) -> None:
    await semaphore.acquire(is_paced=name.startswith("paced"))
    order.append(name)


@pytest.mark.anyio
async def test_paced_hosts_go_first_and_each_queue_is_fifo() -> None:
    semaphore = PrioritySemaphore(2)
    order: list[str] = []
    names = ["a", "b", "c", "d", "paced one", "e", "paced two"]
    tasks = [asyncio.ensure_future(queue_up(semaphore, order, name)) for name in names]
    await asyncio.sleep(0)
    assert order == ["a", "b"]
    for _ in range(5):
        semaphore.release()
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert order == ["a", "b", "paced one", "paced two", "c", "d", "e"]


@pytest.mark.anyio
async def test_cancelled_waiter_takes_no_slot() -> None:
    """Neither while it is queued nor at the moment its turn comes."""
    semaphore = PrioritySemaphore(1)
    order: list[str] = []
    tasks = [asyncio.ensure_future(queue_up(semaphore, order, name)) for name in ("a", "b", "c", "d")]
    await asyncio.sleep(0)
    tasks[1].cancel()
    semaphore.release()
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["a", "d"]
    semaphore.release()
    await asyncio.wait_for(queue_up(semaphore, order, "e"), 1)
    assert order[-1] == "e"


@pytest.mark.anyio
async def test_cancelled_waiter_releases_no_slot_of_another() -> None:
    semaphore = PrioritySemaphore(1)
    order: list[str] = []
    tasks = [asyncio.ensure_future(queue_up(semaphore, order, name)) for name in ("a", "b", "c")]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.gather(*tasks[:2], return_exceptions=True)
    assert order == ["a"]
    semaphore.release()
    await tasks[2]
    assert order == ["a", "c"]


@pytest.mark.anyio
async def test_released_slot_counts_once() -> None:
    semaphore = PrioritySemaphore(1)
    order: list[str] = []
    await queue_up(semaphore, order, "a")
    semaphore.release()
    tasks = [asyncio.ensure_future(queue_up(semaphore, order, name)) for name in ("b", "c")]
    await asyncio.sleep(0.01)
    assert order == ["a", "b"]
    semaphore.release()
    await asyncio.gather(*tasks)


@pytest.mark.anyio
async def test_the_window_doubles_each_round_trip_until_a_refusal_and_grows_by_one_after_it(clock: Clock) -> None:
    """Slow start, a cut in half, additive increase (RFC 5681 3.1)."""
    host = Host(clock, response=lambda number: says(503 if number == 41 else 200))
    await ask_all(throttling(host, clock, per_host=64, retries=0), pages(400))
    rounds = [host.began[0]]
    counts: list[int] = [0]
    for began in host.began:
        if began - rounds[-1] >= 1.0:
            rounds.append(began)
            counts.append(0)
        counts[-1] += 1
    assert counts[:2] == [32, 64]
    assert counts[2] < 40
    assert all(0 <= after - before <= 2 for before, after in pairwise(counts[3:-1])), counts
