"""Talk with a forge as `lanes.converse` does, with answers from a table instead of the web."""

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
    """What came out of an inspection, and what had to be asked for it, round by round."""

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
    """Name the place of an address that must be the forge's."""
    address = parse_url(url)
    assert address is not None, url
    (registered,) = (each for each in HOSTS if each.NAME == host.NAME)
    target = host.match(address) if registered.is_on(address.site) else None
    assert target is not None, f"{url} is not known to {host.NAME}"
    return target


def inspect(host: Host, urls: Sequence[str], replies: Replies, access: Tokens = ANONYMOUS) -> Asked:
    """Hold an inspection of the places at `urls`; a question without a reply in the table fails the test."""
    targets = [place_of(host, url) for url in urls]
    facts, rounds = hold(gather_flows([host.flow(target, access) for target in targets]), replies)
    return Asked({target.key: told for target, told in zip(targets, facts, strict=True)}, rounds)


def hold(talk: RequestFlow[T], replies: Replies) -> tuple[T, list[list[Request]]]:
    """Hold any conversation to its end; give what it returns and what it asked."""
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
    """Make an answer with a web page."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, status, headers={"content-type": "text/html; charset=utf-8", **given}, body=body.encode())


def data(content: Any, url: str = "", status: int = 200) -> Response:
    """Make an answer with JSON."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response(url, status, headers={"content-type": "application/json"}, body=body)


def failed(failure: Failure, detail: str = "", url: str = "") -> Response:
    """Make an answer that never came."""
    return Response(url, failure=failure, detail=detail)
