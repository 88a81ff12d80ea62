"""What an engine is: it visits places and asks single questions, wherever that is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from linkscan import content
from linkscan.examine.scheduler import drive
from linkscan.hosts import host_of
from linkscan.hosts.base import Access
from linkscan.http import Client, ConnectivityMonitor
from linkscan.models import Asset, Content, Facts, Health, Judgement, Kind, Paper, Reading, Target

Text = tuple[Paper, Reading]
"""A paper without its abstract, which nothing needs any more, and what the abstract says."""


_UNNAMED: Mapping[Asset, Judgement] = dict.fromkeys(
    Asset, Judgement(Content.UNKNOWN, "the page names no repository as its code")
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One place, visited: what was learned there, and what it holds of each asset.

    The files and the README are gone from `facts`: they have been judged, and are all that is large.
    """

    target: Target
    facts: Facts
    holdings: Mapping[Asset, Judgement]


class Engine(Client, Protocol):
    """Where the work of a run is done. As a `Client` it answers single questions."""

    @property
    def witness(self) -> ConnectivityMonitor:
        """All that the answers of this run have shown of the network."""

    @property
    def width(self) -> int:
        """How many places behind one limit it can be given at once."""

    async def visit(self, target: Target) -> Visit:
        """Return what is learned at a place."""


def read_chunk(papers: Sequence[Paper]) -> list[Text]:
    """Read some papers."""
    from linkscan.text import read  # noqa: PLC0415 - its grammar takes 60 ms, which checking addresses need not pay

    return [(replace(paper, abstract=""), read(paper)) for paper in papers]


async def visit_over(client: Client, target: Target, access: Access) -> Visit:
    """Return what the flow of a place's host learns over `web`, judged."""
    return _visited(target, await drive(host_of(target).flow(target, access), client))


def no_data(target: Target, reason: str) -> Visit:
    """Return a visit that came to nothing through a fault of ours, which is none of the place."""
    return _visited(target, Facts(Health.UNREACHABLE, reason))


def _visited(target: Target, facts: Facts) -> Visit:
    is_light = facts.files is None and facts.readme is None
    return Visit(target, facts if is_light else replace(facts, files=None, readme=None), _holdings(target, facts))


def _holdings(target: Target, facts: Facts) -> Mapping[Asset, Judgement]:
    """Judge a place by itself. A page has no files to list; where it leads is another place."""
    if (facts.kind or target.kind) is Kind.PAGE and facts.files is None and facts.notice is None:
        return _UNNAMED
    languages = facts.metadata.languages if facts.metadata else None
    return content.judge(facts.files, facts.readme, facts.notice, facts.canonical or target.canonical, languages)
