"""A budget is never overspent, and what it refuses is told as such."""

import pytest

from linkscan.models import Answer, Failure, Question
from linkscan.web.budgeting import Budgeting
from linkscan.web.clock import Clock


class Counting:
    """A web that answers everything and counts."""

    asked = 0

    async def ask(self, question: Question) -> Answer:
        self.asked += 1
        return Answer(question.url, status=200)


@pytest.mark.anyio
async def test_no_more_is_asked_than_was_allowed() -> None:
    below = Counting()
    web = Budgeting(below, 2, Clock(now=lambda: 7.0))
    answers = [await web.ask(Question(f"https://a.org/{number}")) for number in range(4)]
    assert below.asked == 2
    assert [answer.failure for answer in answers] == [None, None, Failure.BUDGET, Failure.BUDGET]
    assert (answers[-1].attempts, answers[-1].asked_at) == (0, 7.0)
