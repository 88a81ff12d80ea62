"""Cloud drives: a file exists only if the page names it, and is gone only if the page says so.

The page answers 200 even if a sign-in is required, a quota is used up or the file was deleted. These cases are
distinguished by wordings that public tools rely on, such as "百度网盘-链接不存在" and "Sorry, the file you have
requested does not exist".
"""

import re

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.html.interstitials import interstitial
from linkscan.hosts.html.page import Page
from linkscan.hosts.website import LIMIT, is_worth_listing, read_answer, read_facts
from linkscan.http.responses import health_of, no_data, with_provenance
from linkscan.models import Facts, File, Health, Kind, Request, Response, Target
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url, parse_url

NAME = "drive"
_GONE = lazy_pattern(
    r"the file you have requested does not exist|page not found|error \(404\)"
    r"|(?:that|this) (?:file|item|folder|link) (?:isn['’]t here|was deleted|has been deleted)"
    r"|this item (?:might not exist|may have been deleted|was removed)"
    r"|链接不存在|分享的文件已经被(?:取消|删除)|页面不存在",
    re.IGNORECASE,
)
_CLOSED = lazy_pattern(
    r"you need (?:access|permission)|request access|access denied|提取码|quota exceeded|too many users have viewed",
    re.IGNORECASE,
)
_NAMED = (
    lazy_pattern(r"(?P<name>.+?) - Google (?:Drive|Docs|Sheets|Slides|Drive - Virus scan warning)"),
    lazy_pattern(r"(?:Dropbox - )?(?P<name>.+?) - (?:Dropbox|Simplify your life)"),
    lazy_pattern(r"(?P<name>.+?)_免费高速下载\|百度网盘.*"),
)
_FOLDER = lazy_pattern(r"/drive/(?:u/\d+/)?folders/|/scl/fo/|/sh/")


def match(address: Url) -> Target | None:
    """Return the file or folder that a URL of a drive points to."""
    if not address.segments:
        return None
    kind = Kind.COLLECTION if _FOLDER.search(address.path) else Kind.FILE
    plain = address.href.partition("#")[0]
    return Target(NAME, f"{NAME}:{plain}", address.href, plain, kind)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request the page of a file or folder."""
    responses = yield [Request(target.url, max_body=LIMIT)]
    response = responses[0]
    requested, end = parse_url(target.url), parse_url(response.url)
    page = read_answer(response)
    if requested is None or end is None or not health_of(response)[0].is_alive:
        return no_data(response, "the drive")._replace(final_url=response.url)
    if page is None:
        return read_facts(requested, end, response, None)
    return with_provenance(responses, _judge(page, end, response))


def _judge(page: Page, end: Url, response: Response) -> Facts:
    """Return the facts that the page of a drive shows; most pages leave it open whether there is a file."""
    lines = (page.title, page.meta.get("og:title", ""), *page.paragraphs[:30])
    gone = next(filter(None, map(_GONE.search, lines)), None)
    if gone is not None:
        return Facts(Health.GONE, f"answered {response.status}, but the page says “{gone[0]}”")
    closed = next(filter(None, map(_CLOSED.search, lines)), None)
    barrier = interstitial(page, end)
    if closed is not None or barrier is not None:
        return Facts(Health.RESTRICTED, f"the page says “{closed[0]}”" if closed else f"behind {barrier}")
    name = _name(page)
    if name is None:
        return Facts(Health.RESTRICTED, "the page does not show whether the file exists")
    files = (File(name),) if is_worth_listing(name) else None
    return Facts(Health.OK, f"file “{name}” found (cloud drives are not permanent)", files=files)


def _name(page: Page) -> str | None:
    for pattern in _NAMED:
        found = pattern.fullmatch(page.title) or pattern.fullmatch(page.meta.get("og:title", ""))
        if found is not None:
            return found["name"]
    return page.meta.get("og:title") if "." in page.meta.get("og:title", "") else None
