"""Hugging Face: models, data sets, Spaces, collections and paper pages.

Without a token, the API (https://huggingface.co/docs/hub/api) answers 401 for both missing and private repositories
(`huggingface_hub`, `utils/_http.py`). So does the web page nowadays (defilantech/LLMKube#511); it used to answer 404
(huggingface/diffusers#228). A 404 from either is definite; with a token, the API answers it for missing repositories.
After two 401s, the owner's public repositories are listed, which needs no token
(https://huggingface.co/docs/huggingface_hub/guides/search: `author`, and `search`, "a string that will be contained in
the returned model ids"). A repository that is not listed is not public, which is all that GitHub's 404 means, too. A
gated repository exists. A renamed one redirects; the `id` in the response is its new name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from linkscan.content.language import with_languages
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import PRIVATE, is_marked_private, no_data_for, read_json, with_provenance_of
from linkscan.http.schemas import CamelSchema, Lenient, ListSchema, spdx
from linkscan.models import ANY_TOKEN, Facts, File, Health, Kind, Metadata, Redirect, Request, Response, Target
from linkscan.plurals import counted
from linkscan.urls import Url

SITE = "https://huggingface.co"
PREFIXES = {"model": "", "dataset": "datasets/", "space": "spaces/"}
"""The path before a repository's name in its URL, by the type that the API and `Kind` use."""

_MOST_ITEMS = 20  # of a collection
_MAIN = "main"  # the revision whose files the API lists


class _Sibling(CamelSchema):
    rfilename: str


class _CardData(CamelSchema):
    license: Lenient[str] = None


class _Runtime(CamelSchema):
    stage: Lenient[str] = None


class _Repository(CamelSchema):
    """A model, a data set or a Space."""

    id: str
    gated: Lenient[bool | str] = None
    disabled: Lenient[bool] = None
    private: Lenient[bool] = None
    created_at: Lenient[str] = None
    last_modified: Lenient[str] = None
    downloads: Lenient[int] = None
    likes: Lenient[int] = None
    tags: Lenient[tuple[str, ...]] = None
    siblings: Lenient[tuple[_Sibling, ...]] = None
    card_data: Lenient[_CardData] = None
    runtime: Lenient[_Runtime] = None
    description: Lenient[str] = None
    used_storage: Lenient[int] = None  # bytes, of all revisions


class _Item(CamelSchema):
    id: str
    type: str
    private: Lenient[bool] = None


class _Named(CamelSchema):
    id: str


class _Names(ListSchema[_Named]):
    pass


class _Collection(CamelSchema):
    slug: str
    title: Lenient[str] = None
    description: Lenient[str] = None
    last_updated: Lenient[str] = None
    upvotes: Lenient[int] = None
    private: Lenient[bool] = None
    items: Lenient[tuple[_Item, ...]] = None


class _Paper(CamelSchema):
    id: str
    title: Lenient[str] = None
    upvotes: Lenient[int] = None
    github_repo: Lenient[str] = None
    github_repo_added_by: Lenient[str] = None
    project_page: Lenient[str] = None


def read_repository(target: Target, response: Response) -> Facts | None:
    """Return the facts of a model, data set or Space; None if the response does not match the schema."""
    repository = read_json(response, _Repository)
    if repository is None:
        return None
    files = None if repository.siblings is None else tuple(File(sibling.rfilename) for sibling in repository.siblings)
    metadata = Metadata(
        full_name=repository.id,
        id=repository.id,
        description=repository.description or None,
        license=spdx(repository.card_data.license) if repository.card_data else None,
        topics=repository.tags,
        created_at=repository.created_at,
        pushed_at=repository.last_modified,
        files=None if files is None else tuple(dict.fromkeys(file.path.partition("/")[0] for file in files)),
        downloads=repository.downloads,
        likes=repository.likes,
        size_kb=None if repository.used_storage is None else repository.used_storage // 1024,
        gated=None if repository.gated is None else bool(repository.gated),
    )
    if repository.private:
        return PRIVATE
    if repository.disabled:
        return Facts(Health.GONE, "disabled by Hugging Face", metadata=metadata)
    return _within(target, _found(target, repository)._replace(files=files, metadata=with_languages(metadata, files)))


def read_names(response: Response) -> tuple[str, ...] | None:
    """Return the full names in a listing of models, data sets or Spaces; None if the response is not a listing."""
    listing = read_json(response, _Names) if response.status == 200 else None
    return None if listing is None else tuple(named.id for named in listing.root)


