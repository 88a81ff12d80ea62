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

from linkscan.hosts.base import Access, Inspection
from linkscan.hosts.huggingface_schemas import PREFIXES, SITE, read_collection, read_names, read_paper, read_repository
from linkscan.hosts.listed import listed
from linkscan.hosts.responses import refused, with_provenance_of
from linkscan.models import Facts, Health, Kind, Request, Response, Target
from linkscan.urls import Url

NAME = "huggingface"
_KINDS = {"models": Kind.MODEL, "datasets": Kind.DATASET, "spaces": Kind.SPACE}
_LISTED = {kind: word for word, kind in _KINDS.items()}
_RESERVED = listed(
    """api blog brand chat collections contact docs enterprise front huggingface.js inference join jobs kernels learn
    login models new notifications organizations papers posts pricing privacy search settings spaces datasets storage
    support tasks terms-of-service"""
)
_NAME = re.compile(r"[\w.-]+")
_VIEWS = listed("tree blob resolve raw")
_MISSING = (401, 404)
_LIMIT = 1 << 22  # some data sets list a hundred thousand files
_PAGE_LIMIT = 1 << 16
_LONGEST_LIST = 100  # whose names contain the one that is sought


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where to ask about a place, and how the answer is read."""

    api: str
    read: Callable[[Target, Response], Facts | None]


def match(address: Url) -> Target | None:
    """Name the model, data set, Space, collection or paper that an address points to."""
    parts = address.segments
    if address.site not in ("huggingface.co", "hf.co") or len(parts) < 2:
        return None
    if parts[0] == "papers":
        return _place(address, Kind.PAPER, ("papers", parts[1].partition("v")[0]))
    if parts[0] == "collections":
        return _place(address, Kind.COLLECTION, parts[:3]) if len(parts) > 2 else None
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
    return _place(address, kind, (*prefix, *name), path)


def _place(address: Url, kind: Kind, parts: tuple[str, ...], path: str = "") -> Target:
    name = "/".join(parts)
    full = "/".join(filter(None, (name, path)))
    return Target(NAME, f"{NAME}:{full}", address.href, f"{SITE}/{full}", kind, path)


def _desk(target: Target) -> _Desk:
    name = target.canonical.removeprefix(SITE + "/")
    name = name.removesuffix("/" + target.path) if target.path else name
    if target.kind is Kind.PAPER:
        return _Desk(f"{SITE}/api/{name}", read_paper)
    if target.kind is Kind.COLLECTION:
        return _Desk(f"{SITE}/api/{name}", read_collection)
    prefix = "models/" if target.kind is Kind.MODEL else ""
    return _Desk(f"{SITE}/api/{prefix}{name}", read_repository)


def inspect(target: Target, _access: Access) -> Inspection:
    """Ask the Hub's API for a model, data set, space, paper or collection."""
    desk = _desk(target)
    responses = list((yield [Request(desk.api, limit=_LIMIT)]))
    told = responses[0]
    facts = desk.read(target, told) if told.status == 200 else None
    if told.status == 200 and told.truncated and told.body.startswith(b"{"):
        facts = Facts(Health.OK, f"the {target.kind} is there, with too many files to list")
    if facts is not None:
        return with_provenance_of(target, [told], facts)
    if told.failure is None and told.headers.get("x-error-message", "").startswith(
        "Access to this resource is disabled"
    ):
        return with_provenance_of(target, [told], Facts(Health.GONE, "disabled by Hugging Face"))
    if told.failure is not None or told.status not in _MISSING:
        return refused(target, told, "the API")
    responses += yield [Request(target.canonical, limit=_PAGE_LIMIT)]
    page = responses[1]
    is_unsure = (told.status, page.status) == (401, 401) and page.failure is None
    if not is_unsure or target.kind not in _LISTED or "/" not in _full_name(target):
        return with_provenance_of(target, responses, _by_page(target, told, page))
    responses += yield [_ask_list(target)]
    return with_provenance_of(target, responses, _by_list(target, responses[2]))


def _ask_list(target: Target) -> Request:
    """Ask for the public ones of an owner whose names contain this one."""
    owner, name = _full_name(target).split("/")
    query = urlencode({"author": owner, "search": name, "limit": _LONGEST_LIST})
    return Request(f"{SITE}/api/{_LISTED[target.kind]}?{query}")


def _full_name(target: Target) -> str:
    """Return owner and name; some old data sets have no owner."""
    name = target.canonical.removeprefix(f"{SITE}/").removeprefix(PREFIXES[target.kind])
    return name.removesuffix(f"/{target.path}") if target.path else name


def _by_list(target: Target, listing: Response) -> Facts:
    """Judge by the list of its owner's what API and page ask to sign in for."""
    unsure = "missing or private, a token would tell: the API answered 401, the page 401"
    names = read_names(listing)
    if names is None or len(names) >= _LONGEST_LIST:
        return Facts(Health.RESTRICTED, unsure)
    if _full_name(target).casefold() in map(str.casefold, names):
        return Facts(Health.RESTRICTED, f"{unsure}, yet it is on the public list")
    reason = f"no public {target.kind}: the API answered 401, and it is not among those its owner shows"
    return Facts(Health.GONE, reason)


def _by_page(target: Target, told: Response, page: Response) -> Facts:
    """Judge by its page what the API calls missing or private."""
    both = f"the API answered {told.status}, the page {page.status}"
    if page.failure is None and page.status in (200, 403):
        return Facts(Health.RESTRICTED, f"not open to everybody: {both}")
    if page.failure is not None or page.status not in (401, 404, 410):
        facts = refused(target, page, "the page")
        return replace(facts, reason=f"missing or private: the API answered {told.status}; {facts.reason}")
    if 404 in (told.status, page.status):
        return Facts(Health.GONE, f"no public {target.kind}: {both}", status_code=404)
    return Facts(Health.RESTRICTED, f"missing or private, a token would tell: {both}")
