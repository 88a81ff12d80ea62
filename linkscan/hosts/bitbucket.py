"""Bitbucket Cloud: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/.

A private repository answers 404 like a missing one (badges/shields#8520). Its Mercurial repositories were deleted
in 2020, so a 404 of an older paper is right. 60 requests an hour without a credential; after that, git alone tells.
"""

import re

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.code_hosting import RepoEndpoints, RepoInfo, are_valid_names, hosted_flow
from linkscan.http.responses import PRIVATE_MARKS, read_json
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "bitbucket"
_SITE = "https://bitbucket.org"
_RESERVED = frozenset(
    {"account", "api", "blog", "dashboard", "gateway", "product", "repo", "site", "snippets", "socialauth", "support"}
)


class _Named(Schema):
    name: Lenient[str] = None
    full_name: Lenient[str] = None


class _Repository(Schema):
    full_name: str
    uuid: Lenient[str] = None
    description: Lenient[str] = None
    website: Lenient[str] = None
    language: Lenient[str] = None
    size: Lenient[int] = None
    created_on: Lenient[str] = None
    updated_on: Lenient[str] = None
    mainbranch: Lenient[_Named] = None
    parent: Lenient[_Named] = None
    is_private: Lenient[bool] = None


def match(address: Url) -> Target | None:
    """Return the repository, or the path within it, that an address points to."""
    parts = address.segments
    if len(parts) < 2 or parts[0].lower() in _RESERVED or not are_valid_names(parts[:2]):
        return None
    home = f"{parts[0]}/{parts[1].removesuffix('.git')}"
    path = "/".join(parts[2:]) if parts[2:3] in (("src",), ("get",), ("commits",)) and len(parts) > 3 else ""
    key = "/".join(filter(None, (f"{NAME}:{home.lower()}", path)))
    return Target(NAME, key, address.href, "/".join(filter(None, (_SITE, home, path))), Kind.REPOSITORY, path)


def _endpoints(target: Target) -> RepoEndpoints:
    home = target.canonical.removesuffix("/" + target.path) if target.path else target.canonical
    name = home.removeprefix(_SITE + "/")
    api = f"https://api.bitbucket.org/2.0/repositories/{name.lower()}"
    return RepoEndpoints(Request(api, no_store_if=PRIVATE_MARKS), f"{home}.git", home, _inside(target.path), _read)


def _inside(path: str) -> tuple[str, ...]:
    """Return the parts of ref and path that a path names: `src/main/a.py`, `get/v1.zip`, `commits/0123abc`."""
    view, _, rest = path.partition("/")
    return (
        tuple((re.sub(r"\.(?:zip|tar\.(?:gz|bz2))$", "", rest) if view == "get" else rest).split("/")) if rest else ()
    )


def _read(response: Response) -> RepoInfo | None:
    told = read_json(response, _Repository)
    if told is None:
        return None
    metadata = Metadata(
        full_name=told.full_name,
        id=told.uuid,
        description=told.description or None,
        homepage=told.website or None,
        language=told.language or None,
        default_branch=told.mainbranch.name if told.mainbranch else None,
        created_at=told.created_on,
        pushed_at=told.updated_on,
        parent=told.parent.full_name if told.parent else None,
        fork=True if told.parent else None,  # a parent that is private is not shown
        size_kb=None if told.size is None else told.size // 1024,
    )
    return RepoInfo(f"{_SITE}/{told.full_name}", metadata, is_private=told.is_private is True)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the API, then git; see `hosted_flow`."""
    return hosted_flow(target, _endpoints(target))
