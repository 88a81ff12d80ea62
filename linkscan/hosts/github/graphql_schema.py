"""Schemas of GraphQL responses (https://docs.github.com/graphql/reference/objects)."""

from collections.abc import Iterator, Sequence

from pydantic import ConfigDict, ValidationError

from linkscan.content.file_kinds import MORE
from linkscan.http.schemas import CamelSchema, Lenient
from linkscan.models import File, Metadata

MOST_ASSETS, MOST_BRANCHES = 20, 10
"""Page sizes: how many assets of the latest release, and how many branches, are selected."""


class Node(CamelSchema):
    """Base of all response objects."""


class TreeEntryNode(Node):
    """One entry of a tree; `object` is set for folders that were listed."""

    name: str
    type: str
    size: Lenient[int] = None
    object: "Lenient[ObjectNode]" = None


class ObjectNode(Node):
    """The git object at a path: a tree has an oid and entries, a blob a size and, if selected, a text."""

    oid: Lenient[str] = None
    entries: Lenient[tuple[TreeEntryNode, ...]] = None
    byte_size: Lenient[int] = None
    text: Lenient[str] = None


class _Count(Node):
    total_count: int


class _Name(Node):
    name: str


class _Names(Node):
    nodes: Lenient[tuple[_Name | None, ...]] = None

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(node.name for node in self.nodes or () if node)


class _Commit(Node):
    oid: str


class _Branch(Node):
    name: str
    target: Lenient[_Commit] = None


class _Branches(Node):
    nodes: Lenient[tuple[_Branch | None, ...]] = None


class _Topic(Node):
    topic: _Name


class _Topics(Node):
    nodes: Lenient[tuple[_Topic | None, ...]] = None


class _Submodule(Node):
    git_url: str


class _Submodules(Node):
    nodes: Lenient[tuple[_Submodule | None, ...]] = None


class _License(Node):
    spdx_id: Lenient[str] = None


class _Parent(Node):
    name_with_owner: str
    is_private: Lenient[bool] = None


class _Asset(Node):
    name: str
    size: Lenient[int] = None


class _Assets(Node):
    nodes: Lenient[tuple[_Asset | None, ...]] = None


class _Release(Node):
    tag_name: str
    release_assets: Lenient[_Assets] = None


class SubpageNode(Node):
    """A release, issue or pull request that was looked up; a release includes the requested asset, if it has it."""

    release_assets: Lenient[_Assets] = None

    @property
    def asset(self) -> File | None:
        """The asset as a file."""
        nodes = self.release_assets.nodes if self.release_assets else None
        return next((File(asset.name, asset.size) for asset in nodes or () if asset), None)


class RepositoryNode(Node):
    """A repository: its metadata, its top-level tree, and objects selected under an alias."""

    model_config = ConfigDict(extra="allow")

    name_with_owner: Lenient[str] = None
    database_id: Lenient[int] = None
    description: Lenient[str] = None
    homepage_url: Lenient[str] = None
    created_at: Lenient[str] = None
    pushed_at: Lenient[str] = None
    disk_usage: Lenient[int] = None
    stargazer_count: Lenient[int] = None
    fork_count: Lenient[int] = None
    is_archived: Lenient[bool] = None
    is_disabled: Lenient[bool] = None
    is_private: Lenient[bool] = None
    is_empty: Lenient[bool] = None
    is_fork: Lenient[bool] = None
    watchers: Lenient[_Count] = None
    issues: Lenient[_Count] = None
    pull_requests: Lenient[_Count] = None
    license_info: Lenient[_License] = None
    primary_language: Lenient[_Name] = None
    languages: Lenient[_Names] = None
    repository_topics: Lenient[_Topics] = None
    default_branch_ref: Lenient[_Name] = None
    parent: Lenient[_Parent] = None
    latest_release: Lenient[_Release] = None
    refs: Lenient[_Branches] = None
    tags: Lenient[_Names] = None
    submodules: Lenient[_Submodules] = None
    top: Lenient[ObjectNode] = None
    subpage: Lenient[SubpageNode] = None

    def obj(self, alias: str) -> ObjectNode | None:
        """Return the object selected under an alias (`x0`, `t0`, `d0`); None if its path does not exist."""
        try:
            return ObjectNode.model_validate((self.model_extra or {}).get(alias))
        except ValidationError:
            return None

    @property
    def default_branch(self) -> str | None:
        """The name of the default branch."""
        return self.default_branch_ref.name if self.default_branch_ref else None

    @property
    def branches(self) -> dict[str, str]:
        """The head commits of the first branches, by name."""
        nodes = self.refs.nodes if self.refs else None
        return {node.name: node.target.oid for node in nodes or () if node and node.target}

    @property
    def has_more_branches(self) -> bool:
        """Whether there may be more branches than were selected."""
        return len((self.refs.nodes if self.refs else None) or ()) >= MOST_BRANCHES

    @property
    def submodule_urls(self) -> tuple[str, ...]:
        """The remote URLs of the first submodules."""
        nodes = self.submodules.nodes if self.submodules else None
        return tuple(node.git_url for node in nodes or () if node)

    @property
    def released_files(self) -> tuple[File, ...]:
        """The assets of the latest release; an unopened folder stands for any beyond those selected."""
        assets = self.latest_release.release_assets if self.latest_release else None
        if self.latest_release is None or assets is None:
            return ()
        home = f"(release {self.latest_release.tag_name})"
        files = tuple(File(f"{home}/{asset.name}", asset.size) for asset in assets.nodes or () if asset)
        return files if len(files) < MOST_ASSETS else (*files, File(f"{home}/{MORE}"))

    def metadata(self) -> Metadata:
        """Return the metadata for the report; open issues include pull requests, as in REST."""
        issues, pulls = self.issues, self.pull_requests
        topics = self.repository_topics.nodes if self.repository_topics else None
        entries = self.top.entries if self.top else None
        return Metadata(
            full_name=self.name_with_owner,
            id=None if self.database_id is None else str(self.database_id),
            description=self.description,
            homepage=self.homepage_url or None,
            stars=self.stargazer_count,
            forks=self.fork_count,
            watchers=self.watchers.total_count if self.watchers else None,
            open_issues=issues.total_count + pulls.total_count if issues and pulls else None,
            license=self.license_info.spdx_id if self.license_info else None,
            language=self.primary_language.name if self.primary_language else None,
            languages=self.languages.all if self.languages else None,
            topics=None if topics is None else tuple(node.topic.name for node in topics if node),
            default_branch=self.default_branch,
            created_at=self.created_at,
            pushed_at=self.pushed_at,
            archived=self.is_archived,
            fork=self.is_fork,
            parent=self.parent.name_with_owner if self.parent and not self.parent.is_private else None,
            size_kb=self.disk_usage,
            latest_release=self.latest_release.tag_name if self.latest_release else None,
            files=tuple(entry.name for entry in entries) if entries else (() if self.is_empty else None),
        )


def files_of(entries: Sequence[TreeEntryNode], prefix: str = "") -> Iterator[File]:
    """Yield the files of a tree; the path of an unopened folder ends in `/`."""
    for entry in entries:
        path = prefix + entry.name
        inner = entry.object.entries if entry.object else None
        if entry.type != "tree":
            yield File(path, entry.size, is_submodule=entry.type == "commit")
        elif inner is None:
            yield File(path + "/")
        else:
            yield from files_of(inner, path + "/")
