"""What a run knows of earlier ones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from linkscan.history.database import Ledger
from linkscan.inputs.feed import NO_FEED, Feed, feed_of
from linkscan.models import Health
from linkscan.settings import Settings
from linkscan.sources import Query


@dataclass(frozen=True, slots=True)
class Past:
    """What to read beside files, and of addresses the last health and when it was settled, in ISO 8601.

    `held` are the addresses that led to code, models or data.
    """

    feed: Feed = NO_FEED
    health: Mapping[str, Health] = field(default_factory=dict)
    settled_at: Mapping[str, str] = field(default_factory=dict)
    held: Collection[str] = frozenset()


def past_in(
    ledger: Ledger | None, queries: Sequence[Query], settings: Settings, now: datetime, today: date | None = None
) -> Past:
    """Return what a ledger tells a run at the time `now`, whose day for services is `today`; without one, nothing."""
    feed = feed_of(ledger, queries, settings, today or now.date())
    if ledger is None:
        return Past(feed)
    return Past(feed, ledger.health(now.isoformat()), ledger.settled_at(), ledger.held())
