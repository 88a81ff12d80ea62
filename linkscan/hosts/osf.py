"""Open Science Framework: https://developer.osf.io/. A short id may name a project, a registration or a file.

Without a token the API answers 401 for a private project, and 410 for a deleted one. A view-only link for reviewers
carries its own key (`?view_only=`), which is passed on. Listings have ten files a page, and each folder has its own
(https://github.com/osfclient/osfclient, `models/core.py` and `models/file.py`). A project gives its licence as a URL;
OSF offers some fifteen licences, so the cache answers most of these requests in a run.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from linkscan.content.file_kinds import MORE, holds_code, is_asset_folder
from linkscan.content.language import with_languages
from linkscan.content.license_text import identify
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.flows import RequestFlow, gather_flows
from linkscan.http.responses import read_json, with_provenance_of, without_data
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import Facts, File, Health, Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "osf"
_API = "https://api.osf.io/v2"
_GUID = re.compile(r"[a-z0-9]{5}(?:_v\d+)?")
_DOI = re.compile(r"/10\.17605/osf\.io/(?P<guid>[a-z0-9]{5})/?", re.IGNORECASE)
_KEY = re.compile(r"[0-9a-f]{32}")
_NO_LICENSES = ("No license", "Other")
"""Entries in OSF's list of licences that are not licences: https://api.osf.io/v2/licenses/."""
_STORAGE = "osfstorage"
_WITH_FILES = ("nodes", "registrations")
MOST_PAGES = 3
MOST_FOLDERS = 3
"""Limits on the pages and folders that are listed: OSF allows a hundred requests an hour without a token."""
_WORDS = {
    "nodes": "project",
    "registrations": "registration",
    "files": "file",
    "preprints": "preprint",
    "users": "user",
}


class _About(Schema):
    title: Lenient[str] = None
    name: Lenient[str] = None
    text: Lenient[str] = None  # of a licence
    description: Lenient[str] = None
    tags: Lenient[tuple[str, ...]] = None
    fork: Lenient[bool] = None
    size: Lenient[int] = None
    kind: Lenient[str] = None
    date_created: Lenient[str] = None
    date_modified: Lenient[str] = None


class _Related(Schema):
    href: str


class _RelatedLinks(Schema):
    related: Lenient[_Related] = None


class _Inside(Schema):
    links: Lenient[_RelatedLinks] = None


class _Relationships(Schema):
    files: Lenient[_Inside] = None
    license: Lenient[_Inside] = None


class _Resource(Schema):
    id: str = ""
    type: str
    attributes: _About
    relationships: Lenient[_Relationships] = None


class _ResourceDocument(Schema):
    data: _Resource


class _Links(Schema):
    next: Lenient[str] = None


class _Listing(Schema):
    data: tuple[_Resource, ...]
    links: Lenient[_Links] = None


