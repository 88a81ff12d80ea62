"""Where a repository says that its code is, when it is not here."""

import re
from collections.abc import Iterator

from linkscan.filekinds import holds_code
from linkscan.models import File

MOST_LEADS = 3

_REPOSITORY = r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)/[\w.-]+/[\w.-]*\w"
_URL = re.compile(_REPOSITORY)
_SUBMODULE = re.compile(r"^\s*url\s*=\s*(\S+?)(?:\.git)?/?\s*$", re.MULTILINE)
_MOVED = re.compile(
    r"\b(moved|migrated|relocated|transferred|new (home|location|repo\w*|version)|"
    r"(code|implementation|repo\w*|project) (is|are|has been|have been|was|can be|now)\b.{0,60}\b(at|in|to|here|found|from)|"
    r"(official|source) (code|implementation|repo\w*)|please (see|visit|refer|go|use|check))\b|"
    r"^\W*(code|source code|repo(sitory)?|github)\W*:",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(based on|built (up)?on|borrow|thank|acknowledg|inspired|template|adapted from|baseline|heavily|following|"
    r"reference implementation of|we (use|used)|refer to .* for (installation|install))",
    re.IGNORECASE,
)


def leads_of(files: tuple[File, ...] | None, readme: str | None, submodules: str | None) -> tuple[str, ...]:
    """Name the repositories that one without code of its own points to, best first."""
    if files is None or any(holds_code(file.path) for file in files):
        return ()
    found = dict.fromkeys((*_in_readme(readme or ""), *_in_submodules(submodules or "")))
    return tuple(found)[:MOST_LEADS]


def _in_readme(readme: str) -> Iterator[str]:
    for line in readme.splitlines():
        if _MOVED.search(line) and not _CREDIT.search(line):
            yield from (address.removesuffix(".git") for address in _URL.findall(line))


def _in_submodules(text: str) -> Iterator[str]:
    for address in _SUBMODULE.findall(text):
        plain = re.sub(r"^git@([\w.-]+):", r"https://\1/", address)
        if _URL.fullmatch(plain):
            yield plain
