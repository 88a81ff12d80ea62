"""Find where a repository without code says that its code is."""

import re
from collections.abc import Iterator

from linkscan.code_hosts import HostKind, find_repository, is_on
from linkscan.content.file_kinds import holds_code
from linkscan.content.readme import read_lines
from linkscan.models import File
from linkscan.patterns import lazy_pattern

_MOST_NAMED = 20

_ADDRESS = lazy_pattern(r"https?://[\w.-]{1,250}/[\w.~/-]{0,400}\w")
_SUBMODULE = lazy_pattern(r"^[ \t]*url[ \t]*=[ \t]*(\S{1,300}?)(?:\.git)?/?[ \t]*$", re.MULTILINE)
_MOVED = lazy_pattern(
    r"\b(moved|migrated|relocated|transferred|new (home|location|repo\w*|version)|"
    r"(main|actual|original|full) (repo\w*|code ?base)|(official|source) code)\b|"
    r"\b(code|implementation|repo\w*|project) (is|are|has been|have been|was|can be|now)\b.{0,60}"
    r"\b(at|in|to|here|found|from)\b|\bplease (see|visit|refer|go|use|check)\b|"
    r"^\W*(code|source code|repo(sitory)?|github)\W*:",
    re.IGNORECASE,
)
_CODE_HEADING = lazy_pattern(
    r"\W*(?:\d+\W+)?(?:the |our |official )?(?:source )?(?:codes?|code ?base|implementations?|software|"
    r"repositor(?:y|ies)|code repositor(?:y|ies)|code availability|source)\b[^a-z]*(?:and \w+|availability|links?)?\W*",
    re.IGNORECASE,
)
"""A heading below which every repository link is to the code."""
_CREDIT = lazy_pattern(
    r"\b(based on|built (up)?on|borrow|thank|acknowledg|inspired|template|adapted from|baseline|heavily|"
    r"following|(we|is) used?)",
    re.IGNORECASE,
)


def leads_of(files: tuple[File, ...] | None, readme: str | None, submodules: str | None) -> tuple[str, ...]:
    """Return the repositories that a repository without code of its own points to, best first.

    `submodules` is the text of `.gitmodules`, or any text with lines `url = ...`.
    """
    if files is None or any(holds_code(file.path) for file in files):
        return ()
    return tuple(dict.fromkeys((*_in_readme(readme or ""), *_in_submodules(submodules or ""))))[:_MOST_NAMED]


def _in_readme(readme: str) -> Iterator[str]:
    """Yield repositories in sentences that name the location of the code, then those below a heading about code."""
    if "://" not in readme:
        return
    lines = [line for line in read_lines(readme) if "://" in line.text and not _CREDIT.search(line.text)]
    for line in lines:
        if _MOVED.search(line.text):
            yield from _repositories(line.text)
    for line in lines:
        if _CODE_HEADING.fullmatch(line.heading):
            yield from _repositories(line.text)


def _repositories(text: str) -> Iterator[str]:
    """Yield the URLs of repositories in a text, without any path within them."""
    for url in _ADDRESS.findall(text):
        repository = find_repository(url) or (url if is_on(url, [HostKind.ANONYMOUS]) else None)
        if repository:
            yield repository


def _in_submodules(text: str) -> Iterator[str]:
    for address in _SUBMODULE.findall(text):
        yield from _repositories(re.sub(r"^git@([\w.-]+):", r"https://\1/", address))
