"""GitLab, on gitlab.com and on every host whose name starts with `gitlab.`: https://docs.gitlab.com/api/projects/.

The API answers 404 for both missing and private projects; for both, the page redirects to the sign-in page and git
answers 401. A project that was moved redirects (301) to its id (gitlab-org/gitlab!128642), and the client follows.
An empty `PRIVATE-TOKEN` makes any project a 404 (gitlab-org/gitlab#36367), so this module sends no such header.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.code_hosting import RepoEndpoints, RepoInfo, Subpages, are_valid_names, hosted_flow
from linkscan.http.responses import is_marked_private, read_json
from linkscan.http.schemas import Lenient, Schema, WebUrl, spdx
from linkscan.models import ANY_TOKEN, Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "gitlab"

# Reserved top-level routes: https://docs.gitlab.com/user/reserved_names/
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
"""Subpages of a project, and their API endpoints: https://docs.gitlab.com/api/api_resources/."""


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
    """Return the project, or the path within it, that a URL points to."""
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
    """Return the segments of the project and of the view within it; since 2019 `/-/` separates them."""
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
    request = Request(f"{api}?license=true", auth=ANY_TOKEN, is_private=is_marked_private)
    return RepoEndpoints(request, f"{home}.git", home, inside, _read, subpage)


def _read(response: Response) -> RepoInfo | None:
    project = read_json(response, _Project)
    if project is None:
        return None
    parent = project.forked_from_project
    may_see_private = project.permissions is not None  # present only in authenticated responses
    is_public_fork = parent is not None and (parent.visibility == "public" or not may_see_private)
    metadata = Metadata(
        full_name=project.path_with_namespace,
        id=str(project.id),
        description=project.description or None,
        stars=project.star_count,
        forks=project.forks_count,
        open_issues=project.open_issues_count,
        license=spdx(project.license.key) if project.license else None,
        topics=project.topics,
        default_branch=project.default_branch,
        created_at=project.created_at,
        pushed_at=project.last_activity_at,  # any activity, which ecosyste.ms also uses as the last push
        archived=project.archived,
        fork=True if parent else None,  # not False without a parent, as a private one is hidden
        parent=parent.path_with_namespace if parent and is_public_fork else None,
    )
    is_private = project.visibility in ("private", "internal")
    return RepoInfo(project.web_url, metadata, project.empty_repo, is_private)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the API, then git; see `hosted_flow`."""
    return hosted_flow(target, _endpoints(target))
