"""GitHub's REST API: the response for each path. `github_api.py` has authentication and limits.

Statuses and bodies: docs.github.com/rest and npm @octokit/openapi; what those leave out (blocked, empty,
renamed) as recorded by @octokit/fixtures (rename-repository) and as octokit.rb (error.rb) expects them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.world import github_contents as contents
from tests.world import github_json as shape
from tests.world.git_objects import Snapshot
from tests.world.github import Blocked, Gist, GitHub
from tests.world.messages import Reply, Request, as_json, reply
from tests.world.repositories import Repository
from tests.world.routes import Routes
from tests.world.shelf import Moved

DOCS = "https://docs.github.com/rest"
TREE_LIMIT = 100_000  # docs.github.com/rest/git/trees: entries of a recursive listing
_PAGE = 30

Tell = Callable[..., Reply]


def refusal(message: str, status: int, page: str = "", **more: Any) -> Reply:
    """Return a refusal as GitHub words it."""
    return as_json({"message": message, **more, "documentation_url": DOCS + page, "status": str(status)}, status)


class GitHubRest:
    """Answers paths of api.github.com, without limits and tokens."""

    def __init__(self, github: GitHub) -> None:
        self._github = github
        inside: dict[str, Tell] = {
            "": self._repository,
            "/git/trees/{ref*}": self._tree,
            "/contents": self._contents,
            "/contents/{path*}": self._contents,
            "/readme": self._readme,
            "/branches": self._branches,
            "/releases": self._releases,
            "/releases/latest": self._latest_release,
            "/languages": self._languages,
            "/topics": self._topics,
            "/commits": self._commits,
            "/contributors": self._contributors,
            "/license": self._license,
            "/{unknown*}": self._nothing,
        }
        self._routes = Routes(
            {"/repos/{owner}/{name}" + tail: partial(self._named, tell) for tail, tell in inside.items()}
            | {"/repositories/{number}" + tail: partial(self._numbered, tell) for tail, tell in inside.items()}
            | {
                "/users/{login}": self._login,
                "/users/{login}/repos": self._repositories,
                "/orgs/{login}": self._organization,
                "/orgs/{login}/repos": self._repositories,
                "/gists/{number}": self._gist,
            }
        )

    def answer(self, request: Request) -> Reply:
        """Answer a GET."""
        answer: Reply = self._routes.answer(request, lambda _: refusal("Not Found", 404))
        return answer

    def _named(self, tell: Tell, request: Request, owner: str, name: str, **parameters: str) -> Reply:
        match self._github.look_up(f"{owner}/{name}"):
            case Repository() as repository:
                return tell(request, repository, **parameters)
            case Moved(to=target):
                path = request.target.removeprefix("/repos/").split("/", 2)
                url = f"{shape.API}/repositories/{target.id}" + (f"/{path[2]}" if len(path) > 2 else "")
                body = {
                    "message": "Moved Permanently",
                    "url": url,
                    "documentation_url": f"{DOCS}/#http-redirects",
                }
                return as_json(body, 301, {"location": url})
            case Blocked(reason=reason):
                return _blocked(f"{owner}/{name}", reason)
            case None:
                return refusal("Not Found", 404, "/repos/repos#get-a-repository")

    def _numbered(self, tell: Tell, request: Request, number: str, **parameters: str) -> Reply:
        repository = self._github.numbered(number)
        return refusal("Not Found", 404) if repository is None else tell(request, repository, **parameters)

    def _nothing(self, _request: Request, _repository: Repository, **_: str) -> Reply:
        return refusal("Not Found", 404)

    def _repository(self, _: Request, it: Repository) -> Reply:
        return as_json(shape.repository(it, self._github))

    def _tree(self, request: Request, it: Repository, ref: str) -> Reply:
        if it.head is None:
            return refusal("Git Repository is empty.", 409, "/git/trees#get-a-tree")
        name, _, path = ref.partition(":")
        shot = it.at(name)
        root = shot.find(path) if shot else None
        if shot is None or root is None:
            return refusal("Not Found", 404, "/git/trees#get-a-tree")
        return as_json(contents.tree(it, shot, root, recursive="recursive" in request.query, limit=TREE_LIMIT))

    def _contents(self, request: Request, it: Repository, path: str = "") -> Reply:
        if it.head is None:
            return refusal("This repository is empty.", 404, "/repos/contents#get-repository-content")
        shot = it.at(request.query.get("ref", "HEAD"))
        entry = shot.find(path) if shot else None
        if shot is None or entry is None:
            return refusal("Not Found", 404, "/repos/contents#get-repository-content")
        if entry.kind != "tree":
            return _file(request, it, shot, path)
        prefix = f"{path.strip('/')}/" if path.strip("/") else ""
        return as_json([contents.content(it, shot, prefix + child.name, child) for child in entry.entries])

    def _readme(self, request: Request, it: Repository) -> Reply:
        shot = it.at(request.query.get("ref", "HEAD"))
        entry = it.readme(shot) if shot else None
        if shot is None or entry is None:
            return refusal("Not Found", 404, "/repos/contents#get-a-repository-readme")
        return _file(request, it, shot, entry.name)

    def _branches(self, request: Request, it: Repository) -> Reply:
        return _page(request, [contents.branch(it, name, shot) for name, shot in it.snapshots.items()])

    def _releases(self, request: Request, it: Repository) -> Reply:
        return _page(request, [contents.release(it, tag, it.id + n) for n, tag in enumerate(it.releases)])

    def _latest_release(self, _: Request, it: Repository) -> Reply:
        if not it.releases:
            return refusal("Not Found", 404, "/releases/releases#get-the-latest-release")
        return as_json(contents.release(it, it.releases[0], it.id))

    def _languages(self, _: Request, it: Repository) -> Reply:
        return as_json(it.languages)

    def _topics(self, _: Request, it: Repository) -> Reply:
        return as_json({"names": list(it.topics)})

    def _commits(self, _: Request, it: Repository) -> Reply:
        if it.head is None:
            return refusal("Git Repository is empty.", 409, "/commits/commits#list-commits")
        return as_json([contents.commit(it, it.head)])

    def _contributors(self, _: Request, it: Repository) -> Reply:
        if it.head is None:
            return Reply(204)
        return as_json([{**shape.owner(it.owner, organization=False), "contributions": 1}])

    def _license(self, request: Request, it: Repository) -> Reply:
        if it.license is None or it.head is None or it.head.find("LICENSE") is None:
            return refusal("Not Found", 404, "/licenses/licenses#get-the-license-for-a-repository")
        return _file(request, it, it.head, "LICENSE")

    def _login(self, _: Request, login: str) -> Reply:
        found = self._github.login(login)
        if found is None:
            return refusal("Not Found", 404, "/users/users#get-a-user")
        count = len(self._github.repositories_of(login))
        return as_json(
            {
                **shape.owner(found[0], organization=found[1]),
                "name": found[0],
                "public_repos": count,
            }
        )

    def _organization(self, request: Request, login: str) -> Reply:
        found = self._github.login(login)
        return self._login(request, login) if found and found[1] else refusal("Not Found", 404)

    def _repositories(self, request: Request, login: str) -> Reply:
        if self._github.login(login) is None:
            return refusal("Not Found", 404)
        return _page(request, [shape.repository(it, self._github) for it in self._github.repositories_of(login)])

    def _gist(self, _: Request, number: str) -> Reply:
        gist = self._github.gists.get(number)
        return refusal("Not Found", 404, "/gists/gists#get-a-gist") if gist is None else as_json(_gist(gist))


def _blocked(name: str, reason: str) -> Reply:
    notice = f"https://github.com/github/{reason}/blob/master/2024/01/2024-01-01-{name.partition('/')[2]}.md"
    block = {"reason": reason, "created_at": "2024-01-02T03:04:05Z", "html_url": notice}
    return as_json({"message": "Repository access blocked", "block": block}, 451)


def _gist(gist: Gist) -> dict[str, Any]:
    files = {}
    for name, data in gist.files.items():
        body = data.decode() if isinstance(data, bytes) else data
        raw = f"https://gist.githubusercontent.com/{gist.owner}/{gist.id}/raw/{name}"
        files[name] = {
            "filename": name,
            "type": "text/plain",
            "raw_url": raw,
            "size": len(body.encode()),
            "truncated": False,
            "content": body,
        }
    web = f"https://gist.github.com/{gist.owner}/{gist.id}"
    return {
        "url": f"{shape.API}/gists/{gist.id}",
        "id": gist.id,
        "html_url": web,
        "git_pull_url": f"{web}.git",
        "files": files,
        "public": True,
        "created_at": "2023-01-15T09:30:00Z",
        "updated_at": "2024-05-01T12:00:00Z",
        "description": "",
        "comments": 0,
        "owner": shape.owner(gist.owner, organization=False),
        "truncated": False,
    }


def _file(request: Request, it: Repository, shot: Snapshot, path: str) -> Reply:
    entry = shot.find(path)
    assert entry is not None
    if "raw" in request.headers.get("accept", "") and entry.kind == "blob":
        return reply(shot.read(entry), "application/vnd.github.raw+json; charset=utf-8")
    show: Callable[..., Any] = contents.file if entry.kind == "blob" else contents.content
    return as_json(show(it, shot, path, entry))


def _page(request: Request, items: list[Any]) -> Reply:
    """Return one page of a list, as docs.github.com, "Using pagination in the REST API" says."""
    size = int(request.query.get("per_page", _PAGE))
    number = int(request.query.get("page", 1))
    last = max(1, -(-len(items) // size))
    links = [("next", number + 1), ("last", last)] if number < last else []
    base = f"{request.origin}{request.path}?per_page={size}&page="
    header = ", ".join(f'<{base}{target}>; rel="{word}"' for word, target in links)
    return as_json(items[(number - 1) * size : number * size], 200, {"link": header} if header else {})
