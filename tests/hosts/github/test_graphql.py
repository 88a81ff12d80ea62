"""Queries are valid by GitHub's own schema, and contain no untrusted text."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

from linkscan.hosts.github.graphql import (
    MOST,
    LookupFailure,
    QueryKind,
    Selection,
    contents_query,
    query,
    read_repository_node,
    repositories_query,
)
from linkscan.hosts.github.graphql_schema import RepositoryNode
from linkscan.http.cache.middleware import FreshnessPolicy
from linkscan.models import Failure, Response
from tests.hosts.flows import data

SCHEMA = Path(__file__).parents[2] / "world" / "github.graphql"


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(SCHEMA.read_text())


def body(http_request: Any) -> Any:
    return json.loads(http_request.body)


@pytest.mark.parametrize(
    "http_request",
    [
        pytest.param(
            repositories_query([Selection("lab", "tool"), Selection("l", "t", objects=("main:src", "main/src:"))]),
            id="cards",
        ),
        pytest.param(
            contents_query(
                [Selection("lab", "tool", texts=("HEAD:README.md",), folders=("HEAD:src",)), Selection("l", "t")]
            ),
            id="contents",
        ),
        pytest.param(contents_query([Selection("l", "t", texts=("HEAD:README",))]), id="texts alone"),
    ],
)
def test_published_schema_accepts_every_query(schema: GraphQLSchema, http_request: Any) -> None:
    parsed = body(http_request)
    document = parse(parsed["query"])
    assert validate(schema, document) == []


def test_names_are_sent_as_variables() -> None:
    evil = 'x") { id } } #'
    parsed = body(repositories_query([Selection(evil, "tool", objects=(evil,))]))
    assert evil not in parsed["query"]
    assert sorted(parsed["variables"].values()) == sorted([evil, "tool", evil])


GRAPHQL = "https://api.github.com/graphql"
CARD = {"nameWithOwner": "lab/tool", "isEmpty": False}
MISSING = {"type": "NOT_FOUND", "message": "Could not resolve to a Repository"}


def told(cards: Sequence[Any], *errors: Mapping[str, Any]) -> Response:
    body: dict[str, Any] = {"data": {f"r{number}": node for number, node in enumerate(cards)}}
    return data(body | ({"errors": list(errors)} if errors else {}), GRAPHQL)


def shared(response: Response, count: int) -> list[Any]:
    """Return the outcome for each of `count` repositories: a name, a miss, or None if it is to be sent again."""
    cards = [share and read_repository_node(share) for share in QueryKind.REPOSITORIES.split(response, count)]
    return [node.name_with_owner if isinstance(node, RepositoryNode) else node for node in cards]


def test_single_query_equals_its_part_of_a_batch() -> None:
    alone = query(QueryKind.REPOSITORIES, Selection("lab", "tool"))
    assert alone.batch_item is not None
    joined = alone.batch_item.batch.merge([alone.batch_item.payload, Selection("lab", "other")])
    assert json.loads(joined.body)["variables"] == {"r0o": "lab", "r0n": "tool", "r1o": "lab", "r1n": "other"}
    assert alone.batch_item.batch.max_size == MOST


def test_only_divisible_queries_are_split_after_an_overload() -> None:
    """A query for one repository is retried like any other."""
    two = QueryKind.REPOSITORIES.merge([Selection("lab", "tool"), Selection("lab", "other")])
    assert set(two.final_on) == {502, 504, Failure.TIMEOUT, Failure.RESET}
    assert QueryKind.REPOSITORIES.merge([Selection("lab", "tool")]).final_on == ()


@pytest.mark.parametrize(
    ("payload", "is_immutable"),
    [
        (Selection("lab", "tool", texts=("0" * 40 + ":README.md",), folders=("1" * 40 + ":src", "2" * 40 + ":")), True),
        (Selection("lab", "tool", texts=("HEAD:README.md",)), False),
        (Selection("lab", "tool", texts=("0" * 40 + ":README.md",), folders=("refs/heads/dev:",)), False),
    ],
)
def test_content_addressed_answer_never_changes(payload: Selection, *, is_immutable: bool) -> None:
    assert query(QueryKind.CONTENTS, payload).is_immutable is is_immutable


@pytest.mark.parametrize(
    ("response", "shares"),
    [
        pytest.param(told([CARD, CARD]), ["lab/tool", "lab/tool"], id="all told"),
        pytest.param(
            told([CARD, None], MISSING | {"path": ["r1"]}), ["lab/tool", LookupFailure.MISSING], id="one missing"
        ),
        pytest.param(
            told([CARD, None], {"type": "FORBIDDEN", "path": ["r1"]}),
            ["lab/tool", LookupFailure.UNTOLD],
            id="one forbidden",
        ),
        pytest.param(told([CARD, None]), ["lab/tool", LookupFailure.UNTOLD], id="null without a word"),
        pytest.param(told([CARD, {"nameWithOwner": CARD}]), ["lab/tool", None], id="another shape"),
        pytest.param(
            told([CARD, CARD], {"type": "RESOURCE_LIMITS_EXCEEDED", "path": ["r1", "top"]}),
            ["lab/tool", None],
            id="half a node",
        ),
        pytest.param(data({"errors": [{"type": "MAX_NODE_LIMIT_EXCEEDED"}]}), [None, None], id="too many nodes"),
        pytest.param(data({"errors": [{"type": "RESOURCE_LIMITS_EXCEEDED"}]}), [None, None], id="too heavy"),
        pytest.param(
            data({"errors": [{"message": "It may be a timeout."}]}), [None, None], id="too slow, without a type"
        ),
        pytest.param(
            told([CARD, CARD], {"message": "It may be a timeout.", "path": ["r1", "top"]}),
            ["lab/tool", None],
            id="one too slow, without a type",
        ),
        pytest.param(data({"errors": [{"type": "RATE_LIMITED"}]}), [LookupFailure.UNTOLD] * 2, id="limited, with 200"),
        pytest.param(Response(GRAPHQL, 401), [LookupFailure.UNTOLD] * 2, id="a token that is refused"),
        pytest.param(data(b"<html>hotel"), [LookupFailure.UNTOLD] * 2, id="a portal"),
    ],
)
def test_each_gets_its_own_answer(response: Response, shares: list[Any]) -> None:
    assert shared(response, 2) == shares


@pytest.mark.parametrize(
    ("response", "kept"),
    [
        pytest.param(told([CARD, None], MISSING | {"path": ["r1"]}), [True, True], id="missing is an answer"),
        pytest.param(
            told([CARD, None], {"type": "FORBIDDEN", "message": "SAML", "path": ["r1"]}), [True, False], id="forbidden"
        ),
        pytest.param(
            told([CARD, CARD], {"message": "Something went wrong", "path": ["r1", "watchers"]}),
            [True, False],
            id="a field that failed",
        ),
        pytest.param(told([CARD, None], {"message": "Something went wrong"}), [False, False], id="nobody knows where"),
        pytest.param(data({"errors": [{"type": "RATE_LIMITED"}]}), [False, False], id="limited"),
    ],
)
def test_failure_of_one_is_not_cached_and_affects_no_other(response: Response, kept: list[bool]) -> None:
    request = query(QueryKind.REPOSITORIES, Selection("lab", "tool"))
    shares = QueryKind.REPOSITORIES.split(response, 2)
    assert [share is not None and FreshnessPolicy().lifetime(request, share, 0.0) > 0 for share in shares] == kept
