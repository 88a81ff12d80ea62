"""What an address names below a repository besides a branch or a path: releases, archives, commits, issues, the wiki.

Address shapes: https://docs.github.com/repositories/working-with-files/using-files/downloading-source-code-archives,
https://docs.github.com/repositories/releasing-projects-on-github/linking-to-releases. An issue that is a pull request
redirects to it, and the other way round; a wiki page that is not there redirects to the wiki, or to the repository.
"""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote

from linkscan.http.responses import health_of
from linkscan.models import Health, Response, Target
from linkscan.urls import comparable

_ARCHIVE = re.compile(r"archive/(?:refs/(?:tags|heads)/)?(?P<ref>.+?)\.(?:zip|tar\.gz)", re.IGNORECASE)
_COMMIT = re.compile(r"commit/(?P<ref>[0-9a-f]{4,40})(?:\.(?:patch|diff))?", re.IGNORECASE)
_RELEASE = re.compile(r"releases/tag/(?P<tag>.+)")
_ASSET = re.compile(r"releases/download/(?P<tag>.+)/(?P<asset>[^/]+)")
_NUMBER = re.compile(r"(?:issues|pull)/(?P<number>\d{1,9})(?:/.*)?")
_PAGE = re.compile(r"(?:discussions/\d{1,9}|wiki/[^/]+|releases/latest/download/[^/]+|commit/.+)")
_VIEWS_OF_REF = ("tree", "blob")


class Existence(Enum):
    """Whether something is there."""

    YES = "there"
    NO = "not there"
    NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Subpage:
    """A page below a repository: the release, asset or number that GraphQL can look up, if it is one."""

    tag: str | None = None
    asset: str | None = None
    number: int | None = None


def is_subpage(path: str) -> bool:
    """Return whether a path below a repository names something that can be missing."""
    return any(pattern.fullmatch(path) for pattern in (_ARCHIVE, _COMMIT, _RELEASE, _ASSET, _NUMBER, _PAGE))


def ref_of(path: str) -> tuple[str, ...]:
    """Return the parts of a ref, and of a path in it, that git can look up; none where git does not know the page."""
    view, _, rest = path.partition("/")
    if view in _VIEWS_OF_REF:
        return tuple(rest.split("/"))
    found = _ARCHIVE.fullmatch(path) or _COMMIT.fullmatch(path)
    return tuple(found["ref"].split("/")) if found else ()


def subpage_of(path: str) -> Subpage | None:
    """Return the page that a path names; None for the repository itself, and for what git looks up."""
    if not path or ref_of(path):
        return None
    if (asset := _ASSET.fullmatch(path)) is not None:
        return Subpage(tag=asset["tag"], asset=asset["asset"])
    if (release := _RELEASE.fullmatch(path)) is not None:
        return Subpage(tag=release["tag"])
    if (number := _NUMBER.fullmatch(path)) is not None:
        return Subpage(number=int(number["number"]))
    return Subpage()


def page_url(target: Target) -> str:
    """Return the address of a subpage; the names in a target are decoded."""
    return quote(target.canonical, safe="/:@!$&'()*+,;=~%")


def existence_by_page(target: Target, page: Response) -> Existence:
    """Return whether a subpage is there, as its page says."""
    health, _ = health_of(page)
    if page.failure is None and health is Health.GONE:
        return Existence.NO
    if page.failure is not None or page.status not in (200, 206):
        return Existence.NOT_TOLD
    is_wiki = target.path.startswith("wiki/")
    was_sent_away = is_wiki and bool(page.redirects) and not _names_same_page(target, page.url)
    return Existence.NO if was_sent_away else Existence.YES


def _names_same_page(target: Target, url: str) -> bool:
    """Return whether a wiki's page was found under its own name, in whatever repository it is now."""
    wanted = target.path.partition("#")[0].casefold()
    return comparable(url).casefold().endswith(wanted)
