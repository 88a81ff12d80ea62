"""Many repositories in one question: how it is joined, and how each gets an answer of its own."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from linkscan.hosts.github.graphql import Wish
from linkscan.hosts.github.graphql_batches import MOST, Miss, Sort, read_card, send
from linkscan.hosts.github.graphql_schema import Card
from linkscan.http.cache.freshness import FreshnessPolicy
from linkscan.models import Failure, Response
from tests.hosts.talking import data

GRAPHQL = "https://api.github.com/graphql"
CARD = {"nameWithOwner": "lab/tool", "isEmpty": False}
MISSING = {"type": "NOT_FOUND", "message": "Could not resolve to a Repository"}


def told(cards: Sequence[Any], *errors: Mapping[str, Any]) -> Response:
    body: dict[str, Any] = {"data": {f"r{number}": card for number, card in enumerate(cards)}}
    return data(body | ({"errors": list(errors)} if errors else {}), GRAPHQL)


def shared(response: Response, count: int) -> list[Any]:
    """Return what each of `count` repositories is told: a name, a miss, or None: to be asked again."""
    cards = [share and read_card(share) for share in Sort.CARDS.share(response, count)]
    return [card.name_with_owner if isinstance(card, Card) else card for card in cards]


def test_a_question_alone_is_a_part_of_one_for_all() -> None:
    alone = send(Sort.CARDS, Wish("lab", "tool"))
    assert alone.part is not None
    joined = alone.part.batch.join([alone.part.payload, Wish("lab", "other")])
    assert json.loads(joined.body)["variables"] == {"r0o": "lab", "r0n": "tool", "r1o": "lab", "r1n": "other"}
    assert alone.part.batch.most == MOST


def test_only_what_may_be_asked_in_halves_is_settled_by_an_overload() -> None:
    """A question on one repository is asked again as any other is."""
    two = Sort.CARDS.join([Wish("lab", "tool"), Wish("lab", "other")])
    assert set(two.final_on) == {502, 504, Failure.TIMEOUT, Failure.RESET}
    assert Sort.CARDS.join([Wish("lab", "tool")]).final_on == ()


@pytest.mark.parametrize(
    ("payload", "is_immutable"),
    [
        (Wish("lab", "tool", texts=("0" * 40 + ":README.md",), folders=("1" * 40 + ":src", "2" * 40 + ":")), True),
        (Wish("lab", "tool", texts=("HEAD:README.md",)), False),
        (Wish("lab", "tool", texts=("0" * 40 + ":README.md",), folders=("refs/heads/dev:",)), False),
    ],
)
def test_what_is_named_by_its_content_never_changes(payload: Wish, *, is_immutable: bool) -> None:
    assert send(Sort.CONTENTS, payload).is_immutable is is_immutable


@pytest.mark.parametrize(
    ("response", "shares"),
    [
        pytest.param(told([CARD, CARD]), ["lab/tool", "lab/tool"], id="all told"),
        pytest.param(told([CARD, None], MISSING | {"path": ["r1"]}), ["lab/tool", Miss.MISSING], id="one missing"),
        pytest.param(
            told([CARD, None], {"type": "FORBIDDEN", "path": ["r1"]}), ["lab/tool", Miss.UNTOLD], id="one forbidden"
        ),
        pytest.param(told([CARD, None]), ["lab/tool", Miss.UNTOLD], id="null without a word"),
        pytest.param(told([CARD, {"nameWithOwner": CARD}]), ["lab/tool", None], id="another shape"),
        pytest.param(
            told([CARD, CARD], {"type": "RESOURCE_LIMITS_EXCEEDED", "path": ["r1", "top"]}),
            ["lab/tool", None],
            id="half a card",
        ),
        pytest.param(data({"errors": [{"type": "MAX_NODE_LIMIT_EXCEEDED"}]}), [None, None], id="too many nodes"),
        pytest.param(data({"errors": [{"message": "Resource limits exceeded."}]}), [None, None], id="too heavy"),
        pytest.param(data({"errors": [{"type": "RATE_LIMITED"}]}), [Miss.UNTOLD] * 2, id="limited, with 200"),
        pytest.param(Response(GRAPHQL, 401), [Miss.UNTOLD] * 2, id="a token that is refused"),
        pytest.param(data(b"<html>hotel"), [Miss.UNTOLD] * 2, id="a portal"),
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
        pytest.param(told([CARD, None], {"message": "Something went wrong"}), [True, False], id="nobody knows what"),
        pytest.param(data({"errors": [{"type": "RATE_LIMITED"}]}), [False, False], id="limited"),
    ],
)
def test_trouble_with_one_is_never_kept_and_spoils_no_other(response: Response, kept: list[bool]) -> None:
    request = send(Sort.CARDS, Wish("lab", "tool"))
    shares = Sort.CARDS.share(response, 2)
    assert [share is not None and FreshnessPolicy().of(request, share, 0.0) > 0 for share in shares] == kept
