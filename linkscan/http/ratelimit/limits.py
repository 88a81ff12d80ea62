"""Published rate limits of known hosts, with the source of each figure.

A host that is not listed gets `settings.per_host` requests at a time; its limit is learned from its responses.
"""

from typing import NamedTuple

from linkscan.urls import Url


class Limit(NamedTuple):
    """At most `requests` in any `period` of seconds, `burst` of them at once, and `concurrency` in flight.

    If `requests` is 0, no figure is known, and only `concurrency` applies. `authenticated` replaces `requests` for
    requests with a credential. `quota` is a limit over a longer time, of which the host's responses report what is
    left. If no figure is published, successful responses raise the pace to at most `earned` requests per period.
    """

    name: str
    concurrency: int
    requests: int = 0
    period: float = 60.0
    burst: int = 0
    source: str = ""
    authenticated: int = 0
    quota: int = 0
    earned: int = 0

    @property
    def gap(self) -> float:
        """Return the average seconds between requests, 0 if no figure is known."""
        return self.period / self.requests if self.requests else 0.0

    @property
    def is_slow(self) -> bool:
        """Return whether the limit is too slow for a run to wait for (60 an hour, as opposed to 1 in 3 seconds)."""
        return self.gap >= 15.0


# Name (a host, or a host and a path prefix, the longest of which must come first), requests (0: no figure), requests
# with a credential (0: the same), period in seconds, burst, concurrency, source.
_TABLE = (
    ("api.github.com", 900, 0, 60, 100, 16, "900 points a minute, 100 at once; docs.github.com"),
    ("api.github.com/graphql", 400, 0, 60, 20, 4, "2,000 points a minute, 1 a query; same page"),
    ("api.github.com/search/", 10, 30, 60, 5, 1, "10 a minute anonymous, 30 with a token; same page"),
    ("github.com", 240, 0, 60, 8, 6, "throttled since 2025-05, no figure; our guess"),
    ("raw.githubusercontent.com", 120, 0, 60, 30, 4, "as github.com; has answered 404 when throttled"),
    ("github.io", 0, 0, 60, 0, 8, "GitHub Pages: one service behind all names"),
    ("gitlab.com", 400, 2000, 60, 40, 6, "500 a minute, 2,000 signed in; docs.gitlab.com"),
    ("api.bitbucket.org", 60, 1000, 3600, 40, 2, "60 an hour, 1,000 signed in; support.atlassian.com"),
    ("codeberg.org", 4000, 0, 1800, 60, 4, "4,000 in 30 minutes; luanti-org/contentdb#607"),
    ("huggingface.co/api/papers/search", 50, 0, 300, 40, 2, "50 in 5 minutes, as its headers tell: q=50;w=300"),
    ("huggingface.co/api/", 500, 1000, 300, 150, 6, "500 in 5 minutes; huggingface.co/docs/hub/rate-limits"),
    ("huggingface.co", 100, 0, 300, 40, 4, "100 pages in 5 minutes; same page"),
    ("zenodo.org", 60, 100, 60, 20, 4, "60 a minute; developers.zenodo.org"),
    ("api.figshare.com", 60, 0, 60, 0, 1, "asked to stay below 1 a second; docs.figshare.com"),
    ("api.osf.io", 100, 400, 3600, 60, 2, "100 an hour, 10,000 a day signed in; developer.osf.io"),
    ("api.datacite.org", 500, 0, 300, 100, 4, "500 in 5 minutes; support.datacite.org"),
    ("anonymous.4open.science", 50, 0, 900, 40, 2, "50 in 15 minutes; tdurieux/anonymous_github"),
    ("archive.softwareheritage.org", 120, 0, 60, 40, 4, "700 visits a minute, and its headers tell"),
    ("web.archive.org", 60, 0, 60, 10, 2, "no figure for replays; our guess"),
    ("web.archive.org/cdx/", 24, 0, 60, 0, 1, "24 a minute, or blocked; edgi-govdata/wayback 0.5.1"),
    ("archive.org", 60, 0, 60, 10, 2, "no figure for the availability API; our guess"),
    ("repos.ecosyste.ms", 5000, 0, 3600, 200, 4, "5,000 an hour; ecosyste.ms docs"),
    ("export.arxiv.org", 17, 0, 60, 0, 1, "1 in 3 s, where it counts them: first ones connect; API terms of use"),
    ("arxiv.org", 20, 0, 60, 0, 1, "as the API: arXiv robots policy"),
    (
        "eutils.ncbi.nlm.nih.gov",
        5,
        18,
        2,
        0,
        1,
        "3 a second, 10 with a key, where it counts; KA-05510 of support.nlm.nih.gov",
    ),
    ("www.ebi.ac.uk/europepmc/", 120, 0, 60, 10, 2, "no figure; our guess"),
    ("api.crossref.org", 50, 0, 60, 0, 1, "1 list a second, where it counts them; doi.org/10.64000/wadve-3tj60"),
    ("api.openalex.org", 600, 0, 60, 20, 2, "100 a second and a daily allowance; developers.openalex.org"),
    (
        "api.semanticscholar.org",
        100,
        250,
        300,
        0,
        1,
        "100 in 5 minutes for all, 1 a second with a key, where it counts them; its rate limits",
    ),
    ("api.biorxiv.org", 60, 0, 60, 0, 1, "no figure; our guess"),
    ("api2.openreview.net", 500, 0, 3600, 60, 1, "500 an hour, as its headers tell: ratelimit-policy 500;w=3600"),
    ("www.youtube.com", 60, 0, 60, 20, 2, "no figure for oembed; our guess"),
)
# Requests per hour, anonymous and with a credential; docs.github.com, rate limits of REST and GraphQL.
_QUOTAS = {"api.github.com": (60, 5000), "api.github.com/graphql": (0, 5000)}
# Requests per period that successful responses can earn. lychee, widely used in CI, sends 20 a second to each host
# (lychee-lib, ratelimit/config.rs: 50 ms between two); 7.5 a second is well below that.
_EARNED = {"github.com": 450}
KNOWN = {
    name: Limit(name, concurrency, requests, period, burst, source, authenticated, earned=_EARNED.get(name, 0))
    for name, requests, authenticated, period, burst, concurrency, source in _TABLE
}
_PATHS_BY_HOST: dict[str, list[str]] = {}
for _name in KNOWN:
    if "/" in _name:
        _PATHS_BY_HOST.setdefault(_name.partition("/")[0], []).append(_name)
