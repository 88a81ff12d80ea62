"""Open Science Framework: https://developer.osf.io/. A short id may name a project, a registration or a file.

A private project answers 401 to whoever has not signed in, one that was deleted 410. A link for reviewers carries its
own key (`?view_only=`), which is passed on.
"""

import re
from urllib.parse import parse_qs

from linkscan.address import Address
from linkscan.forges import singly
from linkscan.forges.answers import Told, read_json, told_of
from linkscan.forges.deposits import without_data
from linkscan.forges.replies import Reply
from linkscan.forges.rounds import Talk
from linkscan.models import Answer, Facts, File, Health, Kind, Metadata, Place, Question

NAME = "osf"
_API = "https://api.osf.io/v2"
_GUID = re.compile(r"[a-z0-9]{5}(?:_v\d+)?")
_DOI = re.compile(r"/10\.17605/osf\.io/(?P<guid>[a-z0-9]{5})/?", re.IGNORECASE)
_KEY = re.compile(r"[0-9a-f]{32}")
_WITH_FILES = ("nodes", "registrations")
_WORDS = {
    "nodes": "project",
    "registrations": "registration",
    "files": "file",
    "preprints": "preprint",
    "users": "user",
}


class _About(Reply):
    title: Told[str] = None
    name: Told[str] = None
    description: Told[str] = None
    tags: Told[tuple[str, ...]] = None
    fork: Told[bool] = None
    size: Told[int] = None
    kind: Told[str] = None
    date_created: Told[str] = None
    date_modified: Told[str] = None


class _Thing(Reply):
    id: str = ""
    type: str
    attributes: _About


class _One(Reply):
    data: _Thing


class _Links(Reply):
    next: Told[str] = None


class _Listing(Reply):
    data: tuple[_Thing, ...]
    links: Told[_Links] = None


def locate(address: Address) -> Place | None:
    """Name the project, registration or file that an address, or a DOI of OSF's, points to."""
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
    return Place(NAME, f"{NAME}:{guid}{kept}", address.href, f"https://osf.io/{guid}/{kept}", Kind.ARCHIVE)


def _inspect(place: Place) -> Talk[Facts]:
    guid, _, key = place.key.partition(":")[2].partition("?")
    query = f"?{key}" if key else ""
    answers = yield [Question(f"{_API}/guids/{guid}/{query}")]
    told = read_json(answers[0], _One) if answers[0].status == 200 else None
    if told is None:
        return without_data(place, answers[0], "project or file of this id")
    thing = told.data
    if thing.type not in _WITH_FILES:
        return told_of(place, answers, _facts(thing, _itself(thing)))
    listings = yield [Question(f"{_API}/{thing.type}/{thing.id}/files/osfstorage/{query}")]
    return told_of(place, [*answers, *listings], _facts(thing, _files(listings[0])))


def _facts(thing: _Thing, files: tuple[File, ...] | None) -> Facts:
    about = thing.attributes
    metadata = Metadata(
        full_name=about.title or about.name,
        id=thing.id,
        description=about.description or None,
        topics=about.tags,
        created_at=about.date_created,
        pushed_at=about.date_modified,
        fork=about.fork,
        files=None if files is None else tuple(file.path.rstrip("/") for file in files),
    )
    kind = Kind.PAPER if thing.type == "preprints" else Kind.FILE if thing.type == "files" else None
    return Facts(
        Health.OK, f"the {_WORDS.get(thing.type, thing.type)} is there", kind=kind, files=files, metadata=metadata
    )


def _itself(thing: _Thing) -> tuple[File, ...] | None:
    about = thing.attributes
    return (File(about.name, about.size),) if thing.type == "files" and about.name else None


def _files(answer: Answer) -> tuple[File, ...] | None:
    """List the top level of a project's own storage; None where it was not told, or not all of it.

    An empty storage is not told either: files may lie with an add-on (GitHub, Dropbox) or in a component.
    """
    listing = read_json(answer, _Listing) if answer.status == 200 else None
    if listing is None or not listing.data:
        return None
    return tuple(
        File(f"{thing.attributes.name}/")
        if thing.attributes.kind == "folder"
        else File(thing.attributes.name or "", thing.attributes.size)
        for thing in listing.data
        if thing.attributes.name
    )


batch = singly.batch
inspect = singly.one_by_one(_inspect)
