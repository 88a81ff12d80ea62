"""Access to api.github.com: authentication, rate limits and conditional requests.

docs.github.com: "Rate limits for the REST API", "Troubleshooting the REST API" (user agent required, bad
credentials), "Best practices for using the REST API" (conditional requests are free when authorised).
"""

import hashlib
from collections.abc import Callable

from tests.world.faults import LIMITS_PAGE, secondary_refusal
from tests.world.github import GitHub
from tests.world.github_graphql import GitHubGraphQL
from tests.world.github_rest import GitHubRest, refusal
from tests.world.github_search import GitHubSearch
from tests.world.messages import Reply, Request, as_json, text
from tests.world.quotas import Quota, Standing

ANONYMOUS_LIMIT = 60
HOUR = 3600
BURSTS = {"core": 900, "graphql": 2000}  # points a minute, one for each of our requests (same page, secondary limits)

_NAMELESS = "Please make sure your request has a User-Agent header."
_EXCEEDED = {
    False: "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a"
    " higher rate limit. Check out the documentation for more details.)",
    True: "API rate limit exceeded for user ID 1.",
}


class GitHubApi:
    """Authenticates and counts requests, and passes them to REST or GraphQL."""

    def __init__(self, github: GitHub, now: Callable[[], float]) -> None:
        self._github = github
        self._now = now
        self._rest = GitHubRest(github)
        self._graphql = GitHubGraphQL(github)
        self._search = GitHubSearch(github, now)
        self._bursts = {name: Quota(points, 60, now) for name, points in BURSTS.items()}
        self._quotas: dict[tuple[str, str], Quota] = {}

    def __call__(self, request: Request) -> Reply:
        """Answer a request."""
        if not request.headers.get("user-agent"):
            return text(f"Request forbidden by administrative rules. {_NAMELESS}\n", 403)
        token = request.headers.get("authorization", "").rpartition(" ")[2]
        if token and token not in self._github.tokens:
            return refusal("Bad credentials", 401)
        if request.path == "/graphql":
            return self._post(request, token)
        if request.path == "/rate_limit":
            return self._limits(token)
        if request.path == "/search/repositories":
            return self._searched(request, token)
        return self._get(request, token)

    def _get(self, request: Request, token: str) -> Reply:
        if request.method not in ("GET", "HEAD"):
            return refusal("Not Found", 404)
        if self._bursts["core"].spend(token).is_over:
            return secondary_refusal(60)
        quota = self._quota(token, "core")
        if quota.spend(token, 0).remaining <= 0:
            return _too_often(quota.spend(token), token)
        answer = self._rest.answer(request)
        is_known = answer.status == 200 and request.headers.get("if-none-match") == _etag(answer)
        standing = quota.spend(token, 0 if is_known and token else 1)
        if answer.status == 200:
            answer = answer.adding({"etag": _etag(answer), "cache-control": "private, max-age=60, s-maxage=60"})
        if is_known:
            answer = Reply(304, tuple(pair for pair in answer.headers if pair[0] != "content-type"))
        return answer.adding(_told(standing, "core"))

    def _searched(self, request: Request, token: str) -> Reply:
        standing = self._search.spend(token)
        if standing.is_over:
            return _too_often(standing, token, "search")
        return self._search.answer(request).adding(_told(standing, "search"))

    def _post(self, request: Request, token: str) -> Reply:
        if not token:
            return refusal("This endpoint requires you to be authenticated.", 401, "/graphql")
        if self._bursts["graphql"].spend(token).is_over:
            return secondary_refusal(60)
        quota = self._quota(token, "graphql")
        standing = quota.spend(token, 0)
        if standing.remaining <= 0:
            error = {"type": "RATE_LIMIT", "code": "graphql_rate_limit", "message": _EXCEEDED[True]}
            return as_json({"errors": [error]}, 200, _told(standing, "graphql"))
        body, cost = self._graphql.answer(request, standing)
        return body.adding(_told(quota.spend(token, cost), "graphql"))

    def _limits(self, token: str) -> Reply:
        names = ("core", "graphql", "search", "integration_manifest", "code_search")
        resources = {name: _as_resource(self._quota(token, name).spend(token, 0), name) for name in names}
        return as_json({"resources": resources, "rate": resources["core"]})

    def _quota(self, token: str, resource: str) -> Quota:
        limit = self._github.tokens.get(token, 0 if resource == "graphql" else ANONYMOUS_LIMIT)
        return self._quotas.setdefault((token, resource), Quota(limit, HOUR, self._now))


def _etag(answer: Reply) -> str:
    assert isinstance(answer.body, bytes)
    return f'W/"{hashlib.sha256(answer.body).hexdigest()}"'


def _told(standing: Standing, resource: str) -> dict[str, str]:
    return {
        "x-ratelimit-limit": str(standing.limit),
        "x-ratelimit-remaining": str(standing.remaining),
        "x-ratelimit-used": str(standing.used),
        "x-ratelimit-reset": str(int(standing.reset)),
        "x-ratelimit-resource": resource,
        "x-github-media-type": "github.v3; format=json",
    }


def _as_resource(standing: Standing, name: str) -> dict[str, int | str]:
    return {
        "limit": standing.limit,
        "used": standing.used,
        "remaining": standing.remaining,
        "reset": int(standing.reset),
        "resource": name,
    }


def _too_often(standing: Standing, token: str, resource: str = "core") -> Reply:
    body = {"message": _EXCEEDED[bool(token)], "documentation_url": LIMITS_PAGE}
    return as_json(body, 403, _told(standing, resource))
