"""Connectivity monitor: distinguishes dead hosts from a machine that is offline or behind a captive portal."""

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from linkscan.http.protocol import Client
from linkscan.models import CacheMode, Failure, Request, Response
from linkscan.urls import Url, parse_url


class Network(StrEnum):
    """The state of this machine's own connection, by all responses of a run."""

    UP = "up"
    DOWN = "no host can be reached"
    UNPROVEN = "no host answered over https, for an unknown reason"
    CAPTIVE = "every host answers with the same page, as a login portal does"
    UNENCRYPTED = "hosts answer over http but none over https, as behind a portal or filter"
    PROXY = "the proxy rejects every request"
    CLOCK = "every certificate is expired or not yet valid: this machine's clock is wrong"
    INTERCEPTED = "no host has a certificate that this machine trusts"
    UNKNOWN = "too few hosts were tried to tell whether the network is at fault"

    @property
    def is_out(self) -> bool:
        """Return whether no host at all can be reached."""
        return self in (Network.DOWN, Network.CLOCK, Network.PROXY, Network.INTERCEPTED)

    @property
    def advice(self) -> str:
        """Return what the user can do about it; empty if there is nothing to advise."""
        return _ADVICE.get(self, "")


_ADVICE = {
    Network.DOWN: "check the connection; behind a firewall, set HTTPS_PROXY=http://HOST:PORT",
    Network.CAPTIVE: "open any page in a browser, sign in to this network, and run again",
    Network.UNENCRYPTED: "open a page in a browser: is there a network to sign in to, or a filter?",
    Network.PROXY: "check HTTPS_PROXY and ALL_PROXY, and the name and password in them",
    Network.CLOCK: "set its date and time",
    Network.INTERCEPTED: "if a proxy intercepts traffic, set SSL_CERT_FILE to the file with its certificate",
}

_NETWORK_FAILURES = frozenset(
    {
        *(Failure.DNS, Failure.NO_SUCH_HOST, Failure.REFUSED, Failure.RESET, Failure.TIMEOUT),
        *(Failure.TLS, Failure.CERTIFICATE_DATE, Failure.PROXY),
    }
)
_NOT_SENT = frozenset({Failure.BUDGET, Failure.COOLDOWN, Failure.LIMITED})
_UNTRUSTED = (Failure.TLS, Failure.CERTIFICATE_DATE)
PROBE_URLS = ("https://github.com/robots.txt", "https://www.iana.org/robots.txt")  # hosts that always answer
PLAIN_PROBE_URL = "http://www.iana.org/"
_MIN_HOSTS = 3  # two dead links are no evidence of a dead network


