"""The Software Heritage archive, as archive.softwareheritage.org/api documents it.

An origin's address must match byte for byte.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.world.messages import Handler, Reply, Request, as_json, html
from tests.world.quotas import Quota
from tests.world.routes import Routes

ANONYMOUS_PER_HOUR = 120
VISITS_PER_MINUTE = 700
_API = "https://archive.softwareheritage.org/api/1"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """How the archive last found an origin: `full`, `partial`, `not_found`..."""

    url: str
    status: str = "full"
    date: str = "2024-05-01T12:00:00.000000+00:00"
    number: int = 1


class SoftwareHeritage:
    """The origins that the archive knows."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._visits: dict[str, Visit] = {}
        self.saved: list[str] = []
        self._visit_quota = Quota(VISITS_PER_MINUTE, 60, now)
        self._quota = Quota(ANONYMOUS_PER_HOUR, 3600, now)
        self._routes = Routes(
            {
                "/api/1/origin/{url*}/get/": self._origin,
                "/api/1/origin/{url*}/visit/latest/": self._latest,
                "/api/1/origin/{url*}/visits/": self._all,
                "/api/1/origin/save/git/url/{url*}/": self._save,
            }
        )

    def origin(self, url: str, **facts: Any) -> Visit:
        """Add an origin; `facts` are the fields of `Visit`."""
        self._visits[url] = Visit(url=url, **facts)
        return self._visits[url]

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for the host."""
        return {"archive.softwareheritage.org": self._answer}

    def _answer(self, request: Request) -> Reply:
        if not request.path.startswith("/api/1/"):
            return html("<title>Software Heritage archive</title>")
        is_visit = request.path.endswith("/visit/latest/")
        standing = (self._visit_quota if is_visit else self._quota).spend("")
        told = {
            "x-ratelimit-limit": str(standing.limit),
            "x-ratelimit-remaining": str(standing.remaining),
            "x-ratelimit-reset": str(int(standing.reset)),
        }
        if standing.is_over:
            reason = "Request was throttled. Expected available in 60 seconds."
            return as_json({"exception": "Throttled", "reason": reason}, 429, {**told, "retry-after": "60"})
        answer: Reply = self._routes.answer(request, lambda _: _missing("Resource not found"))
        return answer.adding(told)

    def _origin(self, _: Request, url: str) -> Reply:
        if url not in self._visits:
            return _missing(f"Origin with url {url} not found!")
        visits = f"{_API}/origin/{url}/visits/"
        return as_json({"url": url, "origin_visits_url": visits, "visit_types": ["git"]})

    def _latest(self, request: Request, url: str) -> Reply:
        visit = self._visits.get(url)
        needs_snapshot = request.query.get("require_snapshot") == "true"
        if visit is None or (needs_snapshot and visit.status == "not_found"):
            return _missing(f"No visit for origin {url} found")
        return as_json(_shape(visit))

    def _save(self, request: Request, url: str) -> Reply:
        if request.method != "POST":
            return _missing(f"No save request for origin {url}")
        self.saved.append(url)
        return as_json({"save_request_status": "accepted", "save_task_status": "not yet scheduled", "origin_url": url})

    def _all(self, _: Request, url: str) -> Reply:
        visit = self._visits.get(url)
        return _missing(f"Origin {url} not found") if visit is None else as_json([_shape(visit)])


def _missing(reason: str) -> Reply:
    return as_json({"exception": "NotFoundExc", "reason": reason}, 404)


def _shape(visit: Visit) -> dict[str, Any]:
    snapshot = None if visit.status == "not_found" else hashlib.sha1(visit.url.encode()).hexdigest()
    return {
        "origin": visit.url,
        "date": visit.date,
        "type": "git",
        "visit": visit.number,
        "status": visit.status,
        "snapshot": snapshot,
        "metadata": {},
        "origin_visit_url": f"{_API}/origin/{visit.url}/visit/{visit.number}/",
        "snapshot_url": f"{_API}/snapshot/{snapshot}/" if snapshot else None,
    }
