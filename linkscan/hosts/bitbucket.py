"""Bitbucket Cloud: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/.

The API answers 404 for both missing and private repositories (badges/shields#8520). All Mercurial repositories were
deleted in 2020, so a 404 for a link in an older paper is plausible. The API allows 60 requests an hour without a
credential; after that, only git is used.
"""

import re

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.code_hosting import RepoEndpoints, RepoInfo, are_valid_names, hosted_flow
from linkscan.http.responses import is_marked_private, read_json
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
    """Return the repository, or the path within it, that a URL points to."""
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
    return RepoEndpoints(Request(api, is_private=is_marked_private), f"{home}.git", home, _inside(target.path), _read)


def _inside(path: str) -> tuple[str, ...]:
    """Return the segments of ref and path in `src/main/a.py`, `get/v1.zip` or `commits/0123abc`."""
    view, _, rest = path.partition("/")
    return (
        tuple((re.sub(r"\.(?:zip|tar\.(?:gz|bz2))$", "", rest) if view == "get" else rest).split("/")) if rest else ()
    )


def _read(response: Response) -> RepoInfo | None:
    repository = read_json(response, _Repository)
    if repository is None:
        return None
    metadata = Metadata(
        full_name=repository.full_name,
        id=repository.uuid,
        description=repository.description or None,
        homepage=repository.website or None,
        language=repository.language or None,
        default_branch=repository.mainbranch.name if repository.mainbranch else None,
        created_at=repository.created_on,
        pushed_at=repository.updated_on,
        parent=repository.parent.full_name if repository.parent else None,
        fork=True if repository.parent else None,  # not False without a parent, as a private one is hidden
        size_kb=None if repository.size is None else repository.size // 1024,
    )
    return RepoInfo(f"{_SITE}/{repository.full_name}", metadata, is_private=repository.is_private is True)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the API, then git; see `hosted_flow`."""
    return hosted_flow(target, _endpoints(target))
