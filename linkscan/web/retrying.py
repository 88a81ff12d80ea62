"""Ask again what may pass, as long as it may, as politely as the server asks for."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web.budgeting import RetryBudget
from linkscan.web.clock import Clock, clock_time
from linkscan.web.orders import is_limited, ordered_wait
from linkscan.web.web import Web

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


def may_pass(answer: Answer) -> bool:
    """Tell whether asking the same again may give another answer."""
    if answer.failure is not None:
        return answer.failure in PASSING_FAILURES
    return answer.status in PASSING_STATUSES or is_limited(answer)


class Retrying:
    """Gives the last answer, with `attempts` and the sum of `elapsed_ms`; holds no slot while it waits.

    Each question is asked again as often as `settings.retries` says, and all of them as often as their budget
    bears.

    A limit that is still closed after the last attempt, or for longer than `settings.max_wait`, is
    `LIMITED`; the status that said so is kept.
    """

    def __init__(self, web: Web, settings: Settings, clock: Clock) -> None:
        self._web = web
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

    async def ask(self, question: Question) -> Answer:
        """Ask until the answer is settled or the attempts are used up."""
        self._budget.earn()
        answer = await self._web.ask(question)
        is_settled = (answer.failure or answer.status) in question.settled_by
        if may_pass(answer) and not is_settled:  # tenacity costs 25 us, which most questions need not pay
            attempts = _Attempts(self._web, question, answer)
            await self._again(_Attempts.ask, attempts)
            answer = attempts.summary()
        if is_limited(answer) and answer.failure is None:
            answer = self._still_limited(answer)
        return answer

    def _stop(self, state: "RetryCallState") -> bool:
        answer = _outcome(state)
        most = PASSING_FAILURES.get(answer.failure) if answer.failure else None
        retries = self._settings.retries if most is None else min(most, self._settings.retries)
        if state.attempt_number > retries or self._ordered(answer) > self._settings.max_wait:
            return True
        attempts: _Attempts = state.args[0]
        attempts.is_cut_short = not self._budget.spend(state.attempt_number)
        return attempts.is_cut_short

    def _ordered(self, answer: Answer) -> float:
        return ordered_wait(answer, self._clock.now()) or 0.0

    def _still_limited(self, answer: Answer) -> Answer:
        wait = ordered_wait(answer, self._clock.now())
        until = f", which asks to wait until {clock_time(self._clock.now() + wait)}" if wait else ""
        detail = f"still limited after {answer.attempts} attempts (status {answer.status}{until})"
        if answer.detail:
            detail = f"{detail}; {answer.detail}"
        return replace(answer, failure=Failure.LIMITED, detail=detail)


def _outcome(state: "RetryCallState") -> Answer:
    return state.outcome.result() if state.outcome else Answer("")


@dataclass(slots=True)
class _Attempts:
    """Counts the attempts at one question; the first one has been made and its answer is `last`."""

    web: Web
    question: Question
    last: Answer
    is_first: bool = True
    made: int = 1
    closed: Answer | None = None
    is_cut_short: bool = False

    async def ask(self) -> Answer:
        if self.is_first:
            self.is_first = False
            return self.last
        answer = await self.web.ask(self.question)
        if answer.failure is Failure.LIMITED:  # the host's gate has closed meanwhile: nothing was sent
            self.closed = answer
            return answer
        self.made += 1
        self.last = replace(answer, elapsed_ms=self.last.elapsed_ms + answer.elapsed_ms)
        return self.last

    def summary(self) -> Answer:
        """Give the last answer of the host itself: that its gate closed is only the consequence."""
        why = (self.last.detail, self.closed.detail if self.closed else "", CUT_SHORT if self.is_cut_short else "")
        return replace(self.last, attempts=self.made, detail="; ".join(filter(None, why)))
