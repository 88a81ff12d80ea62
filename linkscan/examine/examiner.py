"""From links to their results: each link is followed from target to target."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Collection, Iterable, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

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
"""From a page to the repository it names, and once more if that says "moved to". Never deeper."""

_STRIDE = 500
"""Links after which others get their turn: the first targets are requested while the last ones are not yet matched."""

_NOTHING: Mapping[Asset, Judgement] = {}


async def examine(
    links: Iterable[Link], pool: ParsePool, settings: Settings, rechecked: Collection[str] = ()
) -> AsyncGenerator[LinkResult, None]:
    """Yield the result of every link as it becomes known; each target is examined once.

    A link leads from target to target (a page names a repository, a repository says where it moved to); its result is
    given when the last of at most `HOPS` further targets is known. What `rechecked` addresses lead to is not taken from
    a cache that is `RECHECKED_AFTER` old.
    """
    filters = url_filters(settings)
    results: dict[str, TargetResult] = {}
    waiting: defaultdict[str, list[tuple[Link, Target]]] = defaultdict(list)
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
            waiting[target.key].append((link, target))
            if link.url in rechecked:
                pool.rechecked.add(target.key)
            scheduler.add(target)
            if number % _STRIDE == 0:
                await asyncio.sleep(0)
        async for target, result in scheduler.results():
            results[target.key] = result
            for link, start in waiting.pop(target.key, ()):
                path, missing = _path(start, results, filters)
                holdings = _held_at_end(path, filters)
                missing = missing or _first_unknown(stores_of(holdings, filters), results)
                if missing is None:
                    yield _link_result(link, start, path, looked_at(holdings, results, filters), filters)
                else:
                    waiting[missing.key].append((link, start))
                    if link.url in rechecked:
                        pool.rechecked.add(missing.key)
                    scheduler.add(missing)


def skipped(link: Link, cause: SkipCause, reason: str) -> LinkResult:
    """Return the result of a link that was not requested."""
    return LinkResult(
        link.url, link.raw, link.repairs, origin=link.origin, health=Health.SKIPPED, reason=reason, skip_cause=cause
    )


def _invalid(link: Link) -> LinkResult:
    reason = "not an address: the URL standard refuses it"
    return LinkResult(link.url, link.raw, link.repairs, origin=link.origin, health=Health.INVALID, reason=reason)


def _path(
    start: Target, results: Mapping[str, TargetResult], filters: UrlFilters
) -> tuple[list[TargetResult], Target | None]:
    """Return the targets that one leads to as far as they are known, and the next one if it is not."""
    path = [results[start.key]]
    while len(path) <= HOPS and not _has_code(path[-1]) and path[-1].facts.health.is_alive:
        facts = path[-1].facts
        lead = _first_lead(facts.leads or filter(None, [facts.guess]), filters)
        if lead is None or any(lead.key == result.target.key for result in path):
            break
        if lead.key not in results:
            return path, lead
        if not facts.leads and not _has_code(results[lead.key]):
            break  # what was guessed is never held against a target
        path.append(results[lead.key])
    return path, None


def _has_code(result: TargetResult) -> bool:
    code = result.holdings[Asset.CODE]
    return result.facts.health.is_alive and code.content is Content.PRESENT and code.url is None


def _first_lead(urls: Iterable[str], filters: UrlFilters) -> Target | None:
    for url in urls:
        address = None if filters.forbids(url) else parse_url(filters.target(url))
        if address is not None and address.scheme in ("http", "https"):
            return match(address)
    return None


def _first_unknown(stores: Iterable[tuple[Asset, Target]], results: Mapping[str, TargetResult]) -> Target | None:
    return next((target for _, target in stores if target.key not in results), None)


def _excluded_lead(path: list[TargetResult], filters: UrlFilters) -> str | None:
    """Return why a code link on the path was not followed, where the user excludes it."""
    leads = (lead for result in path if result.facts.health.is_alive for lead in result.facts.leads)
    return next((f"its code link {lead} is {reason}" for lead in leads if (reason := filters.forbids(lead))), None)


def _link_result(
    link: Link, target: Target, path: list[TargetResult], seen: Mapping[Asset, Judgement], filters: UrlFilters
) -> LinkResult:
    """Return the result of one link, from what was learned on the path to its code."""
    facts, last = path[0].facts, path[-1]
    skip_cause = next((result.facts.skip_cause for result in path if result.facts.skip_cause), None)
    if skip_cause is None and not _has_code(last) and _excluded_lead(path, filters):
        skip_cause = SkipCause.EXCLUDED
    address = parse_url(link.url)
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
        host=address.host if address else "",
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


def _held_at_end(path: list[TargetResult], filters: UrlFilters) -> Mapping[Asset, Judgement]:
    """Return what a link holds: its own target, else the one that it leads to, with the path in the reason.

    A code link that the user excludes was not looked at: then nothing else tells that there is no code.
    """
    own, last = path[0], path[-1]
    if not own.facts.health.is_alive:
        return _NOTHING
    held = own.holdings if len(path) == 1 else _led_to(own, last)
    excluded = _excluded_lead(path, filters)
    if excluded is None or held[Asset.CODE].content is Content.PRESENT:
        return held
    return {**held, Asset.CODE: Judgement(Content.UNKNOWN, excluded)}


def _led_to(own: TargetResult, last: TargetResult) -> Mapping[Asset, Judgement]:
    """Return what a target holds that leads to another one."""
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
    """Write seconds since the epoch as ISO 8601 in UTC, one text for all of a second; no moment stays none."""
    return datetime.fromtimestamp(moment, UTC).isoformat() if moment else None