_SHARED_SUFFIX = ".github.io"
_SHARED = {"rss.arxiv.org": "export.arxiv.org", "oaipmh.arxiv.org": "export.arxiv.org"}
"""Hosts that share another's limit: https://info.arxiv.org/help/api/tou.html counts all of arXiv's interfaces."""


def limit_name(address: Url) -> str:
    """Return the name of the limit that applies to a URL; URLs with the same name share one limit."""
    host = address.host
    if host.endswith(_SHARED_SUFFIX):
        return _SHARED_SUFFIX[1:]
    for name in _PATHS_BY_HOST.get(host, ()):
        if address.path.startswith(name[len(host) :]):
            return name
    return _SHARED.get(host, host)


def limit_named(name: str, per_host: int, credentials: int = 0) -> Limit:
    """Return a limit by its name; that of an unknown host is `per_host` requests at a time and nothing else.

    `credentials` is the number of credentials in use, 0 for anonymous requests. Pace and quota are per credential; the
    concurrency is the sum over all credentials, at most `per_host`.
    """
    known = KNOWN.get(name)
    if known is None:
        return Limit(name, per_host)
    return known._replace(
        concurrency=min(known.concurrency * max(1, credentials), per_host),
        requests=known.authenticated if credentials and known.authenticated else known.requests,
        quota=_QUOTAS.get(name, (0, 0))[bool(credentials)],
    )
