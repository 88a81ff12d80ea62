"""GitLab, at gitlab.com or self-hosted: API, pages and git of one host.

Shapes and limits: docs.gitlab.com/api/projects, .../repositories, .../security/rate_limits (gitlab.com's).
Missing and private look the same: 404 by API, sign-in by browser, 401 by git (gitlab issues 30013, 36367).
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.world.git_http import GitServer, split_git
from tests.world.git_objects import Entry
from tests.world.messages import Handler, Outcome, Reply, Request, as_json, html, redirect, reply, text
from tests.world.quotas import Quota
from tests.world.repositories import Repository
from tests.world.routes import Routes
from tests.world.shelf import Moved, Shelf

ANONYMOUS_PER_MINUTE = 500
MEMBER_PER_MINUTE = 2000
_MISSING = as_json({"message": "404 Project Not Found"}, 404)
_NOTHING = as_json({"error": "404 Not Found"}, 404)


class GitLab(Shelf):
    """One GitLab; groups may be nested (`group/subgroup/name`)."""

    def __init__(self, host: str, git: GitServer, now: Callable[[], float]) -> None:
        super().__init__(first_id=40_000_001)
        self.host = host
        self.tokens: set[str] = set()
        self._git = git
        self._anonymous = Quota(ANONYMOUS_PER_MINUTE, 60, now)
        self._member = Quota(MEMBER_PER_MINUTE, 60, now)
        self._routes = Routes(
            {
                "/api/v4/user": lambda _: as_json({"id": 1, "username": "world"}),
                "/api/v4/projects/{project}": self._project,
                "/api/v4/projects/{project}/languages": self._languages,
                "/api/v4/projects/{project}/releases": self._releases,
                "/api/v4/projects/{project}/repository/tree": self._tree,
                "/api/v4/projects/{project}/repository/branches": self._branches,
                "/api/v4/projects/{project}/repository/files/{path}/raw": self._raw,
            }
        )

    def token(self) -> str:
        """Issue a token; any other is rejected."""
        self.tokens.add(token := f"glpat-{len(self.tokens):020d}")
        return token

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for the host."""
        return {self.host: self._answer}

    def _answer(self, request: Request) -> Outcome | Awaitable[Outcome]:
        if request.path.startswith("/api/"):
            return self._api(request)
        if (asked := split_git(request.path)) is not None:
            return self._answer_git(request, *asked)
        return self._page(request)

    def _api(self, request: Request) -> Reply:
        token = request.headers.get("private-token")
        token = request.headers.get("authorization", "").rpartition(" ")[2] or token if token is None else token
        if token == "":
            return _MISSING
        if token is not None and token not in self.tokens:
            return as_json({"message": "401 Unauthorized"}, 401)
        standing = (self._anonymous if token is None else self._member).spend(token or "")
        told = {
            "ratelimit-limit": str(standing.limit),
            "ratelimit-observed": str(standing.used),
            "ratelimit-remaining": str(standing.remaining),
            "ratelimit-reset": str(int(standing.reset)),
        }
        if standing.is_over:
            return text("Retry later\n", 429, {**told, "retry-after": "60"})
        if request.path == "/api/v4/user" and token is None:
            return as_json({"message": "401 Unauthorized"}, 401, told)
        answer: Reply = self._routes.answer(request, lambda _: _NOTHING)
        return answer.adding(told)

    def _found(self, project: str) -> Repository | Moved | None:
        return self.numbered(project) if project.isdigit() else self.find(project)

    def _project(self, request: Request, project: str) -> Reply:
        match self._found(project):
            case Repository() as repository:
                return as_json(self._shape(repository, with_license=request.query.get("license") == "true"))
            case Moved(to=target):
                url = f"https://{self.host}/api/v4/projects/{target.id}"
                return as_json({"message": "Moved Permanently"}, 301, {"location": url})
        return _MISSING

    def _shape(self, it: Repository, *, with_license: bool) -> dict[str, Any]:
        web = f"https://{self.host}/{it.name}"
        readme = it.readme(it.head) if it.head else None
        project = {
            "id": it.id,
            "description": it.description,
            "name": it.short,
            "name_with_namespace": it.name.replace("/", " / "),
            "path": it.short,
            "path_with_namespace": it.name,
            "created_at": it.created,
            "default_branch": it.default_branch if it.head else None,
            "tag_list": list(it.topics),
            "topics": list(it.topics),
            "ssh_url_to_repo": f"git@{self.host}:{it.name}.git",
            "http_url_to_repo": f"{web}.git",
            "web_url": web,
            "readme_url": f"{web}/-/blob/{it.default_branch}/{readme.name}" if readme else None,
            "forks_count": it.forks,
            "avatar_url": None,
            "star_count": it.stars,
            "last_activity_at": it.pushed,
            "visibility": "public",
            "archived": it.archived,
            "empty_repo": it.head is None,
            "open_issues_count": it.issues,
            "namespace": {"path": it.owner, "full_path": it.owner, "kind": "group"},
        }
        if it.parent:
            project["forked_from_project"] = self._shape(it.parent, with_license=False)
        if with_license:
            project["license"] = it.license and {"key": it.license.lower(), "name": f"{it.license} License"}
        return project

    def _inside(self, project: str) -> Repository | None:
        found = self._found(project)
        return found.to if isinstance(found, Moved) else found

    def _languages(self, _: Request, project: str) -> Reply:
        it = self._inside(project)
        if it is None:
            return _MISSING
        whole = sum(it.languages.values()) or 1
        return as_json({name: round(100 * size / whole, 2) for name, size in it.languages.items()})

    def _releases(self, _: Request, project: str) -> Reply:
        it = self._inside(project)
        releases = it.releases if it else ()
        return _MISSING if it is None else as_json([{"tag_name": tag, "name": tag} for tag in releases])

    def _branches(self, _: Request, project: str) -> Reply:
        it = self._inside(project)
        if it is None:
            return _MISSING
        return as_json(
            [
                {"name": name, "default": name == it.default_branch, "commit": {"id": shot.commit}}
                for name, shot in it.snapshots.items()
            ]
        )

    def _tree(self, request: Request, project: str) -> Reply:
        query = request.query
        it = self._inside(project)
        shot = it.at(query.get("ref", "HEAD")) if it else None
        root = shot.find(query.get("path", "")) if shot else None
        if it is None or shot is None or root is None:
            return _MISSING if it is None else as_json({"message": "404 Tree Not Found"}, 404)
        prefix = f"{query['path'].strip('/')}/" if query.get("path") else ""
        is_deep = query.get("recursive") == "true"
        pairs = list(shot.walk()) if is_deep and not prefix else [(prefix + one.name, one) for one in root.entries]
        return _paged(request, [_line(path, entry) for path, entry in pairs])

    def _raw(self, request: Request, project: str, path: str) -> Reply:
        it = self._inside(project)
        shot = it.at(request.query.get("ref", "HEAD")) if it else None
        entry = shot.find(path) if shot else None
        if shot is None or entry is None or entry.kind != "blob":
            return as_json({"message": "404 File Not Found"}, 404)
        return reply(shot.read(entry), "text/plain; charset=utf-8")

    def _answer_git(self, request: Request, name: str, service: str) -> Outcome | Awaitable[Outcome]:
        match self.find(name):
            case Repository() as repository:
                return self._git.answer(request, repository, service)
            case Moved(to=target):
                query = request.target.partition("?")[2]
                return redirect(f"https://{self.host}/{target.name}.git{service}?{query}", 301)
        return text("HTTP Basic: Access denied\n", 401, {"www-authenticate": 'Basic realm="GitLab"'})

    def _page(self, request: Request) -> Outcome:
        name, _, inner = request.path.strip("/").partition("/-/")
        if name in ("", "users/sign_in"):
            return html("<title>Sign in · GitLab</title>")
        match self.find(name.removesuffix(".git")):
            case Repository() as it:
                is_there = not inner.startswith(("tree/", "blob/")) or _is_in(it, inner.partition("/")[2])
                title = f"{it.name.replace('/', ' / ')} · GitLab"
                return html(f"<title>{title}</title>{it.description or ''}") if is_there else _NOTHING
            case Moved(to=target):
                return redirect(f"https://{self.host}/{target.name}" + (f"/-/{inner}" if inner else ""), 301)
        return redirect(f"https://{self.host}/users/sign_in", 302)


def _is_in(it: Repository, rest: str) -> bool:
    ref, _, path = rest.partition("/")
    shot = it.at(ref)
    return shot is not None and shot.find(path) is not None


def _line(path: str, entry: Entry) -> dict[str, str]:
    return {"id": entry.oid, "name": entry.name, "type": entry.kind, "path": path, "mode": entry.mode}


def _paged(request: Request, lines: list[dict[str, str]]) -> Reply:
    """Return one page (docs.gitlab.com/api/rest, "Offset-based pagination")."""
    size = min(100, int(request.query.get("per_page", 20)))
    number = int(request.query.get("page", 1))
    last = max(1, -(-len(lines) // size))
    headers = {
        "x-page": str(number),
        "x-per-page": str(size),
        "x-total": str(len(lines)),
        "x-total-pages": str(last),
        "x-next-page": str(number + 1) if number < last else "",
    }
    return as_json(lines[(number - 1) * size : number * size], 200, headers)
