"""The host of last resort: any web page.

One request a page, one more wherever it refreshes to another (`<meta http-equiv="refresh">`), git's three where it
shows a repository on a host that no other module knows (cgit, Gitea, GitLab under any name).
"""

import re
from dataclasses import replace
from urllib.parse import unquote

from linkscan.content.file_kinds import FileKind, kind_of
from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.git.repository import notice_of, read_tree_snapshot, readme_of
from linkscan.hosts.github.addresses import likely_repository
from linkscan.hosts.html.charset import decode
from linkscan.hosts.html.client_redirects import FrontPage, refresh_target, script_target, sent_to_front_page
from linkscan.hosts.html.code_links import find_leads, find_placeholder
from linkscan.hosts.html.dead_pages import parked_domain, soft_404
from linkscan.hosts.html.host_notices import host_notice, sent_to_a_notice, sent_to_maintenance
from linkscan.hosts.html.interstitials import interstitial, legal_obstacle
from linkscan.hosts.html.page import Page
from linkscan.hosts.html.parser import Shown, read_page
from linkscan.hosts.html.repository_urls import remote_of, repository_url_of
from linkscan.http.flows import RequestFlow
from linkscan.http.responses import GONE, facts_from_status, health_of, in_words, with_provenance
from linkscan.models import (
    CacheMode,
    Facts,
    Failure,
    File,
    Health,
    Kind,
    Metadata,
    Redirect,
    Request,
    Response,
    SkipCause,
    Target,
)
from linkscan.urls import Url, comparable, parse_url

NAME = "website"
LIMIT = 1 << 19
"""Bytes of a page that are read. Pages of papers have a tenth of it; the rest is pictures in the text."""

MOST_REFRESHES = 5

_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body|<title|<!--)", re.IGNORECASE)
_FILE_NAME = re.compile(r"filename\*?=(?:utf-8'')?\"?([^\";]{1,200})", re.IGNORECASE)
_WORTH_LISTING = (FileKind.ARCHIVE, FileKind.CODE, FileKind.DATA, FileKind.WEIGHTS, FileKind.BINARY)
_FILES = (*_WORTH_LISTING, FileKind.DOCUMENT, FileKind.MEDIA)
_ROUTE = re.compile(r"[!/:]")  # fragments that scripts read: `#/docs`, `#!page`, `#:~:text=...`


