"""Where a repository says that its code is, when it is not here."""

import re
from collections.abc import Iterator

from linkscan.content.file_kinds import holds_code
from linkscan.models import File

MOST_LEADS = 3

_REPOSITORY = re.compile(
    r"https?://(?:www\.)?"
    r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)/[\w.-]+/[\w.-]*\w"
)
_SUBMODULE = re.compile(r"^[ \t]*url[ \t]*=[ \t]*(\S{1,300}?)(?:\.git)?/?[ \t]*$", re.MULTILINE)
_MOVED = re.compile(
    r"\b(moved|migrated|relocated|transferred|new (home|location|repo\w*|version)|(official|source) code)\b|"
    r"\b(code|implementation|repo\w*|project) (is|are|has been|have been|was|can be|now)\b.{0,60}"
    r"\b(at|in|to|here|found|from)\b|\bplease (see|visit|refer|go|use|check)\b|"
    r"^\W*(code|source code|repo(sitory)?|github)\W*:",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(based on|built (up)?on|borrow|thank|acknowledg|inspired|template|adapted from|baseline|heavily|"
    r"following|(we|is) used?)",
    re.IGNORECASE,
)


def leads_of(files: tuple[File, ...] | None, readme: str | None, submodules: str | None) -> tuple[str, ...]:
    """Name the repositories that one without code of its own points to, best first.

    `submodules` is the text of `.gitmodules`, or of anything else with lines `url = ...`.
    """
    if files is None or any(holds_code(file.path) for file in files):
        return ()
    return tuple(dict.fromkeys((*_in_readme(readme or ""), *_in_submodules(submodules or ""))))[:MOST_LEADS]


def _in_readme(readme: str) -> Iterator[str]:
    for line in readme.splitlines():
        if _MOVED.search(line[:1000]) and not _CREDIT.search(line[:1000]):
            yield from (address.removesuffix(".git") for address in _REPOSITORY.findall(line[:1000]))


def _in_submodules(text: str) -> Iterator[str]:
    for address in _SUBMODULE.findall(text):
        plain = re.sub(r"^git@([\w.-]+):", r"https://\1/", address)
        if _REPOSITORY.fullmatch(plain):
            yield plain
