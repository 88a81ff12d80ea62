"""Hugging Face: models, data sets, Spaces, collections, pages of papers.

The API (https://huggingface.co/docs/hub/api; fields as in `huggingface_hub`, `hf_api.py`) answers 401 to whoever has
not signed in, for what is missing and for what is private (`huggingface_hub`, `utils/_http.py`); so does the page of
late (defilantech/LLMKube#511), which used to be a 404 (huggingface/diffusers#228). Two 401s tell nothing: missing or
private. A 404 of either is the no of the host; whoever has a token gets it from the API. A gated repository is there.
A renamed one redirects; the `id` in the answer says where to.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from linkscan.address import Address
from linkscan.forges import singly
from linkscan.forges.answers import Told, read_json, refused, told_of
from linkscan.forges.licences import spdx
from linkscan.forges.listed import listed
from linkscan.forges.rounds import Talk
from linkscan.models import Answer, Facts, File, Health, Hop, Kind, Metadata, Place, Question

NAME = "huggingface"
SITE = "https://huggingface.co"
MOST_LEADS = 3

_KINDS = {"models": Kind.MODEL, "datasets": Kind.DATASET, "spaces": Kind.SPACE}
_RESERVED = listed(
    """api blog brand chat collections contact docs enterprise front huggingface.js inference join jobs kernels learn
    login models new notifications organizations papers posts pricing privacy search settings spaces datasets storage
    support tasks terms-of-service"""
)
_NAME = re.compile(r"[\w.-]+")
_VIEWS = listed("tree blob resolve raw")
_MAIN = "main"  # the revision whose files the API lists
_MISSING = (401, 404)
_LIMIT = 1 << 22  # some data sets list a hundred thousand files
_PAGE_LIMIT = 1 << 16


class _Told(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)


class _Sibling(_Told):
    rfilename: str


class _CardData(_Told):
    license: Told[str] = None


class _Runtime(_Told):
    stage: Told[str] = None


class _Repository(_Told):
    """A model, a data set or a Space."""

    id: str
    gated: Told[bool | str] = None
    disabled: Told[bool] = None
    created_at: Told[str] = None
    last_modified: Told[str] = None
    downloads: Told[int] = None
    likes: Told[int] = None
    tags: Told[tuple[str, ...]] = None
    siblings: Told[tuple[_Sibling, ...]] = None
    card_data: Told[_CardData] = None
    runtime: Told[_Runtime] = None


class _Item(_Told):
    id: str
    type: str


class _Collection(_Told):
    slug: str
    title: Told[str] = None
    description: Told[str] = None
    last_updated: Told[str] = None
    upvotes: Told[int] = None
    items: Told[tuple[_Item, ...]] = None


class _Paper(_Told):
    id: str
    title: Told[str] = None
    upvotes: Told[int] = None
    github_repo: Told[str] = None
    github_repo_added_by: Told[str] = None
    project_page: Told[str] = None


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where to ask about a place, and how the answer is read."""

    api: str
    read: Callable[[Place, Answer], Facts | None]


def locate(address: Address) -> Place | None:
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


def _place(address: Address, kind: Kind, parts: tuple[str, ...], path: str = "") -> Place:
    name = "/".join(parts)
    full = "/".join(filter(None, (name, path)))
    return Place(NAME, f"{NAME}:{full}", address.href, f"{SITE}/{full}", kind, path)


def _desk(place: Place) -> _Desk:
    name = place.canonical.removeprefix(SITE + "/")
    name = name.removesuffix("/" + place.path) if place.path else name
    if place.kind is Kind.PAPER:
        return _Desk(f"{SITE}/api/{name}", _read_paper)
    if place.kind is Kind.COLLECTION:
        return _Desk(f"{SITE}/api/{name}", _read_collection)
    prefix = "models/" if place.kind is Kind.MODEL else ""
    return _Desk(f"{SITE}/api/{prefix}{name}", _read_repository)


def _inspect(place: Place) -> Talk[Facts]:
    desk = _desk(place)
    answers = yield [Question(desk.api, limit=_LIMIT)]
    told = answers[0]
    facts = desk.read(place, told) if told.status == 200 else None
    if told.status == 200 and told.truncated and told.body.startswith(b"{"):
        facts = Facts(Health.OK, f"the {place.kind} is there, with too many files to list")
    if facts is not None:
        return told_of(place, [told], facts)
    if told.failure is None and told.headers.get("x-error-message", "").startswith(
        "Access to this resource is disabled"
    ):
        return told_of(place, [told], Facts(Health.GONE, "disabled by Hugging Face"))
    if told.failure is not None or told.status not in _MISSING:
        return refused(place, told, "the API")
    pages = yield [Question(place.canonical, limit=_PAGE_LIMIT)]
    return told_of(place, [told, *pages], _by_page(place, told, pages[0]))


