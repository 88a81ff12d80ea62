"""figshare and the institutional sites that it hosts: https://docs.figshare.com/#public_article.

The API answers 404 for both missing and private articles. An article includes at most ten of its files; the listing has
all of them. Folders are given separately, by file id (`ArticleComplete` in https://docs.figshare.com/swagger.json).
"""

import re
from collections.abc import Mapping, Sequence

from linkscan.content.file_kinds import MORE
from linkscan.content.language import with_languages
from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import read_json, with_provenance_of, without_data
from linkscan.http.schemas import Lenient, ListSchema, Schema, WebUrl, spdx
from linkscan.models import Facts, File, Health, Kind, Metadata, Request, Target
from linkscan.urls import Url

NAME = "figshare"
_API = "https://api.figshare.com/v2/articles"
_NAMED_AT_ONCE = 10
_MOST_FILES = 1000
_LIMIT = 1 << 22
_PATH = re.compile(r"/articles/(?:[^/]+/){0,3}(?P<number>\d{4,12})(?:/\d+)?/?")
_DOI = re.compile(r"/10\.6084/m9\.figshare\.(?P<number>\d{4,12})(?:\.v\d+)?/?", re.IGNORECASE)


class _License(Schema):
    name: Lenient[str] = None


class _File(Schema):
    id: Lenient[int] = None
    name: str
    size: Lenient[int] = None


class _Files(ListSchema[_File]):
    pass


class _Article(Schema):
    id: int
    title: Lenient[str] = None
    doi: Lenient[str] = None
    url_public_html: Lenient[WebUrl] = None
    is_embargoed: Lenient[bool] = None
    is_confidential: Lenient[bool] = None
    is_metadata_record: Lenient[bool] = None
    files: Lenient[tuple[_File, ...]] = None
    folder_structure: Lenient[Mapping[str, str]] = None
    license: Lenient[_License] = None
    tags: Lenient[tuple[str, ...]] = None
    size: Lenient[int] = None
    version: Lenient[int] = None
    created_date: Lenient[str] = None
    modified_date: Lenient[str] = None


def match(address: Url) -> Target | None:
    """Return the article that a URL, or a figshare DOI, points to."""
    if address.site == "figshare.com" or address.site.endswith(".figshare.com"):
        found = _PATH.fullmatch(address.path)
    elif address.site in ("doi.org", "dx.doi.org"):
        found = _DOI.fullmatch(address.path)
    else:
        return None
    if found is None:
        return None
    number = found["number"]
    is_page = address.site.endswith("figshare.com")
    canonical = address.href.partition("?")[0] if is_page else f"https://doi.org/10.6084/m9.figshare.{number}"
    return Target(NAME, f"{NAME}:{number}", address.href, canonical, Kind.ARCHIVE)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request an article, and the listing of its files if the article may not include all."""
    number = target.key.partition(":")[2]
    responses = yield [Request(f"{_API}/{number}")]
    article = read_json(responses[0], _Article) if responses[0].status == 200 else None
    if article is None:
        return without_data(target, responses[0], "article")
    if article.files is None or len(article.files) < _NAMED_AT_ONCE:
        return with_provenance_of(target, responses, _facts(article, _paths(article.files, article.folder_structure)))
    listings = yield [Request(f"{_API}/{number}/files?page_size={_MOST_FILES}", max_body=_LIMIT)]
    listed = read_json(listings[0], _Files) if listings[0].status == 200 else None
    files = _paths(listed.root if listed else article.files, article.folder_structure) or ()
    others = () if listed and len(listed.root) < _MOST_FILES else (File(MORE),)
    return with_provenance_of(target, [*responses, *listings], _facts(article, (*files, *others)))


def _paths(listed: Sequence[_File] | None, folders: Mapping[str, str] | None) -> tuple[File, ...] | None:
    """Return the files with their folders in the paths; None if they are unknown."""
    if listed is None:
        return None
    homes = [(folders or {}).get(str(file.id), "").strip("/") for file in listed]
    return tuple(
        File(f"{home}/{file.name}" if home else file.name, file.size) for home, file in zip(homes, listed, strict=True)
    )


def _facts(article: _Article, files: tuple[File, ...] | None) -> Facts:
    is_closed = bool(article.is_embargoed or article.is_confidential or article.is_metadata_record)
    metadata = Metadata(
        full_name=article.doi,
        id=str(article.id),
        description=article.title,
        license=spdx(article.license.name.replace(" ", "-")) if article.license and article.license.name else None,
        topics=article.tags,
        created_at=article.created_date,
        pushed_at=article.modified_date,
        files=None if files is None else tuple(dict.fromkeys(file.path.partition("/")[0] for file in files)),
        size_kb=None if article.size is None else article.size // 1024,
        latest_release=None if article.version is None else f"v{article.version}",
        gated=None if article.is_embargoed is None else is_closed,
    )
    reason = "the article is there, its files are not open" if is_closed else "the article is there"
    return Facts(
        Health.OK,
        reason,
        canonical=article.url_public_html,
        files=files if files or not is_closed else None,
        metadata=with_languages(metadata, files),
    )
