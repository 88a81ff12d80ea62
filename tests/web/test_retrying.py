"""What is asked again, how often, and after how long."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web.clock import Clock
from linkscan.web.retrying import CUT_SHORT, PASSING_STATUSES, Retrying, may_pass
from tests.web.script import Script, says
from tests.web.test_throttling import throttling
from tests.web.warp import EPOCH

URL = "http://a.example/"
LIMITED_FOR_AN_HOUR = says(403, x_ratelimit_remaining="0", x_ratelimit_reset=str(int(EPOCH) + 3600))


def fails(failure: Failure, detail: str = "") -> Answer:
    return Answer("", failure=failure, detail=detail)


async def ask(below: Script, clock: Clock, **given: Any) -> Answer:
    return await Retrying(below, Settings(**given), clock).ask(Question(URL))


@pytest.mark.parametrize(
    ("answer", "is_so"),
    [
        *((says(status), True) for status in sorted(PASSING_STATUSES)),
        *((says(status), False) for status in (200, 204, 301, 304, 400, 401, 403, 404, 405, 410, 451, 501, 999)),
        (says(403, retry_after="5"), True),
        (says(403, x_ratelimit_remaining="0", x_ratelimit_reset="5"), True),
        (says(403, b"You have exceeded a secondary rate limit"), True),
        (fails(Failure.RESET), True),
        (fails(Failure.TIMEOUT), True),
        (fails(Failure.DNS), True),
        (fails(Failure.REFUSED), True),
        (fails(Failure.BUDGET), True),
        (fails(Failure.NO_SUCH_HOST), True),
        (fails(Failure.TLS), False),
        (fails(Failure.PROTOCOL), False),
        (fails(Failure.UNSAFE), False),
        (fails(Failure.LIMITED), False),
        (fails(Failure.OFFLINE), False),
        (fails(Failure.NOT_RECORDED), False),
    ],
)
def test_what_may_pass(answer: Answer, *, is_so: bool) -> None:
    """One table says it."""
    assert may_pass(answer) is is_so


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "requests"),
    [
        (says(503), 4),
        (fails(Failure.RESET), 4),
        (fails(Failure.NO_SUCH_HOST), 2),
        (fails(Failure.TLS), 1),
        (says(404), 1),
        (LIMITED_FOR_AN_HOUR, 1),
        (says(503, retry_after="91"), 1),
        (says(503, retry_after="90"), 4),
    ],
)
async def test_how_often(answer: Answer, requests: int, clock: Clock) -> None:
    """Never endlessly, never when the wait is longer than `max_wait`, and a "no such host" once more."""
    below = Script([answer])
    told = await ask(below, clock, retries=3, max_wait=90)
    assert (len(below.questions), told.attempts) == (requests, requests)


@pytest.mark.anyio
@pytest.mark.parametrize("retries", [0, 1, 7])
async def test_retries_are_what_the_user_says(retries: int, clock: Clock) -> None:
    """None at all, too, for those who want each answer as it comes."""
    below = Script([fails(Failure.RESET)])
    await ask(below, clock, retries=retries)
    assert len(below.questions) == retries + 1


@pytest.mark.anyio
async def test_the_last_answer_counts_and_the_waiting_is_summed_up(clock: Clock) -> None:
    """Time in the network, not in the queue."""
    below = Script([replace(says(503), elapsed_ms=5), replace(fails(Failure.RESET), elapsed_ms=7), says(200)])
    answer = await ask(below, clock)
    assert (answer.status, answer.attempts, answer.elapsed_ms) == (200, 3, 12)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "least", "most"),
    [
        (says(429, retry_after="30"), 30, 31),
        (says(503, retry_after="30"), 30, 31),
        (says(503, retry_after="Fri, 15 Jan 2027 08:00:20 GMT"), 20, 21),
        (says(403, b"You have exceeded a secondary rate limit"), 60, 61),
        (says(429, ratelimit='"api";r=0;t=55'), 55, 56),
        (says(503), 0, 1.1),
    ],
)
async def test_how_long(answer: Answer, least: float, most: float, clock: Clock) -> None:
    """What the server orders; else up to a second, then two, then four, all of it jitter."""
    before = clock.ticks()
    await ask(Script([answer, says(200)]), clock)
    assert least <= clock.ticks() - before < most


@pytest.mark.anyio
async def test_the_back_off_grows_and_is_bounded(clock: Clock) -> None:
    """Exponential with full jitter, at most half a minute."""
    longest = 0.0
    for _ in range(20):
        before = clock.ticks()
        await ask(Script([fails(Failure.RESET)]), clock, retries=8)
        longest = max(longest, clock.ticks() - before)
    assert 10 < longest < 1 + 2 + 4 + 8 + 16 + 30 * 3


@pytest.mark.anyio
@pytest.mark.parametrize("answer", [says(429), says(429, retry_after="1"), LIMITED_FOR_AN_HOUR])
async def test_what_is_still_limited_says_so_and_keeps_its_status(answer: Answer, clock: Clock) -> None:
    """`LIMITED`, with the status that said it, and how often one has asked."""
    told = await ask(Script([answer]), clock)
    assert (told.failure, told.status) == (Failure.LIMITED, answer.status)
    assert told.detail.startswith(f"still limited after {told.attempts} attempt")


@pytest.mark.anyio
async def test_a_limit_says_when_it_opens(clock: Clock) -> None:
    """In the time of the report's reader."""
    told = await ask(Script([LIMITED_FOR_AN_HOUR]), clock)
    assert told.detail.endswith("(status 403, which asks to wait until 2027-01-15 09:00 UTC)")


