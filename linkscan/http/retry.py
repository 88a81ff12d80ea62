"""Retries of transient failures, the retry budget of a run, and its request budget."""

import asyncio
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from linkscan.http.clock import Clock, clock_time
from linkscan.http.git_errors import GitErrorKind, git_error
from linkscan.http.protocol import Client
from linkscan.http.rate_limit_headers import is_rate_limited, wait_before_retry
from linkscan.models import Failure, Request, Response
from linkscan.plurals import counted
from linkscan.settings import Settings

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

# Statuses by which a server says "not now". All others are final: a retry would only add load.
TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 528), 529, 530})
# Transient failures, and their maximum number of retries; None stands for `settings.retries`. Invalid certificates,
# malformed HTTP and refusals of the SSRF guard do not go away.
TRANSIENT_FAILURES: dict[Failure, int | None] = {
    Failure.RESET: None,
    Failure.REFUSED: None,
    Failure.TIMEOUT: None,
    Failure.DNS: None,
    Failure.BUDGET: None,  # this machine is out of files or memory
    Failure.NO_SUCH_HOST: 1,  # the only failure that means "gone" is confirmed once
}

CUT_SHORT = "not retried: the retry budget of the run is spent"

_MAX_BACK_OFF = 30  # seconds


def is_transient(response: Response) -> bool:
    """Return whether the same request may get a different response later."""
    if response.failure is not None:
        return response.failure in TRANSIENT_FAILURES
    if response.status in TRANSIENT_STATUSES or is_rate_limited(response):
        return True
    error = git_error(response)
    return error is not None and error.kind is GitErrorKind.UNAVAILABLE


_EARNED_PER_REQUEST = 0.5  # retries: links fail more often than the services that the SDKs below call
_INITIAL_BALANCE = 100.0
_MAX_BALANCE = 1000.0  # so that a long run without failures does not save up for a retry storm
_RESERVE = 50.0  # kept for first retries, which reveal more than later ones


class RetryBudget:
    """The retries that a run may make: one for every two requests, on top of an initial hundred.

    A failing network or host therefore increases traffic by about a half, not by a factor of `settings.retries`. The
    design follows Finagle's RetryBudget, a share of the requests (twitter.github.io/finagle, Clients, Retries), and
    the retry quota of the AWS SDKs, a bucket that successful responses fill (docs.aws.amazon.com, SDKs and Tools
    reference guide, Retry behavior).
    """

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = _INITIAL_BALANCE

    def earn(self) -> None:
        """Add the share that a new request earns."""
        if self._left < _MAX_BALANCE:
            self._left += _EARNED_PER_REQUEST

    def spend(self, retry: int) -> bool:
        """Deduct a request's `retry`-th retry, counted from 1; return False if the budget does not allow it."""
        if self._left < (1.0 if retry == 1 else 1.0 + _RESERVE):
            return False
        self._left -= 1.0
        return True


