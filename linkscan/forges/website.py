"""The open web, the forge of last resort: it knows every address.

One question a page, one more where the page itself sends its reader on (`<meta http-equiv="refresh">`), git's three
where it is the face of a repository on a host that no other forge knows (cgit, Gitea, GitLab under any name).
"""

import re
from dataclasses import replace
from urllib.parse import unquote

from linkscan.address import Address, parse_address
from linkscan.content.file_kinds import FileKind, kind_of
from linkscan.forges.answers import facts_of, health_of, told_by
from linkscan.forges.forge import Access, Inspection
from linkscan.forges.git.snapshot import look_at, notice_of, readme_of
from linkscan.forges.github.addresses import likely_repository
from linkscan.forges.page.code_homes import home_of
from linkscan.forges.page.code_links import find_leads
from linkscan.forges.page.decoding import decode
from linkscan.forges.page.detours import sent_home, sent_on
from linkscan.forges.page.notices import find_notice
from linkscan.forges.page.page import Page
from linkscan.forges.page.parking import parking
from linkscan.forges.page.reading import read_page
from linkscan.forges.page.remotes import remote_of
from linkscan.forges.page.soft404 import absence
from linkscan.forges.page.walls import wall
from linkscan.forges.rounds import Talk
from linkscan.models import Answer, Facts, File, Health, Hop, Kind, Metadata, Place, Question

NAME = "website"
LIMIT = 1 << 19
"""Bytes of a page that are read. Pages of papers have a tenth of it; the rest is pictures in the text."""

_ALIVE = (Health.OK, Health.MOVED)
_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body|<title|<!--)", re.IGNORECASE)
_FILE_NAME = re.compile(r"filename\*?=(?:utf-8'')?\"?([^\";]{1,200})", re.IGNORECASE)
_WORTH_LISTING = (FileKind.ARCHIVE, FileKind.CODE, FileKind.DATA, FileKind.WEIGHTS, FileKind.BINARY)
_FILES = (*_WORTH_LISTING, FileKind.DOCUMENT, FileKind.MEDIA)
_ROUTE = re.compile(r"[!/:]")  # fragments that scripts read: `#/docs`, `#!page`, `#:~:text=...`


def locate(address: Address) -> Place:
    """Take any address; parts of one page are places of their own, for one of them may be missing."""
    kind = Kind.FILE if kind_of((address.segments or ("",))[-1]) in _FILES else Kind.PAGE
    return Place(NAME, f"{NAME}:{address.href}", address.href, address.href, kind)


def inspect(place: Place, _access: Access) -> Inspection:
    """Ask for a page, and once more where it sends its reader on."""
    asked = parse_address(place.url)
    answers = yield [Question(place.url, limit=LIMIT)]
    answer = answers[0]
    end = parse_address(answer.url)
    if asked is None or end is None:
        return facts_of(answer)
    page = read_answer(answer)
    onward = sent_on(page, end) if page and health_of(answer)[0] in _ALIVE else None
    if onward is None or home_of(onward):
        facts = read_facts(asked, end, answer, page)
        facts = replace(facts, leads=(onward, *facts.leads)) if onward else facts
        remote = remote_of(page, end) if page and facts.health in _ALIVE else None
        return (yield from _look_behind(facts, remote)) if remote else facts
    more = yield [Question(onward, limit=LIMIT)]
    answer = _after(answer, onward, more[0])
    return read_facts(asked, parse_address(answer.url) or end, answer, read_answer(answer))


def _look_behind(facts: Facts, remote: str) -> Talk[Facts]:
    """Look at the repository that a page is the face of."""
    snapshot = yield from look_at(remote)
    if snapshot.advert is None:
        return facts
    seen = Metadata(default_branch=snapshot.advert.default_branch)
    return replace(
        facts,
        reason=f"{facts.reason}; the page of a git repository",
        kind=Kind.REPOSITORY,
        files=snapshot.files,
        readme=readme_of(snapshot.texts),
        notice=notice_of(snapshot.texts),
        leads=(),
        metadata=seen,
        attempts=facts.attempts + sum(answer.attempts for answer in snapshot.answers),
        elapsed_ms=facts.elapsed_ms + sum(answer.elapsed_ms for answer in snapshot.answers),
    )


