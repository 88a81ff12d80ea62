"""What a run knows about earlier ones."""

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
    """The feed of a run, and per address its last health and the time (ISO 8601) at which it was settled.

    `held` are the addresses that led to code, models or data.
    """

    feed: Feed = NO_FEED
    health: Mapping[str, Health] = field(default_factory=dict)
    settled_at: Mapping[str, str] = field(default_factory=dict)
    held: Collection[str] = frozenset()


def past_in(
    ledger: Ledger | None, queries: Sequence[Query], settings: Settings, now: datetime, today: date | None = None
) -> Past:
    """Return what the ledger knows at the time `now`; without a ledger, only the feed.

    `today` is the date used for the queries of services, by default that of `now`.
    """
    feed = feed_of(ledger, queries, settings, today or now.date())
    if ledger is None:
        return Past(feed)
    return Past(feed, ledger.health(now.isoformat()), ledger.settled_at(), ledger.held())
