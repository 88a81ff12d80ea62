"""A repository, described once for all forges, which show it in their own formats."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePosixPath

from tests.world.git_objects import Entry, File, Snapshot, Submodule, snapshot

# github-linguist names a language for each extension; these are the ones that papers use.
LANGUAGES = {
    ".py": "Python",
    ".ipynb": "Jupyter Notebook",
    ".cpp": "C++",
    ".cc": "C++",
    ".c": "C",
    ".cu": "Cuda",
    ".m": "MATLAB",
    ".r": "R",
    ".R": "R",
    ".jl": "Julia",
    ".sh": "Shell",
    ".js": "JavaScript",
    ".ts": "TypeScript",
    ".html": "HTML",
    ".css": "CSS",
    ".java": "Java",
    ".rs": "Rust",
    ".go": "Go",
    ".lua": "Lua",
    ".tex": "TeX",
}


LAST_PUSH = datetime(2024, 5, 1, 12, tzinfo=UTC)


@dataclass(kw_only=True)
class Repository:
    """What a forge knows about a repository. It is empty if it has no files and no branches. Times are ISO 8601."""

    name: str  # owner/name
    id: int
    files: Mapping[str, File] = field(default_factory=dict)
    branches: Mapping[str, Mapping[str, File]] = field(default_factory=dict)  # further ones
    submodules: Mapping[str, str] = field(default_factory=dict)  # path = address
    default_branch: str = "main"
    description: str | None = None
    homepage: str | None = None
    topics: tuple[str, ...] = ()
    license: str | None = None  # SPDX
    language: str | None = None  # None: what most bytes are written in
    stars: int = 0
    forks: int = 0
    watchers: int = 0
    issues: int = 0
    parent: "Repository | None" = None  # what it is a fork of
    archived: bool = False
    disabled: bool = False
    locked: str | None = None  # GraphQL's reason
    template: bool = False
    private: bool = False
    mirror_of: str | None = None
    organization: bool = False  # what the owner is
    releases: tuple[str, ...] = ()  # tags, newest first
    numbers: Mapping[int, str] = field(default_factory=dict)  # "issues" or "pull" by number
    wiki: tuple[str, ...] = ()  # names of pages
    released: Mapping[str, int] = field(default_factory=dict)  # files of the latest release: bytes by name
    created: str = "2023-01-15T09:30:00Z"
    pushed: str = "2024-05-01T12:00:00Z"
    updated: str = "2024-06-02T08:00:00Z"
    size: int | None = None  # KB; None: as counted
    filters: tuple[str, ...] | None = None  # of git's partial clones; None: all, () none

    @property
    def owner(self) -> str:
        """The part before the slash; of nested groups all but the last."""
        return self.name.rpartition("/")[0]

    @property
    def short(self) -> str:
        """The part after the last slash."""
        return self.name.rpartition("/")[2]

    @cached_property
    def snapshots(self) -> dict[str, Snapshot]:
        """The branches as git has them, the default one first."""
        when = datetime.fromisoformat(self.pushed)
        main: dict[str, File | Submodule] = dict(self.files)
        main |= {path: Submodule(url) for path, url in self.submodules.items()}
        content = {self.default_branch: main} if main else {}
        return {name: snapshot(files, when) for name, files in (content | dict(self.branches)).items()}

    @property
    def head(self) -> Snapshot | None:
        """The commit that HEAD names; None in an empty repository."""
        return self.snapshots.get(self.default_branch)

    @property
    def tags(self) -> dict[str, str]:
        """The releases' tags and what they point to."""
        return dict.fromkeys(self.releases, self.head.commit) if self.head else {}

    def at(self, ref: str) -> Snapshot | None:
        """Return the commit of a branch, a tag, HEAD or an object name."""
        if ref in ("HEAD", *self.tags):
            return self.head
        ref = ref.removeprefix("refs/heads/")
        by_oid = {shot.commit: shot for shot in self.snapshots.values()}
        return self.snapshots.get(ref) or by_oid.get(ref) or self._below(ref)

    def _below(self, oid: str) -> Snapshot | None:
        """Return the folder with the object name of its tree, as a root."""
        for shot in self.snapshots.values():
            for tree in (shot.tree, *(entry for _, entry in shot.walk() if entry.kind == "tree")):
                if tree.oid == oid:
                    return replace(shot, tree=tree)
        return None

    def readme(self, shot: Snapshot) -> Entry | None:
        """Return the README as GitHub finds it: any name at the top level that starts with "README"."""
        found = [entry for entry in shot.tree.entries if entry.name.lower().startswith("readme")]
        return next((entry for entry in found if entry.kind == "blob"), None)

    @cached_property
    def languages(self) -> dict[str, int]:
        """Bytes by language, largest first."""
        sizes: dict[str, int] = {}
        for path, entry in self.head.walk() if self.head else ():
            if (language := LANGUAGES.get(PurePosixPath(path).suffix)) and entry.size:
                sizes[language] = sizes.get(language, 0) + entry.size
        return dict(sorted(sizes.items(), key=lambda item: -item[1]))

    @property
    def main_language(self) -> str | None:
        """The language a forge shows for the repository."""
        return self.language or next(iter(self.languages), None)

    @property
    def size_kb(self) -> int:
        """What GitHub calls `size`: 0 for a tiny repository that is not empty."""
        if self.size is not None:
            return self.size
        return sum(entry.size or 0 for _, entry in self.head.walk()) // 1024 if self.head else 0
