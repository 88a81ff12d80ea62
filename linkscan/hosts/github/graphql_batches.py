"""Many repositories in one GraphQL question, each with an answer of its own: what was told of it, what failed.

GraphQL answers 200 with `errors` beside partial data; the limits have types of their own
(https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api). Resource limits
are told for single aliases too (https://github.com/anuraghazra/github-readme-stats/pull/4916).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from pydantic import ValidationError

from linkscan.hosts.github.graphql import Wish, ask_cards, ask_contents
from linkscan.hosts.github.graphql_schema import Card, Node
from linkscan.hosts.responses import Told, read_json
from linkscan.models import BatchItem, Request, Response

MOST = 100
"""With two questions for each hundred, a thousand repositories cost twenty requests."""

_TOO_MUCH = ("MAX_NODE_LIMIT_EXCEEDED", "RESOURCE_LIMITS_EXCEEDED", "EXCESSIVE_PAGINATION", "TIMEOUT")


class Miss(Enum):
    """Why GraphQL told nothing of a repository."""

    MISSING = "there is no such public repository"
    UNTOLD = "could not be told"


class _Error(Node):
    type: Told[str] = None
    message: Told[str] = None
    path: Told[tuple[str | int, ...]] = None


class _Body(Node):
    data: Told[Mapping[str, Any]] = None
    errors: Told[tuple[_Error, ...]] = None


class Sort(Enum):
    """What is asked of repositories together: a `models.Batch`."""

    CARDS = "what they are, and what stands at their top"
    CONTENTS = "READMEs and folders"

    @property
    def most(self) -> int:
        """Return how many repositories one question bears."""
        return MOST

    def join(self, payloads: Sequence[Wish]) -> Request:
        """Ask for several at once."""
        return (ask_cards if self is Sort.CARDS else ask_contents)(payloads)

    def share(self, response: Response, count: int) -> Sequence[Response | None]:
        """Take an answer on several apart; one that tells of none by name is everybody's."""
        body = read_json(response, _Body) if response.status == 200 else None
        errors = (body.errors if body else None) or ()
        if body is None or count == 1:
            return [response] * count
        if any(not error.path and _is_too_much(error) for error in errors):
            return [None] * count
        return [_share(response, body.data or {}, errors, f"r{number}") for number in range(count)]


def send(sort: Sort, payload: Wish) -> Request:
    """Ask for one repository, alone or together with others that are asked for at the same time."""
    return replace(sort.join([payload]), part=BatchItem(sort, payload))


def read_card(response: Response) -> Card | Miss:
    """Read what was told of one repository."""
    body = (read_json(response, _Body) if response.status == 200 else None) or _Body()
    told = (body.data or {}).get("r0")
    if told is None:
        is_missing = any(error.type == "NOT_FOUND" and error.path == ("r0",) for error in body.errors or ())
        return Miss.MISSING if is_missing else Miss.UNTOLD
    try:
        return Card.model_validate(told)
    except ValidationError:
        return Miss.UNTOLD


def _share(response: Response, data: Mapping[str, Any], errors: Sequence[_Error], name: str) -> Response | None:
    """Write the answer on one repository; half of one is asked for again with fewer beside it."""
    told = data.get(name)
    own = [error for error in errors if (error.path[0] == name if error.path else told is None)]
    if any(error.path and _is_too_much(error) for error in own):
        return None
    body: dict[str, Any] = {"data": {"r0": told}}
    if own:
        body["errors"] = [
            {"type": error.type, "message": error.message or "", "path": ["r0", *(error.path or ())[1:]]}
            for error in own
        ]
    return replace(response, body=json.dumps(body, separators=(",", ":")).encode())


def _is_too_much(error: _Error) -> bool:
    message = (error.message or "").lower()
    return error.type in _TOO_MUCH or "resource limit" in message or "timeout" in message or "timed out" in message
