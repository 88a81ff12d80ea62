"""Copies of what is gone: the Wayback Machine's latest, and Software Heritage's of a repository.

Questions and answers only, as a forge holds them; who asks is polite for us (`http/ratelimit/limits.py`).
Sources: https://archive.org/help/wayback_api.php, https://archive.org/developers/wayback-cdx-server.html and
https://archive.softwareheritage.org/api/1/origin/visit/latest/doc/.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from pydantic import Field

from linkscan.hosts.base import RequestFlow
from linkscan.hosts.responses import read_json
from linkscan.hosts.schemas import Lenient, ListSchema, Schema
from linkscan.models import Kind, Request, Response

WAYBACK = "Wayback Machine"
HERITAGE = "Software Heritage"

_HERITAGE_API = "https://archive.softwareheritage.org/api/1/origin/{}/visit/latest/?require_snapshot=true"
_HERITAGE_PAGE = "https://archive.softwareheritage.org/browse/origin/directory/?origin_url={}"
_AVAILABLE = "https://archive.org/wayback/available?url={}"
_INDEX = (
    "https://web.archive.org/cdx/search/cdx?url={}&output=json&fl=timestamp,original&filter=statuscode:200&limit=-1"
)
_COPY = "https://web.archive.org/web/{}/{}"
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy: its address, the archive that keeps it, when it was made (ISO 8601, UTC)."""

    url: str
    archive: str
    made_at: str | None = None


class _Visit(Schema):
    snapshot: str
    date: Lenient[str] = None


class _Closest(Schema):
    available: Lenient[bool] = None
    url: Lenient[str] = None
    timestamp: Lenient[str] = None
    status: Lenient[str] = None


class _Snapshots(Schema):
    closest: Lenient[_Closest] = None


class _Availability(Schema):
    archived_snapshots: _Snapshots = Field(default_factory=_Snapshots)


class _Rows(ListSchema[tuple[str, ...]]):
    pass


def find_copy(url: str, kind: Kind) -> RequestFlow[Copy | None]:
    """Look for the best copy of what was at `url`; None where there is none, or no archive told.

    Of a repository Software Heritage keeps all its files, so it is asked first.
    """
    if kind is Kind.REPOSITORY:
        copy = yield from _in_heritage(url)
        if copy is not None:
            return copy
    return (yield from _in_wayback(url))


def _in_heritage(url: str) -> RequestFlow[Copy | None]:
    """Ask for the latest visit with a snapshot; an origin is known by one spelling of its address only."""
    plain = url.rstrip("/").removesuffix(".git")
    for spelling in dict.fromkeys((plain, plain.lower(), f"{plain}.git")):
        responses = yield [Request(_HERITAGE_API.format(quote(spelling, safe=":/", errors="replace")))]
        visit = read_json(responses[0], _Visit) if responses[0].status == 200 else None
        if visit is not None:
            return Copy(_HERITAGE_PAGE.format(quote(spelling, safe="", errors="replace")), HERITAGE, visit.date)
        if responses[0].status != 404 or responses[0].failure is not None:
            return None  # it did not tell: another spelling would not help
    return None


def _in_wayback(url: str) -> RequestFlow[Copy | None]:
    """Ask for the latest capture; where that is of an error or a redirect, for the latest good one."""
    responses = yield [Request(_AVAILABLE.format(quote(url, safe="", errors="replace")))]
    told = read_json(responses[0], _Availability) if responses[0].status == 200 else None
    closest = told.archived_snapshots.closest if told else None
    if closest is None or not closest.timestamp:
        return None
    if closest.available and closest.status == "200":
        return Copy(_COPY.format(closest.timestamp, url), WAYBACK, _moment(closest.timestamp))
    responses = yield [Request(_INDEX.format(quote(url, safe="", errors="replace")))]
    return _last_capture(responses[0])


def _last_capture(response: Response) -> Copy | None:
    """Read the index: a row of names, then one of timestamp and address."""
    rows = read_json(response, _Rows) if response.status == 200 else None
    last = rows.root[-1] if rows and len(rows.root) > 1 else ()
    if len(last) != 2 or _moment(last[0]) is None:
        return None
    return Copy(_COPY.format(last[0], last[1]), WAYBACK, _moment(last[0]))


def _moment(stamp: str) -> str | None:
    """Write the fourteen digits of a capture as ISO 8601."""
    found = _MOMENT.fullmatch(stamp)
    return "{}-{}-{}T{}:{}:{}+00:00".format(*found.groups()) if found else None
