"""Bitbucket Cloud: API, pages and git.

Shape of a repository: an answer recorded by the somef project (bitbucket_response.json). The words of a 404:
community.atlassian.com, "API call to repository details fails with UUID". Limits: support.atlassian.com, "API
request limits".
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.world.git_http import GitServer, split_git
from tests.world.messages import Handler, Outcome, Reply, Request, as_json, html, redirect, reply, text
from tests.world.quotas import Quota
from tests.world.repositories import Repository
from tests.world.routes import Routes
from tests.world.shelf import Moved, Shelf

ANONYMOUS_PER_HOUR = 60
_API = "https://api.bitbucket.org/2.0/repositories"


class Bitbucket(Shelf):
    """The repositories of bitbucket.org."""

    def __init__(self, git: GitServer, now: Callable[[], float]) -> None:
        super().__init__(first_id=1)
        self._git = git
        self._quota = Quota(ANONYMOUS_PER_HOUR, 3600, now)
        here = "/2.0/repositories/{owner}/{name}"
        self._routes = Routes(
            {
                here: self._repository,
                f"{here}/forks": lambda _, owner, name: self._count(owner, name, "forks"),
                f"{here}/watchers": lambda _, owner, name: self._count(owner, name, "watchers"),
                f"{here}/refs/branches": self._branches,
                f"{here}/src": self._source,
                f"{here}/src/": self._source,
                f"{here}/src/{{ref}}/{{path*}}": self._source,
            }
        )

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"bitbucket.org": self._page, "api.bitbucket.org": self._api}

    def _api(self, request: Request) -> Reply:
        if self._quota.spend("").is_over:
            return text("Rate limit for this resource has been exceeded\n", 429)
        answer: Reply = self._routes.answer(request, lambda _: _error("Resource not found", 404))
        return answer

    def _repository(self, _: Request, owner: str, name: str) -> Reply:
        it = self._inside(owner, name)
        return _missing() if it is None else as_json(_shape(it))

    def _inside(self, owner: str, name: str) -> Repository | None:
        found = self.find(f"{owner}/{name}")
        return found.to if isinstance(found, Moved) else found

    def _count(self, owner: str, name: str, what: str) -> Reply:
        it = self._inside(owner, name)
        return (
            _missing() if it is None else as_json({"size": getattr(it, what), "values": [], "page": 1, "pagelen": 10})
        )

    def _branches(self, _: Request, owner: str, name: str) -> Reply:
        it = self._inside(owner, name)
        values = [{"name": branch, "type": "branch"} for branch in it.snapshots] if it else []
        return _missing() if it is None else as_json({"values": values, "size": len(values), "page": 1, "pagelen": 10})

    def _source(self, request: Request, owner: str, name: str, ref: str = "HEAD", path: str = "") -> Reply:
        it = self._inside(owner, name)
        if it is None:
            return _missing()
        if ref == "HEAD" and it.head:
            return redirect(f"{_API}/{it.name}/src/{it.head.commit}/", 302)
        shot = it.at(ref)
        entry = shot.find(path) if shot else None
        if shot is None or entry is None:
            return _error(f"No such file or directory: {path}", 404)
        if entry.kind == "blob":
            return reply(shot.read(entry), "text/plain")
        is_deep = int(request.query.get("max_depth", 1)) > 1 and not path
        prefix = f"{path.strip('/')}/" if path else ""
        pairs = list(shot.walk()) if is_deep else [(prefix + one.name, one) for one in entry.entries]
        values = [
            {
                "path": where,
                "size": one.size,
                "type": "commit_directory" if one.kind == "tree" else "commit_file",
            }
            for where, one in pairs
        ]
        return as_json({"values": values, "pagelen": len(values), "page": 1})

    def _page(self, request: Request) -> Outcome | Awaitable[Outcome]:
        if (asked := split_git(request.path)) is not None:
            found = self.find(asked[0])
            if isinstance(found, Repository):
                return self._git.answer(request, found, asked[1])
            return text("", 401, {"www-authenticate": 'Basic realm="Bitbucket.org HTTP"'})
        owner, _, rest = request.path.strip("/").partition("/")
        it = self._inside(owner, rest.partition("/")[0])
        return (
            html("<title>404 — Bitbucket</title>", 404) if it is None else html(f"<title>{it.name} — Bitbucket</title>")
        )


def _error(message: str, status: int) -> Reply:
    return as_json({"type": "error", "error": {"message": message}}, status)


def _missing() -> Reply:
    message = "The requested repository either does not exist or you do not have access."
    hint = "If you believe this repository exists and you have access, make sure you're authenticated."
    return _error(f"{message} {hint}", 404)


def _shape(it: Repository) -> dict[str, Any]:
    return {
        "type": "repository",
        "full_name": it.name,
        "name": it.short,
        "slug": it.short.lower(),
        "uuid": f"{{00000000-0000-4000-8000-{it.id:012d}}}",
        "description": it.description or "",
        "scm": "git",
        "website": it.homepage or "",
        "is_private": False,
        "fork_policy": "allow_forks",
        "created_on": it.created,
        "updated_on": it.pushed,
        "size": it.size_kb * 1024,
        "language": (it.main_language or "").lower(),
        "mainbranch": {"name": it.default_branch, "type": "branch"} if it.head else None,
        "parent": {"full_name": it.parent.name, "type": "repository"} if it.parent else None,
        "has_issues": False,
        "has_wiki": False,
        "links": {
            "self": {"href": f"{_API}/{it.name}"},
            "html": {"href": f"https://bitbucket.org/{it.name}"},
            "source": {"href": f"{_API}/{it.name}/src"},
        },
    }