def _by_page(place: Place, told: Answer, page: Answer) -> Facts:
    """Judge by its page what the API calls missing or private."""
    both = f"the API answered {told.status}, the page {page.status}"
    if page.failure is None and page.status in (200, 403):
        return Facts(Health.RESTRICTED, f"not open to everybody: {both}")
    if page.failure is not None or page.status not in (401, 404, 410):
        facts = refused(place, page, "the page")
        return replace(facts, reason=f"missing or private: the API answered {told.status}; {facts.reason}")
    if 404 in (told.status, page.status):
        return Facts(Health.GONE, f"no public {place.kind}: {both}", status_code=404)
    return Facts(Health.RESTRICTED, f"missing or private, a token would tell: {both}")


def _read_repository(place: Place, answer: Answer) -> Facts | None:
    told = read_json(answer, _Repository)
    if told is None:
        return None
    files = None if told.siblings is None else tuple(File(sibling.rfilename) for sibling in told.siblings)
    metadata = Metadata(
        full_name=told.id,
        id=told.id,
        license=spdx(told.card_data.license) if told.card_data else None,
        topics=told.tags,
        created_at=told.created_at,
        pushed_at=told.last_modified,
        files=None if files is None else tuple(dict.fromkeys(file.path.partition("/")[0] for file in files)),
        downloads=told.downloads,
        likes=told.likes,
        gated=None if told.gated is None else bool(told.gated),
    )
    if told.disabled:
        return Facts(Health.GONE, "disabled by Hugging Face", metadata=metadata)
    return _within(place, replace(_there(place, told), files=files, metadata=metadata))


def _there(place: Place, told: _Repository) -> Facts:
    """Say that a repository is there, in which state, and whether it has another name now."""
    stage = f", its app is {told.runtime.stage}" if told.runtime and told.runtime.stage else ""
    gate = ", behind a gate that opens on request" if told.gated else ""
    prefix = "" if place.kind is Kind.MODEL else f"{place.kind}s/"
    home = f"{SITE}/{prefix}{told.id}"
    asked = place.canonical.removesuffix("/" + place.path) if place.path else place.canonical
    if home.casefold() == asked.casefold():
        return Facts(Health.OK, f"the {place.kind} is there{gate}{stage}")
    here = "/".join(filter(None, (home, place.path)))
    return Facts(Health.MOVED, f"{asked} is now {home}", redirects=(Hop(asked, 307, home),), canonical=here)


def _within(place: Place, facts: Facts) -> Facts:
    """Look for the file or folder that a place names; only those of the main revision are listed."""
    view, _, rest = place.path.partition("/")
    revision, _, path = rest.partition("/")
    if not path or revision != _MAIN or not facts.files:
        return facts
    inside = tuple(file for file in facts.files if file.path == path or file.path.startswith(path + "/"))
    if not inside:
        return replace(facts, health=Health.GONE, reason=f"the {place.kind} is there, but not {path} in it")
    kind = Kind.FILE if view != "tree" else None
    return replace(facts, files=inside, kind=kind)


def _read_collection(place: Place, answer: Answer) -> Facts | None:
    told = read_json(answer, _Collection)
    if told is None:
        return None
    metadata = Metadata(
        full_name=told.slug,
        id=told.slug,
        description=told.title,
        pushed_at=told.last_updated,
        likes=told.upvotes,
    )
    held = [f"{SITE}/{'' if item.type == 'model' else item.type + 's/'}{item.id}" for item in told.items or ()
            if f"{item.type}s" in _KINDS]  # fmt: skip
    count = "an unknown number of" if told.items is None else len(told.items)
    return Facts(
        Health.OK,
        f"the {place.kind} is there, with {count} items",
        files=() if told.items == () else None,
        leads=tuple(held[:MOST_LEADS]),
        metadata=metadata,
    )


def _read_paper(_: Place, answer: Answer) -> Facts | None:
    told = read_json(answer, _Paper)
    if told is None:
        return None
    # What a machine linked ("auto") is often somebody else's reimplementation.
    repository = told.github_repo if told.github_repo_added_by != "auto" else None
    leads = tuple(url for url in (repository, told.project_page) if url and url.startswith("http"))
    named = "and names its repository" if repository else "and names no repository"
    metadata = Metadata(full_name=told.title, id=told.id, homepage=told.project_page, likes=told.upvotes)
    return Facts(Health.OK, f"the paper has a page, {named}", leads=leads, metadata=metadata)


batch = singly.batch
inspect = singly.one_by_one(_inspect)