def match(address: Url) -> Target:
    """Return any address as a target; fragments are kept, since one of them may be missing."""
    kind = Kind.FILE if kind_of((address.segments or ("",))[-1]) in _FILES else Kind.PAGE
    return Target(NAME, f"{NAME}:{address.href}", address.href, address.href, kind)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request a page, and what it refreshes to."""
    asked = parse_url(target.url)
    request = Request(target.url, max_body=LIMIT)
    response = (yield [request])[0]
    if _is_cached_no(response):  # a copy on the way may be older than the page
        again = (yield [replace(request, cache=CacheMode.RELOAD)])[0]
        response = again if again.failure is None else response
    end = parse_url(response.url)
    if asked is None or end is None:
        return facts_from_status(response)
    page = read_answer(response)
    seen = [target.url, response.url]
    for _ in range(MOST_REFRESHES):
        onward = refresh_target(page, response, end) if health_of(response)[0].is_alive else None
        if onward is None or comparable(onward) in map(comparable, seen):
            break
        if repository_url_of(onward):
            facts = read_facts(asked, end, response, page)
            return replace(facts, leads=(onward, *facts.leads))
        seen.append(onward)
        if response.cookies and response.from_cache:  # the cache knows of cookies no more than their names
            response = (yield [replace(request, cache=CacheMode.RELOAD)])[0]
        request = Request(onward, max_body=LIMIT, found_on=response.url, cookies=response.cookies)
        response = _after(response, onward, (yield [request])[0])
        end = parse_url(response.url) or end
        page = read_answer(response)
    facts = read_facts(asked, end, response, page)
    if page is None or not facts.health.is_alive:
        return facts
    remote = remote_of(page, end)
    if remote is not None:
        return (yield from _look_behind(facts, remote))
    away = None if facts.leads or facts.notice else script_target(page, end)
    return facts if away is None else (yield from _look_where_script_leads(facts, away))


def _is_cached_no(response: Response) -> bool:
    """Return whether a network of servers (CDN) said no out of its cache, which may not know of a page yet.

    `Age` is of RFC 9111, section 5.1; the others are those of Varnish, Fastly, CloudFront, Akamai and Cloudflare.
    """
    if response.from_cache or response.failure is not None or response.status not in GONE:
        return False
    told = response.headers
    age = told.get("age", "0").strip()
    hits = (told.get(name, "") for name in ("x-cache", "cf-cache-status", "x-proxy-cache", "x-cache-status"))
    return (age.isdecimal() and int(age) > 0) or any("hit" in each.lower() for each in hits)


def _look_where_script_leads(facts: Facts, away: str) -> RequestFlow[Facts]:
    """Add what a script that nobody ran may lead to: code there counts, its absence does not."""
    if repository_url_of(away):
        return replace(facts, guess=away)
    response = (yield [Request(away, max_body=LIMIT, found_on=facts.final_url)])[0]
    if response.failure is Failure.EXCLUDED:
        return replace(facts, skip_cause=SkipCause.EXCLUDED)
    asked, end, page = parse_url(away), parse_url(response.url), read_answer(response)
    if asked is None or end is None or page is None:
        return facts
    there = read_facts(asked, end, response, page)
    found = there.leads if there.health.is_alive else ()
    return replace(facts, guess=found[0]) if found else facts


def _look_behind(facts: Facts, remote: str) -> RequestFlow[Facts]:
    """Learn of the repository that a page shows."""
    snapshot = yield from read_tree_snapshot(remote)
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
        attempts=facts.attempts + sum(response.attempts for response in snapshot.responses),
        elapsed_ms=facts.elapsed_ms + sum(response.elapsed_ms for response in snapshot.responses),
    )


def is_worth_listing(name: str) -> bool:
    """Return whether the name of a file alone says what it holds: `code.zip` does, a PDF does not."""
    return kind_of(name) in _WORTH_LISTING


def read_answer(response: Response, shown: Shown = Shown.POSSIBLY) -> Page | None:
    """Return the page in a response; None if it holds none."""
    kind = response.headers.get("content-type", "")
    if response.failure is not None or not response.body:
        return None
    if kind and not _HTML.match(kind):
        return None
    if not kind and not _LOOKS_LIKE_HTML.match(response.body[:1024]):
        return None
    return read_page(decode(response.body, kind), response.url, shown)


def read_facts(asked: Url, end: Url, response: Response, page: Page | None) -> Facts:
    """Return the facts that a response, and the page in it, tell of `asked`; `end` is where it came from."""
    health, _ = health_of(response)
    barrier = _barrier(health, page, end)
    if barrier is not None:
        return with_provenance([response], Facts(Health.RESTRICTED, f"{barrier} stands before it"))
    if response.failure is None and sent_to_maintenance(asked, end):
        return with_provenance([response], Facts(Health.UNREACHABLE, f"sent to a notice of maintenance, {end.href}"))
    if health is Health.GONE and response.failure is None and (doubt := _doubt(asked, end, response, page)):
        return with_provenance([response], Facts(Health.UNREACHABLE, doubt))
    return _alive_facts(asked, end, response, page) if health.is_alive else facts_from_status(response)


def _doubt(asked: Url, end: Url, response: Response, page: Page | None) -> str | None:
    """Return why a no of a host is none about what was asked for; None if it is."""
    said = f"answered {in_words(response.status or 0)}"
    if response.lacks_cookie:
        return f"{said} to a request without the cookie that it had set"
    if response.redirects and sent_to_a_notice(asked, end):
        return f"sent to a notice, {end.href}, which {said}"
    notice = host_notice(page, end) if page and soft_404(page) is None else None
    return _saying(response, notice.saying) if notice and notice.health is Health.UNREACHABLE else None


def _alive_facts(asked: Url, end: Url, response: Response, page: Page | None) -> Facts:
    """Return the facts of a good status: of the page or file that came, or of what the page in its place says."""
    instead = _instead(page, end, response) if page else None
    if instead is not None:  # an accusation needs eyes
        sure = read_answer(response, Shown.SURELY)
        instead = _instead(sure, end, response) if sure else None
    if instead is None or instead.health is not Health.UNREACHABLE:  # a site in maintenance sends all to its front page
        instead = _sent_home(asked, end, response) or instead
    if instead is not None:
        return with_provenance([response], instead)
    if page is None:
        return _file_facts(end, response)
    is_whole = page.is_whole and not response.truncated
    leads, placeholder = find_leads(page, end), find_placeholder(page) if is_whole else None
    guess = None if leads or placeholder else likely_repository(asked)
    facts = facts_from_status(response, remark=_remark(asked, page), leads=leads, notice=placeholder, guess=guess)
    return facts if is_whole else replace(facts, is_whole=False)


def _barrier(health: Health, page: Page | None, end: Url) -> str | None:
    """Return what stands before a page: a host that says no may only say it to robots, or to readers of some countries.

    What says in words that it is not there stands for itself.
    """
    if page is None or health is Health.SKIPPED:
        return None
    obstacle = legal_obstacle(page, end)
    if obstacle is not None or (health is Health.GONE and soft_404(page) is not None):
        return obstacle
    return interstitial(page, end)


def _sent_home(asked: Url, end: Url, response: Response) -> Facts | None:
    """Return the facts of a target whose site sent its reader to the front page; None if it did not.

    Who was given a cookie on the way may be sent there for want of one.
    """
    sent = sent_to_front_page(asked, end, response.redirects) if response.redirects else None
    if sent is None or response.sets_cookie:
        return None
    where = f"sent to the front page of the site, {end.href}"
    if sent is FrontPage.BY_LANGUAGE:
        return Facts(Health.UNREACHABLE, f"{where}, in one language, so its state is unknown")
    return Facts(Health.GONE, where)


def _instead(page: Page, end: Url, response: Response) -> Facts | None:
    """Return the facts of what a page with a good status says in place of what was asked for; None if it is that."""
    notice = host_notice(page, end)
    if notice is not None and notice.health is Health.UNREACHABLE:
        return Facts(notice.health, _saying(response, notice.saying))
    lost = soft_404(page)
    if lost is not None:
        return Facts(Health.GONE, _saying(response, lost))
    parked = parked_domain(page, end)
    if parked is not None:
        return Facts(Health.GONE, parked)
    return Facts(notice.health, _saying(response, notice.saying)) if notice is not None else None


def _saying(response: Response, saying: str) -> str:
    return f"answered {response.status}, but the page says “{saying}”"


def _remark(asked: Url, page: Page) -> str:
    """Return what a reader of the report should know beside the reason; mostly nothing."""
    fragment = unquote(asked.fragment)
    if page.prose == 0 and not page.anchors:
        return "; the page is empty without JavaScript" if page.script or page.sources else "; the page is empty"
    if fragment and page.is_whole and not _ROUTE.match(fragment) and fragment not in page.parts:
        return f"; the page has no part #{fragment}"
    return ""


def _file_facts(end: Url, response: Response) -> Facts:
    """Return the facts of a file, by its name and size, or of an empty response."""
    facts = facts_from_status(response)
    if not response.body and "content-type" not in response.headers:
        return replace(facts, reason=f"{facts.reason}; {response.detail or 'the answer is empty'}")
    named = _FILE_NAME.search(response.headers.get("content-disposition", ""))
    name = unquote(named[1]) if named else (end.segments or ("",))[-1]
    if not response.body and response.status != 206:
        return replace(facts, reason=f"{facts.reason}; {response.detail or 'the answer is empty'}")
    size = response.headers.get("content-length", "")
    files = (File(name, int(size) if size.isdecimal() and len(size) < 16 else None),)
    listed = files if is_worth_listing(name) else None
    what = response.headers.get("content-type", "").partition(";")[0].strip() or "unnamed type"
    return replace(facts, kind=Kind.FILE, files=listed, reason=f"{facts.reason}; a file ({what})")


def _after(first: Response, onward: str, second: Response) -> Response:
    """Return the second of two responses as the end of one chain."""
    hop = Redirect(first.url, first.status or 200, onward)
    return replace(
        second,
        redirects=(*first.redirects, hop, *second.redirects),
        elapsed_ms=first.elapsed_ms + second.elapsed_ms,
        attempts=first.attempts + second.attempts,
        asked_at=min(first.asked_at, second.asked_at),
        from_cache=first.from_cache and second.from_cache,
        cookies=second.cookies or first.cookies,
    )
