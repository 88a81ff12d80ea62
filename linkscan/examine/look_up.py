"""What a look-up of a paper comes to: what was found, and why a channel did not tell, if it did not.

A channel that did not answer has said nothing: a paper of which it was asked is not called missing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from linkscan.http.responses import health_of
from linkscan.models import Channel, Response

T_co = TypeVar("T_co", covariant=True)

_NOTHING_THERE = frozenset({400, 404, 410, 414, 422})
"""The service answers, and has nothing under what it was asked for: RFC 9110 15.5, and 422 as GitHub's search says it
of a query that it does not take."""


class GapCause(StrEnum):
    """Why a channel may have more to tell than was found."""

    UNANSWERED = "unanswered"  # the service did not answer; it may the next time
    UNREADABLE = "unreadable"  # it answered with what cannot be read here: a PDF of pictures


@dataclass(frozen=True, slots=True)
class Gap:
    """What a channel did not tell, in one value for programs and one sentence for people."""

    cause: GapCause
    reason: str


@dataclass(frozen=True, slots=True)
class LookUp(Generic[T_co]):
    """What a channel told of a paper; `gap` is what it may have more to tell, None where it told all."""

    found: T_co
    gap: Gap | None = None


def is_answer(response: Response) -> bool:
    """Return whether a service answered with what it has: a whole response with status 200, behind no bot check."""
    health, _ = health_of(response)
    return response.failure is None and response.status == 200 and not response.truncated and health.is_alive


def gap_of(response: Response, channel: Channel) -> Gap | None:
    """Return what a response leaves open that is no answer; None where it says that there is nothing.

    What is answered with 200, and is not what the channel documents, tells nothing either.
    """
    health, reason = health_of(response)
    cause = GapCause.UNANSWERED
    if is_answer(response):
        reason = "answered with something else than its documentation says"
    elif response.truncated and health.is_alive:
        cause, reason = GapCause.UNREADABLE, "the answer is larger than is read"
    elif response.failure is None and response.status in _NOTHING_THERE:
        return None
    return Gap(cause, f"{channel}: {reason}")
