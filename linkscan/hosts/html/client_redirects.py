"""Where a page sends its reader, and whether that is the front page of the site.

A `Refresh` (https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh, also as a header) is
followed. A script is not run: what stands in one after `location =` may be in a condition, a function or a comment.
It is a place to look at, and never evidence that anything is gone.
"""

import re
from collections.abc import Sequence
from enum import Enum

from linkscan.hosts.html.page import Page
from linkscan.http.responses import PERMANENT
from linkscan.models import Redirect, Response
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url, join_url, parse_url

_LANGUAGE = (
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|jp|ko|kr|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv"
    r"|th|tr|uk|vi|zh|cn)(?:[-_](?:[a-z]{2,4}|[0-9]{3}))?"
)
_LANGUAGE_NAME = (
    r"(?:eng(?:lish)?|ger(?:man)?|deutsch|french|fran[cç]ais|spanish|espa[nñ]ol|italiano?|russian|portugu[eê]se?|chinese"
    r"|japanese|korean|dutch|nederlands|polski|svenska|dansk|norsk|suomi)"
)
_DOCUMENT = (
    r"(?:home(?:[-_]?page)?|main(?:[-_]?page)?|index|default|welcome|start(?:[-_]?page|seite)?|front[-_]?page|accueil|inicio"
    r"|portada|principal|hauptseite|startside|etusivu|portal:?main)"
)
_FURTHER_DOCUMENT = (
    r"(?:index(?:[-_]\w{1,8}|\.(?:old|new|bak|orig|test)|[0-9]{1,3}|[a-z]{1,2})|tiki-index|doku|webhome|portal"
    r"|i?frames?(?:et)?|contents?|intro|splash|enter)"
)
_SUFFIX = (
    r"(?:\.(?:[sdpx]?html?[0-9]?|php[0-9]?|phtml|aspx?|jspx?|jsf|faces|cgi|pl|py|rb|cfm|cfml|do|action|nsf|xml|wml|md))"
)
_LANGUAGE_ROOT = lazy_pattern(rf"/*{_LANGUAGE}(?:\.html?)?(?:/+|$)", re.IGNORECASE)
_ROOT = lazy_pattern(
    rf"/*(?:(?:wiki|w|index\.php)/+)?(?:{_LANGUAGE}(?:\.html?)?(?:/+|$))?"
    rf"(?:{_DOCUMENT}(?:[._-]{_LANGUAGE})?{_SUFFIX}?(?:\.{_LANGUAGE})?/*)?(?:;jsessionid=[\w.!-]*)?",
    re.IGNORECASE,
)
"""The path of a front page: none, a language's, or that of a default document.

The names are those that servers and site generators serve for `/`: Apache's DirectoryIndex with its content negotiation
(`index.html.en`, `index.en.html`), IIS's default documents, servlet containers' session ids, MediaWiki's main page.
"""
_FOLDER = (
    r"(?:app|web(?:app|site)?|site|portal|public(?:_html)?|www(?:root)?|html?|htdocs|cms|ui|client|pages|go|new|beta|blog"
    r"|cgi-bin|bin|view|w|(?:media|doku|x|fos|t)?wiki|joomla|wordpress|wp|drupal|typo3|plone)"
)
_GENERIC_SEGMENT = lazy_pattern(
    rf"{_LANGUAGE}(?:\.html?)?|{_LANGUAGE_NAME}|{_FOLDER}"
    rf"|(?:{_DOCUMENT}|{_FURTHER_DOCUMENT})(?:[._-]{_LANGUAGE})?{_SUFFIX}?(?:\.{_LANGUAGE})?",
    re.IGNORECASE,
)
"""A part of a path that names no thing on a site, but the site: a language, a default document, a folder that a whole
site is put into (`/wordpress/`, `/cgi-bin/index.cgi`, XWiki's `/bin/view/Main/WebHome`)."""

_REFRESH = lazy_pattern(r"(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"']{1,500})[\"']?", re.IGNORECASE)
_AT_ONCE = 10  # seconds; whoever waits longer shows a page
_IMMEDIATELY = 1
_MOST_PROSE = 40
_MOST_PARAGRAPHS = 5
_ELSEWHERE = lazy_pattern(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\(\s*)"
    r"([\"'])(?P<url>[^\"']{1,500})\1"
)


class FrontPage(Enum):
    """What it means that a site sent its reader to its front page."""

    INSTEAD = "instead of what was asked for"
    BY_LANGUAGE = "for a while, to choose a language or a country: what was asked for may be there"


def sent_to_front_page(asked: Url, end: Url, redirects: Sequence[Redirect] = ()) -> FrontPage | None:
    """Return what it means that redirects went from somewhere within a site to its front page; None if they did not.

    The front page of the site that this one is a part of counts as well (`lab.uni.edu/x` to `uni.edu/`); that
    of another one does not: there the thing asked for may have a site of its own now. Nor does a part of the front page
    (`/#work`), whether it is an anchor or what a script reads.
    """
    last = redirects[-1] if redirects else None
    location = parse_url(last.location) if last else None
    fragment = end.fragment or (location.fragment if location else "")
    if _ROOT.fullmatch(end.path) is None or end.query or fragment:
        return None
    same_site = asked.site == end.site or ("." in end.site and asked.site.endswith("." + end.site))
    if not same_site or _names_the_site(asked):
        return None
    is_by_language = _LANGUAGE_ROOT.match(end.path) and not _LANGUAGE_ROOT.match(asked.path)
    is_lasting = last is not None and last.status in PERMANENT
    return FrontPage.BY_LANGUAGE if is_by_language and not is_lasting else FrontPage.INSTEAD


def _names_the_site(asked: Url) -> bool:
    """Return whether an address asks for a site as a whole, by whatever name of its front page."""
    path = asked.path.partition(";")[0]
    return all(_GENERIC_SEGMENT.fullmatch(segment) for segment in path.split("/") if segment)


def refresh_target(page: Page | None, response: Response, here: Url) -> str | None:
    """Return the address that a page, or the header of its response, sends every reader to at once.

    None for a page that is meant to be read: one with much to read gives its reader some seconds.
    """
    for told in (response.headers.get("refresh", ""), page.meta.get("refresh", "") if page else ""):
        refresh = _REFRESH.fullmatch(told.strip())
        if refresh is None or len(refresh[1]) > 2 or int(refresh[1]) > _AT_ONCE:
            continue
        if page is None or page.prose <= _MOST_PROSE or int(refresh[1]) <= _IMMEDIATELY:
            return _elsewhere(refresh["url"], here)
    return None


def script_target(page: Page, here: Url) -> str | None:
    """Return an address that a script of a page without much else may send its reader to: a guess, never a finding."""
    if page.prose > _MOST_PROSE or len(page.paragraphs) > _MOST_PARAGRAPHS:
        return None
    moves = _ELSEWHERE.search(page.script)
    return _elsewhere(moves["url"], here) if moves else None


def _elsewhere(reference: str, here: Url) -> str | None:
    """Return a reference as an http(s) address; None for the page itself."""
    url = join_url(here.href, reference.strip())
    there = parse_url(url) if url else None
    if there is None or there.scheme not in ("http", "https"):
        return None
    is_itself = there.href.partition("#")[0] == here.href.partition("#")[0]
    return None if is_itself else there.href
