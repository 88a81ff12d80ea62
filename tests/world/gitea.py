"""Gitea and Forgejo, at codeberg.org or self-hosted: API, pages and git of one host.

Shapes: go-gitea/gitea modules/structs/repo.go, and an answer of codeberg.org recorded by the somef project
(codeberg_forgejo.json), in which times of events that never happened are 1970 or the year 1.
"""

from collections.abc import Awaitable, Mapping
from typing import Any

from tests.world import github_contents
from tests.world.git_http import GitServer, split_git
from tests.world.messages import Handler, Outcome, Reply, Request, as_json, html, redirect, reply, text
from tests.world.repositories import Repository
from tests.world.routes import Routes
from tests.world.shelf import Moved, Shelf

_NEVER_ARCHIVED = "1970-01-01T01:00:00+01:00"
_NEVER_MIRRORED = "0001-01-01T00:00:00Z"
_TREE_PAGE = 1000


class Gitea(Shelf):
    """One Gitea or Forgejo."""

    def __init__(self, host: str, git: GitServer) -> None:
        super().__init__(first_id=70_001)
        self.host = host
        self._git = git
        here = "/api/v1/repos/{owner}/{name}"
        self._routes = Routes(
            {
                "/api/v1/version": lambda _: as_json({"version": "12.0.4+gitea-1.22.0"}),
                here: self._repository,
                f"{here}/languages": self._languages,
                f"{here}/branches": self._branches,
                f"{here}/contents": self._contents,
                f"{here}/contents/{{path*}}": self._contents,
                f"{here}/git/trees/{{ref}}": self._tree,
                f"{here}/raw/{{path*}}": self._raw,
            }
        )

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for the host."""
        return {self.host: self._answer}

    def _answer(self, request: Request) -> Outcome | Awaitable[Outcome]:
        if request.path.startswith("/api/"):
            answer: Reply = self._routes.answer(request, lambda _: self._missing())
            return answer
        if (asked := split_git(request.path)) is not None:
            return self._answer_git(request, *asked)
        return self._page(request)

    def _missing(self) -> Reply:
        message = "The target couldn't be found."
        return as_json({"errors": None, "message": message, "url": f"https://{self.host}/api/swagger"}, 404)

    def _repository(self, _: Request, owner: str, name: str) -> Reply:
        match self.find(f"{owner}/{name}"):
            case Repository() as it:
                return as_json(self._shape(it))
            case Moved(to=target):
                url = f"/api/v1/repos/{target.name}"
                return reply("", "application/json", 301, {"location": url})
        return self._missing()

    def _shape(self, it: Repository) -> dict[str, Any]:
        web = f"https://{self.host}/{it.name}"
        return {
            "id": it.id,
            "owner": {
                "id": 1,
                "login": it.owner,
                "username": it.owner,
                "html_url": f"https://{self.host}/{it.owner}",
            },
            "name": it.short,
            "full_name": it.name,
            "description": it.description or "",
            "empty": it.head is None,
            "private": False,
            "fork": it.parent is not None,
            "template": it.template,
            "parent": self._shape(it.parent) if it.parent else None,
            "mirror": it.mirror_of is not None,
            "size": it.size_kb,
            "language": it.main_language or "",
            "html_url": web,
            "url": f"https://{self.host}/api/v1/repos/{it.name}",
            "clone_url": f"{web}.git",
            "original_url": it.mirror_of or "",
            "website": it.homepage or "",
            "stars_count": it.stars,
            "forks_count": it.forks,
            "watchers_count": it.watchers,
            "open_issues_count": it.issues,
            "release_counter": len(it.releases),
            "has_releases": True,
            "default_branch": it.default_branch,
            "archived": it.archived,
            "created_at": it.created,
            "updated_at": it.pushed,
            "archived_at": it.updated if it.archived else _NEVER_ARCHIVED,
            "mirror_updated": _NEVER_MIRRORED,
            "topics": list(it.topics),
            "licenses": [it.license] if it.license else None,
        }

    def _inside(self, owner: str, name: str) -> Repository | None:
        found = self.find(f"{owner}/{name}")
        return found.to if isinstance(found, Moved) else found

    def _languages(self, _: Request, owner: str, name: str) -> Reply:
        it = self._inside(owner, name)
        return self._missing() if it is None else as_json(it.languages)

    def _branches(self, _: Request, owner: str, name: str) -> Reply:
        it = self._inside(owner, name)
        return self._missing() if it is None else as_json([{"name": branch} for branch in it.snapshots])

    def _contents(self, request: Request, owner: str, name: str, path: str = "") -> Reply:
        it = self._inside(owner, name)
        shot = it.at(request.query.get("ref", "HEAD")) if it else None
        entry = shot.find(path) if shot else None
        if it is None or shot is None or entry is None:
            return self._missing()
        if entry.kind == "blob":
            return as_json(github_contents.file(it, shot, path, entry))
        prefix = f"{path}/" if path else ""
        return as_json([github_contents.content(it, shot, prefix + one.name, one) for one in entry.entries])

    def _tree(self, request: Request, owner: str, name: str, ref: str) -> Reply:
        it = self._inside(owner, name)
        shot = it.at(ref) if it else None
        if it is None or shot is None:
            return self._missing()
        is_deep = request.query.get("recursive") in ("true", "1")
        tree = github_contents.tree(it, shot, shot.tree, recursive=is_deep, limit=_TREE_PAGE)
        return as_json({**tree, "page": 1, "total_count": len(tree["tree"])})

    def _raw(self, request: Request, owner: str, name: str, path: str) -> Reply:
        it = self._inside(owner, name)
        shot = it.at(request.query.get("ref", "HEAD")) if it else None
        entry = shot.find(path) if shot else None
        return (
            self._missing() if shot is None or entry is None else reply(shot.read(entry), "text/plain; charset=utf-8")
        )

    def _answer_git(self, request: Request, name: str, service: str) -> Outcome | Awaitable[Outcome]:
        match self.find(name):
            case Repository() as repository:
                return self._git.answer(request, repository, service)
            case Moved(to=target):
                query = request.target.partition("?")[2]
                return redirect(f"https://{self.host}/{target.name}.git{service}?{query}", 307)
        return text("Unauthorized\n", 401, {"www-authenticate": 'Basic realm="Gitea"'})

    def _page(self, request: Request) -> Outcome:
        owner, _, rest = request.path.strip("/").partition("/")
        name, _, inner = rest.partition("/")
        match self.find(f"{owner}/{name.removesuffix('.git')}"):
            case Repository() as it:
                return html(f"<title>{it.name}: {it.description or ''} - {self.host}</title>")
            case Moved(to=target):
                return redirect(f"https://{self.host}/{target.name}" + (f"/{inner}" if inner else ""), 307)
        return html(f"<title>Page not found - {self.host}</title>", 404)
