"""Hugging Face: models, data sets, Spaces, collections, pages of papers.

The API (https://huggingface.co/docs/hub/api) answers 401 to whoever has
not signed in, for what is missing and for what is private (`huggingface_hub`, `utils/_http.py`); so does the page of
late (defilantech/LLMKube#511), which used to be a 404 (huggingface/diffusers#228). A 404 of either is the no of the
host; whoever has a token gets it from the API. After two 401s the public list of what the owner has is asked, which
needs nobody to sign in (https://huggingface.co/docs/huggingface_hub/guides/search: `author`, and `search`, "a string
that will be contained in the returned model ids"): what is not on it is not public, as with GitHub's 404. A gated
repository is there. A renamed one redirects; the `id` in the answer says where to.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from linkscan.content.language import with_languages
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import PRIVATE, PRIVATE_MARKS, no_data_for, read_json, with_provenance_of
from linkscan.http.schemas import CamelSchema, Lenient, ListSchema, spdx
from linkscan.models import ANY_TOKEN, Facts, File, Health, Kind, Metadata, Redirect, Request, Response, Target
from linkscan.plurals import counted
from linkscan.urls import Url

SITE = "https://huggingface.co"
PREFIXES = {"model": "", "dataset": "datasets/", "space": "spaces/"}
"""What stands before a name in an address, by the word that the API and `Kind` have for it."""

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
    """Return the facts of a model, a data set or a Space; None where the response is another."""
    told = read_json(response, _Repository)
    if told is None:
        return None
    files = None if told.siblings is None else tuple(File(sibling.rfilename) for sibling in told.siblings)
    metadata = Metadata(
        full_name=told.id,
        id=told.id,
        description=told.description or None,
        license=spdx(told.card_data.license) if told.card_data else None,
        topics=told.tags,
        created_at=told.created_at,
        pushed_at=told.last_modified,
        files=None if files is None else tuple(dict.fromkeys(file.path.partition("/")[0] for file in files)),
        downloads=told.downloads,
        likes=told.likes,
        size_kb=None if told.used_storage is None else told.used_storage // 1024,
        gated=None if told.gated is None else bool(told.gated),
    )
    if told.private:
        return PRIVATE
    if told.disabled:
        return Facts(Health.GONE, "disabled by Hugging Face", metadata=metadata)
    return _within(target, replace(_there(target, told), files=files, metadata=with_languages(metadata, files)))


def read_names(response: Response) -> tuple[str, ...] | None:
    """Return the full names on a list of models, data sets or Spaces; None where the response is no list."""
    told = read_json(response, _Names) if response.status == 200 else None
    return None if told is None else tuple(named.id for named in told.root)


def _there(target: Target, told: _Repository) -> Facts:
    """Return the facts of a repository that is there, in its state, or under another name now."""
    stage = f", its app is {told.runtime.stage}" if told.runtime and told.runtime.stage else ""
    gate = ", behind a gate that opens on request" if told.gated else ""
    home = f"{SITE}/{PREFIXES[target.kind]}{told.id}"
    asked = target.canonical.removesuffix("/" + target.path) if target.path else target.canonical
    if home.casefold() == asked.casefold():
        return Facts(Health.OK, f"the {target.kind} is there{gate}{stage}")
    here = "/".join(filter(None, (home, target.path)))
    return Facts(Health.MOVED, f"{asked} is now {home}", redirects=(Redirect(asked, 307, home),), canonical=here)


def _within(target: Target, facts: Facts) -> Facts:
    """Return the facts of the file or folder that a target names; only those of the main revision are listed."""
    view, _, rest = target.path.partition("/")
    revision, _, path = rest.partition("/")
    if not path or revision != _MAIN or not facts.files:
        return facts
    inside = tuple(file for file in facts.files if file.path == path or file.path.startswith(path + "/"))
    if not inside:
        return replace(facts, health=Health.GONE, reason=f"the {target.kind} is there, but not {path} in it")
    kind = Kind.FILE if view != "tree" else None
    return replace(facts, files=inside, kind=kind)


def read_collection(target: Target, response: Response) -> Facts | None:
    """Return the facts of a collection, which leads to its items."""
    told = read_json(response, _Collection)
    if told is None:
        return None
    if told.private:
        return PRIVATE
    metadata = Metadata(
        full_name=told.slug,
        id=told.slug,
        description=told.title,
        pushed_at=told.last_updated,
        likes=told.upvotes,
    )
    public = [item for item in told.items or () if not item.private]
    shown = [item for item in public if item.type in PREFIXES]
    held = [f"{SITE}/{PREFIXES[item.type]}{item.id}" for item in shown]
    held_items = "an unknown number of items" if told.items is None else counted(len(public), "item")
    return Facts(
        Health.OK,
        f"the {target.kind} is there, with {held_items}",
        files=() if told.items == () else None,
        leads=tuple(held[:_MOST_ITEMS]),
        metadata=metadata,
    )


def read_paper(_: Target, response: Response) -> Facts | None:
    """Return the facts of a paper, which leads to the repository and the page that somebody gave for it."""
    told = read_json(response, _Paper)
    if told is None:
        return None
    # What a machine linked ("auto") is often somebody else's reimplementation.
    repository = told.github_repo if told.github_repo_added_by != "auto" else None
    leads = tuple(url for url in (repository, told.project_page) if url and url.startswith(("http://", "https://")))
    named = "and names its repository" if repository else "and names no repository"
    metadata = Metadata(full_name=told.title, id=told.id, homepage=told.project_page, likes=told.upvotes)
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
_LONGEST_LIST = 100  # whose names contain the one that is sought


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The API endpoint of a target, and how its response is read."""

    api: str
    read: Callable[[Target, Response], Facts | None]


