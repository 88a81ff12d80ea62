"""Watch a run's answers, to tell a dead machine or a captive portal from a dead web."""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.http.cache.middleware import ANEW
from linkscan.http.protocol import Client
from linkscan.models import Failure, Request, Response
from linkscan.urls import parse_url


class Network(StrEnum):
    """What a run's answers together say about our own connection."""

    UP = "up"
    DOWN = "nothing at all can be reached"
    CAPTIVE = "every host answers with the same page, as a login portal does"
    CLOCK = "no certificate is valid at the time that this machine has: its clock is wrong"
    UNKNOWN = "too little was asked to tell the network from the hosts"

    @property
    def is_out(self) -> bool:
        """Return whether nobody at all can be reached."""
        return self in (Network.DOWN, Network.CLOCK)


_TROUBLE = frozenset({Failure.DNS, Failure.NO_SUCH_HOST, Failure.REFUSED, Failure.RESET, Failure.TIMEOUT, Failure.TLS})
PROBE_URLS = ("https://github.com/robots.txt", "https://www.iana.org/robots.txt")  # hosts that always answer
# OpenSSL's words for a certificate that is over or not yet valid (x509_txt.c).
_OUT_OF_DATE = ("certificate has expired", "certificate is not yet valid")
_ENOUGH = 3  # hosts: two dead links are no evidence of a dead network


@dataclass(frozen=True, slots=True)
class Observation:
    """What one answer shows of the network.

    `place` is who answered if not the host itself, `page` a digest of what it gave; both None when nobody
    answered. `is_out_of_date` tells of its certificate, by our clock.
    """

    host: str
    is_secure: bool
    target: str | None = None
    page: bytes | None = None
    is_out_of_date: bool = False

    @property
    def key(self) -> tuple[str, bool, bool]:
        """Name the host and the kind of answer: one sight of each is enough."""
        return self.host, self.is_secure, self.page is not None


def observation_of(request: Request, response: Response) -> Observation | None:
    """Reduce an answer to what it shows of the network; None for one that did not come over it."""
    asked, end = parse_url(request.url), parse_url(response.url)
    if asked is None or end is None or response.from_cache:
        return None
    is_secure = asked.scheme == "https"
    if response.status is not None:
        target = "" if end.host == asked.host else end.host
        return Observation(asked.host, is_secure, target, hashlib.blake2b(response.body, digest_size=8).digest())
    if response.failure not in _TROUBLE:
        return None
    is_out_of_date = response.failure is Failure.TLS and any(words in response.detail for words in _OUT_OF_DATE)
    return Observation(asked.host, is_secure, is_out_of_date=is_out_of_date)


def judge_network(sights: Iterable[Observation]) -> Network:
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
    is_one_place = len({sight.target for sight in answered}) == 1 and bool(answered[0].target)
    is_captive = len({sight.host for sight in answered}) >= _ENOUGH and (is_one_page or is_one_place)
    return Network.CAPTIVE if is_captive else Network.UP


def _out(seen: Iterable[Observation]) -> Network:
    """Return why nobody answered."""
    if len({sight.host for sight in seen if sight.is_out_of_date}) >= _ENOUGH:
        return Network.CLOCK
    return Network.DOWN if len({sight.host for sight in seen}) >= _ENOUGH else Network.UNKNOWN


@dataclass(slots=True)
class ConnectivityMonitor:
    """A layer that keeps one sight per host and kind of answer (some 200 bytes), to judge the network."""

    client: Client
    sights: dict[tuple[str, bool, bool], Observation] = field(default_factory=dict)
    any_response: bool = False  # whether any host ever answered
    has_aborted: bool = False  # whether the rest was not asked because there was no network
    budget_exhausted: bool = False  # whether something was not asked because it would have cost too much

    async def send(self, request: Request) -> Response:
        """Ask, and remember what it showed."""
        response = await self.client.send(request)
        self.budget_exhausted = self.budget_exhausted or response.failure is Failure.BUDGET
        if (sight := observation_of(request, response)) is not None:
            self.see(sight)
        return response

    def see(self, sight: Observation) -> None:
        """Remember what an answer showed, wherever it was asked."""
        self.sights[sight.key] = sight
        self.any_response = self.any_response or sight.page is not None

    async def should_abort(self) -> bool:
        """Return whether it is pointless to go on: several hosts were asked, and none ever answered.

        Dead hosts are told faster than live ones: landmarks are asked before all is given up.
        """
        if self.any_response or not self.network().is_out:
            return False
        self.has_aborted = (await self.probe()).is_out
        return self.has_aborted

    async def probe(self) -> Network:
        """Judge the network at the end of a run.

        Where in doubt, others are asked first. One dead link alone does not show whether it is the link or the
        network. One page for many names may be a portal's, or that of a host with many names: only a portal
        keeps the landmarks from giving their own.
        """
        network = self.network()
        if network is Network.UP:
            return network
        pages = {sight.page for sight in self.sights.values()}
        requests = [Request(url, headers=(ANEW,), limit=1024) for url in PROBE_URLS]
        responses = await asyncio.gather(*map(self.send, requests))
        if network is Network.CAPTIVE:
            landmarks = map(observation_of, requests, responses)
            return Network.UP if any(seen and seen.page not in {None, *pages} for seen in landmarks) else network
        network = self.network()
        return Network.DOWN if network is Network.UNKNOWN else network

    def network(self) -> Network:
        """Judge the network by all answers so far."""
        return judge_network(self.sights.values())