def match(address: Url) -> Target | None:
    """Return the project, registration or file that a URL, or an OSF DOI, points to."""
    if address.site == "osf.io":
        guid = next((part.lower() for part in address.segments if _GUID.fullmatch(part.lower())), "")
        is_known = address.segments[:1] in ((guid,), (guid.upper(),)) or address.segments[:1] == ("preprints",)
    elif address.site in ("doi.org", "dx.doi.org"):
        found = _DOI.fullmatch(address.path)
        guid, is_known = (found["guid"].lower(), True) if found else ("", False)
    else:
        return None
    if not guid or not is_known:
        return None
    key = next(iter(parse_qs(address.query).get("view_only", ())), "")
    kept = f"?view_only={key}" if _KEY.fullmatch(key) else ""
    return Target(NAME, f"{NAME}:{guid}{kept}", address.href, f"https://osf.io/{guid}/{kept}", Kind.ARCHIVE)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the resource that a GUID names, then its files."""
    guid, _, key = target.key.partition(":")[2].partition("?")
    query = f"?{key}" if key else ""
    responses = yield [Request(f"{_API}/guids/{guid}/{query}")]
    document = read_json(responses[0], _ResourceDocument) if responses[0].status == 200 else None
    if document is None:
        return without_data(target, responses[0], "project or file of this id")
    resource = document.data
    if resource.type not in _WITH_FILES:
        return with_provenance_of(target, responses, _facts(resource, _single_file(resource)))
    home = f"{_API}/{resource.type}/{resource.id}"
    storage = yield from _list_storage(f"{home}/files/{_STORAGE}/", query)
    if storage.files and not any(holds_code(file.path) for file in storage.files):
        storage = yield from _with_other_storage(storage, home, query)
    license_ = yield from _license(resource)
    facts = _facts(resource, storage.files, license_.name)
    return with_provenance_of(target, [*responses, *storage.responses, *license_.responses], facts)


def _facts(resource: _Resource, files: tuple[File, ...] | None, license_: str | None = None) -> Facts:
    about = resource.attributes
    metadata = Metadata(
        full_name=about.title or about.name,
        id=resource.id,
        description=about.description or None,
        license=license_,
        topics=about.tags,
        created_at=about.date_created,
        pushed_at=about.date_modified,
        fork=about.fork,
        files=None if files is None else tuple(dict.fromkeys(file.path.partition("/")[0] for file in files)),
    )
    kind = Kind.PAPER if resource.type == "preprints" else Kind.FILE if resource.type == "files" else None
    return Facts(
        Health.OK,
        f"the {_WORDS.get(resource.type, resource.type)} is there",
        kind=kind,
        files=files,
        metadata=with_languages(metadata, files),
    )


def _single_file(resource: _Resource) -> tuple[File, ...] | None:
    about = resource.attributes
    return (File(about.name, about.size),) if resource.type == "files" and about.name else None


@dataclass(frozen=True, slots=True)
class _Listed:
    """The listing of a storage or folder: `files` is None if unknown; `folders` are paths and listing URLs."""

    responses: tuple[Response, ...] = ()
    files: tuple[File, ...] | None = None
    folders: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _License:
    """The name of a licence, and the responses that it was read from."""

    name: str | None = None
    responses: Sequence[Response] = ()


def _license(resource: _Resource) -> RequestFlow[_License]:
    """Return the licence of a project as an SPDX identifier, identified by its text, else by its name in OSF."""
    named = resource.relationships.license if resource.relationships else None
    href = _api_url(named.links.related.href if named and named.links and named.links.related else None)
    if href is None:
        return _License()
    responses = yield [Request(href)]
    document = read_json(responses[0], _ResourceDocument) if responses[0].status == 200 else None
    about = document.data.attributes if document else _About()
    name = identify(about.text or "") or identify(about.name or "") or about.name
    return _License(None if name in _NO_LICENSES else name, responses)


def _list_storage(url: str, query: str) -> RequestFlow[_Listed]:
    """Return the listing of a project's own storage and, if there is no code at its top level, of some folders.

    If the storage is empty, `files` is None, as files may be in an add-on (GitHub, Dropbox) or a component.
    """
    top = yield from _list_folder(url, query)
    if not top.files:
        return _Listed(top.responses)
    if any(holds_code(file.path) for file in top.files):
        return top
    chosen = [(path, href) for path, href in top.folders if not is_asset_folder(path)][:MOST_FOLDERS]
    inner = yield from gather_flows([_list_folder(href, query, path) for path, href in chosen])
    opened = {path for (path, _), listed in zip(chosen, inner, strict=True) if listed.files is not None}
    files = [file for file in top.files if file.path not in opened]
    files += [file for listed in inner for file in listed.files or ()]
    return _Listed((*top.responses, *(response for listed in inner for response in listed.responses)), tuple(files))


def _with_other_storage(storage: _Listed, home: str, query: str) -> RequestFlow[_Listed]:
    """Add a project's add-ons and components as unopened folders."""
    responses = yield [Request(f"{home}/files/{query}"), Request(f"{home}/children/{query}")]
    listings = [read_json(response, _Listing) if response.status == 200 else None for response in responses]
    addons, components = (None if listing is None else listing.data for listing in listings)
    others = [File(MORE)] if addons is None or components is None else []
    others += [File(f"({addon.attributes.name})/") for addon in addons or () if addon.attributes.name != _STORAGE]
    others += [File("(components)/")] if components else []
    return replace(storage, responses=(*storage.responses, *responses), files=(*(storage.files or ()), *others))


def _list_folder(url: str, query: str, prefix: str = "") -> RequestFlow[_Listed]:
    """Return the listing of one folder; an unopened folder stands for pages beyond the limit."""
    responses: list[Response] = []
    resources: list[_Resource] = []
    following: str | None = f"{url}{query}"
    unread = None
    while following and len(responses) < MOST_PAGES:
        responses += yield [Request(following)]
        listing = read_json(responses[-1], _Listing) if responses[-1].status == 200 else None
        if listing is None:
            return _Listed(tuple(responses))
        resources += listing.data
        unread = listing.links.next if listing.links else None
        following = _api_url(unread)
    more = (File(f"{prefix}{MORE}"),) if unread else ()
    return _Listed(tuple(responses), (*_files(resources, prefix), *more), tuple(_folders(resources, prefix)))


def _api_url(url: str | None) -> str | None:
    """Return a URL if it is on the API; None for any other, which must not be requested."""
    return url if url and url.startswith(f"{_API}/") else None


def _files(resources: Sequence[_Resource], prefix: str) -> Iterator[File]:
    for resource in resources:
        about = resource.attributes
        if about.name:
            is_folder = about.kind == "folder"
            yield File(f"{prefix}{about.name}/") if is_folder else File(f"{prefix}{about.name}", about.size)


def _folders(resources: Sequence[_Resource], prefix: str) -> Iterator[tuple[str, str]]:
    for resource in resources:
        files = resource.relationships.files if resource.relationships else None
        related = files.links.related if files and files.links else None
        href = _api_url(related.href if related else None)
        if href and resource.attributes.name and resource.attributes.kind == "folder":
            yield f"{prefix}{resource.attributes.name}/", href
