"""Estimating, without network, which requests a scan would send and how long they take at the published limits."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from linkscan.examine.url_filters import url_filters
from linkscan.hosts import match
from linkscan.http.ratelimit.limits import limit_name, limit_named
from linkscan.models import Kind, Paper
from linkscan.plurals import agreeing, counted
from linkscan.settings import Settings
from linkscan.text import read
from linkscan.urls import Url, parse_url

API = "api.github.com"
TOGETHER = 50  # repositories per point of GitHub's quota, including follow-up queries
WITHOUT_TOKEN = 2  # requests per repository over git (tests/hosts/github/test_costs.py)
TYPICAL_SECONDS = 1.0  # assumed response time if no limit is published


@dataclass(frozen=True, slots=True)
class HostShare:
    """The requests to one host, or to a service with several host names."""

    host: str
    addresses: int
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """The cost of a run with an empty cache."""

    papers: int
    addresses: int
    left_out: int
    shares: tuple[HostShare, ...]

    @property
    def seconds(self) -> float:
        """Return the time of the slowest host: hosts are requested concurrently."""
        return max((share.seconds for share in self.shares), default=0.0)


def estimate(papers: Iterable[Paper], settings: Settings) -> Estimate:
    """Return the estimate for a scan of papers."""
    filters = url_filters(settings)
    count, urls = 0, dict[str, None]()
    for paper in papers:
        count += 1
        urls.update(dict.fromkeys(link.url for link in read(paper).links))
    wanted = [address for url in urls if not filters.leaves_out(url) and (address := parse_url(filters.target(url)))]
    return Estimate(count, len(urls), len(urls) - len(wanted), tuple(_shares(wanted, settings)))


def _shares(addresses: Iterable[Url], settings: Settings) -> Iterator[HostShare]:
    """Yield the share of each host, the slowest first."""
    names = Counter(_limit_of(address, settings) for address in addresses)
    shares = [_share(name, count, settings) for name, count in names.items()]
    yield from sorted(shares, key=lambda share: (-share.seconds, -share.addresses, share.host))


def _limit_of(address: Url, settings: Settings) -> str:
    target = match(address)
    if target.host == "github" and target.kind is Kind.REPOSITORY and settings.has_token(API):
        return API
    return limit_name(address)


def _share(name: str, addresses: int, settings: Settings) -> HostShare:
    credentials = len(settings.tokens.get(name, ()))
    limit = limit_named(name, settings.per_host, credentials)
    each = WITHOUT_TOKEN if name == "github.com" else 1
    requests = ceil(addresses / TOGETHER) if name == API else addresses * each
    concurrency = max(1, min(limit.concurrency or settings.per_host, settings.concurrency))
    seconds = max(max(0, requests - limit.burst) * limit.gap, requests * TYPICAL_SECONDS / concurrency)
    return HostShare(name, addresses, requests, seconds)


def lines(made: Estimate, most: int = 20) -> Iterator[str]:
    """Yield the lines of an estimate as text."""
    left_out = f", {made.left_out} of them left out or not valid" if made.left_out else ""
    yield f"{counted(made.papers, 'paper')}, {counted(made.addresses, 'address', 'addresses')}{left_out}"
    requests = sum(share.requests for share in made.shares)
    yield (
        f"about {counted(requests, 'request')} to {counted(len(made.shares), 'host')}, {_duration(made.seconds)} "
        "at the hosts' published limits; fewer if the cache holds answers, more if pages lead to repositories"
    )
    for share in made.shares[:most]:
        counts = f"{_column(share.addresses, 'address', 'addresses')} {_column(share.requests, 'request', 'requests')}"
        yield f"  {share.host:<30} {counts}  {_duration(share.seconds)}"
    if len(made.shares) > most:
        yield f"  and {counted(len(made.shares) - most, 'more host')}"


def _column(count: int, one: str, many: str) -> str:
    return f"{count:>7} {agreeing(count, one, many):<{len(many)}}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, ceil(seconds))} s"
    return f"{ceil(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