def _found(target: Target, repository: _Repository) -> Facts:
    """Return the facts of a repository that exists, `moved` if its name has changed other than in letter case."""
    stage = f", its app is {repository.runtime.stage}" if repository.runtime and repository.runtime.stage else ""
    gate = ", gated (access on request)" if repository.gated else ""
    home = f"{SITE}/{PREFIXES[target.kind]}{repository.id}"
    requested = target.canonical.removesuffix("/" + target.path) if target.path else target.canonical
    if home.casefold() == requested.casefold():
        return Facts(Health.OK, f"the {target.kind} is there{gate}{stage}")
    here = "/".join(filter(None, (home, target.path)))
    return Facts(
        Health.MOVED, f"{requested} is now {home}", redirects=(Redirect(requested, 307, home),), canonical=here
    )


def _within(target: Target, facts: Facts) -> Facts:
    """Narrow the facts to the file or folder that a target names; only files of the main revision are known."""
    view, _, rest = target.path.partition("/")
    revision, _, path = rest.partition("/")
    if not path or revision != _MAIN or not facts.files:
        return facts
    inside = tuple(file for file in facts.files if file.path == path or file.path.startswith(path + "/"))
    if not inside:
        return facts._replace(health=Health.GONE, reason=f"the {target.kind} is there, but {path} is not")
    kind = Kind.FILE if view != "tree" else None
    return facts._replace(files=inside, kind=kind)


def read_collection(target: Target, response: Response) -> Facts | None:
    """Return the facts of a collection, with its items as leads."""
    collection = read_json(response, _Collection)
    if collection is None:
        return None
    if collection.private:
        return PRIVATE
    metadata = Metadata(
        full_name=collection.slug,
        id=collection.slug,
        description=collection.title,
        pushed_at=collection.last_updated,
        likes=collection.upvotes,
    )
    public = [item for item in collection.items or () if not item.private]
    shown = [item for item in public if item.type in PREFIXES]
    held = [f"{SITE}/{PREFIXES[item.type]}{item.id}" for item in shown]
    held_items = "an unknown number of items" if collection.items is None else counted(len(public), "item")
    return Facts(
        Health.OK,
        f"the {target.kind} is there, with {held_items}",
        files=() if collection.items == () else None,
        leads=tuple(held[:_MOST_ITEMS]),
        metadata=metadata,
    )


def read_paper(_: Target, response: Response) -> Facts | None:
    """Return the facts of a paper page, with the repository and project page that a person added as leads."""
    paper = read_json(response, _Paper)
    if paper is None:
        return None
    # Repositories that were linked automatically ("auto") are often reimplementations by others.
    repository = paper.github_repo if paper.github_repo_added_by != "auto" else None
    leads = tuple(url for url in (repository, paper.project_page) if url and url.startswith(("http://", "https://")))
    named = "and names its repository" if repository else "and names no repository"
    metadata = Metadata(full_name=paper.title, id=paper.id, homepage=paper.project_page, likes=paper.upvotes)
    return Facts(Health.OK, f"the paper has a page, {named}", leads=leads, metadata=metadata)