def match(address: Url) -> Target | None:
    """Return the model, data set, Space, collection or paper that an address points to."""
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
    """Request the API, then the page, then the owner's public list, until one of them tells."""
    endpoint = _endpoint(target)
    responses = list((yield [Request(endpoint.api, max_body=_LIMIT, auth=ANY_TOKEN, no_store_if=PRIVATE_MARKS)]))
    told = responses[0]
    facts = endpoint.read(target, told) if told.status == 200 else None
    if told.status == 200 and told.truncated:
        facts = _by_beginning(target, told.body)
    if facts is not None:
        return with_provenance_of(target, [told], facts)
    if told.failure is None and told.headers.get("x-error-message", "").startswith(
        "Access to this resource is disabled"
    ):
        return with_provenance_of(target, [told], Facts(Health.GONE, "disabled by Hugging Face"))
    if told.failure is not None or told.status not in _MISSING:
        return no_data_for(target, told, "the API")
    responses += yield [Request(target.canonical, max_body=_PAGE_LIMIT)]
    page = responses[1]
    is_unsure = (told.status, page.status) == (401, 401) and page.failure is None
    if not is_unsure or target.kind not in _LISTED or "/" not in _full_name(target):
        return with_provenance_of(target, responses, _by_page(target, told, page))
    responses += yield [_ask_list(target)]
    return with_provenance_of(target, responses, _by_list(target, responses[2]))


def _by_beginning(target: Target, body: bytes) -> Facts | None:
    """Return the facts by the beginning of too long a description; None where it does not say who may see it."""
    if any(mark in body for mark in PRIVATE_MARKS):
        return PRIVATE
    is_public = body.startswith(b"{") and any(mark in body for mark in _PUBLIC_MARKS)
    return Facts(Health.OK, f"the {target.kind} is there, with too many files to list") if is_public else None


def _ask_list(target: Target) -> Request:
    """Return the request for an owner's public ones whose names contain this one."""
    owner, name = _full_name(target).split("/")
    query = urlencode({"author": owner, "search": name, "limit": _LONGEST_LIST})
    return Request(f"{SITE}/api/{_LISTED[target.kind]}?{query}")  # a token would add what is not public


def _full_name(target: Target) -> str:
    """Return owner and name; some old data sets have no owner."""
    name = target.canonical.removeprefix(f"{SITE}/").removeprefix(PREFIXES[target.kind])
    return name.removesuffix(f"/{target.path}") if target.path else name


def _by_list(target: Target, listing: Response) -> Facts:
    """Return the facts, by the owner's public list, of what API and page ask to sign in for."""
    unsure = "missing or private, a token would tell: the API answered 401, the page 401"
    names = read_names(listing)
    if names is None or len(names) >= _LONGEST_LIST:
        return Facts(Health.RESTRICTED, unsure)
    if _full_name(target).casefold() in map(str.casefold, names):
        return Facts(Health.RESTRICTED, f"{unsure}, yet it is on the public list")
    reason = f"no public {target.kind}: the API answered 401, and it is not among those its owner shows"
    return Facts(Health.GONE, reason)


def _by_page(target: Target, told: Response, page: Response) -> Facts:
    """Return the facts, by its page, of what the API calls missing or private."""
    both = f"the API answered {told.status}, the page {page.status}"
    if page.failure is None and page.status in (200, 403):
        return Facts(Health.RESTRICTED, f"not open to everybody: {both}")
    if page.failure is not None or page.status not in (401, 404, 410):
        facts = no_data_for(target, page, "the page")
        return replace(facts, reason=f"missing or private: the API answered {told.status}; {facts.reason}")
    if 404 in (told.status, page.status):
        return Facts(Health.GONE, f"no public {target.kind}: {both}", status_code=404)
    return Facts(Health.RESTRICTED, f"missing or private, a token would tell: {both}")
