"""One GraphQL question for many repositories: asked, understood where it fails, asked again in halves.

GraphQL answers 200 with `errors` beside partial data; the limits have types of their own
(https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api). Resource limits
are told for single aliases too (https://github.com/anuraghazra/github-readme-stats/pull/4916).
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from pydantic import ValidationError

from linkscan.forges.answers import Told, read_json
from linkscan.forges.github.cards import Card, Node
from linkscan.forges.github.query import Wish
from linkscan.forges.rounds import Talk, side_by_side
from linkscan.models import Answer, Failure, Question


class Miss(Enum):
    """Why GraphQL told nothing of a repository."""

    MISSING = "there is no such public repository"
    UNTOLD = "could not be told"
    TOO_MUCH = "was asked for together with too many others"


Reply = tuple[Card | Miss, Answer]
"""What was told of one repository, and the answer that told it."""

_TOO_MUCH = ("MAX_NODE_LIMIT_EXCEEDED", "RESOURCE_LIMITS_EXCEEDED", "EXCESSIVE_PAGINATION", "TIMEOUT")
_OVERLOAD = (Failure.TIMEOUT, Failure.RESET)


class _Error(Node):
    type: Told[str] = None
    message: Told[str] = None
    path: Told[tuple[str | int, ...]] = None


class _Body(Node):
    data: Told[Mapping[str, Any]] = None
    errors: Told[tuple[_Error, ...]] = None


def ask_all(wishes: Sequence[Wish], ask: Callable[[Sequence[Wish]], Question]) -> Talk[list[Reply]]:
    """Ask for all at once; in halves, over and again, what is too much for the server."""
    if not wishes:
        return []
    answers = yield [ask(wishes)]
    replies: list[Reply] = [(card, answers[0]) for card in read_cards(answers[0], len(wishes))]
    again = [number for number, (card, _) in enumerate(replies) if card is Miss.TOO_MUCH]
    if not again or len(wishes) == 1:
        return replies
    middle = (len(again) + 1) // 2
    halves = [[wishes[number] for number in half] for half in (again[:middle], again[middle:])]
    retold = yield from side_by_side([ask_all(half, ask) for half in halves])
    for number, reply in zip(again, (reply for half in retold for reply in half), strict=True):
        replies[number] = reply
    return replies


def read_cards(answer: Answer, count: int) -> list[Card | Miss]:
    """Read one answer on `count` repositories; what is not told of one is a `Miss`."""
    if answer.status in (500, 502, 503, 504) or answer.failure in _OVERLOAD or answer.truncated:
        return [Miss.TOO_MUCH] * count
    body = (read_json(answer, _Body) if answer.status == 200 else None) or _Body()
    errors = body.errors or ()
    general = next((_reason(error) for error in errors if not error.path), Miss.UNTOLD)
    reasons = {str(error.path[0]): _reason(error) for error in errors if error.path}
    return [
        _card((body.data or {}).get(name), reasons.get(name), general, alone=count == 1)
        for name in (f"r{number}" for number in range(count))
    ]


def _card(told: Any, reason: Miss | None, general: Miss, *, alone: bool) -> Card | Miss:
    """Read what was told of one repository; half a card is asked for again with fewer beside it."""
    try:
        card = None if told is None else Card.model_validate(told)
    except ValidationError:
        return Miss.UNTOLD
    if card is None:
        return reason or general
    return Miss.TOO_MUCH if reason is Miss.TOO_MUCH and not alone else card


def _reason(error: _Error) -> Miss:
    message = (error.message or "").lower()
    if error.type == "NOT_FOUND" and len(error.path or ()) == 1:
        return Miss.MISSING
    if error.type in _TOO_MUCH or "resource limit" in message or "timeout" in message or "timed out" in message:
        return Miss.TOO_MUCH
    return Miss.UNTOLD
