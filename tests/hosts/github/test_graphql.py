"""Questions are valid by GitHub's own schema, and what strangers wrote stays out of their text."""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

from linkscan.hosts.github.graphql import Wish, ask_cards, ask_contents

SCHEMA = Path(__file__).parents[2] / "world" / "github.graphql"


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(SCHEMA.read_text())


def body(http_request: Any) -> Any:
    return json.loads(http_request.body)


@pytest.mark.parametrize(
    "http_request",
    [
        pytest.param(ask_cards([Wish("lab", "tool"), Wish("l", "t", things=("main:src", "main/src:"))]), id="cards"),
        pytest.param(
            ask_contents([Wish("lab", "tool", texts=("HEAD:README.md",), folders=("HEAD:src",)), Wish("l", "t")]),
            id="contents",
        ),
        pytest.param(ask_contents([Wish("l", "t", texts=("HEAD:README",))]), id="texts alone"),
    ],
)
def test_the_published_schema_accepts_every_question(schema: GraphQLSchema, http_request: Any) -> None:
    parsed = body(http_request)
    document = parse(parsed["query"])
    assert validate(schema, document) == []


def test_names_travel_as_variables() -> None:
    evil = 'x") { id } } #'
    parsed = body(ask_cards([Wish(evil, "tool", things=(evil,))]))
    assert evil not in parsed["query"]
    assert sorted(parsed["variables"].values()) == sorted([evil, "tool", evil])
