"""Checking what a README says is stored elsewhere: weights on a hub, data in an archive, code on a drive. One hop."""

from collections.abc import Mapping
from dataclasses import replace

from linkscan import content
from linkscan.examine.parse_pool import TargetResult
from linkscan.examine.url_filters import UrlFilters
from linkscan.hosts import match
from linkscan.models import Asset, Content, Health, Judgement, Target
from linkscan.urls import parse_url

_NO_ANSWER = (None, 401, 403)
"""Statuses that do not tell whether a place exists: the README outweighs any conclusion drawn from them."""

_EMPTY = (Content.EMPTY, Content.PLACEHOLDER)

Holdings = Mapping[Asset, Judgement]


def stores_of(holdings: Holdings, filters: UrlFilters) -> Mapping[Asset, Target]:
    """Return the assets for which a README is the only evidence, each with the target that it names."""
    stores: dict[Asset, Target] = {}
    for asset in (Asset.CODE, Asset.MODEL, Asset.DATA):
        url = holdings[asset].url if asset in holdings else None
        address = None if url is None or filters.forbids(url) else parse_url(filters.target(url))
        if address is not None and address.scheme in ("http", "https"):
            stores[asset] = match(address)
    return stores


def looked_at(holdings: Holdings, stores: Mapping[Asset, Target], results: Mapping[str, TargetResult]) -> Holdings:
    """Return the holdings, updated with the results of the places that a README names."""
    updated = {
        asset: _seen(asset, holdings[asset], results[target.key])
        for asset, target in stores.items()
        if target.key in results
    }
    return {**holdings, **updated} if updated else holdings


def _seen(asset: Asset, held: Judgement, result: TargetResult) -> Judgement:
    """Return the judgement of an asset after examining the place that the README names.

    Only an explicit "no" from the place refutes the README, which is believed if the place does not answer. Code is
    unknown if access is restricted, or if a page does not say what it holds; models and data are believed all the same,
    since the catalogue pages of their hosts say no more.
    """
    facts, name = result.facts, result.facts.canonical or result.target.canonical
    if facts.health is Health.GONE and facts.status_code not in _NO_ANSWER:
        return Judgement(Content.PLACEHOLDER, f"{held.reason}; {name} is gone: {facts.reason}", held.url)
    seen, whole = result.holdings[asset], content.overall(result.holdings)
    if facts.health.is_alive and Content.PRESENT in (seen.content, whole.content):
        return replace(held, reason=f"{held.reason}; there: {name}")
    if facts.health.is_alive and whole.content in _EMPTY and seen.content in _EMPTY:
        return Judgement(whole.content, f"{held.reason}; {name}: {whole.reason}", held.url)
    reason = f"{held.reason}; not examined: {name}, {facts.reason}"
    is_closed = asset is Asset.CODE and (facts.health.is_alive or facts.health is Health.RESTRICTED)
    return Judgement(Content.UNKNOWN if is_closed else held.content, reason, held.url)
