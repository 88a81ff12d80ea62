"""Derive metadata from a repository's files, refs and last commit, for fields that its host did not report.

`Metadata.derived` records the source of each value; fields that git cannot supply stay null.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from linkscan.content.language import languages_by_size
from linkscan.content.license_text import identify
from linkscan.hosts.git.repository import TreeSnapshot, license_of
from linkscan.models import Metadata

CITATION = "CITATION.cff"
_COMMITTER = re.compile(r"^committer .*> (\d{1,12}) [+-]\d{4}$", re.MULTILINE)
_KEY = re.compile(r"^(?P<key>license|title|url|version): *[\"']?(?P<value>[^\"'\n#]{1,300}?)[\"']? *$", re.MULTILINE)
_KEYWORDS = re.compile(r"^keywords: *\n((?: *- +[^\n]{1,100}\n?){1,50})", re.MULTILINE)
_NUMBERS = re.compile(r"\d+")


def complete(known: Metadata, snapshot: TreeSnapshot, *, is_whole: bool) -> Metadata:
    """Return the metadata with null fields filled in from git, and listed in `derived`.

    Nothing is derived unless the snapshot is of the whole repository.
    """
    derived = dict(_derive(snapshot)) if is_whole else {}
    new = {name: value for name, value in derived.items() if getattr(known, name) is None}
    if not new:
        return known
    values: dict[str, Any] = {name: value for name, (value, _) in new.items()}
    return replace(known, **values, derived=tuple(f"{name}: {source}" for name, (_, source) in new.items()))


def tags_of(snapshot: TreeSnapshot) -> tuple[str, ...] | None:
    """Return the tags of a repository, the highest version first; None if they are unknown."""
    if snapshot.advert is None:
        return None
    names = [name.removeprefix("refs/tags/") for name in snapshot.advert.refs if name.startswith("refs/tags/")]
    plain = {name.removesuffix("^{}") for name in names}
    is_cut = bool(snapshot.responses) and snapshot.responses[0].truncated
    return tuple(sorted(plain, key=_version, reverse=True)) if plain or not is_cut else None


def _version(tag: str) -> tuple[list[int], str]:
    return [int(number[:9]) for number in _NUMBERS.findall(tag)], tag


def _derive(snapshot: TreeSnapshot) -> Iterable[tuple[str, tuple[object, str]]]:
    """Yield each field that git can supply, with its value and source."""
    cited = _citation_fields(snapshot.texts.get(CITATION, ""))
    path = license_of(snapshot.texts)
    name = identify(snapshot.texts[path]) if path else None
    if name or cited.get("license"):
        yield "license", (name or cited["license"], f"{path if name else CITATION} (git)")
    if cited.get("title"):
        yield "description", (cited["title"], f"{CITATION} (git)")
    if cited.get("url"):
        yield "homepage", (cited["url"], f"{CITATION} (git)")
    if words := _keywords(snapshot.texts.get(CITATION, "")):
        yield "topics", (words, f"{CITATION} (git)")
    if languages := languages_by_size(snapshot.files or ()):
        yield "language", (languages[0], "files by size (git)")
        yield "languages", (languages, "files by size (git)")
    if moment := _commit_date(snapshot.commit):
        yield "pushed_at", (moment, "the last commit (git)")
    if tags := tags_of(snapshot):
        yield "latest_release", (tags[0], "the highest tag (git)")


def _citation_fields(text: str) -> Mapping[str, str]:
    """Return the scalar fields of a citation file (https://citation-file-format.github.io) that linkscan reports."""
    return {found["key"]: found["value"].strip() for found in _KEY.finditer(text[:20_000])}


def _keywords(text: str) -> tuple[str, ...]:
    found = _KEYWORDS.search(text[:20_000])
    words = (line.strip(" -\"'") for line in found[1].splitlines()) if found else ()
    return tuple(filter(None, words))


def _commit_date(commit: str | None) -> str | None:
    """Return the committer date of a commit object in ISO 8601, UTC."""
    found = _COMMITTER.search(commit or "")
    if found is None:
        return None
    try:
        return datetime.fromtimestamp(int(found[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError, OSError):
        return None
