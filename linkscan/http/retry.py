"""Retries of what may pass, the retry budget of a run, and its request budget."""

from dataclasses import dataclass, replace
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

# Statuses by which a server says "not now". All others are its answer: a retry would only annoy it.
TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 528), 529, 530})
# Failures that may pass, and how often they are retried at most: None is as often as `settings.retries` says. A
# certificate does not get better, nor does HTTP that cannot be understood, nor does the guard change its mind.
TRANSIENT_FAILURES: dict[Failure, int | None] = {
    Failure.RESET: None,
    Failure.REFUSED: None,
    Failure.TIMEOUT: None,
    Failure.DNS: None,
    Failure.BUDGET: None,  # this machine was out of files or memory
    Failure.NO_SUCH_HOST: 1,  # the one failure that counts as a "no" is retried once, to be sure
}

CUT_SHORT = "not retried: the retry budget of the run is spent"

_LONGEST_BACK_OFF = 30  # seconds


def is_transient(response: Response) -> bool:
    """Return whether the same request may get another response later."""
    if response.failure is not None:
        return response.failure in TRANSIENT_FAILURES
    if response.status in TRANSIENT_STATUSES or is_rate_limited(response):
        return True
    error = git_error(response)
    return error is not None and error.kind is GitErrorKind.UNAVAILABLE


_EARNED = 0.5  # retries that each request brings in: links are dead more often than the servers of a company
_INITIAL = 100.0
_MOST = 1000.0  # a long good run saves up no storm
_RESERVE = 50.0  # kept for first retries: a first retry tells more than a third


class RetryBudget:
    """How often a run may retry: half as often as it sends requests, and a hundred times to begin with.

    So a sick network or a sick host makes the traffic half as large again, and not `settings.retries` times as large.
    As Finagle's RetryBudget, which allows for a share of the requests (twitter.github.io/finagle, Clients, Retries),
    and the retry quota of the AWS SDKs, a bucket that good responses fill (docs.aws.amazon.com, SDKs and Tools
    reference guide, Retry behavior).
    """

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = _INITIAL

    def earn(self) -> None:
        """Record that a request is sent for the first time."""
        if self._left < _MOST:
            self._left += _EARNED

    def spend(self, retry: int) -> bool:
        """Take one retry off and return True; return False where a request's `retry`-th retry is not allowed."""
        if self._left < (1.0 if retry == 1 else 1.0 + _RESERVE):
            return False
        self._left -= 1.0
        return True


class RetryMiddleware:
    """Returns the last response, with `attempts` and the sum of `elapsed_ms`; holds no slot while it waits.

    Each request is retried as often as `settings.retries` says, and all of them as often as the retry budget bears.

    A limit that is still closed after the last attempt, or for longer than `settings.max_wait`, is `LIMITED`; the
    status that said so is kept. All waits together take no longer than `Request.max_wait`.
    """

    def __init__(self, client: Client, settings: Settings, clock: Clock) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock
        self._budget = RetryBudget()

    @cached_property
    def _retrying(self) -> "AsyncRetrying":
        """Return tenacity's loop, made when something has failed: it takes 10 ms to load, and most runs are well."""
        from tenacity import AsyncRetrying, retry_if_result, wait_random_exponential  # noqa: PLC0415 - as above

        # Full jitter, so that those who failed together do not come back together:
        # https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        back_off = wait_random_exponential(multiplier=1, max=_LONGEST_BACK_OFF)
        return AsyncRetrying(
            retry=retry_if_result(is_transient),
            wait=lambda state: self._ordered_wait(_outcome(state)) or back_off(state),
            stop=self._stop,
            sleep=self._clock.sleep,
            retry_error_callback=_outcome,
        )

    async def send(self, request: Request) -> Response:
        """Send until the response is final or the attempts are used up."""
        self._budget.earn()
        response = await self._client.send(request)
        is_final = (response.failure or response.status) in request.final_on
        if is_transient(response) and not is_final:  # tenacity costs 25 us, which most requests need not pay
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
        wait = self._ordered_wait(response)
        if state.attempt_number > retries or wait > self._settings.max_wait:
            return True
        if attempts.request.max_wait is not None and state.idle_for + wait > attempts.request.max_wait:
            return True
        attempts.is_cut_short = not self._budget.spend(state.attempt_number)
        return attempts.is_cut_short

    def _ordered_wait(self, response: Response) -> float:
        return wait_before_retry(response, self._clock.now()) or 0.0

    def _still_limited(self, response: Response) -> Response:
        wait = wait_before_retry(response, self._clock.now())
        until = f", which asks to wait until {clock_time(self._clock.now() + wait)}" if wait else ""
        detail = f"still limited after {counted(response.attempts, 'attempt')} (status {response.status}{until})"
        if response.detail:
            detail = f"{detail}; {response.detail}"
        return replace(response, failure=Failure.LIMITED, detail=detail)


def _outcome(state: "RetryCallState") -> Response:
    return state.outcome.result() if state.outcome else Response("")


@dataclass(slots=True)
class _Attempts:
    """Counts the attempts at one request; the first one has been made and its response is `last`."""

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
        if response.attempts == 0:  # the rate limiter refused it meanwhile: nothing was sent
            self.blocked = response
            return response
        self.made += 1
        self.last = replace(response, elapsed_ms=self.last.elapsed_ms + response.elapsed_ms)
        return self.last

    def summary(self) -> Response:
        """Return the last response of the host itself: that its limiter refused afterwards is only the consequence."""
        notes = (
            self.last.detail,
            self.blocked.detail if self.blocked else "",
            CUT_SHORT if self.is_cut_short else "",
        )
        return replace(self.last, attempts=self.made, detail="; ".join(filter(None, notes)))


class RequestBudget:
    """Lets `requests` requests through, retries not counted, and refuses the others."""

    def __init__(self, client: Client, requests: int, clock: Clock) -> None:
        self._client = client
        self._left = requests
        self._clock = clock

    async def send(self, request: Request) -> Response:
        """Send while something is left of the budget."""
        if self._left == 0:
            return Response(request.url, failure=Failure.BUDGET, asked_at=self._clock.now(), attempts=0)
        self._left -= 1
        return await self._client.send(request)
