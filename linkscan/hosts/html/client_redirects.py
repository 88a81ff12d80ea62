"""Tell where a page sends its reader, and whether that is somewhere else than what was asked for."""

import re

from linkscan.hosts.html.page import Page
from linkscan.urls import Url, join_url, parse_url

_LANGUAGE = (
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|jp|ko|kr|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv"
    r"|th|tr|uk|vi|zh|cn)(?:[-_][a-z]{2,4})?"
)
_ROOT = re.compile(
    rf"/*(?:{_LANGUAGE}(?:\.html?)?(?:/+|$))?(?:(?:home|main|index|default|welcome)(?:\.(?:html?|php|aspx?|jsp))?/*)?",
    re.IGNORECASE,
)
"""The path of a front page: none, a language's, or that of a default document."""

_REFRESH = re.compile(r"(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"']{1,500})[\"']?", re.IGNORECASE)
_AT_ONCE = 10  # seconds; whoever waits longer shows a page
_ELSEWHERE = re.compile(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\(\s*)"
    r"([\"'])(?P<url>[^\"']{1,500})\1"
)
_MOST_PROSE = 40


def sent_to_front_page(asked: Url, end: Url) -> bool:
    """Return whether redirects went from somewhere within a site to its front page.

    The front page of the site that this one is a part of counts as well (`lab.uni.edu/x` to `uni.edu/`); that
    of another one does not: there the thing asked for may have a site of its own now.
    """
    is_home = _ROOT.fullmatch(end.path) is not None and not end.query and not end.fragment
    was_home = _ROOT.fullmatch(asked.path) is not None
    same_site = asked.site == end.site or ("." in end.site and asked.site.endswith("." + end.site))
    return is_home and not was_home and same_site


def sent_on(page: Page, here: Url) -> str | None:
    """Return the address that a page sends every reader to at once, by `<meta>` or by script.

    None for a page that is meant to be read.
    """
    if page.prose > _MOST_PROSE:
        return None
    refresh = _REFRESH.fullmatch(page.meta.get("refresh", "").strip())
    if refresh is not None and len(refresh[1]) < 3 and int(refresh[1]) <= _AT_ONCE:
        reference = refresh["url"]
    else:
        moves = _ELSEWHERE.search(page.script)
        if moves is None or len(page.paragraphs) > 5:
            return None
        reference = moves["url"]
    url = join_url(here.href, reference.strip())
    there = parse_url(url) if url else None
    if (
        there is None
        or there.scheme not in ("http", "https")
        or there.href.partition("#")[0] == here.href.partition("#")[0]
    ):
        return None
    return there.href
