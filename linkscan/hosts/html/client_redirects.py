"""Where a page sends its reader, and whether that is the front page of the site.

A `Refresh` (https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh, also as a header) is
followed. A script is not run: what stands in one after `location =` may be in a condition, a function or a comment.
It is a place to look at, and never evidence that anything is gone.
"""

import re

from linkscan.hosts.html.page import Page
from linkscan.models import Response
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url, join_url, parse_url

_LANGUAGE = (
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|jp|ko|kr|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv"
    r"|th|tr|uk|vi|zh|cn)(?:[-_](?:[a-z]{2,4}|[0-9]{3}))?"
)
_DOCUMENT = (
    r"(?:home(?:[-_]?page)?|main(?:[-_]?page)?|index|default|welcome|start(?:[-_]?page|seite)?|front[-_]?page|accueil|inicio"
    r"|portada|hauptseite|startside|etusivu|portal:?main)"
)
_SUFFIX = r"(?:\.(?:[sdpx]?html?[0-9]?|php[0-9]?|phtml|aspx?|jspx?|jsf|cgi|pl|py|cfm|cfml|do|action|nsf|xml|wml|md))"
_ROOT = lazy_pattern(
    rf"/*(?:(?:wiki|w|index\.php)/+)?(?:{_LANGUAGE}(?:\.html?)?(?:/+|$))?"
    rf"(?:{_DOCUMENT}(?:[._-]{_LANGUAGE})?{_SUFFIX}?(?:\.{_LANGUAGE})?/*)?(?:;jsessionid=[\w.!-]*)?",
    re.IGNORECASE,
)
"""The path of a front page: none, a language's, or that of a default document.

The names are those that servers and site generators serve for `/`: Apache's DirectoryIndex with its content negotiation
(`index.html.en`, `index.en.html`), IIS's default documents, servlet containers' session ids, MediaWiki's main page.
"""
_APP_ROOT = lazy_pattern(r"/+(?:app|web|webapp|site|portal|public|www|cms|ui|client|pages|main|go)/*", re.IGNORECASE)
"""A folder that a whole site is put into: asking for it is asking for the site."""

_REFRESH = lazy_pattern(r"(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"']{1,500})[\"']?", re.IGNORECASE)
_AT_ONCE = 10  # seconds; whoever waits longer shows a page
_IMMEDIATELY = 1
_MOST_PROSE = 40
_MOST_PARAGRAPHS = 5
_ELSEWHERE = lazy_pattern(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\(\s*)"
    r"([\"'])(?P<url>[^\"']{1,500})\1"
)


def sent_to_front_page(asked: Url, end: Url) -> bool:
    """Return whether redirects went from somewhere within a site to its front page.

    The front page of the site that this one is a part of counts as well (`lab.uni.edu/x` to `uni.edu/`); that
    of another one does not: there the thing asked for may have a site of its own now.
    """
    is_home = _ROOT.fullmatch(end.path) is not None and not end.query and not end.fragment
    was_home = _ROOT.fullmatch(asked.path) is not None or _APP_ROOT.fullmatch(asked.path) is not None
    same_site = asked.site == end.site or ("." in end.site and asked.site.endswith("." + end.site))
    return is_home and not was_home and same_site


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
