"""Gitea and Forgejo: Codeberg, and every host whose name starts with `gitea.` or `forgejo.`.

The schema follows `modules/structs/repo.go` in https://github.com/go-gitea/gitea. Dates before 2000 are placeholders:
`archived_at` is in 1970 if a repository was never archived, `mirror_updated` is in year 1 if it is not a mirror.
"""

import re

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.code_hosting import RepoEndpoints, RepoInfo, Subpages, are_valid_names, hosted_flow
from linkscan.http.responses import is_marked_private, read_json
from linkscan.http.schemas import Lenient, Schema, WebUrl, spdx
from linkscan.models import ANY_TOKEN, Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "gitea"
_RESERVED = frozenset(
    {
        "-",
        "api",
        "assets",
        "attachments",
        "avatars",
        "captcha",
        "devtest",
        "explore",
        "issues",
        "login",
        "milestones",
        "notifications",
        "org",
        "pulls",
        "repo",
        "search",
        "user",
        "users",
        "v2",
    }
)
_SUBPAGES = Subpages(
    re.compile(r"archive/(?P<ref>.+)\.(?:zip|tar\.gz|bundle)"),
    (
        (re.compile(r"releases/tag/(?P<name>.+)"), "releases/tags/{}"),
        (re.compile(r"releases/download/(?P<name>[^/]+)/[^/]+"), "releases/tags/{}"),
        (re.compile(r"commit/(?P<name>[0-9a-f]{7,64})", re.IGNORECASE), "git/commits/{}"),
        (re.compile(r"(?:issues|pulls)/(?P<name>\d{1,9})(?:/.*)?"), "issues/{}"),
        (re.compile(r"wiki/(?P<name>[^/]+)"), "wiki/page/{}"),
    ),
)
"""Subpages of a repository, and their API endpoints: https://codeberg.org/api/swagger."""
_KINDS_OF_REF = frozenset({"branch", "tag", "commit"})


class _Parent(Schema):
    full_name: Lenient[str] = None
    private: Lenient[bool] = None
    internal: Lenient[bool] = None


class _Repository(Schema):
    id: int
    full_name: str
    html_url: WebUrl
    description: Lenient[str] = None
    website: Lenient[str] = None
    empty: Lenient[bool] = None
    archived: Lenient[bool] = None
    fork: Lenient[bool] = None
    parent: Lenient[_Parent] = None
    language: Lenient[str] = None
    licenses: Lenient[tuple[str, ...]] = None
    topics: Lenient[tuple[str, ...]] = None
    stars_count: Lenient[int] = None
    forks_count: Lenient[int] = None
    watchers_count: Lenient[int] = None
    open_issues_count: Lenient[int] = None
    size: Lenient[int] = None  # KiB
    default_branch: Lenient[str] = None
    created_at: Lenient[str] = None
    updated_at: Lenient[str] = None
    private: Lenient[bool] = None
    internal: Lenient[bool] = None  # visible to all signed-in users


def match(address: Url) -> Target | None:
    """Return the repository, or the path within it, that a URL points to."""
    parts = address.segments
    if len(parts) < 2 or parts[0].lower() in _RESERVED or not are_valid_names(parts[:2]):
        return None
    home = f"https://{address.host}/{parts[0]}/{parts[1].removesuffix('.git')}"
    is_within = len(parts) > 4 and parts[2] in ("src", "raw") and parts[3] in _KINDS_OF_REF
    rest = "/".join(parts[2:])
    is_subpage = _SUBPAGES.has(rest)
    path = rest if is_within or is_subpage else ""
    key = "/".join(filter(None, (f"{NAME}:{home.removeprefix('https://').lower()}", path)))
    return Target(NAME, key, address.href, "/".join(filter(None, (home, path))), Kind.REPOSITORY, path)


def _endpoints(target: Target) -> RepoEndpoints:
    home = target.canonical.removesuffix("/" + target.path) if target.path else target.canonical
    host, _, name = home.removeprefix("https://").partition("/")
    api = f"https://{host}/api/v1/repos/{name}"
    subpage = _SUBPAGES.request(target.path, api)
    inside = () if subpage else _SUBPAGES.inside(target.path, view=2)
    request = Request(api, auth=ANY_TOKEN, is_private=is_marked_private)
    return RepoEndpoints(request, f"{home}.git", home, inside, _read, subpage)


def _read(response: Response) -> RepoInfo | None:
    repository = read_json(response, _Repository)
    if repository is None:
        return None
    is_public_fork = repository.parent is not None and not (repository.parent.private or repository.parent.internal)
    metadata = Metadata(
        full_name=repository.full_name,
        id=str(repository.id),
        description=repository.description or None,
        homepage=repository.website or None,
        stars=repository.stars_count,
        forks=repository.forks_count,
        watchers=repository.watchers_count,
        open_issues=repository.open_issues_count,
        license=spdx(repository.licenses[0]) if repository.licenses else None,
        language=repository.language or None,
        topics=repository.topics,
        default_branch=repository.default_branch or None,
        created_at=_date(repository.created_at),
        pushed_at=_date(repository.updated_at),
        archived=repository.archived,
        fork=repository.fork,
        parent=repository.parent.full_name if repository.parent and is_public_fork else None,
        size_kb=repository.size,
    )
    is_private = bool(repository.private or repository.internal)
    return RepoInfo(repository.html_url, metadata, repository.empty, is_private)


def _date(text: str | None) -> str | None:
    """Return a date; None for the zero dates of Go and Unix."""
    return text if text and text[:4] >= "2000" else None


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the API, then git; see `hosted_flow`."""
    return hosted_flow(target, _endpoints(target))
