"""Conversations side by side: several generators of questions become one, round by round."""

from collections.abc import Generator, Sequence
from typing import TypeVar

from linkscan.models import Answer, Question

T = TypeVar("T")
Talk = Generator[Sequence[Question], Sequence[Answer], T]
"""Yields rounds of questions, is sent their answers in the same order, returns what it learned."""


def side_by_side(talks: Sequence[Talk[T]]) -> Talk[list[T]]:
    """Hold several conversations at once and give their results in order.

    A round takes one step in each: as many rounds as the longest of them has, not as all have together.
    """
    if len(talks) == 1:
        return [(yield from talks[0])]
    results: dict[int, T] = {}
    open_rounds: dict[int, Sequence[Question]] = {}

    def step(number: int, answers: Sequence[Answer] | None) -> None:
        try:
            talk = talks[number]
            open_rounds[number] = next(talk) if answers is None else talk.send(answers)
        except StopIteration as told:
            open_rounds.pop(number, None)
            results[number] = told.value

    for number in range(len(talks)):
        step(number, None)
    while open_rounds:
        rounds = dict(open_rounds)
        answers = yield [question for questions in rounds.values() for question in questions]
        position = 0
        for number, questions in rounds.items():
            step(number, answers[position : position + len(questions)])
            position += len(questions)
    return [results[number] for number in range(len(talks))]
