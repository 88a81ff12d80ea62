"""Request flows that run side by side."""

from linkscan.http.flows import RequestFlow, gather_flows
from linkscan.models import Request, Response
from tests.hosts.flows import hold


def count_to(name: str, rounds: int) -> RequestFlow[str]:
    """Send `rounds` requests, and return the responses."""
    told: list[str] = []
    for number in range(rounds):
        responses = yield [Request(f"{name}{number}"), Request(f"{name}{number}+")]
        told.extend(response.url for response in responses)
    return " ".join(told)


def echo(request: Request) -> Response:
    return Response(request.url, 200)


def test_each_flow_gets_its_own_responses() -> None:
    results, rounds = hold(gather_flows([count_to("a", 1), count_to("b", 3), count_to("c", 0), count_to("d", 2)]), echo)
    assert results == ["a0 a0+", "b0 b0+ b1 b1+ b2 b2+", "", "d0 d0+ d1 d1+"]
    assert [[request.url for request in requests] for requests in rounds] == [
        ["a0", "a0+", "b0", "b0+", "d0", "d0+"],
        ["b1", "b1+", "d1", "d1+"],
        ["b2", "b2+"],
    ]


def test_gathering_no_flows_requests_nothing() -> None:
    assert hold(gather_flows([]), echo) == ([], [])