NAME = "huggingface"
_KINDS = {"models": Kind.MODEL, "datasets": Kind.DATASET, "spaces": Kind.SPACE}
_LISTED = {kind: word for word, kind in _KINDS.items()}
_RESERVED = frozenset(
    {
        "api",
        "blog",
        "brand",
        "chat",
        "collections",
        "contact",
        "docs",
        "enterprise",
        "front",
        "huggingface.js",
        "inference",
        "join",
        "jobs",
        "kernels",
        "learn",
        "login",
        "models",
        "new",
        "notifications",
        "organizations",
        "papers",
        "posts",
        "pricing",
        "privacy",
        "search",
        "settings",
        "spaces",
        "datasets",
        "storage",
        "support",
        "tasks",
        "terms-of-service",
    }
)
_NAME = re.compile(r"[\w.-]+")
_VIEWS = frozenset({"tree", "blob", "resolve", "raw"})
_MISSING = (401, 404)
_PUBLIC_MARKS = (b'"private":false', b'"private": false')
_LIMIT = 1 << 22  # some data sets list a hundred thousand files
_PAGE_LIMIT = 1 << 16
_LONGEST_LIST = 100  # repositories listed; a full list may be incomplete


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The API endpoint of a target, and the parser for its response."""

    api: str
    read: Callable[[Target, Response], Facts | None]


def match(address: Url) -> Target | None:
    """Return the model, data set, Space, collection or paper that a URL points to."""
    parts = address.segments
    if len(parts) < 2:
        return None
    if parts[0] == "papers":
        return _target(address, Kind.PAPER, ("papers", parts[1].partition("v")[0]))
    if parts[0] == "collections":
        return _target(address, Kind.COLLECTION, parts[:3]) if len(parts) > 2 else None
    kind = _KINDS.get(parts[0], Kind.MODEL)
    prefix = parts[:1] if kind is not Kind.MODEL else ()
    name = parts[len(prefix) : len(prefix) + 2]
    if (
        (len(name) < 2 and kind is not Kind.DATASET)
        or not name
        or (not prefix and name[0] in _RESERVED)
        or not all(map(_NAME.fullmatch, name))
    ):
        return None
    rest = parts[len(prefix) + len(name) :]
    path = "/".join(rest) if rest[:1] and rest[0] in _VIEWS and len(rest) > 2 else ""
    return _target(address, kind, (*prefix, *name), path)


def _target(address: Url, kind: Kind, parts: tuple[str, ...], path: str = "") -> Target:
    name = "/".join(parts)
    full = "/".join(filter(None, (name, path)))
    return Target(NAME, f"{NAME}:{full}", address.href, f"{SITE}/{full}", kind, path)


def _endpoint(target: Target) -> _Endpoint:
    name = target.canonical.removeprefix(SITE + "/")
    name = name.removesuffix("/" + target.path) if target.path else name
    if target.kind is Kind.PAPER:
        return _Endpoint(f"{SITE}/api/{name}", read_paper)
    if target.kind is Kind.COLLECTION:
        return _Endpoint(f"{SITE}/api/{name}", read_collection)
    prefix = "models/" if target.kind is Kind.MODEL else ""
    return _Endpoint(f"{SITE}/api/{prefix}{name}", read_repository)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the API, then the page, then the list of the owner's public repositories, until one is conclusive."""
    endpoint = _endpoint(target)
    responses = list((yield [Request(endpoint.api, max_body=_LIMIT, auth=ANY_TOKEN, is_private=is_marked_private)]))
    response = responses[0]
    facts = endpoint.read(target, response) if response.status == 200 else None
    if response.status == 200 and response.truncated:
        facts = _by_truncated_body(target, response.body)
    if facts is not None:
        return with_provenance_of(target, [response], facts)
    if response.failure is None and response.headers.get("x-error-message", "").startswith(
        "Access to this resource is disabled"
    ):
        return with_provenance_of(target, [response], Facts(Health.GONE, "disabled by Hugging Face"))
    if response.failure is not None or response.status not in _MISSING:
        return no_data_for(target, response, "the API")
    responses += yield [Request(target.canonical, max_body=_PAGE_LIMIT)]
    page = responses[1]
    is_unsure = (response.status, page.status) == (401, 401) and page.failure is None
    if not is_unsure or target.kind not in _LISTED or "/" not in _full_name(target):
        return with_provenance_of(target, responses, _by_page(target, response, page))
    responses += yield [_list_request(target)]
    return with_provenance_of(target, responses, _by_list(target, responses[2]))


def _by_truncated_body(target: Target, body: bytes) -> Facts | None:
    """Return the facts from a truncated response of the API; None if it does not show whether it is private."""
    if is_marked_private(body):
        return PRIVATE
    is_public = body.startswith(b"{") and any(mark in body for mark in _PUBLIC_MARKS)
    return Facts(Health.OK, f"the {target.kind} is there, with too many files to list") if is_public else None


def _list_request(target: Target) -> Request:
    """Return the request for the owner's public repositories whose names contain the target's name."""
    owner, name = _full_name(target).split("/")
    query = urlencode({"author": owner, "search": name, "limit": _LONGEST_LIST})
    return Request(f"{SITE}/api/{_LISTED[target.kind]}?{query}")  # no token, which would add private repositories


def _full_name(target: Target) -> str:
    """Return `owner/name`; some old data sets have no owner."""
    name = target.canonical.removeprefix(f"{SITE}/").removeprefix(PREFIXES[target.kind])
    return name.removesuffix(f"/{target.path}") if target.path else name


def _by_list(target: Target, listing: Response) -> Facts:
    """Return the facts from the list of the owner's public repositories, after API and page both answered 401."""
    unsure = "missing or private (a token would show which): the API answered 401, the page 401"
    names = read_names(listing)
    if names is None or len(names) >= _LONGEST_LIST:
        return Facts(Health.RESTRICTED, unsure)
    if _full_name(target).casefold() in map(str.casefold, names):
        return Facts(Health.RESTRICTED, f"{unsure}, yet it is on the public list")
    reason = f"no public {target.kind}: the API answered 401, and it is not on its owner's public list"
    return Facts(Health.GONE, reason)


def _by_page(target: Target, response: Response, page: Response) -> Facts:
    """Return the facts, judging by the web page, of a target that the API reports as missing or private."""
    both = f"the API answered {response.status}, the page {page.status}"
    if page.failure is None and page.status in (200, 403):
        return Facts(Health.RESTRICTED, f"not fully public: {both}")
    if page.failure is not None or page.status not in (401, 404, 410):
        facts = no_data_for(target, page, "the page")
        return facts._replace(reason=f"missing or private: the API answered {response.status}; {facts.reason}")
    if 404 in (response.status, page.status):
        return Facts(Health.GONE, f"no public {target.kind}: {both}", status_code=404)
    return Facts(Health.RESTRICTED, f"missing or private (a token would show which): {both}")