def is_worth_listing(name: str) -> bool:
    """Tell whether one file by its name alone says what a place holds: `code.zip` does, a PDF does not."""
    return kind_of(name) in _WORTH_LISTING


def read_answer(answer: Answer) -> Page | None:
    """Read the page in an answer; None if there is none, or something else than a page."""
    kind = answer.headers.get("content-type", "")
    if answer.failure is not None or not answer.body:
        return None
    if kind and not _HTML.match(kind):
        return None
    if not kind and not _LOOKS_LIKE_HTML.match(answer.body[:1024]):
        return None
    return read_page(decode(answer.body, kind), answer.url)


def read_facts(asked: Address, end: Address, answer: Answer, page: Page | None) -> Facts:
    """Say what an answer, and the page in it, tell of the address asked; `end` is where it came from."""
    health, _ = health_of(answer)
    barrier = wall(page, end) if page and health not in (Health.GONE, Health.SKIPPED) else None
    if barrier is not None:
        return told_by([answer], Facts(Health.RESTRICTED, f"{barrier} stands before it"))
    if health not in _ALIVE:
        return facts_of(answer)
    lost = _lost(asked, end, answer, page)
    if lost is not None:
        return told_by([answer], Facts(Health.GONE, lost))
    if page is None:
        return _file_facts(end, answer)
    facts = facts_of(answer)
    reason = facts.reason + _remark(asked, page)
    leads, notice = find_leads(page, end), find_notice(page)
    guess = None if leads or notice else likely_repository(asked)
    return replace(facts, reason=reason, leads=leads, notice=notice, guess=guess)


def _lost(asked: Address, end: Address, answer: Answer, page: Page | None) -> str | None:
    """Say why an answer with a good status is none: the thing that was asked for is not there any more."""
    if answer.hops and sent_home(asked, end):
        return f"sent to the front page of the site, {end.href}"
    if page is None:
        return None
    saying = absence(page)
    if saying is not None:
        return f"answered {answer.status}, but the page says “{saying}”"
    return parking(page, end)


def _remark(asked: Address, page: Page) -> str:
    """Add to the reason what a reader of the report should know of a page that is there."""
    fragment = unquote(asked.fragment)
    if page.prose == 0 and not page.anchors:
        return "; the page is empty without JavaScript" if page.script or page.sources else "; the page is empty"
    if fragment and page.is_whole and not _ROUTE.match(fragment) and fragment not in page.parts:
        return f"; the page has no part #{fragment}"
    return ""


def _file_facts(end: Address, answer: Answer) -> Facts:
    """Give the facts of what is no page: a file, by its name and its size, or nothing at all."""
    facts = facts_of(answer)
    if not answer.body and "content-type" not in answer.headers:
        return replace(facts, reason=f"{facts.reason}; {answer.detail or 'the answer is empty'}")
    named = _FILE_NAME.search(answer.headers.get("content-disposition", ""))
    name = unquote(named[1]) if named else (end.segments or ("",))[-1]
    if not answer.body and answer.status != 206:
        return replace(facts, reason=f"{facts.reason}; {answer.detail or 'the answer is empty'}")
    size = answer.headers.get("content-length", "")
    files = (File(name, int(size) if size.isdecimal() and len(size) < 16 else None),)
    listed = files if is_worth_listing(name) else None
    what = answer.headers.get("content-type", "").partition(";")[0].strip() or "unnamed type"
    return replace(facts, kind=Kind.FILE, files=listed, reason=f"{facts.reason}; a file ({what})")


def _after(first: Answer, onward: str, second: Answer) -> Answer:
    """Join the answer of a page that sends its reader on with that of the page it names."""
    hop = Hop(first.url, first.status or 200, onward)
    return replace(
        second,
        hops=(*first.hops, hop, *second.hops),
        elapsed_ms=first.elapsed_ms + second.elapsed_ms,
        attempts=first.attempts + second.attempts,
        asked_at=min(first.asked_at, second.asked_at),
        from_cache=first.from_cache and second.from_cache,
    )
