"""The objects that represent GitHub's GraphQL types, beside repositories."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from tests.world.git_objects import Entry, Snapshot
from tests.world.github import GitHub
from tests.world.quotas import Standing
from tests.world.repositories import Repository

Arguments = Mapping[str, Any]
Field = Callable[[Any, Arguments], Any]


@dataclass(frozen=True, slots=True)
class Root:
    """The root of a query; `cost` and `nodes` are those of the whole query."""

    github: GitHub
    standing: Standing
    reset_at: str
    cost: int
    nodes: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A git object of a repository: a commit (no entry), a tree, a blob, and a line of a tree."""

    repository: Repository
    shot: Snapshot
    path: str = ""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A reference."""

    repository: Repository
    prefix: str
    name: str
    shot: Snapshot


@dataclass(frozen=True, slots=True)
class Owner:
    """A user or an organisation."""

    login: str
    is_organization: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a connection: the nodes from `start` on, and the total."""

    nodes: Sequence[Any]
    start: int
    total: int
    size: int = 0  # bytes, of languages

    @property
    def edges(self) -> list["Edge"]:
        """The nodes with their cursors."""
        return [Edge(node, cursor(self.start + number)) for number, node in enumerate(self.nodes)]


@dataclass(frozen=True, slots=True)
class Edge:
    """A node of a connection with its cursor."""

    node: Any
    cursor: str


class WorldlyError(GraphQLError):
    """An error with GitHub's wording, with its `type` (`NOT_FOUND`)."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def cursor(number: int) -> str:
    """Return an opaque cursor."""
    return base64.b64encode(f"cursor:v2:{number}".encode()).decode()


def page(items: Sequence[Any], arguments: Arguments, size: int = 0) -> Page:
    """Return the page of a list that `first`, `last` and `after` select."""
    start = 0
    if after := arguments.get("after"):
        start = int(base64.b64decode(after).decode().rpartition(":")[2]) + 1
    chosen = items[start:]
    if (first := arguments.get("first")) is not None:
        chosen = chosen[:first]
    elif last := arguments.get("last"):
        start = max(start, len(items) - last)
        chosen = items[start:]
    return Page(chosen, start, len(items), size)


def type_of(value: Any) -> str:
    """Return the GraphQL type of an object behind an interface."""
    match value:
        case Thing(entry=None):
            return "Commit"
        case Thing(entry=entry):
            return "Tree" if entry is not None and entry.kind == "tree" else "Blob"
        case Owner(is_organization=is_organization):
            return "Organization" if is_organization else "User"
        case Repository():
            return "Repository"
        case {"__typename": str(name)}:
            return name
    raise TypeError(f"{value!r} stands for no interface")
