"""Crossref's works: https://www.crossref.org/documentation/retrieve-metadata/rest-api/.

Up to 1,000 rows a page, by `cursor`; the last page is followed by an empty one. A second request within a second is
refused, as for lists since 2025-12 (doi.org/10.64000/wadve-3tj60); headers state the limit.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from tests.world.messages import Handler, Reply, Request, as_json, text
from tests.world.quotas import Quota
from tests.world.works import Catalogue, Work, next_cursor, page_after

_MOST = 1000
_CREATED = re.compile(r"from-created-date:([\d-]+)")
_LIMIT = {"x-rate-limit-limit": "1", "x-rate-limit-interval": "1s", "x-api-pool": "public-list"}


class Crossref(Catalogue):
    """The works of api.crossref.org. `is_strict` refuses a second request within a second."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self.is_strict = False
        self._quota = Quota(1, 1, now)

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"api.crossref.org": self._answer}

    def _answer(self, request: Request) -> Reply:
        if self.is_strict and self._quota.spend("").is_over:
            return text("Too Many Requests", 429, _LIMIT)
        path = request.target.partition("?")[0]
        if path != "/works":
            work = self.with_doi(unquote(path.removeprefix("/works/")))
            told = {"status": "ok", "message-type": "work", "message": _told(work)} if work else None
            return as_json(told, 200, _LIMIT) if told else text("Resource not found.", 404)
        query = request.query
        size, cursor = int(query.get("rows", 20)), query.get("cursor", "*")
        if not 0 <= size <= _MOST:
            return as_json({"status": "failed", "message-type": "validation-failure", "message": []}, 400)
        since = _CREATED.search(query.get("filter", ""))
        found = self.found(query.get("query.bibliographic", ""), since[1] if since else "")
        message = {
            "total-results": len(found),
            "items-per-page": size,
            "next-cursor": next_cursor(found, cursor, size),
            "items": [_told(work) for work in page_after(found, cursor, size)],
        }
        return as_json({"status": "ok", "message-type": "work-list", "message": message}, 200, _LIMIT)


def _told(work: Work) -> dict[str, object]:
    year, month, day = map(int, work.day.split("-"))
    return {
        "DOI": work.doi,
        "title": [work.title],
        "abstract": f"<jats:p>{work.abstract}</jats:p>",
        "published": {"date-parts": [[year, month, day]]},
        "URL": f"https://doi.org/{work.doi}",
        "type": "journal-article",
    }
