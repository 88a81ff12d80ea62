"""What the API of Hugging Face tells of a model, a data set, a Space, a collection or a paper.

Fields as in `huggingface_hub`, `hf_api.py`; those of papers as recorded from https://huggingface.co/api/papers.
"""

from dataclasses import replace

from linkscan.hosts.licences import spdx
from linkscan.hosts.responses import Told, read_json
from linkscan.hosts.schemas import CamelSchema, ListSchema
from linkscan.models import Facts, File, Health, Kind, Metadata, Redirect, Response, Target

SITE = "https://huggingface.co"
MOST_LEADS = 3
PREFIXES = {"model": "", "dataset": "datasets/", "space": "spaces/"}
"""What stands before a name in an address, by the word that the API and `Kind` have for it."""

_MAIN = "main"  # the revision whose files the API lists


class _Sibling(CamelSchema):
    rfilename: str


class _CardData(CamelSchema):
    license: Told[str] = None


class _Runtime(CamelSchema):
    stage: Told[str] = None


class _Repository(CamelSchema):
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
    description: Told[str] = None
    used_storage: Told[int] = None  # bytes, of all revisions


class _Item(CamelSchema):
    id: str
    type: str


class _Named(CamelSchema):
    id: str


class _Names(ListSchema[_Named]):
    pass


class _Collection(CamelSchema):
    slug: str
    title: Told[str] = None
    description: Told[str] = None
    last_updated: Told[str] = None
    upvotes: Told[int] = None
    items: Told[tuple[_Item, ...]] = None


class _Paper(CamelSchema):
    id: str
    title: Told[str] = None
    upvotes: Told[int] = None
    github_repo: Told[str] = None
    github_repo_added_by: Told[str] = None
    project_page: Told[str] = None


def read_repository(target: Target, response: Response) -> Facts | None:
    """Read what is told of a model, a data set or a Space; None where the answer is another."""
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
    if told.disabled:
        return Facts(Health.GONE, "disabled by Hugging Face", metadata=metadata)
    return _within(target, replace(_there(target, told), files=files, metadata=metadata))


def read_names(response: Response) -> tuple[str, ...] | None:
    """Read the full names on a list of models, data sets or Spaces; None where the answer is no list."""
    told = read_json(response, _Names) if response.status == 200 else None
    return None if told is None else tuple(named.id for named in told.root)


def _there(target: Target, told: _Repository) -> Facts:
    """Return that a repository is there, in which state, and whether it has another name now."""
    stage = f", its app is {told.runtime.stage}" if told.runtime and told.runtime.stage else ""
    gate = ", behind a gate that opens on request" if told.gated else ""
    home = f"{SITE}/{PREFIXES[target.kind]}{told.id}"
    asked = target.canonical.removesuffix("/" + target.path) if target.path else target.canonical
    if home.casefold() == asked.casefold():
        return Facts(Health.OK, f"the {target.kind} is there{gate}{stage}")
    here = "/".join(filter(None, (home, target.path)))
    return Facts(Health.MOVED, f"{asked} is now {home}", redirects=(Redirect(asked, 307, home),), canonical=here)


def _within(target: Target, facts: Facts) -> Facts:
    """Look for the file or folder that a place names; only those of the main revision are listed."""
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
    """Read what is told of a collection: it leads to what it collects."""
    told = read_json(response, _Collection)
    if told is None:
        return None
    metadata = Metadata(
        full_name=told.slug,
        id=told.slug,
        description=told.title,
        pushed_at=told.last_updated,
        likes=told.upvotes,
    )
    held = [f"{SITE}/{PREFIXES[item.type]}{item.id}" for item in told.items or () if item.type in PREFIXES]
    count = "an unknown number of" if told.items is None else len(told.items)
    return Facts(
        Health.OK,
        f"the {target.kind} is there, with {count} items",
        files=() if told.items == () else None,
        leads=tuple(held[:MOST_LEADS]),
        metadata=metadata,
    )


def read_paper(_: Target, response: Response) -> Facts | None:
    """Read what is told of a paper: it leads to the repository and the page that somebody gave for it."""
    told = read_json(response, _Paper)
    if told is None:
        return None
    # What a machine linked ("auto") is often somebody else's reimplementation.
    repository = told.github_repo if told.github_repo_added_by != "auto" else None
    leads = tuple(url for url in (repository, told.project_page) if url and url.startswith(("http://", "https://")))
    named = "and names its repository" if repository else "and names no repository"
    metadata = Metadata(full_name=told.title, id=told.id, homepage=told.project_page, likes=told.upvotes)
    return Facts(Health.OK, f"the paper has a page, {named}", leads=leads, metadata=metadata)
