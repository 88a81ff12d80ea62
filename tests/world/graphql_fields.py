"""GitHub's GraphQL types, field by field. This world cannot resolve fields without a row."""

from collections.abc import Mapping
from typing import Any

from tests.world.github_json import node_id
from tests.world.graphql_nodes import Field, cursor
from tests.world.graphql_objects import FIELDS as OBJECTS
from tests.world.graphql_repository import FIELDS as REPOSITORIES

FIELDS: dict[str, dict[str, Field]] = {
    **REPOSITORIES,
    **OBJECTS,
    "Language": {
        "id": lambda it, _: node_id("LA", len(it)),
        "name": lambda it, _: it,
    },
    "LanguageConnection": {
        "nodes": lambda it, _: [name for name, _ in it.nodes],
        "edges": lambda it, _: it.edges,
        "totalCount": lambda it, _: it.total,
        "totalSize": lambda it, _: it.size,
        "pageInfo": lambda it, _: it,
    },
    "LanguageEdge": {
        "node": lambda it, _: it.node[0],
        "size": lambda it, _: it.node[1],
        "cursor": lambda it, _: it.cursor,
    },
    "RepositoryTopic": {
        "topic": lambda it, _: it,
        "url": lambda it, _: f"https://github.com/topics/{it}",
    },
    "Topic": {"name": lambda it, _: it},
    "PageInfo": {
        "startCursor": lambda it, _: cursor(it.start) if it.nodes else None,
        "endCursor": lambda it, _: cursor(it.start + len(it.nodes) - 1) if it.nodes else None,
        "hasNextPage": lambda it, _: it.start + len(it.nodes) < it.total,
        "hasPreviousPage": lambda it, _: it.start > 0,
    },
}
_CONNECTION: dict[str, Field] = {
    "nodes": lambda it, _: it.nodes,
    "edges": lambda it, _: it.edges,
    "totalCount": lambda it, _: it.total,
    "pageInfo": lambda it, _: it,
}
_EDGE: dict[str, Field] = {"node": lambda it, _: it.node, "cursor": lambda it, _: it.cursor}


def field_of(kind: str, name: str, source: Any) -> Field | None:
    """Return the resolver of a field of a type; None if there is none."""
    if isinstance(source, Mapping):
        told = source.get(name)
        return (told if callable(told) else lambda it, _: it[name]) if name in source else None
    if kind not in FIELDS and kind.endswith("Connection"):
        return _CONNECTION.get(name)
    if kind not in FIELDS and kind.endswith("Edge"):
        return _EDGE.get(name)
    return FIELDS.get(kind, {}).get(name)
