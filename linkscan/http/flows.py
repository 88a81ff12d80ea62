"""Request flows: generators without I/O that yield requests and are sent responses, as hosts and sources are."""

import asyncio
from collections.abc import Generator, Sequence
from typing import TypeVar

from linkscan.http.protocol import Client
from linkscan.models import Request, Response

T = TypeVar("T")
RequestFlow = Generator[Sequence[Request], Sequence[Response], T]
"""Yields rounds of requests, is sent their responses in the same order, and returns a result."""


def gather_flows(flows: Sequence[RequestFlow[T]]) -> RequestFlow[list[T]]:
    """Run several flows side by side; return their results in the order of the flows.

    Each round advances every flow by one step, so there are as many rounds as the longest flow has.
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


async def drive(flow: RequestFlow[T], client: Client) -> T:
    """Return the result of a flow; the client sends the requests of each round concurrently."""
    try:
        requests = next(flow)
        while True:
            if len(requests) == 1:
                responses = [await client.send(requests[0])]
            else:
                responses = list(await asyncio.gather(*map(client.send, requests)))
            requests = flow.send(responses)
    except StopIteration as finished:
        result: T = finished.value
        return result