class RetryMiddleware:
    """Returns the last response, with `attempts` and the sum of `elapsed_ms`; holds no slot while it waits.

    A request is retried up to `settings.retries` times, as far as the retry budget allows.

    If a host still limits requests after the last attempt, or for longer than `settings.max_wait`, the failure is
    `LIMITED`, and the response keeps its status. All waits of a request together take no longer than its `max_wait`.
    """

    def __init__(self, client: Client, settings: Settings, clock: Clock) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock
        self._budget = RetryBudget()

    @cached_property
    def _retrying(self) -> "AsyncRetrying":
        """Return tenacity's retry loop; created on the first failure, as loading tenacity takes 10 ms."""
        from tenacity import AsyncRetrying, retry_if_result, wait_random_exponential  # noqa: PLC0415 - as above

        # Full jitter, so that requests that failed together are not retried together:
        # https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        back_off = wait_random_exponential(multiplier=1, max=_MAX_BACK_OFF)
        return AsyncRetrying(
            retry=retry_if_result(is_transient),
            wait=lambda state: self._requested_wait(_outcome(state)) or back_off(state),
            stop=self._stop,
            sleep=self._clock.sleep,
            retry_error_callback=_outcome,
        )

    async def send(self, request: Request) -> Response:
        """Send until a response is final or no attempts are left."""
        self._budget.earn()
        response = await self._client.send(request)
        if not is_transient(response):  # tenacity takes 25 us, which most requests can do without
            return response
        if (response.failure or response.status) not in request.final_on:
            attempts = _Attempts(self._client, request, response)
            await self._retrying(_Attempts.send, attempts)
            response = attempts.summary()
        if is_rate_limited(response) and response.failure is None:
            response = self._still_limited(response)
        return response

    def _stop(self, state: "RetryCallState") -> bool:
        response = _outcome(state)
        most = TRANSIENT_FAILURES.get(response.failure) if response.failure else None
        retries = self._settings.retries if most is None else min(most, self._settings.retries)
        attempts: _Attempts = state.args[0]
        wait = self._requested_wait(response)
        if state.attempt_number > retries or wait > self._settings.max_wait:
            return True
        if attempts.request.max_wait is not None and state.idle_for + wait > attempts.request.max_wait:
            return True
        attempts.is_cut_short = not self._budget.spend(state.attempt_number)
        return attempts.is_cut_short

    def _requested_wait(self, response: Response) -> float:
        return wait_before_retry(response, self._clock.now()) or 0.0

    def _still_limited(self, response: Response) -> Response:
        wait = wait_before_retry(response, self._clock.now())
        until = f", which asks to wait until {clock_time(self._clock.now() + wait)}" if wait else ""
        detail = f"after {counted(response.attempts, 'attempt')} (status {response.status}{until})"
        if response.detail:
            detail = f"{detail}; {response.detail}"
        return response._replace(failure=Failure.LIMITED, detail=detail)


def _outcome(state: "RetryCallState") -> Response:
    return state.outcome.result() if state.outcome else Response("")


@dataclass(slots=True)
class _Attempts:
    """The attempts at one request; the first has been made, and `last` is its response."""

    client: Client
    request: Request
    last: Response
    is_first: bool = True
    made: int = 1
    blocked: Response | None = None
    is_cut_short: bool = False

    async def send(self) -> Response:
        if self.is_first:
            self.is_first = False
            return self.last
        response = await self.client.send(self.request)
        if response.attempts == 0:  # refused by the rate limiter: nothing was sent
            self.blocked = response
            return response
        self.made += 1
        self.last = response._replace(elapsed_ms=self.last.elapsed_ms + response.elapsed_ms)
        return self.last

    def summary(self) -> Response:
        """Return the host's last own response; a later refusal by the rate limiter only adds to the detail."""
        notes = (
            self.last.detail,
            self.blocked.detail if self.blocked else "",
            CUT_SHORT if self.is_cut_short else "",
        )
        return self.last._replace(attempts=self.made, detail="; ".join(filter(None, notes)))


class RequestBudget:
    """Lets `requests` requests through, not counting retries, and refuses all others.

    Once the last one has been let through, all that are under way are given up after `patience` seconds, whether they
    wait for a response, a slot or a retry.
    """

    def __init__(self, client: Client, requests: int, patience: float, clock: Clock) -> None:
        self._client = client
        self._left = requests
        self._patience = patience
        self._clock = clock
        self._under_way: set[asyncio.Timeout] = set()

    async def send(self, request: Request) -> Response:
        """Send, unless the budget is exhausted."""
        if self._left == 0:
            return self._refusal(request)
        self._left -= 1
        time_limit = asyncio.timeout(None)
        try:
            async with time_limit:
                self._under_way.add(time_limit)
                if self._left == 0:
                    self._give_up_later()
                return await self._client.send(request)
        except TimeoutError:
            return self._refusal(request)
        finally:
            self._under_way.discard(time_limit)

    def _give_up_later(self) -> None:
        give_up_at = asyncio.get_running_loop().time() + self._patience
        for each in self._under_way:
            each.reschedule(give_up_at)

    def _refusal(self, request: Request) -> Response:
        return Response(request.url, failure=Failure.BUDGET, asked_at=self._clock.now(), attempts=0)
