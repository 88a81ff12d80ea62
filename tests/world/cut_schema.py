"""Extract the part of GitHub's published GraphQL schema that a link checker may query, into `github.graphql`.

    npm pack @octokit/graphql-schema@15.26.1 && tar xzf octokit-graphql-schema-15.26.1.tgz
    python -m tests.world.cut_schema package/schema.graphql 15.26.1

Nothing is changed, only left out: types that are not in `TYPES`, fields and arguments that need such a type, and all
descriptions. So GitHub's own schema accepts every query that the extract accepts.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    print_schema,
)

TARGET = Path(__file__).with_name("github.graphql")
TYPES = frozenset(
    [
        "Query",
        "RateLimit",
        "Node",
        "UniformResourceLocatable",
        "Actor",
        "Starrable",
        "Repository",
        "RepositoryInfo",
        "RepositoryOwner",
        "RepositoryConnection",
        "RepositoryEdge",
        "RepositoryLockReason",
        "RepositoryVisibility",
        "RepositoryOrder",
        "RepositoryOrderField",
        "OrderDirection",
        "PageInfo",
        "User",
        "Organization",
        "UserConnection",
        "StargazerConnection",
        "Issue",
        "IssueConnection",
        "IssueOrPullRequest",
        "PullRequest",
        "IssueState",
        "PullRequestConnection",
        "PullRequestState",
        "GitObject",
        "Commit",
        "CommitHistoryConnection",
        "Tag",
        "Tree",
        "TreeEntry",
        "Blob",
        "GitActor",
        "GitTimestamp",
        "GitObjectID",
        "Ref",
        "RefConnection",
        "RefEdge",
        "RefOrder",
        "RefOrderField",
        "Submodule",
        "SubmoduleConnection",
        "SubmoduleEdge",
        "Release",
        "ReleaseConnection",
        "ReleaseEdge",
        "ReleaseOrder",
        "ReleaseOrderField",
        "ReleaseAsset",
        "ReleaseAssetConnection",
        "License",
        "Language",
        "LanguageConnection",
        "LanguageEdge",
        "LanguageOrder",
        "LanguageOrderField",
        "Topic",
        "RepositoryTopic",
        "RepositoryTopicConnection",
        "RepositoryTopicEdge",
        "Boolean",
        "Int",
        "Float",
        "String",
        "ID",
        "URI",
        "HTML",
        "DateTime",
        "Base64String",
        "GitSSHRemote",
        "BigInt",
    ]
)


def cut(schema: GraphQLSchema) -> GraphQLSchema:
    """Return the schema without unwanted types, and without the fields and arguments that need them."""
    kept = {name: kind for name, kind in schema.type_map.items() if name in TYPES}
    if missing := TYPES - {*kept}:
        raise ValueError(f"GitHub's schema has no {', '.join(sorted(missing))}")
    for kind in kept.values():
        _strip(kind)
    return GraphQLSchema(
        query=schema.query_type,
        types=list(kept.values()),
        directives=[one for one in schema.directives if one.name in ("include", "skip", "deprecated", "specifiedBy")],
    )


def _strip(kind: GraphQLNamedType) -> None:
    kind.description = None
    kind.ast_node = None
    match kind:
        case GraphQLObjectType() | GraphQLInterfaceType():
            interfaces: Any = tuple(one for one in kind.interfaces if one.name in TYPES)
            fields = {name: field for name, field in kind.fields.items() if _is_kept(field)}
            for field in fields.values():
                field.args = _bare(field.args)
            kind.__dict__.update(interfaces=interfaces, fields=_bare(fields))
        case GraphQLInputObjectType():
            kind.__dict__.update(fields=_bare(kind.fields))
        case GraphQLEnumType():
            kind.values = _bare(kind.values)
        case GraphQLUnionType():
            kind.__dict__.update(types=tuple(one for one in kind.types if one.name in TYPES))
        case GraphQLScalarType():
            kind.specified_by_url = None


def _is_kept(field: GraphQLField) -> bool:
    needed = [argument.type for argument in field.args.values() if str(argument.type).endswith("!")]
    return all(get_named_type(kind).name in TYPES for kind in (field.type, *needed))


def _bare(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a field without arguments of unwanted types, and without descriptions."""
    kept = {name: part for name, part in parts.items() if _type_name(part) in TYPES}
    for part in kept.values():
        part.description = None
    return kept


def _type_name(part: Any) -> str:
    return get_named_type(part.type).name if hasattr(part, "type") else "Boolean"


def main(source: str, version: str) -> None:
    """Write the extract of a schema file."""
    header = f"# Cut by cut_schema.py out of npm @octokit/graphql-schema {version} (schema.graphql, MIT).\n\n"
    schema = build_schema(Path(source).read_text(), assume_valid_sdl=True)
    TARGET.write_text(header + print_schema(cut(schema)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