@pytest.mark.anyio
async def test_graphql_s_polite_refusal_is_a_limit(clock: Clock) -> None:
    """A 200 that holds nothing but an error."""
    refusal = says(200, b'{"errors":[{"type":"RATE_LIMITED"}]}', retry_after="1")
    told = await ask(Script([refusal]), clock)
    assert (told.failure, told.status, told.attempts) == (Failure.LIMITED, 200, 4)


@pytest.mark.anyio
async def test_a_gate_that_closes_meanwhile_hides_no_cause(clock: Clock) -> None:
    """What the host itself said last is the answer; that it rests now is only added."""
    below = Script([fails(Failure.REFUSED, "refused"), fails(Failure.LIMITED, "a.example rests")])
    told = await ask(below, clock)
    assert (told.failure, told.detail, told.attempts) == (Failure.REFUSED, "refused; a.example rests", 1)


@pytest.mark.anyio
async def test_who_waits_for_a_retry_holds_no_slot(clock: Clock) -> None:
    """With one slot over all, another host's question goes first."""
    order: list[str] = []

    def answer(question: Question) -> Answer:
        order.append(question.url)
        return says(503, retry_after="30") if order.count(question.url) == 1 and "slow" in question.url else says(200)

    settings = Settings(concurrency=1)
    web = Retrying(throttling(Script(answer), clock, concurrency=1), settings, clock)
    slow = asyncio.ensure_future(web.ask(Question("http://slow.example/")))
    await clock.sleep(1)
    await web.ask(Question("http://fast.example/"))
    assert not slow.done()
    assert (await slow).status == 200
    assert order == ["http://slow.example/", "http://fast.example/", "http://slow.example/"]


@pytest.mark.anyio
async def test_many_questions_at_once_keep_their_attempts_apart(clock: Clock) -> None:
    """One retrying serves them all."""
    counts: dict[str, int] = {}

    def answer(question: Question) -> Answer:
        counts[question.url] = counts.get(question.url, 0) + 1
        return says(200) if counts[question.url] > int(question.url[-1]) else says(503)

    web = Retrying(Script(answer), Settings(retries=5), clock)
    answers = await asyncio.gather(*[web.ask(Question(f"http://h{n}.example/{n % 4}")) for n in range(40)])
    assert [each.attempts for each in answers] == [n % 4 + 1 for n in range(40)]


@pytest.mark.anyio
@pytest.mark.parametrize("answer", [says(503), says(429), fails(Failure.TIMEOUT, "20 s")])
async def test_a_sick_network_is_asked_half_as_often_again_and_not_four_times(answer: Answer, clock: Clock) -> None:
    """And each answer that suffers for it says so."""
    below = Script([answer])
    web = Retrying(below, Settings(retries=3), clock)
    answers = await asyncio.gather(*[web.ask(Question(f"http://h{n}.example/")) for n in range(2_000)])
    assert 3_000 <= len(below.questions) <= 3_100
    cut_short = [each for each in answers if CUT_SHORT in each.detail]
    assert len(cut_short) >= 1_900
    assert sum(each.attempts for each in answers) == len(below.questions)
