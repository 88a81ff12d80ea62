"""GitHub's search for repositories: docs.github.com/rest/search/search, ten a minute, thirty with a token.

A quoted phrase is looked for in the places that `in:` names: name, description, README.
"""

import re
from collections.abc import Callable

from tests.world import github_json as shape
from tests.world.github import GitHub
from tests.world.messages import Reply, Request, as_json
from tests.world.quotas import Quota, Standing
from tests.world.repositories import Repository

_LIMITS = {False: 10, True: 30}  # a minute, without a token and with one
_PAGE = "https://docs.github.com/v3/search/"
_LONGEST = 256  # characters of a query
_QUERY = re.compile(r'"(?P<phrase>[^"]*)" in:(?P<where>[a-z,]+)')


class GitHubSearch:
    """Answers /search/repositories."""

    def __init__(self, github: GitHub, now: Callable[[], float]) -> None:
        self._github = github
        self._now = now
        self._quotas: dict[str, Quota] = {}

    def spend(self, token: str) -> Standing:
        """Count a search for its caller's limit."""
        quota = self._quotas.setdefault(token, Quota(_LIMITS[bool(token)], 60, self._now))
        return quota.spend(token)

    def answer(self, request: Request) -> Reply:
        """Answer a search."""
        query = request.query.get("q", "")
        asked = _QUERY.fullmatch(query)
        if asked is None or len(query) > _LONGEST:
            return as_json({"message": "Validation Failed", "documentation_url": _PAGE}, 422)
        phrase = asked["phrase"].casefold()
        found = [
            each
            for each in self._github.by_id.values()
            if not each.private and phrase in _text(each, asked["where"]).casefold()
        ]
        items = [{**shape.repository(each, self._github), "score": 1.0} for each in found]
        size = int(request.query.get("per_page", 30))
        return as_json({"total_count": len(found), "incomplete_results": False, "items": items[:size]})


def _text(repository: Repository, where: str) -> str:
    readme = str(repository.files.get("README.md", ""))
    parts = {"name": repository.name, "description": repository.description or "", "readme": readme}
    return "\n".join(parts[name] for name in where.split(","))
