"""How near the schedule comes to what the hosts' limits allow: 100,000 links on a virtual clock.

Run: python -m benchmarks.politeness [--links 100000]. No network: the real lanes, retrying and
throttling ask hosts that are simulated, each with its latency and its documented limit (`ratelimit/limits.py`), which
enforces: a request too many in any window is a 429. So `refused` must be 0.

The lower bound is what no schedule can beat: the slowest of the limits (the requests it gets, over how many it takes
in how long), each host's latency over how many it takes at once, all of the latencies over `concurrency`, and one
address that never answers.
"""

import argparse
import os
import random
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from benchmarks.virtual_time import EPOCH, run, virtual_clock
from linkscan.examine.scheduler import Scheduler
from linkscan.hosts import match
from linkscan.http.auth import Credentials
from linkscan.http.batching import BatchingMiddleware
from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import DnsOverrides
from linkscan.http.ratelimit.limits import Limit, limit_name, limit_named
from linkscan.http.ratelimit.middleware import RateLimiter
from linkscan.http.ratelimit.quota_store import QuotaStore
from linkscan.http.retry import RetryMiddleware
from linkscan.models import ANY_TOKEN, BatchItem, Failure, Request, Response, Target
from linkscan.settings import Settings
from linkscan.urls import parse_url

NOWHERE = Path(os.devnull, "nowhere")
"""The folder of a cache that cannot be: what one simulation learns of quotas is not for the next to know."""
API = "api.github.com"
GRAPHQL = f"https://{API}/graphql"
POINTS = (8, 1)  # cards and contents of a hundred repositories; hosts/github/graphql.py
BY_GIT = 2  # requests for a repository without a token: refs, and trees with the README; hosts/github/by_git.py
TAIL = 10_000  # hosts
LATENCY = {GRAPHQL: 2.0, "github.com": 0.15, "github.io": 0.08, "huggingface.co": 0.2}
DEAD = 0.03  # of the hosts in the tail, but for the hundred largest, never answer; the others take 50 ms to 2 s
TIMEOUT = 20.0


