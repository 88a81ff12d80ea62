"""Client-side redirects, and redirects that end at the front page of a site.

A `Refresh` (https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh, also as a header) is
followed. Scripts are not run: an assignment to `location` may be in a condition, a function or a comment. Its URL is
worth a look, but never evidence that anything is gone.
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
"""The path of a front page: empty, a language, or a default document.

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
"""A path segment that names the site as a whole: a language, a default document, or a folder that an entire site is
installed in (`/wordpress/`, `/cgi-bin/index.cgi`, XWiki's `/bin/view/Main/WebHome`)."""

_REFRESH = lazy_pattern(r"(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"']{1,500})[\"']?", re.IGNORECASE)
_LONGEST_DELAY = 10  # seconds; a page with a longer delay is meant to be read
_IMMEDIATELY = 1  # seconds
_MOST_PROSE = 40  # words of a page that does nothing but redirect
_MOST_PARAGRAPHS = 5
_LOCATION = lazy_pattern(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\(\s*)"
    r"([\"'])(?P<url>[^\"']{1,500})\1"
)


class FrontPage(Enum):
    """What a redirect to the front page of a site means."""

    INSTEAD = "the requested page does not exist"
    BY_LANGUAGE = "temporary, to choose a language or country; the requested page may exist"


def sent_to_front_page(requested: Url, end: Url, redirects: Sequence[Redirect] = ()) -> FrontPage | None:
    """Return what a redirect from a page within a site to the site's front page means; None if there was none.

    The front page of a parent domain counts as well (`lab.uni.edu/x` to `uni.edu/`). That of any other site does not,
    as the work may have moved to a site of its own. Neither does a fragment of the front page (`/#work`), which may be
    an anchor or a route of a script.
    """
    last = redirects[-1] if redirects else None
    location = parse_url(last.location) if last else None
    fragment = end.fragment or (location.fragment if location else "")
    if _ROOT.fullmatch(end.path) is None or end.query or fragment:
        return None
    same_site = requested.site == end.site or ("." in end.site and requested.site.endswith("." + end.site))
    if not same_site or _names_the_site(requested):
        return None
    is_by_language = _LANGUAGE_ROOT.match(end.path) and not _LANGUAGE_ROOT.match(requested.path)
    is_lasting = last is not None and last.status in PERMANENT
    return FrontPage.BY_LANGUAGE if is_by_language and not is_lasting else FrontPage.INSTEAD


def _names_the_site(requested: Url) -> bool:
    """Return whether a URL names a site as a whole, that is, its front page under any name."""
    path = requested.path.partition(";")[0]
    return all(_GENERIC_SEGMENT.fullmatch(segment) for segment in path.split("/") if segment)


def refresh_target(page: Page | None, response: Response, here: Url) -> str | None:
    """Return the URL that a `Refresh`, in the page or the response's headers, sends every reader to at once, or None.

    A delay of up to ten seconds counts as "at once" for a page with little text, one second for any other.
    """
    for value in (response.headers.get("refresh", ""), page.meta.get("refresh", "") if page else ""):
        refresh = _REFRESH.fullmatch(value.strip())
        if refresh is None or len(refresh[1]) > 2 or int(refresh[1]) > _LONGEST_DELAY:
            continue
        if page is None or page.prose <= _MOST_PROSE or int(refresh[1]) <= _IMMEDIATELY:
            return _resolve_reference(refresh["url"], here)
    return None


def script_target(page: Page, here: Url) -> str | None:
    """Return a URL that a script of a nearly empty page may send its reader to: a guess, never evidence."""
    if page.prose > _MOST_PROSE or len(page.paragraphs) > _MOST_PARAGRAPHS:
        return None
    found = _LOCATION.search(page.script)
    return _resolve_reference(found["url"], here) if found else None


def _resolve_reference(reference: str, here: Url) -> str | None:
    """Resolve a reference to an http(s) URL; None for any other scheme and for the page itself."""
    url = join_url(here.href, reference.strip())
    there = parse_url(url) if url else None
    if there is None or there.scheme not in ("http", "https"):
        return None
    is_itself = there.href.partition("#")[0] == here.href.partition("#")[0]
    return None if is_itself else there.href
