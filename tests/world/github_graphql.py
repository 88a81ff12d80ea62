"""GitHub's GraphQL: queries are validated against an extract of GitHub's own schema, and graphql-core runs them.

Errors come with status 200 and GitHub's own wording, with `type` and `path` beside `message`
(docs.github.com, "Rate limits and query limits for the GraphQL API"; ossf/criticality_score for NOT_FOUND).
"""

import json
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from tests.world.github import GitHub
from tests.world.github_rest import refusal
from tests.world.graphql_costs import Reckoning
from tests.world.graphql_fields import field_of
from tests.world.graphql_nodes import Root, WorldlyError, type_of
from tests.world.messages import Reply, Request, as_json
from tests.world.quotas import Standing

SCHEMA = Path(__file__).with_name("github.graphql")


@cache
def schema() -> GraphQLSchema:
    """Return the extract of GitHub's schema, parsed once."""
    return build_schema(SCHEMA.read_text(), assume_valid_sdl=True)


class GitHubGraphQL:
    """Answers POSTs to /graphql, without limits and tokens."""

    def __init__(self, github: GitHub) -> None:
        self._github = github

    def answer(self, request: Request, standing: Standing) -> tuple[Reply, int]:
        """Return the answer to a query, and its cost in points."""
        if request.method != "POST":
            return refusal("Not Found", 404, "/graphql"), 0
        try:
            asked = json.loads(request.body)
            query, variables = asked["query"], asked.get("variables") or {}
        except (ValueError, KeyError, TypeError):
            return refusal("Problems parsing JSON", 400, "/graphql"), 1
        document = _read(query)
        if isinstance(document, list):
            return as_json({"errors": document}), 1
        reckoning = Reckoning(document, variables)
        if reckoning.complaints:
            errors = [{"type": kind, "message": message} for kind, message in reckoning.complaints]
            return as_json({"errors": errors}), 1
        return as_json(self._execute(document, variables, reckoning, standing)), reckoning.points

    def _execute(
        self, document: DocumentNode, variables: dict[str, Any], reckoning: Reckoning, standing: Standing
    ) -> dict[str, Any]:
        reset_at = datetime.fromtimestamp(int(standing.reset), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        root = Root(self._github, standing, reset_at, reckoning.points, reckoning.nodes)
        result = execute_sync(
            schema(),
            document,
            root_value=root,
            variable_values=variables,
            field_resolver=_resolve,
            type_resolver=lambda value, _info, _kind: type_of(value),
        )
        return _as_told(result)


@lru_cache(maxsize=8)  # a query for a hundred repositories takes a megabyte
def _read(query: str) -> DocumentNode | list[dict[str, Any]]:
    """Parse and validate a query; errors are worded as GitHub's."""
    try:
        document = parse(query)
    except GraphQLError as error:
        return [{"message": error.message, "locations": error.formatted.get("locations")}]
    errors = validate(schema(), document)
    if errors:
        return [{"message": one.message, "locations": one.formatted.get("locations")} for one in errors]
    return document


def _resolve(source: Any, info: Any, **arguments: Any) -> Any:
    tell = field_of(info.parent_type.name, info.field_name, source)
    if tell is None:
        raise NotImplementedError(
            f"GitHub has {info.parent_type.name}.{info.field_name}, but this world does not tell it"
        )
    return tell(source, arguments)


def _as_told(result: ExecutionResult) -> dict[str, Any]:
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        for error in result.errors:
            if not isinstance(error.original_error, WorldlyError) and not isinstance(error, WorldlyError):
                raise error.original_error or error
        answer["errors"] = [_error(error) for error in result.errors]
    return answer


def _error(error: GraphQLError) -> dict[str, Any]:
    cause = error if isinstance(error, WorldlyError) else error.original_error
    assert isinstance(cause, WorldlyError)
    return {
        "type": cause.kind,
        "path": error.path,
        "locations": error.formatted.get("locations"),
        "message": error.message,
    }
