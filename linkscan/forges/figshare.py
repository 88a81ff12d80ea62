"""figshare and the sites that universities have there: https://docs.figshare.com/#public_article.

The API answers 404 to what is missing and to what one may not see.
"""

import re

from linkscan.address import Address
from linkscan.forges import singly
from linkscan.forges.answers import Told, WebUrl, read_json, told_of
from linkscan.forges.deposits import without_data
from linkscan.forges.licences import spdx
from linkscan.forges.replies import Reply
from linkscan.forges.rounds import Talk
from linkscan.models import Facts, File, Health, Kind, Metadata, Place, Question

NAME = "figshare"
_PATH = re.compile(r"/articles/(?:[^/]+/){0,3}(?P<number>\d{4,12})(?:/\d+)?/?")
_DOI = re.compile(r"/10\.6084/m9\.figshare\.(?P<number>\d{4,12})(?:\.v\d+)?/?", re.IGNORECASE)


class _License(Reply):
    name: Told[str] = None


class _File(Reply):
    name: str
    size: Told[int] = None


class _Article(Reply):
    id: int
    title: Told[str] = None
    doi: Told[str] = None
    url_public_html: Told[WebUrl] = None
    is_embargoed: Told[bool] = None
    is_confidential: Told[bool] = None
    is_metadata_record: Told[bool] = None
    files: Told[tuple[_File, ...]] = None
    license: Told[_License] = None
    tags: Told[tuple[str, ...]] = None
    size: Told[int] = None
    created_date: Told[str] = None
    modified_date: Told[str] = None


def locate(address: Address) -> Place | None:
    """Name the article that an address, or a DOI of figshare's, points to."""
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
    return Place(NAME, f"{NAME}:{number}", address.href, canonical, Kind.ARCHIVE)


def _inspect(place: Place) -> Talk[Facts]:
    number = place.key.partition(":")[2]
    answers = yield [Question(f"https://api.figshare.com/v2/articles/{number}")]
    article = read_json(answers[0], _Article) if answers[0].status == 200 else None
    if article is None:
        return without_data(place, answers[0], "article")
    return told_of(place, answers, _facts(article))


def _facts(article: _Article) -> Facts:
    is_closed = bool(article.is_embargoed or article.is_confidential or article.is_metadata_record)
    files = None if article.files is None else tuple(File(file.name, file.size) for file in article.files)
    metadata = Metadata(
        full_name=article.doi,
        id=str(article.id),
        description=article.title,
        license=spdx(article.license.name.replace(" ", "-")) if article.license and article.license.name else None,
        topics=article.tags,
        created_at=article.created_date,
        pushed_at=article.modified_date,
        files=None if files is None else tuple(file.path for file in files),
        size_kb=None if article.size is None else article.size // 1024,
        gated=None if article.is_embargoed is None else is_closed,
    )
    reason = "the article is there, its files are not open" if is_closed else "the article is there"
    return Facts(
        Health.OK,
        reason,
        canonical=article.url_public_html,
        files=files if files or not is_closed else None,
        metadata=metadata,
    )


batch = singly.batch
inspect = singly.one_by_one(_inspect)
