"""The fallback host: any web page.

A page takes one request, one more for each client-side redirect (`<meta http-equiv="refresh">`), and up to three over
git if it shows a repository on a host that no other module supports (cgit, Gitea, GitLab under any name).
"""

import re
from urllib.parse import unquote

from linkscan.content.file_kinds import FileKind, kind_of
from linkscan.hosts.base import Access, FactsFlow
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
"""Bytes of a page that are read. Project pages usually have a tenth of that; the rest would be inline images."""

MOST_REFRESHES = 5

_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body|<title|<!--)", re.IGNORECASE)
_FILE_NAME = re.compile(r"filename\*?=(?:utf-8'')?\"?([^\";]{1,200})", re.IGNORECASE)
_WORTH_LISTING = (FileKind.ARCHIVE, FileKind.CODE, FileKind.DATA, FileKind.WEIGHTS, FileKind.BINARY)
_FILES = (*_WORTH_LISTING, FileKind.DOCUMENT, FileKind.MEDIA)
_ROUTE = re.compile(r"[!/:]")  # fragments that name no element: `#/docs`, `#!page`, `#:~:text=...`


def match(address: Url) -> Target:
    """Return the target of any URL. The fragment is kept, as the page may lack the element that it names."""
    kind = Kind.FILE if address.segments and kind_of(address.segments[-1]) in _FILES else Kind.PAGE
    return Target(NAME, f"{NAME}:{address.href}", address.href, address.href, kind)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Examine a web page, following its client-side redirects."""
    requested = parse_url(target.url)
    request = Request(target.url, max_body=LIMIT)
    response = (yield [request])[0]
    if _is_cached_no(response):  # the cached response may be older than the page
        again = (yield [request._replace(cache=CacheMode.RELOAD)])[0]
        response = again if again.failure is None else response
    end = parse_url(response.url)
    if requested is None or end is None:
        return facts_from_status(response)
    page = read_answer(response)
    seen = [target.url, response.url]
    for _ in range(MOST_REFRESHES):
        next_url = refresh_target(page, response, end)
        if next_url is None or not health_of(response)[0].is_alive or comparable(next_url) in map(comparable, seen):
            break
        if repository_url_of(next_url):
            facts = read_facts(requested, end, response, page)
            return facts._replace(leads=(next_url, *facts.leads))
        seen.append(next_url)
        if response.cookies and response.from_cache:  # the cache stores only the names of cookies
            response = (yield [request._replace(cache=CacheMode.RELOAD)])[0]
        request = Request(next_url, max_body=LIMIT, found_on=response.url, cookies=response.cookies)
        response = _joined(response, next_url, (yield [request])[0])
        end = parse_url(response.url) or end
        page = read_answer(response)
    facts = read_facts(requested, end, response, page)
    if page is None or not facts.health.is_alive:
        return facts
    remote = remote_of(page, end)
    if remote is not None:
        return (yield from _read_repository(facts, remote))
    script_url = None if facts.leads or facts.notice else script_target(page, end)
    return facts if script_url is None else (yield from _follow_script(facts, script_url))


def _is_cached_no(response: Response) -> bool:
    """Return whether a 404 or 410 came from the cache of a CDN, which may predate the page.

    `Age` is defined in RFC 9111, section 5.1; the other headers are those of Varnish, Fastly, CloudFront, Akamai and
    Cloudflare.
    """
    if response.from_cache or response.failure is not None or response.status not in GONE:
        return False
    headers = response.headers
    age = headers.get("age", "0").strip()
    hits = (headers.get(name, "") for name in ("x-cache", "cf-cache-status", "x-proxy-cache", "x-cache-status"))
    return (age.isdecimal() and int(age) > 0) or any("hit" in each.lower() for each in hits)


def _follow_script(facts: Facts, script_url: str) -> RequestFlow[Facts]:
    """Add the code, if any, behind the URL that a script may redirect to; its absence is no evidence."""
    if repository_url_of(script_url):
        return facts._replace(guess=script_url)
    response = (yield [Request(script_url, max_body=LIMIT, found_on=facts.final_url)])[0]
    if response.failure is Failure.EXCLUDED:
        return facts._replace(skip_cause=SkipCause.EXCLUDED)
    requested, end, page = parse_url(script_url), parse_url(response.url), read_answer(response)
    if requested is None or end is None or page is None:
        return facts
    there = read_facts(requested, end, response, page)
    found = there.leads if there.health.is_alive else ()
    return facts._replace(guess=found[0]) if found else facts


def _read_repository(facts: Facts, remote: str) -> RequestFlow[Facts]:
    """Add the contents of the git repository that a page shows."""
    from linkscan.hosts.git.repository import notice_of, read_tree_snapshot, readme_of  # noqa: PLC0415 - few pages do

    snapshot = yield from read_tree_snapshot(remote)
    if snapshot.advert is None:
        return facts
    metadata = Metadata(default_branch=snapshot.advert.default_branch)
    return facts._replace(
        reason=f"{facts.reason}; the page of a git repository",
        kind=Kind.REPOSITORY,
        files=snapshot.files,
        readme=readme_of(snapshot.texts),
        notice=notice_of(snapshot.texts),
        leads=(),
        metadata=metadata,
        attempts=facts.attempts + sum(response.attempts for response in snapshot.responses),
        elapsed_ms=facts.elapsed_ms + sum(response.elapsed_ms for response in snapshot.responses),
    )


def is_worth_listing(name: str) -> bool:
    """Return whether a file's name suggests code, data or weights: `code.zip` does, a PDF does not."""
    return kind_of(name) in _WORTH_LISTING


