"""Results are collected and reported; without a network, no further ones are awaited."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

import pytest

from linkscan.examine.collecting import collect, distinct
from linkscan.models import Link, LinkResult
from linkscan.run_control import NullListener

pytestmark = pytest.mark.anyio

URLS = ("https://a.org/", "https://b.org/", "https://c.org/")


@dataclass
class Monitor:
    """Reports whether there is a network, and counts the calls."""

    should: bool
    asked: int = 0

    async def should_abort(self) -> bool:
        self.asked += 1
        return self.should


@dataclass
class Listener(NullListener):
    """Records the results that it is notified of."""

    told: list[str] = field(default_factory=list)

    def examined(self, evidence: LinkResult) -> None:
        self.told.append(evidence.url)


@pytest.mark.parametrize(
    ("status", "should_abort", "asked", "count"),
    [(200, True, 0, 3), (None, False, 3, 3), (None, True, 1, 1)],
    ids=["answers", "no answers", "no network"],
)
async def test_results_are_collected_until_there_is_no_network(
    status: int | None, asked: int, count: int, *, should_abort: bool
) -> None:
    async def findings() -> AsyncGenerator[LinkResult, None]:
        for url in URLS:
            yield LinkResult(url, url, status_code=status)

    known: dict[str, LinkResult] = {}
    listener, monitor = Listener(), Monitor(should_abort)
    of_network: Any = monitor
    await collect(findings(), known, listener, of_network)
    assert list(known) == listener.told == list(URLS[:count])
    assert monitor.asked == asked


def test_first_of_several_links_to_one_address_is_examined() -> None:
    links = [Link("https://a.org/", "a.org"), Link("https://b.org/", "b.org"), Link("https://a.org/", "A.org")]
    assert distinct(links) == links[:2]
