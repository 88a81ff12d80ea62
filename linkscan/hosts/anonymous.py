"""anonymous.4open.science, which hosts code for double-blind review: https://github.com/tdurieux/anonymous_github.

Its pages answer 200 for anything; the API is informative (`src/server/routes/repository-public.ts`): 410
`repository_expired` after the date that the authors set, 404 `repo_not_found`, 425 while a repository is being
prepared. An expired repository may name the original one (`url`).
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from linkscan.content.file_kinds import holds_code
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import no_data_for, read_json, with_provenance_of
from linkscan.http.schemas import Lenient, ListSchema, Schema, WebUrl
from linkscan.models import Facts, File, Health, Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "anonymous"
_SITE = "https://anonymous.4open.science"
_PATH = re.compile(r"/(?:r|repository)/(?P<id>[\w.-]{3,120})(?:/.*)?")
_GONE = {"repository_expired": "expired", "repo_not_found": "unknown to the service"}
MOST_FOLDERS = 3
"""Folders listed, at a request each; the service throttles clients after 50 requests in 15 minutes."""


class _Options(Schema):
    url: Lenient[WebUrl] = None
    lastUpdateDate: Lenient[str] = None  # noqa: N815 - the API's name


class _Refusal(Schema):
    error: Lenient[str] = None


class _Entry(Schema):
    name: str
    path: Lenient[str] = None
    size: Lenient[int] = None  # folders have none


class _Entries(ListSchema[_Entry]):
    pass


def match(address: Url) -> Target | None:
    """Return the anonymous repository that a URL points to; the service ignores letter case."""
    found = _PATH.fullmatch(address.path)
    if found is None:
        return None
    name = found["id"]
    return Target(NAME, f"{NAME}:{name.lower()}", address.href, f"{_SITE}/r/{name}", Kind.REPOSITORY)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request a repository's options, then its files and, if none at the top level is code, those of some folders."""
    api = f"{_SITE}/api/repo/{target.canonical.rpartition('/')[2]}"
    responses = list((yield [Request(f"{api}/options")]))
    response = responses[0]
    options = read_json(response, _Options) if response.status == 200 else None
    if options is None or _is_error(response):
        return _error_facts(target, response)
    if options.url:
        facts = Facts(
            Health.MOVED, f"expired, and now open as {options.url}", canonical=options.url, leads=(options.url,)
        )
        return with_provenance_of(target, responses, facts)
    responses += yield [Request(f"{api}/files")]
    files = _files(responses[-1])
    if files and not any(holds_code(file.path) for file in files):
        folders = [file.path for file in files if file.path.endswith("/")][:MOST_FOLDERS]
        inner = (
            (yield [Request(f"{api}/files?path={quote(folder.rstrip('/'))}") for folder in folders]) if folders else ()
        )
        responses += inner
        files = _with_folders_listed(files, folders, inner)
    known = Metadata(pushed_at=options.lastUpdateDate)
    return with_provenance_of(
        target, responses, Facts(Health.OK, "the repository is there", files=files, metadata=known)
    )


def _is_error(response: Response) -> bool:
    refusal = read_json(response, _Refusal)
    return refusal is not None and refusal.error is not None


def _error_facts(target: Target, response: Response) -> Facts:
    """Return the facts of a response without options; its `error` is more specific than its status."""
    refusal = read_json(response, _Refusal)
    error = refusal.error if refusal else None
    if error in _GONE or (error is not None and response.status in (404, 410)):
        state = _GONE.get(error, "gone")
        return with_provenance_of(target, [response], Facts(Health.GONE, f"the repository is {state} ({error[:80]})"))
    if error is not None:
        return with_provenance_of(target, [response], Facts(Health.UNREACHABLE, f"the service says {error[:80]}"))
    return no_data_for(target, response, "the API")


def _files(response: Response, prefix: str = "") -> tuple[File, ...] | None:
    listed = read_json(response, _Entries) if response.status == 200 else None
    if listed is None:
        return None
    return tuple(
        File(f"{prefix}{entry.name}{'' if entry.size is not None else '/'}", entry.size) for entry in listed.root
    )


def _with_folders_listed(
    files: tuple[File, ...], folders: list[str], responses: Sequence[Response]
) -> tuple[File, ...]:
    """Return the files with each listed folder replaced by the files in it."""
    inner = {folder: _files(response, folder) for folder, response in zip(folders, responses, strict=True)}
    kept = [file for file in files if inner.get(file.path) is None]
    return (*kept, *(file for found in inner.values() for file in found or ()))
