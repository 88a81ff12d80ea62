"""The quotas of hosts are never exceeded, with one credential, with several or with none."""

import asyncio
import json
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from linkscan.http.auth import Credentials
from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import DnsOverrides
from linkscan.http.ratelimit.middleware import RateLimiter
from linkscan.http.ratelimit.quota_store import FILE, QuotaStore
from linkscan.models import ANY_TOKEN, Failure, Request, Response, TokenRef
from linkscan.settings import Settings
from tests.http.script import Script, says
from tests.http.warp import EPOCH

API = "https://api.github.com"
BAD = b'{"message":"Bad credentials"}'
SECONDARY = b'{"message":"You have exceeded a secondary rate limit."}'


@dataclass
class GitHub:
    """Counts as GitHub does: by credential and resource, in fixed hours; each response reports what is left."""

    clock: Clock
    credentials: Credentials
    limit: int = 60
    seconds: float = 0.1
    cost: int = 1
    used: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: int = 0
    asked: list[str] = field(default_factory=list)
    rejects: tuple[str, ...] = ()

    async def send(self, request: Request) -> Response:
        signature = (self.credentials.header_for(request) or ("", "nobody"))[1]
        self.asked.append(signature)
        await self.clock.sleep(self.seconds * (1 + len(self.asked) % 3))  # responses may be out of order
        if signature in self.rejects:
            return says(401, BAD)._replace(url=request.url)
        resource = "graphql" if request.url.endswith("/graphql") else "core"
        hour = int(self.clock.now() - EPOCH) // 3600
        key = f"{signature} {hour}", resource
        is_over = self.used[key] >= self.limit
        self.refused += is_over
        self.used[key] = min(self.limit, self.used[key] + (0 if is_over else self.cost))
        left, reset = str(self.limit - self.used[key]), str(int(EPOCH) + 3600 * (hour + 1))
        response = says(403 if is_over else 200, x_ratelimit_remaining=left, x_ratelimit_reset=reset)
        await self.clock.sleep(self.seconds)
        return response._replace(url=request.url)


