"""Talk with a forge as `lanes.converse` does, with answers from a table instead of the web."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from linkscan.address import parse_address
from linkscan.forges.forge import Forge
from linkscan.forges.rounds import Talk, side_by_side
from linkscan.models import Answer, Facts, Failure, Place, Question

T = TypeVar("T")
Replies = Mapping[str, Answer] | Callable[[Question], Answer]


@dataclass(frozen=True)
class Tokens:
    """Access with credentials for some hosts."""

    hosts: frozenset[str] = frozenset()

    def can_sign_in(self, host: str) -> bool:
        return host in self.hosts


ANONYMOUS = Tokens()


@dataclass
class Asked:
    """What came out of an inspection, and what had to be asked for it, round by round."""

    facts: dict[str, Facts]
    rounds: list[list[Question]] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        return [question.url for questions in self.rounds for question in questions]

    @property
    def only(self) -> Facts:
        (facts,) = self.facts.values()
        return facts


def place_of(forge: Forge, url: str) -> Place:
    """Name the place of an address that must be the forge's."""
    address = parse_address(url)
    assert address is not None, url
    place = forge.locate(address)
    assert place is not None, f"{url} is not known to {forge.NAME}"
    return place


def inspect(forge: Forge, urls: Sequence[str], replies: Replies, access: Tokens = ANONYMOUS) -> Asked:
    """Hold an inspection of the places at `urls`; a question without a reply in the table fails the test."""
    places = [place_of(forge, url) for url in urls]
    facts, rounds = hold(side_by_side([forge.inspect(place, access) for place in places]), replies)
    return Asked({place.key: told for place, told in zip(places, facts, strict=True)}, rounds)


def hold(talk: Talk[T], replies: Replies) -> tuple[T, list[list[Question]]]:
    """Hold any conversation to its end; give what it returns and what it asked."""
    rounds: list[list[Question]] = []
    try:
        questions = next(talk)
        while True:
            rounds.append(list(questions))
            assert len(rounds) < 20, "endless"
            questions = talk.send([_reply(question, replies) for question in questions])
    except StopIteration as told:
        return told.value, rounds


def _reply(question: Question, replies: Replies) -> Answer:
    if callable(replies):
        return replies(question)
    assert question.url in replies, f"asked for {question.url}, known are {sorted(replies)}"
    return replies[question.url]


def page(body: str, url: str = "https://lab.org/work", status: int = 200, **headers: str) -> Answer:
    """Make an answer with a web page."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(url, status, headers={"content-type": "text/html; charset=utf-8", **given}, body=body.encode())


def data(content: Any, url: str = "", status: int = 200) -> Answer:
    """Make an answer with JSON."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Answer(url, status, headers={"content-type": "application/json"}, body=body)


def failed(failure: Failure, detail: str = "", url: str = "") -> Answer:
    """Make an answer that never came."""
    return Answer(url, failure=failure, detail=detail)