class Observation(NamedTuple):
    """What one response reveals about the network.

    `answered_by` is the host at the end of the redirects, empty if it is the requested one; `page` is a digest of the
    body. Both are None if there was no response; `failure` and `detail` then say why. `is_doubtful` is whether a
    captive portal may have answered in the host's place, with any content and any status. `began` and `ended` are in
    seconds since the epoch.
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
        """Return the host and the kind of response; one observation of each is kept."""
        return self.host, self.is_secure, self.page is not None


def observation_of(request: Request, response: Response) -> Observation | None:
    """Return what a response reveals about the network; None if it reveals nothing, such as a cached response."""
    start, end = parse_url(request.url), parse_url(response.url)
    if start is None or end is None or response.from_cache:
        return None
    is_secure = start.scheme == "https"
    if response.status is not None:
        answered_by = "" if end.host == start.host else end.host
        page = hashlib.blake2b(response.body, digest_size=8).digest()
        began, ended = response.asked_at, response.asked_at + response.elapsed_ms / 1000
        is_doubtful = _may_be_a_portal(start)
        return Observation(start.host, is_secure, answered_by, page, is_doubtful=is_doubtful, began=began, ended=ended)
    if response.failure not in _NETWORK_FAILURES:
        return None
    return Observation(start.host, is_secure, failure=response.failure, detail=response.detail)


def _page_digest(response: Response) -> bytes | None:
    """Return the digest of a page, for comparison with others; None if there was no response."""
    return None if response.status is None else hashlib.blake2b(response.body, digest_size=8).digest()


def _is_sent(response: Response) -> bool:
    """Return whether a request was sent, rather than held back by a budget or a limiter."""
    return response.status is not None or response.failure not in _NOT_SENT


def _may_be_a_portal(address: Url) -> bool:
    """Return whether a captive portal may answer a request: one to a name, not an IP address, over http on port 80."""
    is_name = ":" not in address.host and not address.host.replace(".", "").isdigit()
    return (address.scheme, address.port) == ("http", 80) and is_name


def judge_network(observations: Iterable[Observation]) -> Network:
    """Return the state of the network; `UP` if nothing was observed, as there is then nothing to doubt.

    If no host answered:
    - `DOWN`: several hosts were tried;
    - `CLOCK`: several certificates are expired or not yet valid;
    - `PROXY`: every request failed at the proxy;
    - `INTERCEPTED`: several hosts were tried, and each failed in TLS, as with a certificate that is not trusted;
    - `UNKNOWN`: too few hosts were tried.

    If some did:
    - `CAPTIVE`: several hosts answered with the same page, or from the same other host. A filter whose certificate
      authority this machine trusts can do that over https as well;
    - `UNPROVEN`: none answered over https, for which a portal has no certificate, and they were too few to tell, or
      their pages differ (a portal's page may repeat the requested address).

    Rate limits, addresses refused by the SSRF guard and cached responses are no evidence either way.
    """
    seen = list(observations)
    answered = [each for each in seen if each.page is not None]
    if not seen:
        return Network.UP
    if not answered:
        return _outage(seen)
    is_one_page = len({each.page for each in answered}) == 1
    is_one_host = len({each.answered_by for each in answered}) == 1 and bool(answered[0].answered_by)
    if len({each.host for each in answered}) >= _MIN_HOSTS and (is_one_page or is_one_host):
        return Network.CAPTIVE
    is_proven = any(each.is_secure for each in answered) or not any(each.is_doubtful for each in answered)
    return Network.UP if is_proven else Network.UNPROVEN


def _outage(seen: Sequence[Observation]) -> Network:
    """Return why no host answered at all."""
    if all(each.failure is Failure.PROXY for each in seen):
        return Network.PROXY
    if len({each.host for each in seen if each.failure is Failure.CERTIFICATE_DATE}) >= _MIN_HOSTS:
        return Network.CLOCK
    return _unanswered(seen) if len({each.host for each in seen}) >= _MIN_HOSTS else Network.UNKNOWN


def _unanswered(seen: Iterable[Observation]) -> Network:
    """Return why no host answered, given that the hosts themselves are not the cause."""
    return Network.INTERCEPTED if all(each.failure in _UNTRUSTED for each in seen) else Network.DOWN


class HeldResponses(Protocol):
    """Responses over plain http that are not in the cache yet."""

    def release_unproven(self) -> None:
        """Store them."""

    def discard_unproven(self) -> None:
        """Drop them."""


@dataclass(slots=True)
class ConnectivityMonitor:
    """A middleware that keeps one observation per host and kind of response (some 200 bytes each).

    `held` are the responses over plain http. They are held until some host answers over https, which shows that no
    captive portal sent them.
    """

    client: Client
    held: HeldResponses | None = None
    observations: dict[tuple[str, bool, bool], Observation] = field(default_factory=dict)
    any_response: bool = False  # whether any host has answered
    has_aborted: bool = False  # whether the run was cut short because there was no network
    budget_exhausted: bool = False  # whether a request was not sent because a budget was spent
    _answered: dict[str, float] = field(default_factory=dict)  # hosts that answered over http, and when they finished
    _failed: set[str] = field(default_factory=set)  # hosts that could not be reached over https since then
    _secure_until: float = 0.0  # when the last response over https ended
    _unproven: set[str] = field(default_factory=set)

    async def send(self, request: Request) -> Response:
        """Send, and record what the response reveals."""
        response = await self.client.send(request)
        self.budget_exhausted = self.budget_exhausted or response.failure is Failure.BUDGET
        if (observation := observation_of(request, response)) is not None:
            self.record(observation)
            if request.cache is not CacheMode.RELOAD:  # a probe: `probe` compares its response first
                self._note_proof(observation)
        return response

    def record(self, observation: Observation) -> None:
        """Record an observation."""
        self.observations[observation.key] = observation
        self.any_response = self.any_response or observation.page is not None

    def _note_proof(self, observation: Observation) -> None:
        """Note an observation that may come from a portal, or that proves that none was answering."""
        if observation.is_doubtful and observation.began > self._secure_until:
            self._answered[observation.host] = observation.ended
        if observation.is_secure and observation.page is None:
            self._failed.add(observation.host)
        elif observation.is_secure:
            self._answered = {host: at for host, at in self._answered.items() if at < observation.began}
            self._close(is_proven=len(self._failed) < _MIN_HOSTS)
            self._secure_until = max(self._secure_until, observation.ended)

    @property
    def unproven(self) -> set[str]:
        """The hosts whose responses may come from a portal that appeared or vanished in the middle of the run.

        They answered over plain http at a time when no host answered over https and several could not be reached.
        """
        return self._unproven | (self._answered.keys() if len(self._failed) >= _MIN_HOSTS else set())

    async def should_abort(self) -> bool:
        """Return whether it is pointless to continue: several hosts were tried, and none has answered.

        Dead hosts fail faster than live ones answer, so the probe URLs are requested before giving up.
        """
        if self.any_response or not self.network().is_out:
            return False
        self.has_aborted = (await self.probe()).is_out
        return self.has_aborted

    async def probe(self) -> Network:
        """Return the state of the network at the end of a run.

        If in doubt, the probe URLs are requested first. A single dead link does not show whether the link or the
        network is at fault. One page for many names may come from a portal or from one host with many names; only a
        portal keeps the probed hosts from answering with their own pages.
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
            probed = map(_page_digest, responses)
            return Network.UP if any(page not in {None, *pages} for page in probed) else network
        network = self.network()
        return _unanswered(self.observations.values()) if network is Network.UNKNOWN else network

    async def _prove_last(self) -> None:
        """Find out whether a portal sent the plain-http responses since the last one over https, if there are any."""
        if self._answered:
            requests = [Request(url, cache=CacheMode.RELOAD, max_body=1024) for url in PROBE_URLS]
            self._close(is_proven=await self._prove(requests) is Network.UP)

    def _close(self, *, is_proven: bool) -> None:
        """Settle the plain-http responses so far: release them if they are proven, otherwise discard them."""
        is_proven = is_proven or not self._answered
        if not is_proven:
            self._unproven |= self._answered.keys()
        if self.held is not None:
            (self.held.release_unproven if is_proven else self.held.discard_unproven)()
        self._answered, self._failed = {}, set()

    async def _prove(self, secure: Sequence[Request]) -> Network:
        """Probe over https and http; return `UP` unless something may answer over http in the place of the hosts.

        Any answer over https is proof that nothing does. `UNPROVEN` if no probe was sent; `CAPTIVE` if the http probe
        gets a page, or ends at a host, that other hosts led to as well; `UNENCRYPTED` if it gets another page, which
        may still be a portal's (portal pages may repeat the requested address).
        """
        plain = Request(PLAIN_PROBE_URL, cache=CacheMode.NO_STORE)
        responses = await asyncio.gather(*map(self.client.send, (plain, *secure)))
        sent = [response for response in responses[1:] if _is_sent(response)]
        if not sent:
            return Network.UNPROVEN
        if any(response.failure not in _NETWORK_FAILURES for response in sent):
            return Network.UP
        other = observation_of(plain, responses[0])
        if other is None or other.page is None:
            return Network.UP
        pages = {each.page for each in self.observations.values() if each.is_doubtful}
        ends = {each.answered_by for each in self.observations.values() if each.is_doubtful and each.answered_by}
        return Network.CAPTIVE if other.page in pages or other.answered_by in ends else Network.UNENCRYPTED

    def why_out(self, network: Network) -> str:
        """Return the state of a network in words, with the last error detail and advice."""
        details = [each.detail for each in self.observations.values() if each.detail]
        detail = f": {details[-1]}" if details and network in (Network.DOWN, Network.PROXY, Network.INTERCEPTED) else ""
        return f"{network}{detail}" + (f" ({network.advice})" if network.advice else "")

    def network(self) -> Network:
        """Return the state of the network by all responses so far."""
        return judge_network(self.observations.values())
