"""Ask again what may pass, as long as it may, as politely as the server asks for."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from linkscan.http.budgets import RetryBudget
from linkscan.http.clock import Clock, clock_time
from linkscan.http.git_errors import GitErrorKind, git_error
from linkscan.http.protocol import Client
from linkscan.http.rate_limit_headers import is_limited, ordered_wait
from linkscan.models import Failure, Request, Response
from linkscan.settings import Settings

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

# Statuses by which a server says "not now". All others are its answer: asking again would only annoy it.
PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 528), 529, 530})
# Failures that may pass, and how often they are tried again at most: None is as often as `settings.retries`
# says. A certificate does not get better, nor does HTTP that cannot be understood, nor does the guard
# change its mind.
PASSING_FAILURES: dict[Failure, int | None] = {
    Failure.RESET: None,
    Failure.REFUSED: None,
    Failure.TIMEOUT: None,
    Failure.DNS: None,
    Failure.BUDGET: None,  # this machine was out of files or memory
    Failure.NO_SUCH_HOST: 1,  # the one failure that counts as a "no" is asked once more, to be sure
}

CUT_SHORT = "not asked again: the run has asked again too often"

_LONGEST_BACK_OFF = 30  # seconds


def may_pass(response: Response) -> bool:
    """Return whether asking the same again may give another answer."""
    if response.failure is not None:
        return response.failure in PASSING_FAILURES
    if response.status in PASSING_STATUSES or is_limited(response):
        return True
    error = git_error(response)
    return error is not None and error.kind is GitErrorKind.UNAVAILABLE


class RetryMiddleware:
    """Gives the last answer, with `attempts` and the sum of `elapsed_ms`; holds no slot while it waits.

    Each question is asked again as often as `settings.retries` says, and all of them as often as their budget
    bears.

    A limit that is still closed after the last attempt, or for longer than `settings.max_wait`, is
    `LIMITED`; the status that said so is kept.
    """

    def __init__(self, client: Client, settings: Settings, clock: Clock) -> None:
        self._web = client
        self._settings = settings
        self._clock = clock
        self._budget = RetryBudget()

    @cached_property
    def _again(self) -> "AsyncRetrying":
        """Make tenacity's loop when something has failed: it takes 10 ms to load, and most runs are well."""
        from tenacity import AsyncRetrying, retry_if_result, wait_random_exponential  # noqa: PLC0415 - as above

        # Full jitter, so that those who failed together do not come back together:
        # https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        back_off = wait_random_exponential(multiplier=1, max=_LONGEST_BACK_OFF)
        return AsyncRetrying(
            retry=retry_if_result(may_pass),
            wait=lambda state: self._ordered(_outcome(state)) or back_off(state),
            stop=self._stop,
            sleep=self._clock.sleep,
            retry_error_callback=_outcome,
        )

    async def send(self, request: Request) -> Response:
        """Ask until the answer is settled or the attempts are used up."""
        self._budget.earn()
        response = await self._web.send(request)
        is_settled = (response.failure or response.status) in request.final_on
        if may_pass(response) and not is_settled:  # tenacity costs 25 us, which most questions need not pay
            attempts = _Attempts(self._web, request, response)
            await self._again(_Attempts.send, attempts)
            response = attempts.summary()
        if is_limited(response) and response.failure is None:
            response = self._still_limited(response)
        return response

    def _stop(self, state: "RetryCallState") -> bool:
        response = _outcome(state)
        most = PASSING_FAILURES.get(response.failure) if response.failure else None
        retries = self._settings.retries if most is None else min(most, self._settings.retries)
        if state.attempt_number > retries or self._ordered(response) > self._settings.max_wait:
            return True
        attempts: _Attempts = state.args[0]
        attempts.is_cut_short = not self._budget.spend(state.attempt_number)
        return attempts.is_cut_short

    def _ordered(self, response: Response) -> float:
        return ordered_wait(response, self._clock.now()) or 0.0

    def _still_limited(self, response: Response) -> Response:
        wait = ordered_wait(response, self._clock.now())
        until = f", which asks to wait until {clock_time(self._clock.now() + wait)}" if wait else ""
        detail = f"still limited after {response.attempts} attempts (status {response.status}{until})"
        if response.detail:
            detail = f"{detail}; {response.detail}"
        return replace(response, failure=Failure.LIMITED, detail=detail)


def _outcome(state: "RetryCallState") -> Response:
    return state.outcome.result() if state.outcome else Response("")


@dataclass(slots=True)
class _Attempts:
    """Counts the attempts at one question; the first one has been made and its answer is `last`."""

    client: Client
    request: Request
    last: Response
    is_first: bool = True
    made: int = 1
    closed: Response | None = None
    is_cut_short: bool = False

    async def send(self) -> Response:
        if self.is_first:
            self.is_first = False
            return self.last
        response = await self.client.send(self.request)
        if response.failure is Failure.LIMITED:  # the host's gate has closed meanwhile: nothing was sent
            self.closed = response
            return response
        self.made += 1
        self.last = replace(response, elapsed_ms=self.last.elapsed_ms + response.elapsed_ms)
        return self.last

    def summary(self) -> Response:
        """Return the last answer of the host itself: that its gate closed is only the consequence."""
        why = (self.last.detail, self.closed.detail if self.closed else "", CUT_SHORT if self.is_cut_short else "")
        return replace(self.last, attempts=self.made, detail="; ".join(filter(None, why)))
