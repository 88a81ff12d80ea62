"""huggingface.co: API, pages and files.

Errors as the library huggingface_hub reads them (utils/_http.py: 401 without a token means missing or private). Limits
and headers: hub-docs, "Rate limits". That the page of a missing repository is a 401 is from memory.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from tests.world.huggingface import DATASETS, MODELS, SPACES, Card, HuggingFace, Paper
from tests.world.messages import Handler, Headers, Reply, Request, as_json, html, redirect, reply
from tests.world.quotas import Quota
from tests.world.routes import Routes

WINDOW = 300  # seconds
LIMITS = {"api": (500, 1000), "resolvers": (3000, 5000), "pages": (100, 200)}  # anonymous, signed in
_KINDS = (MODELS, DATASETS, SPACES)
_INSIDE = ("resolve", "raw", "tree", "blob", "revision")
_NOT_FOUND = html("<title>404 - Hugging Face</title><p>Sorry, we can't find the page you are looking for.</p>", 404)


class HuggingFaceHub:
    """Answers huggingface.co."""

    def __init__(self, hub: HuggingFace, now: Callable[[], float]) -> None:
        self._hub = hub
        self._now = now
        self._quotas = {
            name: {False: Quota(few, WINDOW, now), True: Quota(many, WINDOW, now)}
            for name, (few, many) in LIMITS.items()
        }
        self._routes = Routes(
            {
                "/": lambda _: html("<title>Hugging Face</title>"),
                "/api/models": self._list,
                "/api/datasets": self._list,
                "/api/spaces": self._list,
                "/api/whoami-v2": self._whoami,
                "/api/daily_papers": self._daily,
                "/api/papers/search": self._search,
                "/api/papers/{number}": self._paper,
                "/papers/{number}": self._paper,
                "/api/collections/{slug*}": self._collection,
                "/collections/{slug*}": self._collection,
            }
        )

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {
            "huggingface.co": self._answer,
            "www.huggingface.co": lambda request: redirect(f"https://huggingface.co{request.target}", 301),
            "hf.co": lambda request: redirect(f"https://huggingface.co{request.target}", 301),
        }

    def _answer(self, request: Request) -> Reply:
        token = request.headers.get("authorization", "").rpartition(" ")[2]
        if token and token not in self._hub.tokens:
            return _refusal(401, "", "Invalid credentials in Authorization header")
        bucket = _bucket(request.path)
        standing = self._quotas[bucket][bool(token)].spend(token)
        wait = int(standing.reset - self._now())
        told = {
            "ratelimit": f'"{bucket}";r={standing.remaining};t={wait}',
            "ratelimit-policy": f'"fixed window";"{bucket}";q={standing.limit};w={WINDOW}',
        }
        if standing.is_over:
            return as_json({"error": "We had to rate limit your IP."}, 429, told)
        answer: Reply = self._routes.answer(request, self._card)
        return answer.adding(told)

    def _card(self, request: Request) -> Reply:
        parts = [unquote(part) for part in request.target.partition("?")[0].split("/") if part]
        is_api = parts[0] == "api"
        parts = parts[1:] if is_api else parts
        kind = parts.pop(0) if parts and parts[0] in _KINDS else MODELS
        size = 2 if len(parts) > 1 and parts[1] not in _INSIDE else 1
        name, inner = "/".join(parts[:size]), parts[size:]
        match self._hub.find(kind, name):
            case Card() as card:
                return _within(card, inner, is_api=is_api)
            case str(now_called):
                prefix = f"/api/{kind}/" if is_api else "/" if kind == MODELS else f"/{kind}/"
                return redirect("/".join([f"{prefix}{now_called}", *inner]), 307)
        if request.headers.get("authorization"):
            return _refusal(404, "RepoNotFound", "Repository not found")
        return _refusal(401, "RepoNotFound", "Invalid username or password.")

    def _whoami(self, request: Request) -> Reply:
        if request.headers.get("authorization"):
            return as_json({"type": "user", "name": "world"})
        return _refusal(401, "", "Invalid username or password.")

    def _paper(self, request: Request, number: str) -> Reply:
        paper = self._hub.papers.get(number)
        if request.path.startswith("/api/"):
            return as_json(_paper(paper)) if paper else as_json({"error": "Paper not found"}, 404)
        return html(f"<title>Paper page - {paper.title}</title>") if paper else _NOT_FOUND

    def _search(self, request: Request) -> Reply:
        wanted = request.query.get("q", "").lower()
        found = [paper for paper in self._hub.papers.values() if wanted in (paper.id, paper.title.lower())]
        return as_json([{"paper": _paper(paper), "title": paper.title} for paper in found])

    def _daily(self, request: Request) -> Reply:
        """Return one day's list in pages of up to 100; hub-docs, "GET /api/daily_papers"."""
        query = request.query
        size, page = int(query.get("limit", 50)), int(query.get("p", 0))
        if not 1 <= size <= 100:
            return as_json({"error": "limit: Number must be less than or equal to 100"}, 400)
        listed = [paper for paper in self._hub.papers.values() if paper.day and paper.day == query.get("date")]
        shown = listed[page * size : (page + 1) * size]
        return as_json([{"paper": _paper(paper), "title": paper.title, "summary": paper.summary} for paper in shown])

    def _list(self, request: Request) -> Reply:
        kind, query = request.path.rpartition("/")[2], request.query
        owner, wanted = query.get("author", ""), query.get("search", "").lower()
        shown = self._hub.shown(kind)
        found = [card for card in shown if card.name.startswith(f"{owner}/") and wanted in card.name.lower()]
        return as_json([{"id": card.name, "private": False} for card in found[: int(query.get("limit", 1000))]])

    def _collection(self, request: Request, slug: str) -> Reply:
        title, cards = self._hub.collections.get(slug, ("", None))
        is_api = request.path.startswith("/api/")
        if cards is None:
            return as_json({"error": "Collection not found"}, 404) if is_api else _NOT_FOUND
        if not is_api:
            return html(f"<title>{title} - a {slug.partition('/')[0]} Collection</title>")
        items = [{"type": card.kind[:-1], "id": card.name, "position": n} for n, card in enumerate(cards)]
        return as_json({"slug": slug, "title": title, "items": items, "private": False, "upvotes": 0})