@dataclass
class Run:
    """A run that uses the quotas that others stored in `folder`."""

    folder: Path
    clock: Clock
    tokens: tuple[str, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tokens = {"api.github.com": tuple(map(SecretStr, self.tokens))} if self.tokens else {}
        self.settings = Settings(tokens=tokens, **self.given)
        self.credentials = Credentials(self.settings.tokens)
        self.github = GitHub(self.clock, self.credentials)
        self.standings = QuotaStore(self.folder, self.clock)
        self.client = RateLimiter(
            self.github, self.settings, DnsOverrides({}), self.clock, self.credentials, self.standings
        )

    async def send(self, count: int, path: str = "/repos/lab/tool") -> Counter[str]:
        """Send so many requests at once; return how many had which outcome."""
        responses = await asyncio.gather(*[self.client.send(Request(API + path, auth=ANY_TOKEN)) for _ in range(count)])
        self.standings.save()
        return Counter(str(response.failure or response.status) for response in responses)


@pytest.mark.anyio
@pytest.mark.parametrize("per_host", [1, 8, 64])
@pytest.mark.parametrize("used_before", [0, 57, 60])
async def test_anonymous_requests_to_github_stay_below_sixty_an_hour(
    per_host: int, used_before: int, clock: Clock, tmp_path: Path
) -> None:
    """However many are in flight; requests that other clients at this address used cost one probe at most."""
    run = Run(tmp_path, clock, given={"per_host": per_host})
    run.github.used["nobody 0", "core"] = used_before
    ends = await run.send(200)
    assert run.github.refused == (1 if used_before == 60 else 0)
    assert ends["200"] == 60 - used_before
    assert ends["rate limit still closed"] >= 139
    assert clock.now() - EPOCH < 120


@pytest.mark.anyio
async def test_next_run_respects_a_spent_quota(clock: Clock, tmp_path: Path) -> None:
    """Requests fail at once, with the time of the reset; an hour later they are sent again."""
    await Run(tmp_path, clock).send(100)
    run = Run(tmp_path, clock)
    assert await run.send(100) == {"rate limit still closed": 100}
    assert run.github.asked == []
    response = await run.client.send(Request(API + "/repos/lab/tool", auth=ANY_TOKEN))
    assert response.detail == "api.github.com: its quota is spent until 2027-01-15 09:00 UTC"
    await clock.sleep(3600)
    later = Run(tmp_path, clock)
    assert (await later.send(100))["200"] == 60
    assert later.github.refused == 0


@pytest.mark.anyio
async def test_remaining_quota_is_shared_by_the_runs_of_an_hour(clock: Clock, tmp_path: Path) -> None:
    used: Counter[tuple[str, str]] = Counter()
    for _ in range(4):
        run = Run(tmp_path, clock)
        run.github.used = used
        await run.send(25)
        assert run.github.refused == 0
    assert used["nobody 0", "core"] == 60


@pytest.mark.anyio
@pytest.mark.parametrize("cost", [1, 7])
async def test_expensive_request_counts_with_its_cost(cost: int, clock: Clock, tmp_path: Path) -> None:
    """GraphQL charges a point for each hundred connections."""
    run = Run(tmp_path, clock, ("one",))
    run.github.limit, run.github.cost = 5000, cost
    run.github.used["Bearer one 0", "graphql"] = 4800
    await run.send(300, "/graphql")
    assert run.github.refused == 0
    assert run.github.used["Bearer one 0", "graphql"] >= 4990


@pytest.mark.anyio
async def test_resources_have_separate_quotas(clock: Clock, tmp_path: Path) -> None:
    """GraphQL continues when the quota of REST is spent."""
    run = Run(tmp_path, clock, ("one",))
    run.github.limit = 50
    assert (await run.send(60))["200"] == 50
    assert (await run.send(10, "/graphql"))["200"] == 10


@pytest.mark.anyio
async def test_the_token_with_the_most_left_is_used_first(clock: Clock, tmp_path: Path) -> None:
    """So all are used evenly; none exceeds its quota, and a spent one is not used until its reset."""
    run = Run(tmp_path, clock, ("one", "two", "three"), {"per_host": 1})
    run.github.limit = 100
    run.github.used["Bearer two 0", "core"] = 90
    ends = await run.send(300)
    assert ends["200"] == 100 + 10 + 100
    assert run.github.refused == 0
    assert Counter(run.github.asked) == {"Bearer one": 100, "Bearer two": 10, "Bearer three": 100}
    half_way = Counter(run.github.asked[:100])
    assert abs(half_way["Bearer one"] - half_way["Bearer three"]) <= 2
    await clock.sleep(3600)
    assert (await run.send(300))["200"] == 300


@pytest.mark.anyio
async def test_rejected_token_is_replaced_by_another(
    clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The request is not affected; the last token is kept, so that its host can reject it."""
    run = Run(tmp_path, clock, ("one", "two", "three"), {"per_host": 1})
    run.github.limit = 5000
    run.github.rejects = ("Bearer one", "Bearer three")
    assert await run.send(50) == {"200": 50}
    asked = Counter(run.github.asked)
    assert (asked["Bearer one"], asked["Bearer two"], asked["Bearer three"]) == (1, 50, 1)
    assert "api.github.com rejects credential 3 of 3: it is not used" in caplog.text
    assert not any(secret in caplog.text for secret in ("one", "two ", "three"))
    run.github.rejects = ("Bearer two",)
    assert await run.send(1) == {"401": 1}


@pytest.mark.anyio
async def test_token_check_uses_the_token_itself(clock: Clock, tmp_path: Path) -> None:
    """And no other; a rejection is noted."""
    run = Run(tmp_path, clock, ("one", "two"))
    run.github.rejects = ("Bearer one",)
    requests = [Request(API + "/rate_limit", auth=TokenRef(number)) for number in (1, 2)]
    statuses = [(await run.client.send(request)).status for request in requests]
    assert statuses == [401, 200]
    assert run.github.asked == ["Bearer one", "Bearer two"]
    await run.send(5)
    assert set(run.github.asked[2:]) == {"Bearer two"}


@pytest.mark.anyio
async def test_credentials_share_the_limit_per_host(clock: Clock, tmp_path: Path) -> None:
    """Ten tokens do not allow ten times the requests in flight."""
    run = Run(tmp_path, clock, tuple("abcdefghij"), {"per_host": 8})
    run.github.limit = 5000
    most = inside = 0
    send = run.github.send

    async def counting(request: Request) -> Response:
        nonlocal most, inside
        inside += 1
        most = max(most, inside)
        response = await send(request)
        inside -= 1
        return response

    run.github.send = counting  # type: ignore[method-assign]
    await run.send(200, "/graphql")
    assert most == 8


@pytest.mark.anyio
async def test_stored_quotas_reveal_no_token(clock: Clock, tmp_path: Path) -> None:
    run = Run(tmp_path, clock, ("s3cret-one", "s3cret-two"))
    await run.send(5)
    text = (tmp_path / FILE).read_text()
    assert "s3cret" not in text
    names = [name for name in json.loads(text) if name.startswith("api.github.com ")]
    assert len(names) == 2


@pytest.mark.anyio
async def test_token_for_one_host_name_of_a_service_is_used(clock: Clock, tmp_path: Path) -> None:
    """The limit is that of github.io, the credential that of the name."""
    settings = Settings(tokens={"lab.github.io": (SecretStr("one"),)})
    credentials, standings = Credentials(settings.tokens), QuotaStore(tmp_path, clock)
    client = RateLimiter(Script([says(200)]), settings, DnsOverrides({}), clock, credentials, standings)
    assert (await client.send(Request("https://lab.github.io/api/x", auth=ANY_TOKEN))).status == 200


@pytest.mark.anyio
async def test_a_secondary_limit_is_waited_for_longer_each_time(clock: Clock, tmp_path: Path) -> None:
    """A minute, then two, then four; a good answer ends it (docs.github.com, best practices)."""
    run = Run(tmp_path, clock, ("one",), {"max_wait": 1000})
    below = Script([says(403, SECONDARY), says(403, SECONDARY), says(403, SECONDARY), says(200), says(403, SECONDARY)])
    client = RateLimiter(below, run.settings, DnsOverrides({}), clock, run.credentials, run.standings)
    waits, before = [], clock.ticks()
    for _ in range(6):
        await client.send(Request(API + "/repos/a/b", auth=ANY_TOKEN))
        waits.append(clock.ticks() - before)
        before = clock.ticks()
    assert waits == pytest.approx([0, 60, 120, 240, 2, 60], abs=3)


@pytest.mark.anyio
async def test_cancelled_waiter_for_a_quota_leaves_no_trace(clock: Clock, tmp_path: Path) -> None:
    run = Run(tmp_path, clock)
    tasks = [asyncio.ensure_future(run.client.send(Request(API + "/repos/a/b", auth=ANY_TOKEN))) for _ in range(40)]
    await clock.sleep(0.35)
    for task in tasks[::2]:
        task.cancel()
    responses = await asyncio.gather(*tasks, return_exceptions=True)
    ends = [response.failure for response in responses if isinstance(response, Response)]
    assert len(ends) >= 20
    assert Failure.LIMITED not in ends
    assert (await asyncio.wait_for(run.send(1), 100)) == {"200": 1}


@dataclass
class Unpublished:
    """github.com with a simulated limit: above so many requests a second it refuses, by status or within a 200."""

    clock: Clock
    most: int = 10
    refusal: Response = field(default_factory=lambda: says(429))
    recent: deque[float] = field(default_factory=deque)
    asked: int = 0
    refused: int = 0

    async def send(self, request: Request) -> Response:
        await self.clock.sleep(0.05 * (1 + self.asked % 3))
        self.asked += 1
        now = self.clock.ticks()
        self.recent.append(now)
        while self.recent[0] <= now - 1.0:
            self.recent.popleft()
        is_over = len(self.recent) > self.most
        self.refused += is_over
        await self.clock.sleep(0.05)
        return (self.refusal if is_over else says(200))._replace(url=request.url)


async def seconds_for(host: Unpublished, count: int, folder: Path) -> float:
    """Send so many requests to github.com; return the seconds that it took."""
    quotas = QuotaStore(folder, host.clock)
    client = RateLimiter(host, Settings(), DnsOverrides({}), host.clock, Credentials({}), quotas)
    began = host.clock.ticks()
    await asyncio.gather(*[client.send(Request(f"https://github.com/lab/{number}")) for number in range(count)])
    quotas.save()
    return host.clock.ticks() - began


@pytest.mark.anyio
async def test_good_responses_earn_a_pace_that_a_small_host_tolerates(clock: Clock, tmp_path: Path) -> None:
    """Two requests for each of the 134 repositories of five seed files: 67 s at the initial pace."""
    host = Unpublished(clock)
    assert await seconds_for(host, 268, tmp_path) < 45
    assert host.refused == 0


@pytest.mark.anyio
async def test_the_next_run_begins_with_what_was_earned(clock: Clock, tmp_path: Path) -> None:
    first, second = Unpublished(clock), Unpublished(clock)
    took = await seconds_for(first, 120, tmp_path)
    await clock.sleep(60)
    assert await seconds_for(second, 120, tmp_path) < took - 1
    assert second.refused == 0
    await clock.sleep(86_401)
    assert await seconds_for(Unpublished(clock), 120, tmp_path) > took - 0.5


@pytest.mark.anyio
@pytest.mark.parametrize("most", [2, 3, 5])
async def test_a_refusal_halves_what_was_earned(most: int, clock: Clock, tmp_path: Path) -> None:
    """A host with a lower limit refuses few requests, and the retry middleware sends those again."""
    host = Unpublished(clock, most)
    await seconds_for(host, 200, tmp_path)
    assert host.refused <= 200 * 0.05
    earned = QuotaStore(tmp_path, clock).pace("github.com anonymous")
    assert earned is not None
    assert earned <= 60 * max(most, 2)
