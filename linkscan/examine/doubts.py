"""Evicting responses from the cache after a target was judged to be walled off, behind a portal, or failing.

Settled responses are cached for as long as their status allows, but the judgement may know better than the status: a
bot wall or sign-in page with status 200 is not an answer, and a "not found" page with status 200 stays fresh no longer
than a 404. The same goes for a permanent redirect that leads nowhere, because the host may yet correct it.
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
_GONE_LIFETIME = 86_400.0  # seconds: as for a 404 (`http/cache/middleware.py`, LIFETIMES)


class Doubts:
    """The request traces of all targets that were not found or hold nothing, by the host of their address."""

    def __init__(self) -> None:
        self._bad: defaultdict[str, list[Trace]] = defaultdict(list)

    def judge(self, result: "TargetResult", trace: Trace) -> None:
        """Evict responses that were not answers, and keep the traces that an outage would make doubtful."""
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
            (trace.limit_freshness if is_soft else trace.limit_redirects)(_GONE_LIFETIME)

    def forget(self, host: str | None) -> None:
        """Evict the responses behind all bad findings on `host`, or on every host if it is None."""
        hosts: Iterable[str] = list(self._bad) if host is None else [host]
        for name in hosts:
            for trace in self._bad.pop(name, ()):
                trace.forget()


def is_no_answer(facts: Facts, trace: Trace) -> bool:
    """Return whether the responses, although their status was fine, were judged not to be answers.

    That is so for `RESTRICTED`, and for `UNREACHABLE` if every request was answered. If a request failed, the other
    responses stay in the cache, so that the next run continues from there.
    """
    if facts.health is Health.RESTRICTED:
        return True
    return facts.health is Health.UNREACHABLE and not trace.has_failure
