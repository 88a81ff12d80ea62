"""github.com and its related hosts as a browser and git see them."""

import html as markup
from collections.abc import Awaitable

from tests.world.git_http import GitServer, split_git
from tests.world.github import Blocked, GitHub
from tests.world.github_subpages import NOT_FOUND, subpage
from tests.world.messages import Handler, Outcome, Reply, Request, html, redirect, reply, text
from tests.world.repositories import Repository
from tests.world.shelf import Moved

_LISTINGS = (
    "issues",
    "pulls",
    "releases",
    "tags",
    "branches",
    "commits",
    "actions",
    "wiki",
    "stargazers",
    "forks",
)


class GitHubWeb:
    """Answers github.com: git first, then pages."""

    def __init__(self, github: GitHub, git: GitServer) -> None:
        self._github = github
        self._git = git

    def __call__(self, request: Request) -> Outcome | Awaitable[Outcome]:
        """Answer a request."""
        asked = split_git(request.path)
        return self._answer_git(request, *asked) if asked else self._page(request)

    def _answer_git(self, request: Request, name: str, service: str) -> Outcome | Awaitable[Outcome]:
        if "git-receive-pack" in request.target:
            return _ask_for_login()
        match self._github.look_up(name):
            case Repository() as repository:
                return self._git.answer(request, repository, service)
            case Moved(to=target):
                query = request.target.partition("?")[2]
                return _send_to(f"{target.name}.git{service}" + (f"?{query}" if query else ""))
            case Blocked(reason=reason):
                return text(f"Repository unavailable due to {_WORDS[reason]}.\n", 451)
            case None:
                return _ask_for_login()

    def _page(self, request: Request) -> Outcome:
        owner, _, rest = request.path.strip("/").partition("/")
        name, _, inner = rest.partition("/")
        if not owner:
            return html("<title>GitHub · Build and ship software</title>")
        return self._repository_page(owner, name, inner) if name else self._owner_page(owner)

    def _repository_page(self, owner: str, name: str, inner: str) -> Outcome:
        tail = f"/{inner}" if inner else ""
        match self._github.look_up(f"{owner}/{name.removesuffix('.git')}"):
            case Repository() as repository:
                return _send_to(repository.name + tail) if name.endswith(".git") else _inside(repository, inner)
            case Moved(to=target):
                return _send_to(target.name + tail)
            case Blocked(reason=reason):
                title = f"Repository unavailable due to {_WORDS[reason]}."
                return html(f"<title>Repository unavailable</title><h3>{title}</h3>", 451)
            case None:
                return NOT_FOUND

    def _owner_page(self, owner: str) -> Outcome:
        found = self._github.login(owner)
        if found is None:
            return NOT_FOUND
        return html(f"<title>{found[0]} · GitHub</title><h1>{found[0]}</h1>")


_WORDS = {"dmca": "DMCA takedown", "tos": "a violation of the Terms of Service"}


def _send_to(path: str) -> Reply:
    return redirect(f"https://github.com/{path}", 301)


def _ask_for_login() -> Reply:
    """Refuse git as GitHub does for repositories that do not exist or are private."""
    return text("Repository not found.", 401, {"www-authenticate": 'Basic realm="GitHub"'})


def _inside(it: Repository, inner: str) -> Reply:
    word, _, rest = inner.partition("/")
    if not word:
        return _front(it)
    if (page := subpage(it, word, rest)) is not None:
        return page
    if word not in ("tree", "blob", "raw", "blame"):
        return html(f"<title>{word} · {it.name} · GitHub</title>") if word in _LISTINGS and not rest else NOT_FOUND
    found = _find(it, rest)
    if found is None:
        return NOT_FOUND
    ref, path = found
    if word == "raw":
        return redirect(f"https://raw.githubusercontent.com/{it.name}/{ref}/{path}")
    return html(f"<title>{it.short}/{path} at {ref} · {it.name} · GitHub</title>")


def _find(it: Repository, rest: str) -> tuple[str, str] | None:
    """Split `branch/with/slash/path/to/file`; None if the branch or the path does not exist."""
    for ref in sorted((*it.snapshots, *it.tags, "HEAD"), key=len, reverse=True):
        if rest == ref or rest.startswith(f"{ref}/"):
            path = rest[len(ref) + 1 :]
            shot = it.at(ref)
            return (ref, path) if shot and shot.find(path) else None
    return None


def _front(it: Repository) -> Reply:
    """Return a repository's page: title, meta elements, the top of its tree, its README."""
    title = f"{it.name}: {it.description}" if it.description else it.name
    rows = it.head.tree.entries if it.head else ()
    link = f'<a class="Link--primary" href="/{it.name}/{{}}/{it.default_branch}/{{}}">{{}}</a>'
    listing = "".join(link.format(entry.kind, entry.name, entry.name) for entry in rows)
    readme = it.readme(it.head) if it.head else None
    words = it.head.read(readme).decode(errors="replace") if it.head and readme else ""
    nothing = "" if it.head else "<h3>This repository is empty.</h3>"
    return html(
        f"<title>GitHub - {markup.escape(title)}</title>"
        f'<meta property="og:title" content="GitHub - {markup.escape(title)}">'
        f'<meta name="octolytics-dimension-repository_id" content="{it.id}">'
        f'<meta name="octolytics-dimension-repository_nwo" content="{it.name}">'
        f'<span id="repo-stars-counter-star" title="{it.stars:,}">{it.stars}</span>'
        f"{nothing}{listing}<article class='markdown-body'>{markup.escape(words)}</article>"
    )


def raw_files(github: GitHub) -> Handler:
    """Return the service of raw.githubusercontent.com."""

    def answer(request: Request) -> Outcome:
        owner, _, rest = request.path.strip("/").partition("/")
        name, _, inner = rest.partition("/")
        found = github.find(f"{owner}/{name}")
        repository = found.to if isinstance(found, Moved) else found
        if not isinstance(repository, Repository):
            return text("404: Not Found", 404)
        place = _find(repository, inner.removeprefix("refs/heads/"))
        shot = repository.at(place[0]) if place else None
        entry = shot.find(place[1]) if shot and place else None
        if shot is None or entry is None or entry.kind != "blob":
            return text("404: Not Found", 404)
        return reply(shot.read(entry), "text/plain; charset=utf-8", 200, {"etag": f'W/"{entry.oid}"'})

    return answer


def gist_pages(github: GitHub, git: GitServer) -> Handler:
    """Return the service of gist.github.com: `/owner/number`, `/number`, and git."""

    def answer(request: Request) -> Outcome | Awaitable[Outcome]:
        asked = split_git(request.path)
        gist = github.gists.get((asked[0] if asked else request.path.rstrip("/")).rpartition("/")[2])
        if asked:
            return _ask_for_login() if gist is None else git.answer(request, gist.repository, asked[1])
        return NOT_FOUND if gist is None else html(f"<title>{' '.join(gist.files)} · GitHub</title>")

    return answer


def pages_site(_: Request) -> Outcome:
    """Answer for a github.io site that does not exist (docs.github.com, "Troubleshooting 404 errors")."""
    return html("<title>Site not found · GitHub Pages</title><p>There isn't a GitHub Pages site here.</p>", 404)


def www(request: Request) -> Outcome:
    """Redirect www.github.com to github.com."""
    return redirect(f"https://github.com{request.target}", 301)
