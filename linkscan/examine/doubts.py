"""Which responses leave the cache: those by which a target was judged to be walled, hidden behind a portal, or failing.

Settled answers are stored for as long as their status says. A judgement may know better than the status: a wall or a
sign-in page with 200 is no answer, and a page that says "not found" with 200 is fresh no longer than a 404. Nor is a
redirect, however permanent it says it is, that leads to nothing: its host may have noticed.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from linkscan import content
from linkscan.http.cache.trace import Trace
from linkscan.models import Content, Facts, Health
from linkscan.urls import parse_url

if TYPE_CHECKING:
    from linkscan.examine.parse_pool import TargetResult

_NOTHING = (Content.EMPTY, Content.PLACEHOLDER)
_NOT_THERE = 86_400.0  # seconds: as a 404 (`http/cache/middleware.py`, LIFETIMES)


class Doubts:
    """The traces of all targets that were not found to be there or hold nothing, by the host of their address."""

    def __init__(self) -> None:
        self._bad: defaultdict[str, list[Trace]] = defaultdict(list)

    def judge(self, result: "TargetResult", trace: Trace) -> None:
        """Remove from the cache what was no answer, and remember what an outage would make doubtful."""
        facts = result.facts
        if facts.health.is_alive and content.overall(result.holdings).content not in _NOTHING:
            return
        address = parse_url(result.target.url)
        self._bad[address.host if address else ""].append(trace)
        if is_no_answer(facts, trace):
            trace.forget()
        elif facts.health is Health.UNREACHABLE:
            trace.forget_redirects()
        elif facts.health is Health.GONE:
            is_soft = facts.status_code is not None and 200 <= facts.status_code < 300
            (trace.limit_freshness if is_soft else trace.limit_redirects)(_NOT_THERE)

    def forget(self, host: str | None) -> None:
        """Remove from the cache what was found bad on a host; None is every host."""
        hosts: Iterable[str] = list(self._bad) if host is None else [host]
        for name in hosts:
            for trace in self._bad.pop(name, ()):
                trace.forget()


def is_no_answer(facts: Facts, trace: Trace) -> bool:
    """Return whether responses with a good status were judged to be none.

    `UNREACHABLE` although every request was answered: the answer was not what it should be. Where a request failed, the
    others stay: the next run goes on from there.
    """
    if facts.health is Health.RESTRICTED:
        return True
    return facts.health is Health.UNREACHABLE and not trace.has_failure