def read_answer(response: Response, shown: Shown = Shown.POSSIBLY) -> Page | None:
    """Return the HTML page in a response, parsed; None if it contains none."""
    kind = response.headers.get("content-type", "")
    if response.failure is not None or not response.body:
        return None
    if kind and not _HTML.match(kind):
        return None
    if not kind and not _LOOKS_LIKE_HTML.match(response.body[:1024]):
        return None
    return read_page(decode(response.body, kind), response.url, shown)


def read_facts(requested: Url, end: Url, response: Response, page: Page | None) -> Facts:
    """Return the facts about the URL `requested` from a response, its page, if any, and `end`, the final URL."""
    health, _ = health_of(response)
    barrier = _obstacle(health, page, end)
    if barrier is not None:
        return with_provenance([response], Facts(Health.RESTRICTED, f"behind {barrier}"))
    if response.failure is None and sent_to_maintenance(requested, end):
        return with_provenance([response], Facts(Health.UNREACHABLE, f"redirected to a maintenance page, {end.href}"))
    if (
        health is Health.GONE
        and response.failure is None
        and (doubt := _reason_for_doubt(requested, end, response, page))
    ):
        return with_provenance([response], Facts(Health.UNREACHABLE, doubt))
    return _success_facts(requested, end, response, page) if health.is_alive else facts_from_status(response)


def _reason_for_doubt(requested: Url, end: Url, response: Response, page: Page | None) -> str | None:
    """Return why a 404 or 410 may not concern the URL that was requested; None if there is no such reason."""
    answer = f"answered {in_words(response.status or 0)}"
    if response.lacks_cookie:
        return f"{answer} to a request without the cookie that it had set"
    if response.redirects and sent_to_a_notice(requested, end):
        return f"redirected to a notice, {end.href}, which {answer}"
    notice = host_notice(page, end) if page and soft_404(page) is None else None
    return _page_says(response, notice.saying) if notice and notice.health is Health.UNREACHABLE else None


def _success_facts(requested: Url, end: Url, response: Response, page: Page | None) -> Facts:
    """Return the facts of a successful response: of its page or file, or of the notice that replaces it."""
    replaced = _replacement(page, end, response) if page else None
    if replaced is not None:  # confirm the notice in what every reader sees
        visible = read_answer(response, Shown.SURELY)
        replaced = _replacement(visible, end, response) if visible else None
    if replaced is None or replaced.health is not Health.UNREACHABLE:  # maintenance may redirect all to the front page
        replaced = _front_page_facts(requested, end, response) or replaced
    if replaced is not None:
        return with_provenance([response], replaced)
    if page is None:
        return _file_facts(end, response)
    is_whole = page.is_whole and not response.truncated
    leads, placeholder = find_leads(page, end), find_placeholder(page) if is_whole else None
    guess = None if leads or placeholder else likely_repository(requested)
    facts = facts_from_status(response, remark=_remark(requested, page), leads=leads, notice=placeholder, guess=guess)
    return facts if is_whole else facts._replace(is_whole=False)


