"""Subpages of a repository other than a branch or path: releases, archives, commits, issues, the wiki.

Address shapes: https://docs.github.com/repositories/working-with-files/using-files/downloading-source-code-archives,
https://docs.github.com/repositories/releasing-projects-on-github/linking-to-releases. An issue that is a pull request
redirects to it, and the other way round; a missing wiki page redirects to the wiki's or the repository's front page.
"""

import re
from enum import Enum
from typing import NamedTuple
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
    """Whether a subpage exists."""

    YES = "there"
    NO = "not there"
    NOT_TOLD = "not told"


class Subpage(NamedTuple):
    """A subpage of a repository; the fields are set if GraphQL can look it up as a release, asset, issue or pull."""

    tag: str | None = None
    asset: str | None = None
    number: int | None = None


def is_subpage(path: str) -> bool:
    """Return whether a path below a repository names one of the subpages that may be missing."""
    return any(pattern.fullmatch(path) for pattern in (_ARCHIVE, _COMMIT, _RELEASE, _ASSET, _NUMBER, _PAGE))


def ref_of(path: str) -> tuple[str, ...]:
    """Return the segments of a ref, and a path within it, that git can look up; empty if the page is unknown to git."""
    view, _, rest = path.partition("/")
    if view in _VIEWS_OF_REF:
        return tuple(rest.split("/"))
    found = _ARCHIVE.fullmatch(path) or _COMMIT.fullmatch(path)
    return tuple(found["ref"].split("/")) if found else ()


def subpage_of(path: str) -> Subpage | None:
    """Return the subpage that a path names; None for the repository itself and for refs, which git looks up."""
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
    """Return the URL of a subpage, percent-encoded, since names in a target are decoded."""
    return quote(target.canonical, safe="/:@!$&'()*+,;=~%")


def existence_by_page(target: Target, page: Response) -> Existence:
    """Return whether a subpage exists, judging by the response to a request for it."""
    health, _ = health_of(page)
    if page.failure is None and health is Health.GONE:
        return Existence.NO
    if page.failure is not None or page.status not in (200, 206):
        return Existence.NOT_TOLD
    is_wiki = target.path.startswith("wiki/")
    was_redirected = is_wiki and bool(page.redirects) and not _names_same_page(target, page.url)
    return Existence.NO if was_redirected else Existence.YES


def _names_same_page(target: Target, url: str) -> bool:
    """Return whether a URL is that of the same wiki page, even if the repository has been renamed."""
    wanted = target.path.partition("#")[0].casefold()
    return comparable(url).casefold().endswith(wanted)
