"""What a host is: a module with three names; and request flows, the generators that hosts are written as."""

from collections.abc import Generator, Sequence
from typing import Protocol, TypeVar

from linkscan.models import Facts, Request, Response, Target
from linkscan.urls import Url

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


FactsFlow = RequestFlow[Facts]
"""Yields rounds of requests, is sent their responses in the same order, returns the facts of one place.

The requests of one round are independent and sent at once. An inspection never raises for what a server does: a
response that it cannot understand becomes `Facts` that say so.
"""


class Access(Protocol):
    """What the run may do: which hosts it holds a credential for (never the credential itself)."""

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` will carry a credential."""


class Host(Protocol):
    """One kind of host. A module satisfies this by defining these names."""

    NAME: str

    def match(self, address: Url) -> Target | None:
        """Return the place that an http(s) address points to, or None if it is not ours."""

    def flow(self, target: Target, access: Access, /) -> FactsFlow:
        """Return the flow of requests that tells the facts of one place."""
