"""GitLab, on gitlab.com and on every host that is called `gitlab.`: https://docs.gitlab.com/api/projects/.

A project that is missing and one that is private both answer 404; the page sends both to sign in, git asks both
to sign in. A project that was moved answers 301 to its number (gitlab-org/gitlab!128642), which the web follows.
An empty `PRIVATE-TOKEN` makes any project a 404 (gitlab-org/gitlab#36367): no header is sent from here.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.code_hosting import RepoEndpoints, RepoInfo, Subpages, are_valid_names, hosted_flow
from linkscan.http.responses import PRIVATE_MARKS, read_json
from linkscan.http.schemas import Lenient, Schema, WebUrl, spdx
from linkscan.models import ANY_TOKEN, Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "gitlab"

# Routes of GitLab itself: https://docs.gitlab.com/user/reserved_names/
_RESERVED = frozenset(
    {
        "-",
        "abuse_reports",
        "admin",
        "api",
        "assets",
        "autocomplete",
        "dashboard",
        "explore",
        "files",
        "groups",
        "health_check",
        "help",
        "import",
        "jwt",
        "login",
        "oauth",
        "profile",
        "projects",
        "public",
        "s",
        "search",
        "sitemap",
        "snippets",
        "unsubscribes",
        "uploads",
        "users",
        "v2",
    }
)
_VIEWS = frozenset({"tree", "blob", "raw", "blame", "commits", "edit"})
_OTHER_VIEWS = frozenset(
    {"issues", "merge_requests", "wikis", "releases", "tags", "pipelines", "archive", "graphs", "commit"}
)
_SUBPAGES = Subpages(
    re.compile(r"archive/(?P<ref>.+)/[^/]+\.(?:zip|tar(?:\.(?:gz|bz2))?)"),
    (
        (re.compile(r"releases/(?P<name>[^/]+)(?:/downloads/.+)?"), "releases/{}"),
        (re.compile(r"tags/(?P<name>.+)"), "repository/tags/{}"),
        (re.compile(r"commit/(?P<name>[0-9a-f]{7,40})", re.IGNORECASE), "repository/commits/{}"),
        (re.compile(r"issues/(?P<name>\d{1,9})"), "issues/{}"),
        (re.compile(r"merge_requests/(?P<name>\d{1,9})(?:/.*)?"), "merge_requests/{}"),
        (re.compile(r"wikis/(?P<name>.+)"), "wikis/{}"),
    ),
)
"""Pages below a project, and the part of its API that knows them: https://docs.gitlab.com/api/api_resources/."""


class _License(Schema):
    key: Lenient[str] = None


class _Parent(Schema):
    path_with_namespace: Lenient[str] = None
    visibility: Lenient[str] = None


class _Project(Schema):
    id: int
    path_with_namespace: str
    web_url: WebUrl
    description: Lenient[str] = None
    archived: Lenient[bool] = None
    empty_repo: Lenient[bool] = None
    default_branch: Lenient[str] = None
    star_count: Lenient[int] = None
    forks_count: Lenient[int] = None
    open_issues_count: Lenient[int] = None
    topics: Lenient[tuple[str, ...]] = None
    license: Lenient[_License] = None
    forked_from_project: Lenient[_Parent] = None
    created_at: Lenient[str] = None
    last_activity_at: Lenient[str] = None
    visibility: Lenient[str] = None
    permissions: Lenient[Mapping[str, Any]] = None


def match(address: Url) -> Target | None:
    """Return the project, or the path within it, that an address points to."""
    if address.site != "gitlab.com" and not address.host.startswith("gitlab."):
        return None
    project, inside = _split(address.segments)
    if len(project) < 2 or project[0].lower() in _RESERVED or not are_valid_names(project):
        return None
    path = "/".join(inside)
    home = f"https://{address.host}/{'/'.join(project)}"
    key = "/".join(filter(None, (f"{NAME}:{address.host}/{'/'.join(project).lower()}", path)))
    kind = Kind.FILE if inside[:1] in (("blob",), ("raw",)) else Kind.REPOSITORY
    return Target(NAME, key, address.href, f"{home}/-/{path}" if path else home, kind, path)


def _split(parts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts of the project and of the view in it; since 2019 `/-/` stands between them."""
    views = _VIEWS | _OTHER_VIEWS | {"-"}
    cut = next((number for number, part in enumerate(parts) if number > 1 and part in views), len(parts))
    rest = parts[cut + 1 :] if parts[cut : cut + 1] == ("-",) else parts[cut:]
    project = (*parts[: cut - 1], parts[cut - 1].removesuffix(".git")) if cut else ()
    path = "/".join(rest)
    is_subpage = _SUBPAGES.has(path)
    return project, rest if is_subpage or (rest and rest[0] in _VIEWS and len(rest) > 1) else ()


def _endpoints(target: Target) -> RepoEndpoints:
    home = target.canonical.partition("/-/")[0]
    host, _, project = home.removeprefix("https://").partition("/")
    api = f"https://{host}/api/v4/projects/{quote(project, safe='')}"
    subpage = _SUBPAGES.request(target.path, api)
    inside = () if subpage else _SUBPAGES.inside(target.path, view=1)
    request = Request(f"{api}?license=true", auth=ANY_TOKEN, no_store_if=PRIVATE_MARKS)
    return RepoEndpoints(request, f"{home}.git", home, inside, _read, subpage)


def _read(response: Response) -> RepoInfo | None:
    told = read_json(response, _Project)
    if told is None:
        return None
    parent = told.forked_from_project
    may_see_private = told.permissions is not None  # told to who has signed in
    is_public_fork = parent is not None and (parent.visibility == "public" or not may_see_private)
    metadata = Metadata(
        full_name=told.path_with_namespace,
        id=str(told.id),
        description=told.description or None,
        stars=told.star_count,
        forks=told.forks_count,
        open_issues=told.open_issues_count,
        license=spdx(told.license.key) if told.license else None,
        topics=told.topics,
        default_branch=told.default_branch,
        created_at=told.created_at,
        pushed_at=told.last_activity_at,  # the last activity of any kind, as ecosyste.ms reads it
        archived=told.archived,
        fork=True if parent else None,  # a parent that is private is shown to who may see it
        parent=parent.path_with_namespace if parent and is_public_fork else None,
    )
    return RepoInfo(told.web_url, metadata, told.empty_repo, is_private=told.visibility in ("private", "internal"))


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the API, then git; see `hosted_flow`."""
    return hosted_flow(target, _endpoints(target))
