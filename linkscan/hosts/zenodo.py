"""Zenodo: https://developers.zenodo.org/#records. A deleted record leaves a tombstone (410).

The schemas follow https://github.com/inveniosoftware/invenio-rdm-records. A DOI under 10.5281 also names a record.
"""

import re

from linkscan.code_hosts import HostKind, is_on
from linkscan.content.language import with_languages
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import read_json, with_provenance_of, without_data
from linkscan.http.schemas import Lenient, Schema, spdx
from linkscan.models import ANY_TOKEN, Facts, File, Health, Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "zenodo"
_SITE = "https://zenodo.org"
_PATH = re.compile(
    r"/(?:api/)?(?:records?|deposit)/(?P<number>\d{1,18})(?:/.*)?|/badge/doi/10\.5281/zenodo\.(?P<badge>\d{1,18})\.svg",
    re.IGNORECASE,
)
_DOI = re.compile(r"/10\.5281/zenodo\.(?P<number>\d{1,18})/?", re.IGNORECASE)
_SUPPLEMENTS = ("issupplementto", "issupplementedby", "isderivedfrom", "issourceof", "isidenticalto")


_CLOSED_MARKS = tuple(
    f'"{name}":{space}"{right}"'.encode()
    for name, right in (("access_right", "restricted"), ("access_right", "closed"), ("access_right", "embargoed"))
    for space in ("", " ")
)
"""Marks of records whose files are not public, although the run's token may show them."""


class _Id(Schema):
    id: Lenient[str] = None


class _Related(Schema):
    identifier: str
    relation: Lenient[str] = None


class _Version(Schema):
    index: Lenient[int] = None  # zero-based
    is_last: Lenient[bool] = None


class _Relations(Schema):
    version: Lenient[tuple[_Version, ...]] = None


class _About(Schema):
    title: Lenient[str] = None
    access_right: Lenient[str] = None
    license: Lenient[_Id] = None
    keywords: Lenient[tuple[str, ...]] = None
    version: Lenient[str] = None
    related_identifiers: Lenient[tuple[_Related, ...]] = None
    relations: Lenient[_Relations] = None


class _File(Schema):
    key: str
    size: Lenient[int] = None


class _Stats(Schema):
    downloads: Lenient[int] = None


class _Record(Schema):
    id: int
    doi: Lenient[str] = None
    metadata: _About
    files: Lenient[tuple[_File, ...]] = None
    stats: Lenient[_Stats] = None
    created: Lenient[str] = None
    updated: Lenient[str] = None
    modified: Lenient[str] = None


class _Removal(Schema):
    id: Lenient[str] = None


class _Tombstone(Schema):
    removal_reason: Lenient[_Removal] = None
    note: Lenient[str] = None


class _Refusal(Schema):
    message: Lenient[str] = None
    tombstone: Lenient[_Tombstone] = None


def match(address: Url) -> Target | None:
    """Return the record that a URL, or a Zenodo DOI, points to."""
    if address.site == "zenodo.org":
        found = _PATH.fullmatch(address.path)
    elif address.site in ("doi.org", "dx.doi.org"):
        found = _DOI.fullmatch(address.path)
    else:
        return None
    number = next(filter(None, found.groups()), None) if found else None
    if number is None:
        return None
    return Target(NAME, f"{NAME}:{number}", address.href, f"{_SITE}/records/{number}", Kind.ARCHIVE)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request a record from the API."""
    number = target.key.partition(":")[2]
    responses = yield [Request(f"{_SITE}/api/records/{number}", auth=ANY_TOKEN, is_private=_is_closed)]
    record = read_json(responses[0], _Record) if responses[0].status == 200 else None
    if record is None:
        return without_data(target, responses[0], "record", _removal_reason(responses[0]))
    return with_provenance_of(target, responses, _facts(record))


def _is_closed(body: bytes) -> bool:
    """Return whether the files of a record are not public."""
    return any(mark in body for mark in _CLOSED_MARKS)


def _facts(record: _Record) -> Facts:
    about = record.metadata
    is_open = about.access_right in (None, "open")
    listed = record.files if is_open else None  # a token may show files that are not public
    files = None if listed is None else tuple(File(file.key, file.size) for file in listed)
    metadata = Metadata(
        full_name=record.doi,
        id=str(record.id),
        description=about.title,
        license=spdx(about.license.id) if about.license else None,
        topics=about.keywords,
        created_at=record.created,
        pushed_at=record.updated or record.modified,
        files=None if files is None else tuple(file.path for file in files),
        size_kb=_kilobytes(files),
        latest_release=about.version,
        downloads=record.stats.downloads if record.stats else None,
        gated=None if about.access_right is None else not is_open,
    )
    access = "" if is_open else f", its access is {about.access_right}"
    return Facts(
        Health.OK,
        f"the record is there{_version(about)}{access}",
        final_url=f"{_SITE}/records/{record.id}",  # the id of a concept (all versions) resolves to the latest
        files=files,
        leads=_leads(about),
        metadata=with_languages(metadata, files),
    )


def _version(about: _About) -> str:
    """Return a remark on the version of a record; empty if it is the only one or the version is unknown."""
    versions = about.relations.version if about.relations else None
    version = versions[0] if versions else None
    if version is None or version.index is None or version.is_last is None or (version.index == 0 and version.is_last):
        return ""
    return f", version {version.index + 1} ({'the latest' if version.is_last else 'a newer one exists'})"


def _leads(about: _About) -> tuple[str, ...]:
    """Return the repositories that a record declares itself a copy or supplement of."""
    related = about.related_identifiers or ()
    return tuple(
        item.identifier
        for item in related
        if (item.relation or "").lower() in _SUPPLEMENTS and _is_repository(item.identifier)
    )


def _is_repository(identifier: str) -> bool:
    return identifier.lower().startswith(("http://", "https://")) and is_on(identifier, (HostKind.REPOSITORY,))


def _kilobytes(files: tuple[File, ...] | None) -> int | None:
    if files is None or any(file.size is None for file in files):
        return None
    return sum(file.size or 0 for file in files) // 1024


def _removal_reason(response: Response) -> str | None:
    """Return the reason given on the tombstone of a removed record; None if there is none."""
    refusal = read_json(response, _Refusal)
    if refusal is None or refusal.tombstone is None:
        return None
    removal = refusal.tombstone.removal_reason
    return refusal.tombstone.note or (removal.id if removal else None)
