"""OpenAlex's works: https://developers.openalex.org/api-reference/authentication and /errors.

Pages of up to 100 by `cursor`, abstracts as an inverted index. A search costs a tenth of a cent, which allows ten a day
without a key and a thousand with one; more are answered with 429.
"""

import re
from collections.abc import Callable, Mapping

from tests.world.messages import Handler, Reply, Request, as_json
from tests.world.quotas import Quota
from tests.world.works import Catalogue, Work, error, next_cursor, page_after

_MOST = 100
_DAY = 86_400
_SEARCHES = {False: 10, True: 1000}
_PUBLISHED = re.compile(r"from_publication_date:([\d-]+)")


class OpenAlex(Catalogue):
    """The works of api.openalex.org."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__()
        self.keys: set[str] = set()
        self._quotas = {has_key: Quota(limit, _DAY, now) for has_key, limit in _SEARCHES.items()}

    def key(self) -> str:
        """Issue an API key."""
        self.keys.add(key := f"openalex-{len(self.keys):020d}")
        return key

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"api.openalex.org": self._answer}

    def _answer(self, request: Request) -> Reply:
        query = request.query
        key = query.get("api_key", "")
        if key and key not in self.keys:
            return error(401, error="Invalid API key", message="The API key is not valid")
        if self._quotas[bool(key)].spend(key).is_over:
            return error(
                429, error="Rate limit exceeded", message="Daily limit exceeded. Get a free key at openalex.org"
            )
        size, cursor = int(query.get("per_page", 25)), query.get("cursor", "*")
        if request.path != "/works" or not 1 <= size <= _MOST:
            return error(400, error="Invalid query parameters error.", message="per_page must be between 1 and 100")
        since = _PUBLISHED.search(query.get("filter", ""))
        found = self.found(query.get("search", ""), since[1] if since else "")
        page = page_after(found, cursor, size)
        meta = {
            "count": len(found),
            "per_page": size,
            "next_cursor": next_cursor(found, cursor, size) if page else None,
        }
        return as_json({"meta": meta, "results": [_told(work) for work in page]})


def _told(work: Work) -> dict[str, object]:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(work.abstract.split()):
        places.setdefault(word, []).append(place)
    return {
        "id": f"https://openalex.org/W{work.number}",
        "doi": f"https://doi.org/{work.doi}",
        "title": work.title,
        "publication_date": work.day,
        "publication_year": int(work.day[:4]),
        "abstract_inverted_index": places,
    }
