"""Examining links: each is followed from target to target until its result is known."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Collection, Iterable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from linkscan import content
from linkscan.examine.parse_pool import ParsePool, TargetResult
from linkscan.examine.scheduler import Scheduler
from linkscan.examine.stores import looked_at, stores_of
from linkscan.examine.url_filters import UrlFilters, url_filters
from linkscan.hosts import match
from linkscan.models import Asset, Content, Health, Judgement, Kind, Link, LinkResult, SkipCause, Target
from linkscan.settings import Settings
from linkscan.urls import parse_url

HOPS = 2
"""From a page to the repository that it names, and once more if that one says "moved to"; never deeper."""

MOST_LEADS = 3
"""Repositories named by a target that are examined, one after another, until one has code."""

_NO_CODE = (Content.PLACEHOLDER, Content.EMPTY)

_STRIDE = 500
"""Links queued before yielding to the event loop, so that requests start while later links are still being matched."""

_NOTHING: Mapping[Asset, Judgement] = {}


async def examine(
    links: Iterable[Link], pool: ParsePool, settings: Settings, rechecked: Collection[str] = ()
) -> AsyncGenerator[LinkResult, None]:
    """Yield the result of every link as it becomes known; each target is examined once.

    A link may lead from target to target (a page names a repository, a repository says where it moved to); its result
    is yielded once the last of at most `HOPS` further targets is known. For `rechecked` addresses, cached responses
    older than `RECHECKED_AFTER` are not used.
    """
    filters = url_filters(settings)
    results: dict[str, TargetResult] = {}
    waiting: defaultdict[str, list[_Start]] = defaultdict(list)
    async with aclosing(Scheduler(pool.examine, pool.access, pool.per_host)) as scheduler:
        for number, link in enumerate(links, 1):
            if left_out := filters.leaves_out(link.url):
                yield skipped(link, SkipCause.EXCLUDED, left_out)
                continue
            address = parse_url(filters.target(link.url))
            if address is None:
                yield _invalid(link)
                continue
            target = match(address)
            waiting[target.key].append(_Start(link, target, _host(link)))
            if link.url in rechecked:
                pool.rechecked.add(target.key)
            scheduler.add(target)
            if number % _STRIDE == 0:
                await asyncio.sleep(0)
        async for target, result in scheduler.results():
            results[target.key] = result
            for start in waiting.pop(target.key, ()):
                path, missing = _path(start.target, results, filters)
                holdings = _holdings_of(path, list(_examined_from(start.target, results, filters)), filters)
                stores = stores_of(holdings, filters)
                missing = missing or _first_unknown(stores, results)
                if missing is None:
                    yield _link_result(start, path, looked_at(holdings, stores, results), filters)
                else:
                    waiting[missing.key].append(start)
                    if start.link.url in rechecked:
                        pool.rechecked.add(missing.key)
                    scheduler.add(missing)


class _Start(NamedTuple):
    """A link that is examined, the target that its path starts from, and the host of its address."""

    link: Link
    target: Target
    host: str


def _host(link: Link) -> str:
    address = parse_url(link.url)
    return address.host if address else ""


def skipped(link: Link, cause: SkipCause, reason: str) -> LinkResult:
    """Return the result of a link that was not requested."""
    return LinkResult(
        link.url, link.raw, link.repairs, origin=link.origin, health=Health.SKIPPED, reason=reason, skip_cause=cause
    )


def _invalid(link: Link) -> LinkResult:
    reason = "not an address: the URL standard refuses it"
    return LinkResult(link.url, link.raw, link.repairs, origin=link.origin, health=Health.INVALID, reason=reason)


Results = Mapping[str, TargetResult]


def _path(
    start: Target, results: Results, filters: UrlFilters, hops: int = HOPS, seen: frozenset[str] = frozenset()
) -> tuple[list[TargetResult], Target | None]:
    """Return the results on the path from `start`, and the next target on it that is not yet examined, if any.

    If there are several leads, the path follows the first one with code, or else the first.
    """
    here = results[start.key]
    facts, seen = here.facts, seen | {start.key}
    is_end = not (facts.leads or facts.guess)
    if is_end or not hops or _has_code(here) or not facts.health.is_alive:
        return [here], None
    onward: list[TargetResult] = []
    for lead in islice(_allowed(facts.leads or filter(None, [facts.guess]), filters), MOST_LEADS):
        if lead.key in seen:
            continue
        if lead.key not in results:
            return [here], lead
        path, missing = _path(lead, results, filters, hops - 1 if facts.leads else 0, seen)
        if missing is not None or _has_code(path[-1]):
            return [here, *path], missing
        if facts.leads:  # a failed guess is never held against a target
            onward = onward or path
    return [here, *onward], None


def _examined_from(start: Target, results: Results, filters: UrlFilters, hops: int = HOPS) -> Iterator[TargetResult]:
    """Yield the known results of a target and of everything that it leads to."""
    here = results[start.key]
    yield here
    for lead in islice(_allowed(here.facts.leads, filters), MOST_LEADS if hops else 0):
        if lead.key in results:
            yield from _examined_from(lead, results, filters, hops - 1)


def _has_code(result: TargetResult) -> bool:
    code = result.holdings[Asset.CODE]
    return result.facts.health.is_alive and code.content is Content.PRESENT and code.url is None


def _allowed(urls: Iterable[str], filters: UrlFilters) -> Iterator[Target]:
    """Yield the targets of those addresses that may be requested."""
    for url in urls:
        address = None if filters.forbids(url) else parse_url(filters.target(url))
        if address is not None and address.scheme in ("http", "https"):
            yield match(address)


def _first_unknown(stores: Mapping[Asset, Target], results: Results) -> Target | None:
    return next((target for target in stores.values() if target.key not in results), None)


def _excluded_lead(path: list[TargetResult], filters: UrlFilters) -> str | None:
    """Return why a code link on the path was not followed, if the user excluded it."""
    if not filters.exclude:
        return None
    leads = (lead for result in path if result.facts.health.is_alive for lead in result.facts.leads)
    return next((f"its code link {lead} is {reason}" for lead in leads if (reason := filters.forbids(lead))), None)


def _link_result(
    start: _Start, path: list[TargetResult], seen: Mapping[Asset, Judgement], filters: UrlFilters
) -> LinkResult:
    """Return the result of one link, from the results on the path to its code."""
    link, target, facts, last = start.link, start.target, path[0].facts, path[-1]
    skip_cause = next((result.facts.skip_cause for result in path if result.facts.skip_cause), None)
    if skip_cause is None and not _has_code(last) and _excluded_lead(path, filters):
        skip_cause = SkipCause.EXCLUDED
    alive = facts.health.is_alive
    holdings = seen if alive else _NOTHING
    found = content.overall(holdings) if alive else None
    led = len(path) > 1 and last.facts.health.is_alive
    return LinkResult(
        url=link.url,
        raw=link.raw,
        repairs=link.repairs,
        origin=link.origin,
        canonical=facts.canonical or target.canonical,
        kind=facts.kind or target.kind or Kind.OTHER,
        host=start.host,
        health=facts.health,
        reason=facts.reason,
        skip_cause=skip_cause,
        status_code=facts.status_code,
        final_url=facts.final_url,
        redirects=facts.redirects,
        content=found.content if found else None,
        content_reason=found.reason if found else None,
        holdings=holdings,
        code_url=(last.facts.canonical or last.target.canonical) if led else None,
        metadata=facts.metadata or (last.facts.metadata if led else None),
        checklist=path[0].checklist or (last.checklist if led else None),
        checked_at=_iso(int(facts.asked_at)),
        from_cache=all(result.facts.from_cache for result in path),
        attempts=sum(result.facts.attempts for result in path),
        elapsed_ms=sum(result.facts.elapsed_ms for result in path),
    )


def _holdings_of(path: list[TargetResult], seen: list[TargetResult], filters: UrlFilters) -> Mapping[Asset, Judgement]:
    """Return what a link holds: in its own target, else in the one that it leads to, with the path in the reason.

    What both lack may be found in any other target that was `seen`. The absence of code is unknown if something was
    not examined: a code link that the user excluded, the rest of too many leads, or the unread remainder of a page.
    """
    own, last = path[0], path[-1]
    if not own.facts.health.is_alive:
        return _NOTHING
    held = own.holdings if len(path) == 1 else _holdings_via(own, last)
    others = [result for result in seen if result not in path]
    held = {asset: _across_targets(asset, judgement, others) for asset, judgement in held.items()} if others else held
    excluded, code = _excluded_lead(path, filters), held[Asset.CODE].content
    open_end = excluded if code is Content.UNKNOWN else excluded or _unexamined_part(path)
    if open_end is None or code is Content.PRESENT:
        return held
    return {**held, Asset.CODE: Judgement(Content.UNKNOWN, open_end)}


def _across_targets(asset: Asset, held: Judgement, others: list[TargetResult]) -> Judgement:
    """Return the judgement of an asset across several targets: absent only if it is absent from all of them."""
    if held.content is Content.PRESENT:
        return held
    open_end: Judgement | None = None
    for other in others:
        facts, there = other.facts, other.holdings[asset]
        name = facts.canonical or other.target.canonical
        if facts.health.is_alive and there.content is Content.PRESENT:
            return replace(there, reason=f"leads to {name}: {there.reason}")
        if facts.health is not Health.GONE and (not facts.health.is_alive or there.content is Content.UNKNOWN):
            why = there.reason if facts.health.is_alive else f"{facts.health}: {facts.reason}"
            open_end = open_end or Judgement(Content.UNKNOWN, f"{held.reason}; unclear for {name}: {why}")
    return open_end or held


def _unexamined_part(path: list[TargetResult]) -> str | None:
    """Return which part of the targets on a path was not examined because there was too much of it, or None."""
    alive = [result.facts for result in path if result.facts.health.is_alive]
    if any(len(facts.leads) > MOST_LEADS for facts in alive):
        return f"it names more repositories than the {MOST_LEADS} that were examined"
    return None if all(facts.is_whole for facts in alive) else "only its beginning was read"


def _holdings_via(own: TargetResult, last: TargetResult) -> Mapping[Asset, Judgement]:
    """Return the holdings of a target that leads to another one."""
    name = last.facts.canonical or last.target.canonical
    if not last.facts.health.is_alive:
        known = Content.PLACEHOLDER if last.facts.health is Health.GONE else Content.UNKNOWN
        reason = f"its code link {name} is {last.facts.health}: {last.facts.reason}"
        return {**own.holdings, Asset.CODE: Judgement(known, reason)}
    words = "leads to" if own.facts.leads else "is likely built from"
    return {
        asset: held
        if held.content is Content.PRESENT
        else replace(last.holdings[asset], reason=f"{words} {name}: {last.holdings[asset].reason}")
        for asset, held in own.holdings.items()
    }


@lru_cache(maxsize=256)
def _iso(moment: int) -> str | None:
    """Return seconds since the epoch in ISO 8601 (UTC), or None for 0; cached, as many links share a second."""
    return datetime.fromtimestamp(moment, UTC).isoformat() if moment else None
