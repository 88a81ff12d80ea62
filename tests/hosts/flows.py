"""Run the flow of a host with responses from a table."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from linkscan.hosts import HOSTS
from linkscan.hosts.base import Host
from linkscan.http.flows import RequestFlow, gather_flows
from linkscan.models import Facts, Failure, Request, Response, Target
from linkscan.urls import parse_url

T = TypeVar("T")
Replies = Mapping[str, Response] | Callable[[Request], Response]


@dataclass(frozen=True)
class Tokens:
    """Access with credentials for some hosts."""

    hosts: frozenset[str] = frozenset()

    def has_token(self, host: str) -> bool:
        return host in self.hosts


ANONYMOUS = Tokens()


@dataclass
class Asked:
    """The outcome of an inspection, and its requests round by round."""

    facts: dict[str, Facts]
    rounds: list[list[Request]] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        return [request.url for requests in self.rounds for request in requests]

    @property
    def only(self) -> Facts:
        (facts,) = self.facts.values()
        return facts


def place_of(host: Host, url: str) -> Target:
    """Return the target of an address, which must be the host's."""
    address = parse_url(url)
    assert address is not None, url
    (registered,) = (each for each in HOSTS if each.NAME == host.NAME)
    target = host.match(address) if registered.is_on(address.site) else None
    assert target is not None, f"{url} is not known to {host.NAME}"
    return target


def inspect(host: Host, urls: Sequence[str], replies: Replies, access: Tokens = ANONYMOUS) -> Asked:
    """Inspect the targets at `urls`; a request without a reply in the table fails the test."""
    targets = [place_of(host, url) for url in urls]
    facts, rounds = hold(gather_flows([host.flow(target, access) for target in targets]), replies)
    return Asked({target.key: told for target, told in zip(targets, facts, strict=True)}, rounds)


def hold(talk: RequestFlow[T], replies: Replies) -> tuple[T, list[list[Request]]]:
    """Run a flow to its end; return its result and its requests."""
    rounds: list[list[Request]] = []
    try:
        requests = next(talk)
        while True:
            rounds.append(list(requests))
            assert len(rounds) < 20, "endless"
            requests = talk.send([_reply(request, replies) for request in requests])
    except StopIteration as told:
        return told.value, rounds


def _reply(request: Request, replies: Replies) -> Response:
    if callable(replies):
        return replies(request)
    assert request.url in replies, f"asked for {request.url}, known are {sorted(replies)}"
    return replies[request.url]


def page(body: str, url: str = "https://lab.org/work", status: int = 200, **headers: str) -> Response:
    """Return a response with a web page."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, status, headers={"content-type": "text/html; charset=utf-8", **given}, body=body.encode())


def data(content: Any, url: str = "", status: int = 200) -> Response:
    """Return a response with JSON."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response(url, status, headers={"content-type": "application/json"}, body=body)


def failed(failure: Failure, detail: str = "", url: str = "") -> Response:
    """Return a failed response."""
    return Response(url, failure=failure, detail=detail)
