"""Shares of papers whose code was found, by year, venue, host or kept column, with confidence intervals. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linkscan.models import Asset, LinkResult, PaperResult, PaperVerdict
from linkscan.reports.intervals import wilson

OUTCOMES = (PaperVerdict.AVAILABLE, PaperVerdict.MISSING, PaperVerdict.UNLINKED, PaperVerdict.UNVERIFIED)
"""The verdicts of papers with a claim about code."""

_SHARED = (".github.io", ".gitlab.io", ".netlify.app", ".vercel.app", ".readthedocs.io")
"""Services that give each customer a host name; all names of a service are counted as one host."""


@dataclass(frozen=True, slots=True)
class Share:
    """The number of papers in a group that have a claim about code, and the share of them whose code was found.

    A manually entered verdict counts as `by_hand`, not as found. `share` is between 0 and 1, as are `low` and `high`,
    the bounds of its 95 % Wilson interval.
    """

    group: str
    papers: int
    found: int
    by_hand: int
    share: float
    low: float
    high: float


def shares(papers: Sequence[PaperResult], links: Sequence[LinkResult], by: str = "year") -> tuple[Share, ...]:
    """Return the share of each group, sorted by name.

    `by` is "year", "venue", "host" (where the code is said to be; a paper with two hosts counts for both), or a kept
    column. Raises ValueError, which lists the columns, for anything else.
    """
    groups = _groups(papers, links, by)
    counts: dict[str, Counter[str]] = {}
    for paper in papers:
        for group in groups(paper) if paper.verdict in OUTCOMES else ():
            counts.setdefault(group, Counter())[outcome(paper)] += 1
    return tuple(_share(group, counts[group]) for group in sorted(counts))


def outcome(paper: PaperResult) -> str:
    """Return the verdict of a paper for statistics: manually entered ones are "by hand", neither found nor missing."""
    return "by hand" if paper.by_hand else paper.verdict.value


def year(paper: PaperResult) -> str:
    """Return the year of a paper, or "no date"."""
    return (paper.published or "")[:4] or "no date"


def host_group(host: str) -> str:
    """Return the host, or its service if that gives each customer a host name: `*.github.io`.

    >>> host_group("lab.github.io"), host_group("github.com")
    ('*.github.io', 'github.com')
    """
    return next((f"*{suffix}" for suffix in _SHARED if host.endswith(suffix)), host)


def _groups(
    papers: Sequence[PaperResult], links: Sequence[LinkResult], by: str
) -> Callable[[PaperResult], Sequence[str]]:
    if by == "year":
        return lambda paper: (year(paper),)
    if by == "venue":
        return lambda paper: (paper.venue or "not given",)
    if by == "host":
        hosts = {url: host_group(link.host) for link in links for url in (link.url, link.canonical)}
        return lambda paper: _hosts(paper, hosts)
    kept = sorted({name for paper in papers for name in paper.kept})
    if by not in kept:
        raise ValueError(f"no shares by {by!r}; there are year, venue, host{''.join(f', {name}' for name in kept)}")
    return lambda paper: (paper.kept.get(by) or "not given",)


def _hosts(paper: PaperResult, hosts: Mapping[str, str]) -> Sequence[str]:
    urls = (claim.found_url or claim.url or "" for claim in paper.claims if claim.asset is Asset.CODE)
    return tuple(dict.fromkeys(filter(None, map(hosts.get, urls)))) or ("no address",)


def _share(group: str, counts: Counter[str]) -> Share:
    whole, found = counts.total(), counts[PaperVerdict.AVAILABLE.value]
    low, high = wilson(found, whole)
    return Share(group, whole, found, counts["by hand"], found / whole, low, high)
