"""Telling a project page from a program: by the name of the place, and by what its README says that it is."""

import re

from linkscan.content.readme import read_lines

_TITLE = re.compile(r"\b(project|home|web|paper)[ -]?(page|site)\b|\.github\.io\b", re.IGNORECASE)
_HEADING = re.compile(r"\s*(#+\s|<h1\b)", re.IGNORECASE)
_BEGINNING = 8
"""Lines in which a README says what the repository is."""

_SELF = re.compile(
    r"\b(repo(sitory)?|project|site)\b[^.:;()]{0,30}\b(contains?|hosts?|holds?|serves?|is)\b"
    r"(?![^.]*\b(codes?|implementation)\b)[^.:;()]{0,40}\b(project|github|landing|home|web) ?(pages?|sites?)\b",
    re.IGNORECASE,
)
_SERVED = re.compile(r"\.(github|gitlab)\.io$|\.codeberg\.page$", re.IGNORECASE)
"""How repositories are named that their host serves as a page:
https://docs.github.com/pages/getting-started-with-github-pages/about-github-pages and
https://docs.gitlab.com/user/project/pages/getting_started_part_one/.
"""
_NAME = re.compile(r"(project|home|web|paper)[-_.]?(pages?|sites?)$|[-_]page$", re.IGNORECASE)
"""How people name repositories that a page is built from."""
_LINKED = re.compile(r"\[[^\]]*\]\([^)]*\)|<a [^>]*>.*?</a>", re.IGNORECASE)
_TOOL = re.compile(
    r"(^|/)(scripts?|tools?|templates?|utils?|bin|builds?|leaderboards?|metrics)/|"
    r"(^|/)(build|deploy|serve|generate|create|make|optimi[sz]e|compress|convert|encode|fetch|update|rename)[\w-]*"
    r"\.(py|sh|rb|bat)$",
    re.IGNORECASE,
)


def is_page(readme: str, name: str) -> bool:
    """Tell a repository that is a project page by its `name`, or by its README, from one that links to its page."""
    if is_served(name) or _NAME.search(name):
        return True
    lines = [_LINKED.sub("", line) for line in read_lines(readme)[:_BEGINNING]]
    title = next(filter(_HEADING.match, lines), next(iter(lines), ""))
    return _TITLE.search(title) is not None or any(map(_SELF.search, lines))


def is_served(name: str) -> bool:
    """Tell a repository that its host serves as a page because of its name."""
    return _SERVED.search(name) is not None


def is_tool(path: str) -> bool:
    """Tell what builds or feeds a page from what a page offers."""
    return _TOOL.search(path) is not None
