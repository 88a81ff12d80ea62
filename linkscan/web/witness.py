"""Watch a run's answers, to tell a dead machine or a captive portal from a dead web."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.models import Answer, Failure, Question
from linkscan.web.addresses import target_of
from linkscan.web.web import Web


class Network(StrEnum):
    """What a run's answers together say about our own connection."""

    UP = "up"
    DOWN = "nothing at all can be reached"
    CAPTIVE = "every host answers with the same page, as a login portal does"
    UNKNOWN = "too little was asked to tell"


_TROUBLE = frozenset(
    {Failure.DNS, Failure.NO_SUCH_HOST, Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.TLS}
)
_ENOUGH = 3  # hosts: two dead links are no evidence of a dead network


@dataclass(frozen=True, slots=True)
class Sight:
    """What one answer shows: who was asked, who answered, and with what."""

    asked: str
    answered: str | None
    page: bytes = b""


def sight_of(question: Question, answer: Answer) -> Sight | None:
    """Reduce an answer to what shows whether there is a network; None for one that did not come over it."""
    asked, end = target_of(question.url), target_of(answer.url)
    if asked is None or end is None or answer.from_cache:
        return None
    if answer.status is not None:
        is_page = answer.status == 200 and len(answer.body) > 0
        page = hashlib.blake2b(answer.body, digest_size=8).digest() if is_page else b""
        return Sight(asked.host, end.host, page)
    return Sight(asked.host, None) if answer.failure in _TROUBLE else None


def judge_network(sights: Iterable[Sight]) -> Network:
    """Judge what was seen: `DOWN` if no host of several answered, `CAPTIVE` if all gave one page or led to
    one place.

    Limits, refusals for safety and cached answers are no evidence either way.
    """
    asked: set[str] = set()
    ends: set[tuple[str, bytes]] = set()
    strangers: set[str] = set()
    for sight in sights:
        asked.add(sight.asked)
        if sight.answered is not None:
            ends.add((sight.answered if sight.answered != sight.asked else "", sight.page))
            strangers.add(sight.asked)
    if len(asked) < _ENOUGH:
        return Network.UP if ends else Network.UNKNOWN
    if not ends:
        return Network.DOWN
    is_one_page = len({page for _, page in ends}) == 1 and all(page for _, page in ends)
    is_one_place = len({host for host, _ in ends}) == 1 and all(host for host, _ in ends)
    return Network.CAPTIVE if len(strangers) >= _ENOUGH and (is_one_page or is_one_place) else Network.UP


@dataclass(slots=True)
class Witness:
    """A layer that keeps one sight per host asked (about 200 bytes each), for `judge_network`."""

    web: Web
    sights: dict[tuple[str, bool], Sight] = field(default_factory=dict)

    async def ask(self, question: Question) -> Answer:
        """Ask, and remember what it showed."""
        answer = await self.web.ask(question)
        if (sight := sight_of(question, answer)) is not None:
            self.sights[sight.asked, sight.answered is not None] = sight
        return answer

    def network(self) -> Network:
        """Judge the network by all answers so far."""
        return judge_network(self.sights.values())