def _bucket(path: str) -> str:
    if path.startswith("/api/"):
        return "api"
    return "resolvers" if "/resolve/" in path or "/raw/" in path else "pages"


def _within(card: Card, inner: Sequence[str], *, is_api: bool) -> Reply:
    if card.disabled:
        return _refusal(403, "", "Access to this resource is disabled.")
    if not inner or inner[0] == "revision":
        title = f"<title>{card.name} · Hugging Face</title>{card.description or ''}"
        return as_json(_shape(card)) if is_api else html(title)
    word, ref, path = inner[0], "".join(inner[1:2]), "/".join(inner[2:])
    if ref != "main":
        return _refusal(404, "RevisionNotFound", f"Invalid rev id: {ref}")
    if word in ("resolve", "raw"):
        return _file(card, path)
    return _tree(card, path) if is_api else _view(card, path)


def _view(card: Card, path: str) -> Reply:
    is_there = card.snapshot.find(path) is not None
    return html(f"<title>{path} · {card.name} at main</title>") if is_there else _NOT_FOUND


def _tree(card: Card, path: str) -> Reply:
    root = card.snapshot.find(path)
    if root is None:
        return _refusal(404, "EntryNotFound", f"{path} does not exist on main")
    prefix = f"{path}/" if path else ""
    lines = [
        {
            "type": "directory" if one.kind == "tree" else "file",
            "oid": one.oid,
            "size": one.size or 0,
            "path": prefix + one.name,
        }
        for one in root.entries
    ]
    return as_json(lines)


def _file(card: Card, path: str) -> Reply:
    if card.gated:
        message = f"Access to {card.kind[:-1]} {card.name} is restricted. You must have access to it"
        return _refusal(401, "GatedRepo", f"{message} and be authenticated to access it. Please log in.")
    entry = card.snapshot.find(path)
    if entry is None or entry.kind != "blob":
        return _refusal(404, "EntryNotFound", "Entry not found")
    headers = {"x-repo-commit": card.snapshot.commit, "etag": f'"{entry.oid}"'}
    return reply(card.snapshot.read(entry), "text/plain; charset=utf-8", 200, headers)


def _refusal(status: int, code: str, message: str) -> Reply:
    headers: Headers = {"x-error-message": message, **({"x-error-code": code} if code else {})}
    return as_json({"error": message}, status, headers)


def _shape(card: Card) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "_id": card.snapshot.commit[:24],
        "id": card.name,
        "author": card.name.partition("/")[0],
        "sha": card.snapshot.commit,
        "createdAt": card.created,
        "lastModified": card.modified,
        "private": False,
        "gated": card.gated or False,
        "disabled": False,
        "likes": card.likes,
        "tags": [*card.tags, *([f"license:{card.license}"] if card.license else [])],
        "cardData": {"license": card.license} if card.license else {},
        "siblings": [{"rfilename": path} for path, entry in card.snapshot.walk() if entry.kind == "blob"],
    }
    match card.kind:
        case "models":
            more = {"modelId": card.name, "pipeline_tag": card.pipeline, "library_name": card.library}
            answer |= {key: value for key, value in more.items() if value is not None}
            answer |= {"downloads": card.downloads, "spaces": []}
        case "datasets":
            answer |= {"downloads": card.downloads, "description": card.description or ""}
        case "spaces":
            runtime = {"stage": card.stage, "hardware": {"current": None, "requested": "cpu-basic"}}
            answer |= {"sdk": card.sdk, "runtime": runtime}
    return answer


def _paper(paper: Paper) -> dict[str, Any]:
    """Return a paper's page as the hub returned one in 2026-07 (without the keys that have no value)."""
    answer: dict[str, Any] = {
        "id": paper.id,
        "title": paper.title,
        "summary": paper.summary,
        "authors": [],
        "publishedAt": "2024-01-15T00:00:00.000Z",
        "submittedOnDailyAt": "2024-01-16T00:00:00.000Z",
        "upvotes": 0,
    }
    if paper.github:
        answer |= {
            "githubRepo": paper.github,
            "githubRepoAddedBy": paper.added_by,
            "githubStars": paper.stars,
        }
    if paper.project:
        answer["projectPage"] = paper.project
    linked = {MODELS: paper.models, DATASETS: paper.datasets, SPACES: paper.spaces}
    for kind, names in linked.items():
        word = kind.capitalize()
        answer |= {f"linked{word}": [{"id": name} for name in names], f"numTotal{word}": len(names)}
    return answer