def _obstacle(health: Health, page: Page | None, end: Url) -> str | None:
    """Return the interstitial or legal obstacle that hides a page, or None.

    A 404 may be meant only for bots or for readers in some countries. A page that says it does not exist is believed
    unless it mentions a legal obstacle.
    """
    if page is None or health is Health.SKIPPED:
        return None
    obstacle = legal_obstacle(page, end)
    if obstacle is not None or (health is Health.GONE and soft_404(page) is not None):
        return obstacle
    return interstitial(page, end)


def _front_page_facts(requested: Url, end: Url, response: Response) -> Facts | None:
    """Return the facts of a target that redirects to the front page of its site; None if it does not.

    If a cookie was set on the way, the redirect may be due to its absence, and None is returned.
    """
    sent = sent_to_front_page(requested, end, response.redirects) if response.redirects else None
    if sent is None or response.sets_cookie:
        return None
    where = f"redirected to the site's front page, {end.href}"
    if sent is FrontPage.BY_LANGUAGE:
        return Facts(Health.UNREACHABLE, f"{where}, in one language, so its state is unknown")
    return Facts(Health.GONE, where)


def _replacement(page: Page, end: Url, response: Response) -> Facts | None:
    """Return the facts of a soft 404, a parked domain or a server's notice; None for an ordinary page."""
    notice = host_notice(page, end)
    if notice is not None and notice.health is Health.UNREACHABLE:
        return Facts(notice.health, _page_says(response, notice.saying))
    not_found = soft_404(page)
    if not_found is not None:
        return Facts(Health.GONE, _page_says(response, not_found))
    parked = parked_domain(page, end)
    if parked is not None:
        return Facts(Health.GONE, parked)
    return Facts(notice.health, _page_says(response, notice.saying)) if notice is not None else None


def _page_says(response: Response, text: str) -> str:
    return f"answered {response.status}, but the page says “{text}”"


def _remark(requested: Url, page: Page) -> str:
    """Return a remark to append to the reason (empty page, missing fragment), usually an empty string."""
    fragment = unquote(requested.fragment)
    if page.prose == 0 and not page.anchors:
        return "; the page is empty without JavaScript" if page.script or page.sources else "; the page is empty"
    if fragment and page.is_whole and not _ROUTE.match(fragment) and fragment not in page.parts:
        return f"; the page has no part #{fragment}"
    return ""


def _file_facts(end: Url, response: Response) -> Facts:
    """Return the facts of a file, judging by its name and size, or of an empty response."""
    facts = facts_from_status(response)
    if not response.body and "content-type" not in response.headers:
        return facts._replace(reason=f"{facts.reason}; {response.detail or 'the answer is empty'}")
    named = _FILE_NAME.search(response.headers.get("content-disposition", ""))
    name = unquote(named[1]) if named else (end.segments or ("",))[-1]
    if not response.body and response.status != 206:
        return facts._replace(reason=f"{facts.reason}; {response.detail or 'the answer is empty'}")
    size = response.headers.get("content-length", "")
    files = (File(name, int(size) if size.isdecimal() and len(size) < 16 else None),)
    listed = files if is_worth_listing(name) else None
    what = response.headers.get("content-type", "").partition(";")[0].strip() or "unnamed type"
    return facts._replace(kind=Kind.FILE, files=listed, reason=f"{facts.reason}; a file ({what})")


def _joined(first: Response, next_url: str, second: Response) -> Response:
    """Return the second of two responses as the end of a redirect chain that includes the first."""
    hop = Redirect(first.url, first.status or 200, next_url)
    return second._replace(
        redirects=(*first.redirects, hop, *second.redirects),
        elapsed_ms=first.elapsed_ms + second.elapsed_ms,
        attempts=first.attempts + second.attempts,
        asked_at=min(first.asked_at, second.asked_at),
        from_cache=first.from_cache and second.from_cache,
        cookies=second.cookies or first.cookies,
    )
