"""Watch a run's answers, to tell a dead machine or a captive portal from a dead web."""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.address import parse_address
from linkscan.models import Answer, Failure, Question
from linkscan.web.web import Web


class Network(StrEnum):
    """What a run's answers together say about our own connection."""

    UP = "up"
    DOWN = "nothing at all can be reached"
    CAPTIVE = "every host answers with the same page, as a login portal does"
    UNKNOWN = "too little was asked to tell the network from the hosts"


_TROUBLE = frozenset({Failure.DNS, Failure.NO_SUCH_HOST, Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.TLS})
LANDMARKS = ("https://github.com/robots.txt", "https://www.iana.org/robots.txt")  # hosts that always answer
_ENOUGH = 3  # hosts: two dead links are no evidence of a dead network


@dataclass(frozen=True, slots=True)
class Sight:
    """What one answer shows of the network.

    `place` is who answered if not the host itself, `page` a digest of what it gave; both None when nobody
    answered.
    """

    host: str
    is_secure: bool
    place: str | None = None
    page: bytes | None = None

    @property
    def key(self) -> tuple[str, bool, bool]:
        """Name the host and the kind of answer: one sight of each is enough."""
        return self.host, self.is_secure, self.page is not None


def sight_of(question: Question, answer: Answer) -> Sight | None:
    """Reduce an answer to what it shows of the network; None for one that did not come over it."""
    asked, end = parse_address(question.url), parse_address(answer.url)
    if asked is None or end is None or answer.from_cache:
        return None
    is_secure = asked.scheme == "https"
    if answer.status is not None:
        place = "" if end.host == asked.host else end.host
        return Sight(asked.host, is_secure, place, hashlib.blake2b(answer.body, digest_size=8).digest())
    return Sight(asked.host, is_secure) if answer.failure in _TROUBLE else None


def judge_network(sights: Iterable[Sight]) -> Network:
    """Judge what was seen of the network; `UP` when nothing was, for then there is nothing to doubt.

    `DOWN` if none of several hosts answered. `CAPTIVE` if several did, all with one page or all from one
    other place, and none over https: a portal has no certificate for the hosts it speaks for. Limits,
    refusals for safety and cached answers are no evidence either way.
    """
    seen = list(sights)
    answered = [sight for sight in seen if sight.page is not None]
    if not seen or any(sight.is_secure for sight in answered):
        return Network.UP
    if not answered:
        return Network.DOWN if len({sight.host for sight in seen}) >= _ENOUGH else Network.UNKNOWN
    is_one_page = len({sight.page for sight in answered}) == 1
    is_one_place = len({sight.place for sight in answered}) == 1 and bool(answered[0].place)
    is_captive = len({sight.host for sight in answered}) >= _ENOUGH and (is_one_page or is_one_place)
    return Network.CAPTIVE if is_captive else Network.UP


@dataclass(slots=True)
class Witness:
    """A layer that keeps one sight per host and kind of answer (some 200 bytes), to judge the network."""

    web: Web
    sights: dict[tuple[str, bool, bool], Sight] = field(default_factory=dict)
    has_heard: bool = False  # whether any host ever answered
    is_spent: bool = False  # whether something was not asked because it would have cost too much

    async def ask(self, question: Question) -> Answer:
        """Ask, and remember what it showed."""
        answer = await self.web.ask(question)
        self.is_spent = self.is_spent or answer.failure is Failure.BUDGET
        if (sight := sight_of(question, answer)) is not None:
            self.see(sight)
        return answer

    def see(self, sight: Sight) -> None:
        """Remember what an answer showed, wherever it was asked."""
        self.sights[sight.key] = sight
        self.has_heard = self.has_heard or sight.page is not None

    def is_cut_off(self) -> bool:
        """Tell whether it is pointless to go on: several hosts were asked, and none ever answered."""
        return not self.has_heard and self.network() is Network.DOWN

    async def look_around(self) -> Network:
        """Judge the network at the end of a run.

        If none of what was asked answered, others are asked first: one dead link alone does not show whether
        it is the link or the network.
        """
        if not self.sights or self.has_heard:
            return self.network()
        await asyncio.gather(*(self.ask(Question(url, limit=1024)) for url in LANDMARKS))
        network = self.network()
        return Network.DOWN if network is Network.UNKNOWN else network

    def network(self) -> Network:
        """Judge the network by all answers so far."""
        return judge_network(self.sights.values())
