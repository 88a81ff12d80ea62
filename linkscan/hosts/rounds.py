"""Conversations side by side: several generators of questions become one, round by round."""

from collections.abc import Generator, Sequence
from typing import TypeVar

from linkscan.models import Request, Response

T = TypeVar("T")
RequestFlow = Generator[Sequence[Request], Sequence[Response], T]
"""Yields rounds of questions, is sent their answers in the same order, returns what it learned."""


def gather_flows(talks: Sequence[RequestFlow[T]]) -> RequestFlow[list[T]]:
    """Hold several conversations at once and give their results in order.

    A round takes one step in each: as many rounds as the longest of them has, not as all have together.
    """
    if len(talks) == 1:
        return [(yield from talks[0])]
    results: dict[int, T] = {}
    open_rounds: dict[int, Sequence[Request]] = {}

    def step(number: int, responses: Sequence[Response] | None) -> None:
        try:
            talk = talks[number]
            open_rounds[number] = next(talk) if responses is None else talk.send(responses)
        except StopIteration as told:
            open_rounds.pop(number, None)
            results[number] = told.value

    for number in range(len(talks)):
        step(number, None)
    while open_rounds:
        rounds = dict(open_rounds)
        responses = yield [request for requests in rounds.values() for request in requests]
        position = 0
        for number, requests in rounds.items():
            step(number, responses[position : position + len(requests)])
            position += len(requests)
    return [results[number] for number in range(len(talks))]
