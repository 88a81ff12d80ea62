"""Archived copies: a page in the Wayback Machine, a repository at Software Heritage; and saving a repository there.

These are flows of requests, like those of hosts; the client enforces the rate limits (`http/ratelimit/limits.py`).
Sources: https://archive.org/help/wayback_api.php, https://archive.org/developers/wayback-cdx-server.html,
https://archive.softwareheritage.org/api/1/origin/visit/latest/doc/, https://docs.softwareheritage.org/devel/swh-model/
persistent-identifiers.html and https://archive.softwareheritage.org/api/1/origin/save/doc/.

The availability API of the Wayback Machine occasionally returns `{}` for a page that is archived
(internetarchive/wayback#296), so an empty response does not mean that there is no copy: the CDX index is queried next.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from urllib.parse import quote

from pydantic import Field

from linkscan.http.flows import RequestFlow
from linkscan.http.responses import read_json
from linkscan.http.schemas import Lenient, ListSchema, Schema
from linkscan.models import CacheMode, Kind, Request, Response

WAYBACK = "Wayback Machine"
HERITAGE = "Software Heritage"

_HERITAGE_API = "https://archive.softwareheritage.org/api/1/origin/{}/visit/latest/?require_snapshot=true"
_HERITAGE_PAGE = "https://archive.softwareheritage.org/browse/origin/directory/?origin_url={}"
_SAVE = "https://archive.softwareheritage.org/api/1/origin/save/git/url/{}/"
_SNAPSHOT = re.compile(r"[0-9a-f]{40}")
_AVAILABLE = "https://archive.org/wayback/available?url={}"
_INDEX = (
    "https://web.archive.org/cdx/search/cdx?url={}&output=json&fl=timestamp,original&filter=statuscode:200&limit=-1"
)
_COPY = "https://web.archive.org/web/{}/{}"
_MOMENT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")
_ADDRESS = re.compile(r"https?://[!-~]{1,8000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy: its address, the archive that holds it, and when it was made (ISO 8601).

    `swhid` is the persistent identifier of a repository's snapshot at Software Heritage.
    """

    url: str
    archive: str
    made_at: str | None = None
    swhid: str | None = None


class SaveOutcome(Enum):
    """The outcome of a request to save a repository."""

    ARCHIVED = "it is already in the archive"
    REQUESTED = "the archive was asked to save it"
    REFUSED = "the archive does not save it"
    LATER = "the archive accepts no more requests for now"


class _Visit(Schema):
    snapshot: str
    date: Lenient[str] = None


class _SaveRequest(Schema):
    save_request_status: str


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
    """Return the best archived copy of `url`, or None if there is none or no archive answered.

    Software Heritage is queried first for a repository, because it keeps all the files.
    """
    if kind is Kind.REPOSITORY:
        copy, _ = yield from _latest_visit(url)
        if copy is not None:
            return copy
    return (yield from _latest_capture(url))


def save_repository(url: str) -> RequestFlow[tuple[SaveOutcome, Copy | None]]:
    """Ask Software Heritage to save a git repository unless it has a copy; return the outcome and any existing copy.

    Anonymous clients may make ten such requests an hour. The copy is available some minutes later, so the next run
    finds it.
    """
    copy, has_answered = yield from _latest_visit(url)
    if copy is not None:
        return SaveOutcome.ARCHIVED, copy
    if not has_answered:
        return SaveOutcome.LATER, None
    plain = url.rstrip("/").removesuffix(".git")
    save = _SAVE.format(quote(plain, safe=":/", errors="replace"))
    responses = yield [Request(save, "POST", cache=CacheMode.NO_STORE, max_wait=0.0)]
    response = responses[0]
    request = read_json(response, _SaveRequest) if response.status == 200 else None
    if request is not None:
        return SaveOutcome.REFUSED if request.save_request_status == "rejected" else SaveOutcome.REQUESTED, None
    is_refused = response.failure is None and response.status in (400, 403, 404)
    return SaveOutcome.REFUSED if is_refused else SaveOutcome.LATER, None


def _latest_visit(url: str) -> RequestFlow[tuple[Copy | None, bool]]:
    """Return the latest visit with a snapshot, and whether the archive answered.

    The archive knows an origin under one spelling only, so several are tried.
    """
    plain = url.rstrip("/").removesuffix(".git")
    for spelling in dict.fromkeys((plain, plain.lower(), f"{plain}.git")):
        responses = yield [Request(_HERITAGE_API.format(quote(spelling, safe=":/", errors="replace")))]
        visit = read_json(responses[0], _Visit) if responses[0].status == 200 else None
        if visit is not None:
            page = _HERITAGE_PAGE.format(quote(spelling, safe="", errors="replace"))
            swhid = f"swh:1:snp:{visit.snapshot}" if _SNAPSHOT.fullmatch(visit.snapshot) else None
            return Copy(page, HERITAGE, _valid_time(visit.date), swhid), True
        if responses[0].status != 404 or responses[0].failure is not None:
            return None, False  # no usable response: another spelling would not help
    return None, True


def _latest_capture(url: str) -> RequestFlow[Copy | None]:
    """Return the latest capture, or, if that is missing, an error or a redirect, the latest with status 200."""
    responses = yield [Request(_AVAILABLE.format(quote(url, safe="", errors="replace")))]
    availability = read_json(responses[0], _Availability) if responses[0].status == 200 else None
    if availability is None:
        return None
    closest = availability.archived_snapshots.closest
    is_good = closest is not None and closest.available and closest.status == "200"
    if closest is not None and is_good and (made_at := _from_timestamp(closest.timestamp or "")):
        return Copy(_COPY.format(closest.timestamp, url), WAYBACK, made_at)
    responses = yield [Request(_INDEX.format(quote(url, safe="", errors="replace")))]
    return _last_capture(responses[0])


def _last_capture(response: Response) -> Copy | None:
    """Return the copy in a CDX response: a header row, followed by a row of timestamp and address."""
    rows = read_json(response, _Rows) if response.status == 200 else None
    last = rows.root[-1] if rows and len(rows.root) > 1 else ()
    if len(last) != 2 or (made_at := _from_timestamp(last[0])) is None or not _ADDRESS.fullmatch(last[1]):
        return None
    return Copy(_COPY.format(last[0], last[1]), WAYBACK, made_at)


def _from_timestamp(stamp: str) -> str | None:
    """Return the fourteen-digit timestamp of a capture in ISO 8601, or None if it is not a valid time."""
    found = _MOMENT.fullmatch(stamp)
    return _valid_time("{}-{}-{}T{}:{}:{}+00:00".format(*found.groups())) if found else None


def _valid_time(text: str | None) -> str | None:
    """Return an archive's time if it is valid ISO 8601, else None."""
    try:
        datetime.fromisoformat(text or "").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return text