def corpus(links: int) -> list[str]:
    """Draw addresses with the shares of a corpus of abstracts; the tail's hosts are named as Zipf has it."""
    rng = random.Random(7)
    weights = [1 / rank for rank in range(1, TAIL + 1)]
    tail = rng.choices(range(TAIL), weights, k=links * 18 // 100)
    urls = [
        *(f"https://github.com/lab{number}/tool" for number in range(links * 65 // 100)),
        *(f"https://lab{number}.github.io/tool/" for number in range(links * 12 // 100)),
        *(f"https://huggingface.co/lab{number}/model" for number in range(links * 5 // 100)),
        *(f"https://h{host}.example.org/{number}" for number, host in enumerate(tail)),
    ]
    rng.shuffle(urls)
    return urls


@dataclass
class Hosts:
    """The simulated hosts; they count what each limit got, from whom and when, and refuse what is too much."""

    clock: Clock
    credentials: Credentials
    per_host: int
    asked: Counter[str] = field(default_factory=Counter)
    busy: Counter[str] = field(default_factory=Counter)  # seconds of latency
    refused: int = 0
    points: Counter[tuple[str, int]] = field(default_factory=Counter)
    recent: dict[tuple[str, str], deque[float]] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)

    async def send(self, request: Request) -> Response:
        """Answer after the host's latency; 429 what is more than its limit."""
        address = parse_url(request.url)
        assert address is not None
        name = limit_name(address)
        who = (self.credentials.header_for(request) or ("", ""))[1]
        seconds = latency(request.url, address.host)
        self.asked[name] += 1
        self.busy[name] += seconds  # type: ignore[assignment] # a counter of seconds
        is_over = self._is_over(name, who)
        await self.clock.sleep(seconds)
        self.last[name] = self.clock.ticks()
        self.refused += is_over
        if is_over:
            return Response(request.url, 429)
        if seconds >= TIMEOUT:
            return Response(request.url, failure=Failure.TIMEOUT)
        return self._graphql(request, who) if request.url == GRAPHQL else Response(request.url, 200)

    def _is_over(self, name: str, who: str) -> bool:
        limit = limit_named(name, self.per_host, 1 if who else 0)
        if not limit.requests:
            return False
        recent = self.recent.setdefault((name, who), deque())
        now = self.clock.ticks()
        while recent and recent[0] <= now - limit.period:
            recent.popleft()
        recent.append(now)
        return len(recent) > max(limit.requests, limit.earned)

    def _graphql(self, request: Request, who: str) -> Response:
        hour = int(self.clock.ticks() // 3600)
        self.refused += self.points[who, hour] >= 5000  # it takes what goes a little beyond, and then nothing
        self.points[who, hour] += POINTS[len(request.body)]
        left = 5000 - self.points[who, hour]
        reset = str(int(EPOCH) + 3600 * (hour + 1))
        return Response(
            request.url, 200, headers={"x-ratelimit-remaining": str(max(0, left)), "x-ratelimit-reset": reset}
        )


def latency(url: str, host: str) -> float:
    """Return how long a host takes, always the same."""
    if (seconds := LATENCY.get(url) or LATENCY.get(host)) is not None:
        return seconds
    if host.endswith("github.io"):
        return LATENCY["github.io"]
    rng = random.Random(host)
    is_large = len(host) < len("h100.example.org")
    return TIMEOUT if rng.random() < DEAD and not is_large else rng.uniform(0.05, 2.0)


@dataclass
class Outcome:
    """What a simulated run took, in virtual seconds but for `cpu`."""

    makespan: float
    bound: float
    bound_by: str
    tail_done: float
    requests: int
    refused: int
    cpu: float


async def simulate(urls: Sequence[str], settings: Settings) -> Outcome:
    """Let the lanes visit all addresses; a visit asks what the forges ask of a place that is there."""
    clock = virtual_clock()
    credentials = Credentials(settings.tokens)
    hosts = Hosts(clock, credentials, settings.per_host)
    standings = QuotaStore(settings.cache, clock)
    client = BatchingMiddleware(
        RetryMiddleware(RateLimiter(hosts, settings, DnsOverrides({}), clock, credentials, standings), settings, clock)
    )

    async def visit(target: Target) -> None:
        for request in requests(target, settings):
            await client.send(request)

    lanes = Scheduler(visit, settings, settings.per_host)
    began = time.process_time()
    for url in urls:
        address = parse_url(url)
        assert address is not None
        lanes.add(match(address))
    async for _ in lanes.results():
        pass
    cpu = time.process_time() - began
    bound, bound_by = lower_bound(hosts, settings)
    tail_done = max(moment for name, moment in hosts.last.items() if name.endswith("example.org"))
    return Outcome(clock.ticks(), bound, bound_by, tail_done, sum(hosts.asked.values()), hosts.refused, cpu)


@dataclass(frozen=True)
class Hundred:
    """A `models.Batch`: what is asked of up to a hundred repositories at once; `number` is its place in `POINTS`."""

    number: int
    max_size: int = 100

    def merge(self, payloads: Sequence[str]) -> Request:  # noqa: ARG002 - whichever they are
        """Return the one request for them."""
        return Request(GRAPHQL, "POST", body=b"x" * self.number, auth=ANY_TOKEN)

    def split(self, response: Response, count: int) -> Sequence[Response]:
        """Return the response to each."""
        return [response] * count


def requests(target: Target, settings: Settings) -> list[Request]:
    """Return what is asked of a place, in order."""
    url = target.url
    host = url.split("/")[2]
    if host == "github.com" and settings.has_token(API):
        return [Request(GRAPHQL, "POST", batch_item=BatchItem(Hundred(number), url)) for number in range(len(POINTS))]
    if host == "github.com":
        return [Request(f"{url}.git/{part}") for part in range(BY_GIT)]
    if host == "huggingface.co":
        return [Request(f"https://{host}/api/models/{url.split('/', 3)[3]}")]
    return [Request(url)]


def lower_bound(hosts: Hosts, settings: Settings) -> tuple[float, str]:
    """Return what no schedule can beat, and what it is that binds."""
    credential_ids = len(settings.tokens.get(API, ()))
    bounds = {
        "all requests over the concurrency": sum(hosts.busy.values()) / settings.concurrency,
        "an address that never answers, asked again": TIMEOUT * (settings.retries + 1),
    }
    for name, count in hosts.asked.items():
        signs = credential_ids if name.startswith(API) else 0
        limit: Limit = limit_named(name, settings.per_host, signs)
        most = max(limit.requests, limit.earned)
        windows = (count / max(1, signs) / most - 1) * limit.period if most else 0.0
        bounds[name] = max(hosts.busy[name] / limit.concurrency, windows)
        if limit.quota and signs:
            points = count / len(POINTS) * sum(POINTS) / signs
            bounds[f"{name} (points)"] = points // limit.quota * 3600.0
    bound_by = max(bounds, key=lambda name: bounds[name])
    return bounds[bound_by], bound_by


def settings_for(tokens: int, folder: Path, **given: Any) -> Settings:
    """Make a run's settings; one that has a token waits for its quota to be filled up, to the end of the hour."""
    secrets = tuple(SecretStr(f"token{number}") for number in range(tokens))
    max_wait = 3700.0 if tokens else 90.0
    return Settings(cache=folder, tokens={API: secrets} if secrets else {}, max_wait=max_wait, **given)


class Page:
    """Answers everything alike, at no cost."""

    response = Response("http://x/", 200, headers={"content-type": "text/html"})

    async def send(self, _question: Request) -> Response:
        """Return the page."""
        return self.response


async def scheduling(hosts: int, questions_asked: int) -> float:
    """Measure the CPU microseconds that the scheduling of a question costs, with so many hosts."""
    clock, settings = Clock(), Settings()
    client = RateLimiter(Page(), settings, DnsOverrides({}), clock, Credentials({}), QuotaStore(NOWHERE, clock))
    asked = [Request(f"http://h{number % hosts}.example/{number}") for number in range(questions_asked)]
    began = time.process_time()
    for request in asked:
        await client.send(request)
    return (time.process_time() - began) / questions_asked * 1e6


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=100_000)
    options = parser.parse_args()
    urls = corpus(options.links)
    print(f"{options.links} links; hours and minutes on the virtual clock")
    print("tokens  makespan     bound  ratio  requests refused tail done  bound by")
    for tokens in (0, 1, 10):
        outcome = run(simulate(urls, settings_for(tokens, NOWHERE)))
        print(
            f"{tokens:6} {_span(outcome.makespan):>9} {_span(outcome.bound):>9} {outcome.makespan / outcome.bound:6.2f}"
            f"  {outcome.requests:8} {outcome.refused:7} {_span(outcome.tail_done):>9}  {outcome.bound_by}"
        )
    print("\nscheduling alone, CPU us a question")
    for hosts in (1, 1_000, 10_000, 50_000):
        costs = [run(scheduling(hosts, 100_000)) for _ in range(3)]
        print(f"{hosts:6} hosts {min(costs):6.1f}")


def _span(seconds: float) -> str:
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"


if __name__ == "__main__":
    main()
