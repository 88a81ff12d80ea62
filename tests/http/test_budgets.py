"""A budget is never overspent, and what it refuses is told as such."""

import pytest

from linkscan.http.budgets import RequestBudget, RetryBudget
from linkscan.http.clock import Clock
from linkscan.models import Failure, Request, Response


class Counting:
    """A web that answers everything and counts."""

    asked = 0

    async def send(self, request: Request) -> Response:
        self.asked += 1
        return Response(request.url, status=200)


@pytest.mark.anyio
async def test_no_more_is_asked_than_was_allowed() -> None:
    below = Counting()
    client = RequestBudget(below, 2, Clock(now=lambda: 7.0))
    responses = [await client.send(Request(f"https://a.org/{number}")) for number in range(4)]
    assert below.asked == 2
    assert [response.failure for response in responses] == [None, None, Failure.BUDGET, Failure.BUDGET]
    assert (responses[-1].attempts, responses[-1].asked_at) == (0, 7.0)


def test_retries_are_half_of_the_questions_and_a_hundred() -> None:
    """In the long run; a few dead links are each asked as often as they may be."""
    budget = RetryBudget()
    granted = 0
    for _ in range(10_000):
        budget.earn()
        granted += sum(budget.spend(retry) for retry in (1, 2, 3))
    assert granted == pytest.approx(5_100, abs=2)


def test_first_retries_come_first() -> None:
    """With a third of all links dead each of them is asked twice at least."""
    budget = RetryBudget()
    first = 0
    for number in range(9_000):
        budget.earn()
        if number % 3 == 0:
            first += budget.spend(1)
            budget.spend(2)
            budget.spend(3)
    assert first == 3_000


def test_a_long_good_run_saves_up_no_storm() -> None:
    budget = RetryBudget()
    for _ in range(100_000):
        budget.earn()
    assert sum(budget.spend(1) for _ in range(10_000)) == 1_000
