"""Connectivity monitor: tells a machine without network, or behind a captive portal, from a dead web."""

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from linkscan.http.protocol import Client
from linkscan.models import CacheMode, Failure, Request, Response
from linkscan.urls import Url, parse_url


class Network(StrEnum):
    """What the responses of a run together say about our own connection."""

    UP = "up"
    DOWN = "nothing at all can be reached"
    UNPROVEN = "no host answered over an encrypted connection, and it was not found out why"
    CAPTIVE = "every host answers with the same page, as a login portal does"
    UNENCRYPTED = "hosts answer without encryption and none with it, as where a portal or filter answers for them"
    PROXY = "the proxy lets no request pass"
    CLOCK = "no certificate is valid at the time that this machine has: its clock is wrong"
    INTERCEPTED = "no host has a certificate that this machine trusts"
    UNKNOWN = "too little was asked to tell the network from the hosts"

    @property
    def is_out(self) -> bool:
        """Return whether no host at all can be reached."""
        return self in (Network.DOWN, Network.CLOCK, Network.PROXY, Network.INTERCEPTED)

    @property
    def advice(self) -> str:
        """Return what to do, or nothing where all is well."""
        return _ADVICE.get(self, "")


_ADVICE = {
    Network.DOWN: "is there a connection? Behind a firewall, name its proxy: HTTPS_PROXY=http://HOST:PORT",
    Network.CAPTIVE: "open any page in a browser, sign in to this network, and run again",
    Network.UNENCRYPTED: "open a page in a browser: is there a network to sign in to, or a filter?",
    Network.PROXY: "look at HTTPS_PROXY and ALL_PROXY, and at the name and password in them",
    Network.CLOCK: "set the date of this machine",
    Network.INTERCEPTED: "a proxy that reads along has its own certificate: name its file in SSL_CERT_FILE",
}

_TROUBLE = frozenset(
    {
        *(Failure.DNS, Failure.NO_SUCH_HOST, Failure.REFUSED, Failure.RESET, Failure.TIMEOUT),
        *(Failure.TLS, Failure.CERTIFICATE_DATE, Failure.PROXY),
    }
)
_UNTRUSTED = (Failure.TLS, Failure.CERTIFICATE_DATE)
PROBE_URLS = ("https://github.com/robots.txt", "https://www.iana.org/robots.txt")  # hosts that always answer
PLAIN_PROBE_URL = "http://www.iana.org/"
_NOT_THERE = (404, 410)
_ENOUGH = 3  # hosts: two dead links are no evidence of a dead network


@dataclass(frozen=True, slots=True)
class Observation:
    """What one response shows of the network.

    `answered_by` is the host at the end of the redirects if it is another one, `page` a digest of its body; both
    None when there was no response. `failure` and `detail` say why not. `is_doubtful` is whether a portal may have
    answered in the place of the host: it may say anything, with any status. `began` and `ended` are in seconds since
    the epoch.
    """

    host: str
    is_secure: bool
    answered_by: str | None = None
    page: bytes | None = None
    failure: Failure | None = None
    detail: str = ""
    is_doubtful: bool = False
    began: float = 0.0
    ended: float = 0.0

    @property
    def key(self) -> tuple[str, bool, bool]:
        """Return the host and the kind of response: one observation of each is enough."""
        return self.host, self.is_secure, self.page is not None


def observation_of(request: Request, response: Response) -> Observation | None:
    """Return what a response shows of the network; None for one that did not come over it."""
    asked, end = parse_url(request.url), parse_url(response.url)
    if asked is None or end is None or response.from_cache:
        return None
    is_secure = asked.scheme == "https"
    if response.status is not None:
        answered_by = "" if end.host == asked.host else end.host
        page = hashlib.blake2b(response.body, digest_size=8).digest()
        began, ended = response.asked_at, response.asked_at + response.elapsed_ms / 1000
        is_doubtful = _may_be_a_portal(asked)
        return Observation(asked.host, is_secure, answered_by, page, is_doubtful=is_doubtful, began=began, ended=ended)
    if response.failure not in _TROUBLE:
        return None
    return Observation(asked.host, is_secure, failure=response.failure, detail=response.detail)


