"""Gitea and Forgejo: Codeberg and every host that is called `gitea.` or `forgejo.`.

The shape is `modules/structs/repo.go` of https://github.com/go-gitea/gitea. A repository that was never archived
has `archived_at` in 1970 and one that is no mirror `mirror_updated` in year 1: dates from before 2000 say nothing.
"""

import re

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.code_hosting import RepoEndpoints, RepoInfo, Subpages, are_valid_names, hosted_flow
from linkscan.http.responses import PRIVATE_MARKS, read_json
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
"""Pages below a repository, and the part of its API that knows them: https://codeberg.org/api/swagger."""
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
    internal: Lenient[bool] = None  # for who has signed in


def match(address: Url) -> Target | None:
    """Return the repository, or the path within it, that an address points to."""
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
    request = Request(api, auth=ANY_TOKEN, no_store_if=PRIVATE_MARKS)
    return RepoEndpoints(request, f"{home}.git", home, inside, _read, subpage)


def _read(response: Response) -> RepoInfo | None:
    told = read_json(response, _Repository)
    if told is None:
        return None
    is_public_fork = told.parent is not None and not (told.parent.private or told.parent.internal)
    metadata = Metadata(
        full_name=told.full_name,
        id=str(told.id),
        description=told.description or None,
        homepage=told.website or None,
        stars=told.stars_count,
        forks=told.forks_count,
        watchers=told.watchers_count,
        open_issues=told.open_issues_count,
        license=spdx(told.licenses[0]) if told.licenses else None,
        language=told.language or None,
        topics=told.topics,
        default_branch=told.default_branch or None,
        created_at=_date(told.created_at),
        pushed_at=_date(told.updated_at),
        archived=told.archived,
        fork=told.fork,
        parent=told.parent.full_name if told.parent and is_public_fork else None,
        size_kb=told.size,
    )
    return RepoInfo(told.html_url, metadata, told.empty, is_private=bool(told.private or told.internal))


def _date(text: str | None) -> str | None:
    """Return a date, or None for the zero dates of Go and Unix."""
    return text if text and text[:4] >= "2000" else None


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the API, then git; see `hosted_flow`."""
    return hosted_flow(target, _endpoints(target))
