"""How much the hosts we know let themselves be asked, with the source of each figure.

A host that is not listed is asked `settings.per_host` at a time, and learns us its limit by its answers.
"""

from dataclasses import dataclass, replace

from linkscan.address import Address


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `requests` in any `per` seconds, `burst` of them at once, `at_once` in flight.

    `requests` 0 means that no figure is known: only `at_once` counts.
    """

    name: str
    at_once: int
    requests: int = 0
    per: float = 60.0
    burst: int = 0
    source: str = ""

    @property
    def gap(self) -> float:
        """Seconds between two requests in the long run, so that no window ever holds more than
        `requests`.
        """
        return self.per / max(1, self.requests - self.burst) if self.requests else 0.0

    @property
    def is_slow(self) -> bool:
        """Tell a quota that a run cannot sit out (60 an hour) from a pace that it can (1 in 3 seconds)."""
        return self.gap >= 15.0


# Keys are a host, or a host and the beginning of a path; the longest one counts.
KNOWN = {
    limit.name: limit
    for limit in (
        Limit(
            "api.github.com",
            16,
            900,
            60,
            100,
            "900 points a minute, 100 at once; docs.github.com REST rate limits",
        ),
        Limit(
            "api.github.com/graphql",
            4,
            400,
            60,
            20,
            "2,000 points a minute, a query is at least 1; same page",
        ),
        Limit("api.github.com/search/", 1, 10, 60, 5, "10 a minute anonymous, 30 with a token; same page"),
        Limit(
            "github.com",
            6,
            240,
            60,
            40,
            "throttled since 2025-05, no figure: github.blog changelog; our guess",
        ),
        Limit("raw.githubusercontent.com", 4, 120, 60, 30, "as github.com; has answered 404 when throttled"),
        Limit("github.io", 8, 0, source="GitHub Pages: one service behind all names"),
        Limit("gitlab.com", 6, 400, 60, 40, "500 a minute per IP; docs.gitlab.com gitlab_com rate limits"),
        Limit("api.bitbucket.org", 2, 60, 3600, 40, "60 an hour; support.atlassian.com API request limits"),
        Limit("codeberg.org", 4, 4000, 1800, 60, "4,000 in 30 minutes; luanti-org/contentdb#607"),
        Limit("huggingface.co/api/", 6, 500, 300, 150, "500 API calls in 5 minutes; hub docs rate-limits"),
        Limit("huggingface.co", 4, 100, 300, 40, "100 pages in 5 minutes; same page"),
        Limit("zenodo.org", 4, 60, 60, 20, "60 a minute; developers.zenodo.org"),
        Limit("api.figshare.com", 1, 60, 60, 0, "asked to stay below 1 a second; docs.figshare.com"),
        Limit("api.osf.io", 2, 100, 3600, 60, "100 an hour anonymous; developer.osf.io"),
        Limit("api.datacite.org", 4, 500, 300, 100, "500 in 5 minutes; support.datacite.org rate limit"),
        Limit(
            "anonymous.4open.science",
            2,
            50,
            900,
            40,
            "slows down after 50 in 15 minutes; tdurieux/anonymous_github",
        ),
        Limit(
            "archive.softwareheritage.org",
            4,
            120,
            60,
            40,
            "700 visits a minute, 120 others an hour; headers tell",
        ),
        Limit("web.archive.org", 2, 60, 60, 10, "no figure for replays; our guess"),
        Limit(
            "web.archive.org/cdx/",
            1,
            24,
            60,
            0,
            "24 a minute, 1 h block if ignored; edgi-govdata wayback 0.5.1",
        ),
        Limit("archive.org", 2, 60, 60, 10, "no figure for the availability API; our guess"),
        Limit("repos.ecosyste.ms", 4, 5000, 3600, 200, "5,000 an hour; ecosyste.ms docs"),
        Limit("export.arxiv.org", 1, 20, 60, 0, "1 in 3 seconds, one connection; arXiv API terms of use"),
        Limit("arxiv.org", 1, 20, 60, 0, "as the API: arXiv robots policy"),
        Limit("www.youtube.com", 2, 60, 60, 20, "no figure for oembed; our guess"),
    )
}
_PATHS_BY_HOST: dict[str, list[str]] = {}
for _name in KNOWN:
    if "/" in _name:
        _PATHS_BY_HOST.setdefault(_name.partition("/")[0], []).append(_name)
_SHARED_SUFFIX = ".github.io"


def limit_name(address: Address) -> str:
    """Tell which limit holds for an address; addresses with limits of the same name share it."""
    host = address.host
    if host.endswith(_SHARED_SUFFIX):
        return _SHARED_SUFFIX[1:]
    for name in _PATHS_BY_HOST.get(host, ()):
        if address.path.startswith(name[len(host) :]):
            return name
    return host


def limit_named(name: str, per_host: int) -> Limit:
    """Give a limit by its name; of a host that is not known, only that it is asked `per_host` at a time."""
    known = KNOWN.get(name)
    if known is None:
        return Limit(name, per_host)
    return replace(known, at_once=min(known.at_once, per_host))
