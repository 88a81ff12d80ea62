"""Watch a run's answers, to tell a dead machine or a captive portal from a dead web."""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.address import parse_address
from linkscan.models import Answer, Failure, Question
from linkscan.web.caching import ANEW
from linkscan.web.web import Web


class Network(StrEnum):
    """What a run's answers together say about our own connection."""

    UP = "up"
    DOWN = "nothing at all can be reached"
    CAPTIVE = "every host answers with the same page, as a login portal does"
    CLOCK = "no certificate is valid at the time that this machine has: its clock is wrong"
    UNKNOWN = "too little was asked to tell the network from the hosts"

    @property
    def is_out(self) -> bool:
        """Tell whether nobody at all can be reached."""
        return self in (Network.DOWN, Network.CLOCK)


_TROUBLE = frozenset({Failure.DNS, Failure.NO_SUCH_HOST, Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.TLS})
LANDMARKS = ("https://github.com/robots.txt", "https://www.iana.org/robots.txt")  # hosts that always answer
# OpenSSL's words for a certificate that is over or not yet valid (x509_txt.c).
_OUT_OF_DATE = ("certificate has expired", "certificate is not yet valid")
_ENOUGH = 3  # hosts: two dead links are no evidence of a dead network


@dataclass(frozen=True, slots=True)
class Sight:
    """What one answer shows of the network.

    `place` is who answered if not the host itself, `page` a digest of what it gave; both None when nobody
    answered. `is_out_of_date` tells of its certificate, by our clock.
    """

    host: str
    is_secure: bool
    place: str | None = None
    page: bytes | None = None
    is_out_of_date: bool = False

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
    if answer.failure not in _TROUBLE:
        return None
    is_out_of_date = answer.failure is Failure.TLS and any(words in answer.detail for words in _OUT_OF_DATE)
    return Sight(asked.host, is_secure, is_out_of_date=is_out_of_date)


def judge_network(sights: Iterable[Sight]) -> Network:
    """Judge what was seen of the network; `UP` when nothing was, for then there is nothing to doubt.

    `DOWN` if none of several hosts answered, `CLOCK` if by their certificates it is another year. `CAPTIVE` if
    several did, all with one page or all from one other place, and none over https: a portal has no certificate
    for the hosts it speaks for. Limits, refusals for safety and cached answers are no evidence either way.
    """
    seen = list(sights)
    answered = [sight for sight in seen if sight.page is not None]
    if not seen or any(sight.is_secure for sight in answered):
        return Network.UP
    if not answered:
        return _out(seen)
    is_one_page = len({sight.page for sight in answered}) == 1
    is_one_place = len({sight.place for sight in answered}) == 1 and bool(answered[0].place)
    is_captive = len({sight.host for sight in answered}) >= _ENOUGH and (is_one_page or is_one_place)
    return Network.CAPTIVE if is_captive else Network.UP


def _out(seen: Iterable[Sight]) -> Network:
    """Tell why nobody answered."""
    if len({sight.host for sight in seen if sight.is_out_of_date}) >= _ENOUGH:
        return Network.CLOCK
    return Network.DOWN if len({sight.host for sight in seen}) >= _ENOUGH else Network.UNKNOWN


@dataclass(slots=True)
class Witness:
    """A layer that keeps one sight per host and kind of answer (some 200 bytes), to judge the network."""

    web: Web
    sights: dict[tuple[str, bool, bool], Sight] = field(default_factory=dict)
    has_heard: bool = False  # whether any host ever answered
    has_given_up: bool = False  # whether the rest was not asked because there was no network
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

    async def gives_up(self) -> bool:
        """Tell whether it is pointless to go on: several hosts were asked, and none ever answered.

        Dead hosts are told faster than live ones: landmarks are asked before all is given up.
        """
        if self.has_heard or not self.network().is_out:
            return False
        self.has_given_up = (await self.look_around()).is_out
        return self.has_given_up

    async def look_around(self) -> Network:
        """Judge the network at the end of a run.

        Where in doubt, others are asked first. One dead link alone does not show whether it is the link or the
        network. One page for many names may be a portal's, or that of a host with many names: only a portal
        keeps the landmarks from giving their own.
        """
        network = self.network()
        if network is Network.UP:
            return network
        pages = {sight.page for sight in self.sights.values()}
        questions = [Question(url, headers=(ANEW,), limit=1024) for url in LANDMARKS]
        answers = await asyncio.gather(*map(self.ask, questions))
        if network is Network.CAPTIVE:
            landmarks = map(sight_of, questions, answers)
            return Network.UP if any(seen and seen.page not in {None, *pages} for seen in landmarks) else network
        network = self.network()
        return Network.DOWN if network is Network.UNKNOWN else network

    def network(self) -> Network:
        """Judge the network by all answers so far."""
        return judge_network(self.sights.values())