def _plain_page(response: Response) -> bytes | None:
    """Return the digest of a page, whatever its scheme, to compare it with others; None without a response."""
    return None if response.status is None else hashlib.blake2b(response.body, digest_size=8).digest()


def _may_be_a_portal(asked: Url) -> bool:
    """Return whether what answers a request may be a portal: for a name, without encryption, where browsers ask."""
    is_name = ":" not in asked.host and not asked.host.replace(".", "").isdigit()
    return (asked.scheme, asked.port) == ("http", 80) and is_name


def judge_network(observations: Iterable[Observation]) -> Network:
    """Return the state of the network; `UP` when nothing was observed, for then there is nothing to doubt.

    `DOWN` if none of several hosts answered, `CLOCK` if by their certificates it is another year, `PROXY` if each
    request ended at the proxy, `INTERCEPTED` if each ended at a certificate that is not trusted. `CAPTIVE` if several
    did, all with one page or all from one other host: a filter whose authority this machine trusts does so over https
    too. `UNPROVEN` if none did over https, for which a portal has no certificate, and they were too few to tell, or the
    pages differ, as those do that repeat what was asked for. Limits, refusals for safety and cached responses are no
    evidence either way.
    """
    seen = list(observations)
    answered = [each for each in seen if each.page is not None]
    if not seen:
        return Network.UP
    if not answered:
        return _out(seen)
    is_one_page = len({each.page for each in answered}) == 1
    is_one_host = len({each.answered_by for each in answered}) == 1 and bool(answered[0].answered_by)
    if len({each.host for each in answered}) >= _ENOUGH and (is_one_page or is_one_host):
        return Network.CAPTIVE
    is_proven = any(each.is_secure for each in answered) or not any(each.is_doubtful for each in answered)
    return Network.UP if is_proven else Network.UNPROVEN


def _out(seen: Sequence[Observation]) -> Network:
    """Return why there was no response at all."""
    if all(each.failure is Failure.PROXY for each in seen):
        return Network.PROXY
    if len({each.host for each in seen if each.failure is Failure.CERTIFICATE_DATE}) >= _ENOUGH:
        return Network.CLOCK
    return _unanswered(seen) if len({each.host for each in seen}) >= _ENOUGH else Network.UNKNOWN


def _unanswered(seen: Iterable[Observation]) -> Network:
    """Return why no host answered, if it is not the hosts."""
    return Network.INTERCEPTED if all(each.failure in _UNTRUSTED for each in seen) else Network.DOWN


class HeldResponses(Protocol):
    """What was answered without encryption, and is not in the cache yet."""

    def release_unproven(self) -> None:
        """Store it."""

    def discard_unproven(self) -> None:
        """Drop it."""


