"""Examine: follow each link from place to place, and make evidence of what was learned on the way."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Mapping
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
from linkscan.models import Asset, Content, Health, Judgement, Kind, Link, LinkResult, Target
from linkscan.settings import Settings
from linkscan.urls import parse_url

HOPS = 2
"""From a page to the repository it names, and once more if that says "moved to". Never deeper."""

_STRIDE = 500
"""Links after which others get their turn: the first places are asked while the last ones are not yet located."""

_NOTHING: Mapping[Asset, Judgement] = {}

ALIVE = (Health.OK, Health.MOVED)


async def examine(links: Iterable[Link], pool: ParsePool, settings: Settings) -> AsyncGenerator[LinkResult, None]:
    """Yield the evidence of every link as it becomes known; the same place is asked once.

    A link leads from place to place (a page names a repository, a repository says where it moved to); its
    evidence is given when the last of at most `HOPS` further places is known.
    """
    choice = url_filters(settings)
    visits: dict[str, TargetResult] = {}
    waiting: defaultdict[str, list[tuple[Link, Target]]] = defaultdict(list)
    async with aclosing(Scheduler(pool.examine, pool.access, pool.per_host)) as lanes:
        for number, link in enumerate(links, 1):
            if left_out := choice.leaves_out(link.url):
                yield unasked(link, Health.SKIPPED, left_out)
                continue
            address = parse_url(choice.target(link.url))
            if address is None:
                yield unasked(link, Health.INVALID, "not an address: the URL standard refuses it")
                continue
            target = match(address)
            waiting[target.key].append((link, target))
            lanes.add(target)
            if number % _STRIDE == 0:
                await asyncio.sleep(0)
        async for target, visit in lanes.learned():
            visits[target.key] = visit
            for link, start in waiting.pop(target.key, ()):
                way, missing = _way(start, visits, choice)
                holdings = _led_to(way)
                missing = missing or _first_unvisited(stores_of(holdings, choice), visits)
                if missing is None:
                    yield _evidence(link, start, way, looked_at(holdings, visits, choice))
                else:
                    waiting[missing.key].append((link, start))
                    lanes.add(missing)


def _way(
    start: Target, visits: Mapping[str, TargetResult], choice: UrlFilters
) -> tuple[list[TargetResult], Target | None]:
    """Walk from place to place as far as known; give the visits, and the next place if it is not known."""
    way = [visits[start.key]]
    while len(way) <= HOPS and not _has_code(way[-1]) and way[-1].facts.health in ALIVE:
        facts = way[-1].facts
        lead = _first_lead(facts.leads or filter(None, [facts.guess]), choice)
        if lead is None or any(lead.key == visit.target.key for visit in way):
            break
        if lead.key not in visits:
            return way, lead
        if not facts.leads and not _has_code(visits[lead.key]):
            break  # what was guessed is never held against a place
        way.append(visits[lead.key])
    return way, None


def _has_code(visit: TargetResult) -> bool:
    code = visit.holdings[Asset.CODE]
    return visit.facts.health in ALIVE and code.content is Content.PRESENT and code.url is None


def _first_lead(urls: Iterable[str], choice: UrlFilters) -> Target | None:
    for url in urls:
        address = None if choice.forbids(url) else parse_url(choice.target(url))
        if address is not None and address.scheme in ("http", "https"):
            return match(address)
    return None


def unasked(link: Link, health: Health, reason: str) -> LinkResult:
    """Return the evidence of a link that nobody asked, and say why."""
    return LinkResult(link.url, link.raw, link.repairs, origin=link.origin, health=health, reason=reason)


def _first_unvisited(stores: Iterable[tuple[Asset, Target]], visits: Mapping[str, TargetResult]) -> Target | None:
    return next((target for _, target in stores if target.key not in visits), None)


def _evidence(link: Link, target: Target, way: list[TargetResult], told: Mapping[Asset, Judgement]) -> LinkResult:
    """Assemble the evidence of one link from what was learned on the way to its code."""
    facts, last = way[0].facts, way[-1]
    address = parse_url(link.url)
    alive = facts.health in ALIVE
    holdings = told if alive else _NOTHING
    found = content.overall(holdings) if alive else None
    led = len(way) > 1 and last.facts.health in ALIVE
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
        status_code=facts.status_code,
        final_url=facts.final_url,
        redirects=facts.redirects,
        content=found.content if found else None,
        content_reason=found.reason if found else None,
        holdings=holdings,
        code_url=(last.facts.canonical or last.target.canonical) if led else None,
        metadata=facts.metadata or (last.facts.metadata if led else None),
        checklist=way[0].checklist or (last.checklist if led else None),
        checked_at=_iso(int(facts.asked_at)),
        from_cache=all(visit.facts.from_cache for visit in way),
        attempts=sum(visit.facts.attempts for visit in way),
        elapsed_ms=sum(visit.facts.elapsed_ms for visit in way),
    )


def _led_to(way: list[TargetResult]) -> Mapping[Asset, Judgement]:
    """Return what a link holds: its own place, else the place that it leads to, with the way told."""
    own, last = way[0], way[-1]
    if own.facts.health not in ALIVE:
        return _NOTHING
    if len(way) == 1:
        return own.holdings
    name = last.facts.canonical or last.target.canonical
    if last.facts.health not in ALIVE:
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
