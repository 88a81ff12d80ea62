"""What a host is (a module with three names), and request flows, the generators that hosts are written as."""

from collections.abc import Generator, Sequence
from typing import Protocol, TypeVar

from linkscan.models import Facts, Request, Response, Target
from linkscan.urls import Url

T = TypeVar("T")
RequestFlow = Generator[Sequence[Request], Sequence[Response], T]
"""Yields rounds of requests, is sent their responses in the same order, returns what it learned."""


def gather_flows(flows: Sequence[RequestFlow[T]]) -> RequestFlow[list[T]]:
    """Return the results of several flows, run side by side, in their order.

    A round advances each of them by one step, so that there are as many rounds as the longest flow has.
    """
    if len(flows) == 1:
        return [(yield from flows[0])]
    results: dict[int, T] = {}
    open_rounds: dict[int, Sequence[Request]] = {}

    def step(number: int, responses: Sequence[Response] | None) -> None:
        try:
            flow = flows[number]
            open_rounds[number] = next(flow) if responses is None else flow.send(responses)
        except StopIteration as finished:
            open_rounds.pop(number, None)
            results[number] = finished.value

    for number in range(len(flows)):
        step(number, None)
    while open_rounds:
        rounds = dict(open_rounds)
        responses = yield [request for requests in rounds.values() for request in requests]
        position = 0
        for number, requests in rounds.items():
            step(number, responses[position : position + len(requests)])
            position += len(requests)
    return [results[number] for number in range(len(flows))]


FactsFlow = RequestFlow[Facts]
"""A flow that returns the facts of one target.

The requests of one round are independent and sent at once. A flow never raises for what a server does: a response that
it cannot understand becomes `Facts` that say so.
"""


class Access(Protocol):
    """What the run may do: which hosts it holds a credential for (never the credential itself)."""

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` will carry a credential."""


class Host(Protocol):
    """A host. A module satisfies this by defining these names."""

    NAME: str

    def match(self, address: Url) -> Target | None:
        """Return the target that an http(s) address on one of the host's sites points to; None if it is none of its."""

    def flow(self, target: Target, access: Access, /) -> FactsFlow:
        """Return the flow of requests that learns the facts of one target."""