@dataclass(slots=True)
class ConnectivityMonitor:
    """A middleware that keeps one observation per host and kind of response (some 200 bytes each).

    `held` are the responses without encryption that wait for a host to answer over https: no portal gave them then.
    """

    client: Client
    held: HeldResponses | None = None
    observations: dict[tuple[str, bool, bool], Observation] = field(default_factory=dict)
    any_response: bool = False  # whether any host ever answered
    has_aborted: bool = False  # whether the rest was not requested because there was no network
    budget_exhausted: bool = False  # whether something was not requested because a budget was spent
    _answered: dict[str, float] = field(default_factory=dict)  # hosts that did without encryption, and when they had
    _failed: set[str] = field(default_factory=set)  # hosts that could not be reached with encryption meanwhile
    _secure_until: float = 0.0  # when a host had last answered over https
    _unproven: set[str] = field(default_factory=set)

    async def send(self, request: Request) -> Response:
        """Send, and record what the response shows."""
        response = await self.client.send(request)
        self.budget_exhausted = self.budget_exhausted or response.failure is Failure.BUDGET
        if (observation := observation_of(request, response)) is not None:
            self.record(observation)
            if request.cache is not CacheMode.RELOAD:  # what probes answer is compared first
                self._note_proof(observation)
        return response

    def record(self, observation: Observation) -> None:
        """Record what a response shows."""
        self.observations[observation.key] = observation
        self.any_response = self.any_response or observation.page is not None

    def _note_proof(self, observation: Observation) -> None:
        """Note whether it shows that no portal answers for others, or may be a portal's itself."""
        if observation.is_doubtful and observation.began > self._secure_until:
            self._answered[observation.host] = observation.ended
        if observation.is_secure and observation.page is None:
            self._failed.add(observation.host)
        elif observation.is_secure:
            self._answered = {host: at for host, at in self._answered.items() if at < observation.began}
            self._close(is_proven=len(self._failed) < _ENOUGH)
            self._secure_until = max(self._secure_until, observation.ended)

    @property
    def unproven(self) -> set[str]:
        """The hosts whose answers may be a portal's, which has begun or ended in the middle of a run.

        They answered without encryption while none answered with it, and several could not be reached with it.
        """
        return self._unproven | (self._answered.keys() if len(self._failed) >= _ENOUGH else set())

    async def should_abort(self) -> bool:
        """Return whether it is pointless to go on: several hosts were tried, and none ever answered.

        Dead hosts fail faster than live ones answer: the probe URLs are requested before all is given up.
        """
        if self.any_response or not self.network().is_out:
            return False
        self.has_aborted = (await self.probe()).is_out
        return self.has_aborted

    async def probe(self) -> Network:
        """Return the state of the network at the end of a run.

        Where in doubt, the probe URLs are requested first. One dead link alone does not show whether it is the link
        or the network. One page for many names may be a portal's, or that of a host with many names: only a portal
        keeps the probed hosts from giving their own.
        """
        network = self.network()
        if network is Network.UP:
            await self._prove_last()
            return network
        pages = {each.page for each in self.observations.values()}
        requests = [Request(url, cache=CacheMode.RELOAD, max_body=1024) for url in PROBE_URLS]
        if network is Network.UNPROVEN:
            return await self._prove(requests)
        responses = await asyncio.gather(*map(self.send, requests))
        if network is Network.CAPTIVE:
            probed = map(_plain_page, responses)
            return Network.UP if any(page not in {None, *pages} for page in probed) else network
        network = self.network()
        return _unanswered(self.observations.values()) if network is Network.UNKNOWN else network

    async def _prove_last(self) -> None:
        """Find out whether a portal gave the answers since the last one over https, if there are any."""
        if self._answered:
            requests = [Request(url, cache=CacheMode.RELOAD, max_body=1024) for url in PROBE_URLS]
            self._close(is_proven=await self._prove(requests) is Network.UP)

    def _close(self, *, is_proven: bool) -> None:
        """Believe what was answered without encryption so far, or not."""
        is_proven = is_proven or not self._answered
        if not is_proven:
            self._unproven |= self._answered.keys()
        if self.held is not None:
            (self.held.release_unproven if is_proven else self.held.discard_unproven)()
        self._answered, self._failed = {}, set()

    async def _prove(self, secure: Sequence[Request]) -> Network:
        """Return whether what was answered without encryption is of the hosts: then others answer with it.

        One page for another name as well is a portal's; pages may differ by the address that they repeat.
        """
        plain = Request(PLAIN_PROBE_URL, cache=CacheMode.NO_STORE)
        responses = await asyncio.gather(*map(self.client.send, (plain, *secure)))
        if any(response.failure not in _TROUBLE for response in responses[1:]):
            return Network.UP
        other = observation_of(plain, responses[0])
        if other is None or other.page is None:
            return Network.UP
        pages = {each.page for each in self.observations.values() if each.is_doubtful}
        ends = {each.answered_by for each in self.observations.values() if each.is_doubtful and each.answered_by}
        return Network.CAPTIVE if other.page in pages or other.answered_by in ends else Network.UNENCRYPTED

    def why_out(self, network: Network) -> str:
        """Return the state of a network in words, with the last thing that was heard, and what to do."""
        details = [each.detail for each in self.observations.values() if each.detail]
        heard = f": {details[-1]}" if details and network in (Network.DOWN, Network.PROXY, Network.INTERCEPTED) else ""
        return f"{network}{heard}" + (f" ({network.advice})" if network.advice else "")

    def network(self) -> Network:
        """Return the state of the network by all responses so far."""
        return judge_network(self.observations.values())
