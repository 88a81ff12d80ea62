"""Semantic Scholar's bulk search: https://api.semanticscholar.org/api-docs/graph, /paper/search/bulk.

Pages of up to 1,000 that follow `token`. All callers without a key share a hundred requests in five minutes; with a key
it is one a second. More are answered with 429, a wrong key with 403.
"""

from collections.abc import Callable, Mapping

from tests.world.messages import Handler, Reply, Request, as_json
from tests.world.quotas import Quota
from tests.world.works import Catalogue, Work, error, next_cursor, page_after

_MOST = 1000
_PAGE = "https://www.semanticscholar.org/product/api#api-key-form"


class SemanticScholar(Catalogue):
    """The search at api.semanticscholar.org. `is_busy`: other callers use up the shared limit."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self.keys: set[str] = set()
        self.is_busy = False
        self._quotas = {False: Quota(100, 300, now), True: Quota(1, 1, now)}

    def key(self) -> str:
        """Issue an API key."""
        self.keys.add(key := f"s2-{len(self.keys):030d}")
        return key

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"api.semanticscholar.org": self._answer}

    def _answer(self, request: Request) -> Reply:
        key = request.headers.get("x-api-key", "")
        if key and key not in self.keys:
            return error(403, message="Forbidden")
        if self._quotas[bool(key)].spend(key).is_over or (self.is_busy and not key):
            return error(
                429, message=f"Too Many Requests. Please wait and try again or apply for a key: {_PAGE}", code="429"
            )
        query = request.query
        if request.path != "/graph/v1/paper/search/bulk" or "query" not in query:
            return error(400, error="Missing required parameter: 'query'")
        found = self.found(query["query"], query.get("publicationDateOrYear", "").partition(":")[0])
        if query.get("sort") == "publicationDate:desc":
            found = sorted(found, key=lambda work: work.day, reverse=True)
        cursor = query.get("token", "")
        page = page_after(found, cursor, _MOST)
        following = next_cursor(found, cursor, _MOST)
        more = following if following != f"cursor-{len(found)}" else None
        return as_json({"total": len(found), "token": more, "data": [_told(work) for work in page]})


def _told(work: Work) -> dict[str, object]:
    return {
        "paperId": f"{work.number:040x}",
        "externalIds": {"DOI": work.doi},
        "title": work.title,
        "abstract": work.abstract,
        "year": int(work.day[:4]),
        "publicationDate": work.day,
        "venue": "",
        "url": f"https://www.semanticscholar.org/paper/{work.number:040x}",
    }
