"""The result of looking up a paper in a channel: what was found, and why the answer may be incomplete.

A channel that did not answer proves nothing: a paper that was looked up there is not called missing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from linkscan.http.responses import health_of
from linkscan.models import Channel, Response

T_co = TypeVar("T_co", covariant=True)

_NOTHING_THERE = frozenset({400, 404, 410, 414, 422})
"""Statuses by which a service says that it has nothing: RFC 9110 15.5, and 422, with which GitHub's search rejects a
query that it does not accept."""


class GapCause(StrEnum):
    """Why a channel may hold more than was found."""

    UNANSWERED = "unanswered"  # the service did not answer; it may do so next time
    UNREADABLE = "unreadable"  # the response cannot be read here, such as a scanned PDF


@dataclass(frozen=True, slots=True)
class Gap:
    """Why the answer of a channel is incomplete: a cause for programs and a sentence for people."""

    cause: GapCause
    reason: str


@dataclass(frozen=True, slots=True)
class LookUp(Generic[T_co]):
    """What a channel holds on a paper; `gap` says why there may be more, None if the answer is complete."""

    found: T_co
    gap: Gap | None = None


def is_answer(response: Response) -> bool:
    """Return whether a service answered: an untruncated response with status 200 that is not a bot check."""
    health, _ = health_of(response)
    return response.failure is None and response.status == 200 and not response.truncated and health.is_alive


def gap_of(response: Response, channel: Channel) -> Gap | None:
    """Return the gap that an unusable response leaves, or None if it says that there is nothing.

    A response with status 200 that does not match the documentation of the channel leaves a gap, too.
    """
    health, reason = health_of(response)
    cause = GapCause.UNANSWERED
    if is_answer(response):
        reason = "answered with something other than its documentation says"
    elif response.truncated and health.is_alive:
        cause, reason = GapCause.UNREADABLE, "the answer is too large"
    elif response.failure is None and response.status in _NOTHING_THERE:
        return None
    return Gap(cause, f"{channel}: {reason}")
