"""Bitbucket Cloud: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/.

A private repository answers 404 like a missing one (badges/shields#8520). Its Mercurial repositories were deleted
in 2020, so a 404 of an older paper is an honest one. 60 questions an hour without a credential: when they are
spent, git alone tells.
"""

from linkscan.hosts.base import Access, Inspection
from linkscan.hosts.code_hosting import Card, Desk, are_names, inspect_hosted
from linkscan.hosts.listed import listed
from linkscan.hosts.responses import Told, read_json
from linkscan.hosts.schemas import Schema
from linkscan.models import Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "bitbucket"
_SITE = "https://bitbucket.org"
_RESERVED = listed("account api blog dashboard gateway product repo site snippets socialauth support")


class _Named(Schema):
    name: Told[str] = None
    full_name: Told[str] = None


class _Repository(Schema):
    full_name: str
    uuid: Told[str] = None
    description: Told[str] = None
    website: Told[str] = None
    language: Told[str] = None
    size: Told[int] = None
    created_on: Told[str] = None
    updated_on: Told[str] = None
    mainbranch: Told[_Named] = None
    parent: Told[_Named] = None


def match(address: Url) -> Target | None:
    """Name the repository, or the path within it, that an address points to."""
    parts = address.segments
    if address.site != "bitbucket.org" or len(parts) < 2 or parts[0].lower() in _RESERVED or not are_names(parts[:2]):
        return None
    home = f"{parts[0]}/{parts[1].removesuffix('.git')}"
    path = "/".join(parts[2:]) if parts[2:3] == ("src",) and len(parts) > 3 else ""
    key = "/".join(filter(None, (f"{NAME}:{home.lower()}", path)))
    return Target(NAME, key, address.href, "/".join(filter(None, (_SITE, home, path))), Kind.REPOSITORY, path)


def _desk(target: Target) -> Desk:
    home = target.canonical.removesuffix("/" + target.path) if target.path else target.canonical
    name = home.removeprefix(_SITE + "/")
    api = f"https://api.bitbucket.org/2.0/repositories/{name.lower()}"
    return Desk(Request(api), f"{home}.git", home, tuple(target.path.split("/")[1:]), _read)


def _read(response: Response) -> Card | None:
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
    return Card(f"{_SITE}/{told.full_name}", metadata)


def inspect(target: Target, _access: Access) -> Inspection:
    """Ask the API, then git; see `inspect_hosted`."""
    return inspect_hosted(target, _desk(target))
